// @ts-check
// Draws on demand: a frame is asked for when something changes, and goes on only while the frame
// itself says that there is more to come. At rest, hidden or off screen there is no callback at all.

/**
 * @typedef {object} FrameClock
 * @property {(callback: (time: number) => void) => number} request
 * @property {(handle: number) => void} cancel
 */

export class FrameLoop {
    /**
     * @param {(time: number) => boolean} draw Returns whether another frame is wanted.
     * @param {FrameClock} clock
     */
    constructor(draw, clock) {
        this.draw = draw;
        this.clock = clock;
        this.handle = 0;
        this.wanted = false;
        this.visible = true;
        this.stopped = false;
        this.frames = 0;
    }

    /** Something changed. */
    request() {
        this.wanted = true;
        this.#schedule();
    }

    /** A frame in this very task, where waiting would show something wrong. */
    drawNow() {
        if (this.stopped) return;
        this.#cancel();
        this.#run(performance.now());
    }

    /**
     * Whether anybody can see it. A frame asked for meanwhile is drawn when it is seen again.
     * @param {boolean} visible
     */
    setVisible(visible) {
        if (visible === this.visible) return;
        this.visible = visible;
        if (visible) {
            this.request();
        } else {
            this.#cancel();
        }
    }

    /** For good, after a failure or when the element leaves the page. */
    stop() {
        this.stopped = true;
        this.#cancel();
    }

    #schedule() {
        if (this.handle || !this.wanted || !this.visible || this.stopped) return;
        this.handle = this.clock.request((time) => {
            this.handle = 0;
            this.#run(time);
        });
    }

    /** @param {number} time */
    #run(time) {
        this.frames += 1;
        // Asked for before anything is drawn: after that some browsers let one wait for milliseconds.
        this.request();
        this.wanted = false;
        try {
            if (this.draw(time)) this.wanted = true;
        } finally {
            if (!this.wanted) this.#cancel();
        }
    }

    #cancel() {
        if (this.handle) this.clock.cancel(this.handle);
        this.handle = 0;
    }
}
