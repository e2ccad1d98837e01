// @ts-check
// Runs first in every page and frame that the test server sends, and tells the server of what must not
// happen and of what a test cannot see from outside. Works the same in every engine and in frames of an
// opaque origin.

/** @param {string} kind @param {string} text */
const tell = (kind, text) => {
    void fetch(new URL('/-told', /** @type {HTMLScriptElement} */ (watchScript).src), {
        method: 'POST', mode: 'no-cors', keepalive: true, body: JSON.stringify({ kind, text, page: location.pathname, origin: window.origin }),
    }).catch(() => undefined);  // The server may be gone, as a test of that wants.
};
const watchScript = document.currentScript;

window.addEventListener('error', (event) => {
    const { target } = event;
    if (target instanceof Element) tell('fault', `not loaded: ${target.outerHTML.slice(0, 200)}`);
    else tell('fault', `error: ${event.message}`);
}, true);
window.addEventListener('unhandledrejection', (event) => tell('fault', `rejection: ${event.reason}`));
document.addEventListener('securitypolicyviolation', (event) =>
    tell('fault', `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
const { error } = console;
console.error = (...words) => {
    tell('fault', `console: ${words.join(' ')}`);
    error(...words);
};
for (const storage of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(window, storage, {
        get() {
            tell('fault', `storage: ${storage}`);
            throw new DOMException('blocked', 'SecurityError');
        },
    });
}
new MutationObserver(() => {
    const { state } = document.documentElement.dataset;
    if (state) tell('state', state);
}).observe(document.documentElement, { attributes: true, attributeFilter: ['data-state'] });
new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
        if (!/^(data|blob):/.test(name) && new URL(name).host !== location.host) tell('fault', `another origin: ${name}`);
    }
}).observe({ type: 'resource', buffered: true });
