// @ts-check
// A host of a frame with an opaque origin. Such a frame can be known by its window alone, and be spoken to
// only without naming an origin; what is said to it is no secret.

const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('room'));
const said = document.getElementById('said');

/** @param {string} type */
const tell = (type) => frame.contentWindow?.postMessage({ protocol: 'breathing-room', version: 1, type }, '*');

window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== 'null' || data?.protocol !== 'breathing-room') return;
    if (data.type === 'ready') tell('ask');
    if (data.type === 'result' && said) said.textContent = `${data.scenario} ${data.digest}`;
});
// A frame that was quicker than this script repeats what was missed.
tell('hello');
