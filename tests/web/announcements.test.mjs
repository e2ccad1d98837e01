// @ts-check
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { ANNOUNCEMENT_MS, announceIn } from '../../web/js/aria-mirror.js';

test('announcements come two seconds apart, in their order, and end with the program', () => {
    /** @type {(() => void) | undefined} */
    let waiting;
    mock.method(globalThis, 'setTimeout', (/** @type {() => void} */ run, /** @type {number} */ ms) => {
        assert.equal(ms, ANNOUNCEMENT_MS);
        waiting = run;
        return 1;
    });
    mock.method(globalThis, 'clearTimeout', () => { waiting = undefined; });
    const pass = () => {
        const run = waiting;
        waiting = undefined;
        run?.();
    };
    const live = { textContent: '' };
    const ended = new AbortController();
    const announce = announceIn(live, ended.signal);
    announce('one');
    assert.equal(live.textContent, 'one', 'the first at once');
    announce('two');
    announce('three');
    assert.equal(live.textContent, 'one');
    pass();
    assert.equal(live.textContent, 'two');
    pass();
    assert.equal(live.textContent, 'three');
    pass();
    assert.equal(waiting, undefined, 'at rest no timer runs');
    announce('four');
    assert.equal(live.textContent, 'four');
    announce('five');
    ended.abort();
    pass();
    assert.equal(live.textContent, 'four');
    mock.restoreAll();
});
