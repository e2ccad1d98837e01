// @ts-check
// Makes and removes the element, as a component library does when its parts come and go.

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
let count = 0;
/** @type {any} */
let room;

function mount() {
    if (room) return;
    room = document.createElement('breathing-room');
    Object.assign(room, { lang: 'en', act: 2, theme: 'light', height: 640 });
    room.addEventListener('breathing-room-ready', () => {
        count += 1;
        byId('said').textContent = `ready ${count}`;
    });
    byId('room').append(room);
}

function unmount() {
    room?.remove();
    room = undefined;
    byId('said').textContent = 'unmounted';
}

byId('mount').addEventListener('click', mount);
byId('unmount').addEventListener('click', unmount);
mount();
