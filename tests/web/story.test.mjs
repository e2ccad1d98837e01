// @ts-check
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { STORY_AFTER_MS, playWhenLeftAlone } from '../../web/js/story.js';

/** @param {(page: EventTarget, ended: AbortController) => void} [meanwhile] */
function playsAfter(meanwhile) {
    /** @type {(() => void) | null} */
    let waiting = null;
    mock.method(globalThis, 'setTimeout', (/** @type {() => void} */ run, /** @type {number} */ ms) => {
        assert.equal(ms, STORY_AFTER_MS);
        waiting = run;
    });
    mock.method(globalThis, 'clearTimeout', () => { waiting = null; });
    let times = 0;
    const page = new EventTarget();
    const ended = new AbortController();
    playWhenLeftAlone(page, () => { times += 1; }, ended.signal);
    meanwhile?.(page, ended);
    /** @type {(() => void) | null} */ (waiting)?.();
    mock.restoreAll();
    return times;
}

test('the story plays once for a visitor who touches nothing', () => {
    assert.equal(playsAfter(), 1);
});

for (const type of ['pointerdown', 'keydown', 'wheel', 'scroll', 'focusin']) {
    test(`it waits for its button after ${type}`, () => {
        assert.equal(playsAfter((page) => page.dispatchEvent(new Event(type))), 0);
    });
}

test('it ends with the program', () => {
    assert.equal(playsAfter((_, ended) => ended.abort()), 0);
});
