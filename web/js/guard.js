// @ts-check
// Needs no other script, and the page waits for it before it has any other: if one that it needs does not
// come, or comes cut short, it says so. The story is there in any case. Once the page has a state, it speaks
// for itself.

window.addEventListener('error', ({ target, message }) => {
    const { dataset } = document.documentElement;
    // Sizes that are told a frame late are an error to the browser alone.
    if (dataset.state || /^ResizeObserver/.test(message) || !(target === window || target instanceof HTMLScriptElement)) return;
    dataset.state = 'no-wasm';
    for (const [id, isHidden] of /** @type {[string, boolean][]} */ ([['loading', true], ['no-wasm', false]])) {
        const message = document.getElementById(id);
        if (message) message.hidden = isHidden;
    }
}, true);
