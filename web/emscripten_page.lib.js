// @ts-check
// Takes the place of parts of Emscripten's own library when the browser program is linked. SDL asks
// for listeners on window, document and canvas, for full screen and for the pointer's lock; the page
// gives it none of these, so keyboard, wheel, touch and scrolling stay the page's own, and the code
// behind them is left out. Also left out: the main loop of Emscripten, as the page draws on demand, and
// all that comes with it.
mergeInto(LibraryManager.library, {
    emscripten_set_keydown_callback_on_thread: function() { return 0; },
    emscripten_set_keyup_callback_on_thread: function() { return 0; },
    emscripten_set_keypress_callback_on_thread: function() { return 0; },
    emscripten_set_mousemove_callback_on_thread: function() { return 0; },
    emscripten_set_mousedown_callback_on_thread: function() { return 0; },
    emscripten_set_mouseup_callback_on_thread: function() { return 0; },
    emscripten_set_mouseenter_callback_on_thread: function() { return 0; },
    emscripten_set_mouseleave_callback_on_thread: function() { return 0; },
    emscripten_set_wheel_callback_on_thread: function() { return 0; },
    emscripten_set_focus_callback_on_thread: function() { return 0; },
    emscripten_set_blur_callback_on_thread: function() { return 0; },
    emscripten_set_touchstart_callback_on_thread: function() { return 0; },
    emscripten_set_touchend_callback_on_thread: function() { return 0; },
    emscripten_set_touchmove_callback_on_thread: function() { return 0; },
    emscripten_set_touchcancel_callback_on_thread: function() { return 0; },
    emscripten_set_pointerlockchange_callback_on_thread: function() { return 0; },
    emscripten_set_fullscreenchange_callback_on_thread: function() { return 0; },
    emscripten_set_resize_callback_on_thread: function() { return 0; },
    emscripten_set_visibilitychange_callback_on_thread: function() { return 0; },
    emscripten_set_beforeunload_callback_on_thread: function() { return 0; },
    emscripten_request_fullscreen_strategy: function() { return 0; },
    emscripten_exit_fullscreen: function() { return 0; },
    emscripten_request_pointerlock: function() { return 0; },
    emscripten_exit_pointerlock: function() { return 0; },
    emscripten_set_window_title: function() {},
    eglSwapInterval: function() { return 1; },
    eglSwapBuffers: function() { return 1; },
    $EGL__deps: [],
    $JSEvents: {},
    $JSEvents__deps: [],
    $JSEvents__postset: '',
    $Browser: {},
    $Browser__deps: [],
    $Browser__postset: '',
    // There is one canvas.
    emscripten_set_canvas_element_size__deps: [],
    /** @param {number} target @param {number} width @param {number} height */
    emscripten_set_canvas_element_size: function(target, width, height) {
        Module['canvas'].width = width;
        Module['canvas'].height = height;
        return 0;
    },
    emscripten_get_element_css_size__deps: [],
    /** @param {number} target @param {number} width @param {number} height */
    emscripten_get_element_css_size: function(target, width, height) {
        HEAPF64[width >> 3] = Module['canvas'].clientWidth;
        HEAPF64[height >> 3] = Module['canvas'].clientHeight;
        return 0;
    },
    emscripten_set_element_css_size__deps: [],
    emscripten_set_element_css_size: function() { return 0; },  // Its style decides.
    // WebGL 2 for drawing that is opaque, flat and without a stencil.
    eglCreateContext__deps: ['$EGL', '$GL'],
    /** @param {number} display @param {number} config @param {number} share @param {number} attributes */
    eglCreateContext: function(display, config, share, attributes) {
        EGL.context = GL.createContext(Module['canvas'], {
            majorVersion: 2, minorVersion: 0, alpha: false, depth: false, stencil: false,
            antialias: false, enableExtensionsByDefault: false,
        });
        EGL.setErrorCode(EGL.context ? 0x3000 /* EGL_SUCCESS */ : 0x3009 /* EGL_BAD_MATCH */);
        return EGL.context ? 62004 /* The one context of Emscripten's EGL. */ : 0;
    },
});
