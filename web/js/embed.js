// @ts-check
// The page inside a frame: tells its host what happens and does what the host asks. Messages go to
// the host's own origin, never to everybody; without knowing that origin nothing is sent, and a
// frame of fixed height works all the same. Heights go out in the manner of pym.js, AMP and
// Datawrapper at once.

import { limitRate, makeMessage, readMessage, TO_FRAME } from './protocol.js';

/** @typedef {import('./protocol.js').Message} Message */

/**
 * Where the host is, as far as can be known before it speaks.
 * @param {{ query: string, referrer: string, ancestor: string | undefined }} clues
 * @returns {string} An origin, or empty.
 */
export function hostOrigin({ query, referrer, ancestor }) {
    for (const clue of [ancestor, new URLSearchParams(query).get('parentUrl'), referrer]) {
        if (!clue || !URL.canParse(clue)) continue;
        const { origin } = new URL(clue);
        if (origin !== 'null') return origin;
    }
    return '';
}

/**
 * A height in the words of each host script.
 * @param {number} px
 * @param {string} childId Of pym.js.
 */
export function heightMessages(px, childId) {
    return [
        makeMessage('height', { px }),
        `pymxPYMx${childId}xPYMxheightxPYMx${px}`,
        { sentinel: 'amp', type: 'embed-size', height: px },
        { 'datawrapper-height': { 'breathing-room': px } },
    ];
}

export class Embed {
    /**
     * @param {Window} window
     * @param {(message: Message) => void} receive
     * @param {AbortSignal} signal
     */
    constructor(window, receive, signal) {
        this.window = window;
        this.isEmbedded = window.parent !== window;
        const { search, ancestorOrigins } = window.location;
        this.origin = hostOrigin({
            query: search, referrer: window.document.referrer, ancestor: ancestorOrigins?.[0],
        });
        this.childId = new URLSearchParams(search).get('childId')?.slice(0, 100) ?? '';
        this.height = 0;
        /** @type {Map<string, Message>} What a host that speaks late has missed. */
        this.told = new Map();
        if (!this.isEmbedded) return;
        const mayReceive = limitRate(20);
        window.addEventListener('message', (event) => {
            if (event.source !== window.parent || !mayReceive()) return;
            if (this.origin !== '' && event.origin !== this.origin) return;
            const message = readMessage(event.data, TO_FRAME);
            if (!message) return;
            if (this.origin === '' && event.origin !== 'null') this.origin = event.origin;
            if (message.type === 'hello') {
                for (const told of this.told.values()) this.#post(told);
                if (this.height > 0) this.sendHeight(this.height);
            }
            receive(message);
        }, { signal });
    }

    /** @param {string} type @param {Record<string, unknown>} [members] */
    send(type, members) {
        const message = makeMessage(type, members);
        if (type !== 'result') this.told.set(type, message);
        this.#post(message);
    }

    /** @param {number} px */
    sendHeight(px) {
        this.height = px;
        for (const message of heightMessages(px, this.childId)) this.#post(message);
    }

    /** @param {unknown} message */
    #post(message) {
        if (this.isEmbedded && this.origin !== '') this.window.parent.postMessage(message, this.origin);
    }
}
