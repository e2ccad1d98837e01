// @ts-check
// What a host may do with the element: listen, and tell it where to go.

/** @param {string} id */
const byId = (id) => /** @type {any} */ (document.getElementById(id));
const room = byId('room');
for (const type of ['ready', 'state', 'result', 'error']) {
    room.addEventListener(`breathing-room-${type}`, (/** @type {CustomEvent} */ event) => {
        byId('said').textContent = `${type}: ${JSON.stringify(event.detail)}`;
    });
}
byId('go').addEventListener('click', () => { room.act = 5; });
byId('ask').addEventListener('click', () => room.ask());
