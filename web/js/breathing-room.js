// @ts-check
// <breathing-room scenario act lang theme seed controls height>: the page in a frame of its own, for a
// host that loads this one script. What stands in the element is the poster: it is shown until the
// frame is ready, and stays if it never is. Events: breathing-room-ready, -state, -error.

import { makeMessage, readMessage, TO_HOST } from './protocol.js';

const PASSED_ON = ['scenario', 'act', 'lang', 'theme', 'seed', 'controls'];
const HEIGHT = 720;

export class BreathingRoom extends HTMLElement {
    static observedAttributes = [...PASSED_ON, 'height'];

    constructor() {
        super();
        const root = this.attachShadow({ mode: 'open' });
        this.frame = document.createElement('iframe');
        this.poster = document.createElement('slot');
        root.append(this.poster, this.frame);
        /** @type {AbortController | undefined} */
        this.connected = undefined;
        this.isReady = false;
    }

    connectedCallback() {
        const { frame } = this;
        this.connected = new AbortController();
        this.style.display = 'block';
        frame.loading = 'lazy';
        frame.allow = 'fullscreen; clipboard-write';  // Not shown.
        frame.title = this.title;
        Object.assign(frame.style, { display: 'block', width: '100%', border: '0' });
        window.addEventListener('message', (event) => this.#receive(event), { signal: this.connected.signal });
        frame.addEventListener('load', () => this.#post('hello'), { signal: this.connected.signal });
        this.#setHeight();
        frame.src = this.#address().href;
    }

    disconnectedCallback() {
        this.connected?.abort();
        this.isReady = false;
        this.poster.hidden = false;
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
        if (!this.isConnected || before === now) return;
        if (name === 'height') this.#setHeight();
        else if (this.isReady && (name === 'lang' || name === 'theme')) this.#post('set', { [name]: now ?? undefined });
        else if (this.isReady && name === 'act') this.go(Number(now));
        else this.frame.src = this.#address().href;
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

    #address() {
        const address = new URL('../index.html', import.meta.url);
        for (const name of PASSED_ON) {
            const value = this.getAttribute(name);
            if (value !== null) address.searchParams.set(name, value);
        }
        return address;
    }

    #setHeight() {
        const asked = Number(this.getAttribute('height'));
        this.frame.style.height = `${asked >= 200 && asked <= 4000 ? asked : HEIGHT}px`;
    }

    /** @param {string} type @param {Record<string, unknown>} [members] */
    #post(type, members) {
        this.frame.contentWindow?.postMessage(makeMessage(type, members), this.#address().origin);
    }

    /** @param {MessageEvent} event */
    #receive(event) {
        if (event.source !== this.frame.contentWindow || event.origin !== this.#address().origin) return;
        const message = readMessage(event.data, TO_HOST);
        if (!message) return;
        const { protocol, version, type, ...detail } = message;
        if (type === 'ready') {
            this.isReady = true;
            this.poster.hidden = true;
            if (!this.frame.title) this.frame.title = String(detail.title);
        }
        if (type === 'height' && !this.hasAttribute('height')) this.frame.style.height = `${detail.px}px`;
        this.dispatchEvent(new CustomEvent(`breathing-room-${type}`, { detail }));
    }
}

customElements.define('breathing-room', BreathingRoom);
