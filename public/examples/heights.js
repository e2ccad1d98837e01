// @ts-check
// Listens for heights as the scripts of three kinds of host do. A real host loads its own script instead.

const here = /** @type {HTMLScriptElement | null} */ (document.querySelector('script[data-manner]'));
const manner = here?.dataset.manner ?? '';
const address = new URL('../index.html?v=1&act=3&lang=en', location.href);
if (manner === 'pym') {
    address.searchParams.set('childId', 'room');
    address.searchParams.set('parentUrl', location.href);
}
const frame = document.createElement('iframe');
frame.src = address.href;
frame.title = document.title;
frame.height = '300';
if (manner === 'amp') frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');

/** What a message says of the height, in the manner of this host. @param {any} data @returns {number} */
function heightOf(data) {
    if (manner === 'pym') return Number(/^pymxPYMxroomxPYMxheightxPYMx(\d+)$/.exec(String(data))?.[1] ?? 0);
    if (manner === 'amp') return data?.sentinel === 'amp' && data.type === 'embed-size' ? Number(data.height) : 0;
    const heights = data?.['datawrapper-height'];
    return heights ? Number(Object.values(heights)[0]) : 0;
}

window.addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== address.origin) return;
    const height = heightOf(event.data);
    if (!(height > 0 && height < 5000)) return;
    frame.height = String(height);
    const said = document.getElementById('said');
    if (said) said.textContent = `${height}`;
});
document.getElementById('room')?.append(frame);
