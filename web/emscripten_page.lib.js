// @ts-check
// Takes the place of parts of Emscripten's own library when the browser program is linked. The page
// listens and draws on demand by itself, so Emscripten's listeners and its main loop are left out, and
// all that comes with them.
mergeInto(LibraryManager.library, {
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
    // The page gives the canvas its pixels (fit in web/js/engine.js): with each change all is made anew.
    emscripten_set_canvas_element_size__deps: [],
    emscripten_set_canvas_element_size: function() { return 0; },
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
