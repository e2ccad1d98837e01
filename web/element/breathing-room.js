// @ts-check
// <breathing-room scenario act lang theme seed levers part controls compact lock run start height>: the
// page in a frame of its own, for a host that loads this one script (docs/embedding.md). What stands in
// the element is the poster: it is shown until the frame is ready, and stays if it never is. The frame
// loads when the reader comes near, or with start="intent" when the poster is used.
// Events: breathing-room-ready, -state, -result, -error.

import { limitRate, makeMessage, readMessage, TO_HOST } from '../js/protocol.js';

const IN_ADDRESS = ['scenario', 'act', 'lang', 'theme', 'seed', 'levers', 'part', 'controls', 'compact', 'lock'];
const OBSERVED = [...IN_ADDRESS, 'run', 'height'];
const HEIGHT = 720;

export class BreathingRoom extends HTMLElement {
    static observedAttributes = OBSERVED;

    #root = this.attachShadow({ mode: 'open' });
    #poster = document.createElement('slot');
    /** @type {HTMLIFrameElement | undefined} */
    #frame;
    /** @type {AbortController | undefined} */
    #connected;
    #isReady = false;

    connectedCallback() {
        this.#connected = new AbortController();
        const { signal } = this.#connected;
        this.style.display = 'block';
        this.#root.replaceChildren(this.#poster);
        const mayReceive = limitRate(50);
        window.addEventListener('message', (event) => mayReceive() && this.#receive(event), { signal });
        if (this.getAttribute('start') !== 'intent') return this.start();
        this.#poster.addEventListener('click', (event) => {
            event.preventDefault();
            this.start();
        }, { signal });
    }

    disconnectedCallback() {
        this.#connected?.abort();
        this.#frame?.remove();
        this.#frame = undefined;
        this.#isReady = false;
        this.#poster.hidden = false;
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
        if (!this.#frame || before === now) return;
        if (name === 'height') this.#setHeight();
        else if (this.#isReady && now && (name === 'lang' || name === 'theme')) this.#post('set', { [name]: now });
        else if (this.#isReady && now && name === 'act') this.go(Number(now));
        else this.#frame.src = this.#address().href;
    }

    /** Loads the frame, if it is not there yet. */
    start() {
        if (this.#frame || !this.#connected) return;
        const frame = document.createElement('iframe');
        this.#frame = frame;
        frame.loading = 'lazy';
        frame.allow = 'fullscreen; clipboard-write';  // Not shown.
        frame.title = this.title || this.getAttribute('aria-label') || document.title;
        Object.assign(frame.style, { display: 'block', width: '100%', border: '0' });
        // Behind the poster the frame is only as high as it must be to be seen by the browser.
        frame.style.height = '1px';
        frame.addEventListener('load', () => this.#post('hello'), { signal: this.#connected.signal });
        frame.src = this.#address().href;
        this.#root.append(frame);
    }

    play() {
        this.#post('play');
    }

    pause() {
        this.#post('pause');
    }

    /** @param {number} act */
    go(act) {
        this.#post('go', { act });
    }

    /** What the run has come to, as the event breathing-room-result. */
    ask() {
        this.#post('ask');
    }

    #address() {
        const address = new URL('../index.html', import.meta.url);
        for (const name of IN_ADDRESS) {
            const value = this.getAttribute(name);
            if (value !== null) address.searchParams.set(name, value);
        }
        const run = this.getAttribute('run');
        if (run) address.hash = `run=${run}`;
        return address;
    }

    /** @param {number} [wanted] By the page in the frame. */
    #setHeight(wanted = HEIGHT) {
        const asked = Number(this.getAttribute('height'));
        if (this.#frame) this.#frame.style.height = `${asked >= 200 && asked <= 4000 ? asked : wanted}px`;
    }

    /** @param {string} type @param {Record<string, unknown>} [members] */
    #post(type, members) {
        this.#frame?.contentWindow?.postMessage(makeMessage(type, members), this.#address().origin);
    }

    /** @param {MessageEvent} event */
    #receive(event) {
        if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== this.#address().origin) return;
        const message = readMessage(event.data, TO_HOST);
        if (!message) return;
        const { protocol, version, type, ...detail } = message;
        if (type === 'ready') {
            this.#isReady = true;
            this.#poster.hidden = true;
            this.#setHeight();
        }
        if (type === 'height' && this.#isReady) this.#setHeight(Number(detail.px));
        this.dispatchEvent(new CustomEvent(`breathing-room-${type}`, { detail, bubbles: true }));
    }
}

for (const name of OBSERVED) {
    Object.defineProperty(BreathingRoom.prototype, name, {
        get() { return this.getAttribute(name); },
        set(value) {
            if (value === null || value === undefined) this.removeAttribute(name);
            else this.setAttribute(name, String(value));
        },
    });
}

if (!customElements.get('breathing-room')) customElements.define('breathing-room', BreathingRoom);
