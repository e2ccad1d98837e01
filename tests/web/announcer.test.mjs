// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Announcer, ANNOUNCE_PAUSE_MS } from '../../web/js/announcer.js';

function setUp() {
    /** @type {string[]} */
    const said = [];
    let time = 0;
    /** @type {{ at: number, callback: () => void } | undefined} */
    let timer;
    const clock = {
        now: () => time,
        /** @param {() => void} callback @param {number} delay */
        delay(callback, delay) {
            timer = { at: time + delay, callback };
            return 1;
        },
        cancel() { timer = undefined; },
    };
    /** @param {number} ms */
    const pass = (ms) => {
        time += ms;
        if (timer && timer.at <= time) {
            const { callback } = timer;
            timer = undefined;
            callback();
        }
    };
    return { said, pass, hasTimer: () => timer !== undefined, announcer: new Announcer((text) => said.push(text), clock) };
}

test('the first message is said at once and leaves no timer', () => {
    const { said, announcer, hasTimer } = setUp();
    announcer.announce('Your order is in line.');
    assert.deepEqual(said, ['Your order is in line.']);
    assert.equal(hasTimer(), false);
});

test('what follows within two seconds is said together', () => {
    const { said, announcer, pass } = setUp();
    announcer.announce('one');
    announcer.announce('two');
    announcer.announce('three');
    pass(ANNOUNCE_PAUSE_MS - 1);
    assert.deepEqual(said, ['one']);
    pass(1);
    assert.deepEqual(said, ['one', 'two three']);
});

test('a message that waits already is not said twice, and the newest are kept', () => {
    const { said, announcer, pass } = setUp();
    announcer.announce('first');
    for (const text of ['a', 'b', 'b', 'c', 'd', 'e', 'f']) announcer.announce(text);
    pass(ANNOUNCE_PAUSE_MS);
    assert.deepEqual(said, ['first', 'c d e f']);
});

test('stopped, it says nothing more', () => {
    const { said, announcer, pass, hasTimer } = setUp();
    announcer.announce('one');
    announcer.announce('two');
    announcer.stop();
    assert.equal(hasTimer(), false);
    pass(ANNOUNCE_PAUSE_MS);
    assert.deepEqual(said, ['one']);
});
