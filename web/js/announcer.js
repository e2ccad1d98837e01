// @ts-check
// One polite live region, at most one message every two seconds. What comes faster is held back and
// said together; a message that is already waiting is not said twice.

export const ANNOUNCE_PAUSE_MS = 2000;
const WAITING_MAX = 4;

/**
 * @typedef {object} AnnouncerClock
 * @property {() => number} now
 * @property {(callback: () => void, delay: number) => number} delay
 * @property {(handle: number) => void} cancel
 */

export class Announcer {
    /**
     * @param {(text: string) => void} say
     * @param {AnnouncerClock} clock
     */
    constructor(say, clock) {
        this.say = say;
        this.clock = clock;
        /** @type {string[]} */
        this.waiting = [];
        this.spokeAt = -Infinity;
        this.timer = 0;
    }

    /** @param {string} text */
    announce(text) {
        if (text === '' || this.waiting.includes(text)) return;
        this.waiting.push(text);
        // The newest state is what counts.
        if (this.waiting.length > WAITING_MAX) this.waiting.shift();
        this.#speakOrWait();
    }

    stop() {
        if (this.timer) this.clock.cancel(this.timer);
        this.timer = 0;
        this.waiting = [];
    }

    #speakOrWait() {
        if (this.timer) return;
        const pause = this.spokeAt + ANNOUNCE_PAUSE_MS - this.clock.now();
        if (pause <= 0) {
            this.#speak();
            return;
        }
        this.timer = this.clock.delay(() => {
            this.timer = 0;
            this.#speak();
        }, pause);
    }

    #speak() {
        if (this.waiting.length === 0) return;
        const text = this.waiting.join(' ');
        this.waiting = [];
        this.spokeAt = this.clock.now();
        this.say(text);
    }
}
