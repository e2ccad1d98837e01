// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FrameLoop } from '../../web/js/frame-loop.js';

function makeClock() {
    /** @type {Map<number, (time: number) => void>} */
    const pending = new Map();
    let next = 1;
    return {
        pending,
        /** @param {(time: number) => void} callback */
        request(callback) {
            pending.set(next, callback);
            return next++;
        },
        /** @param {number} handle */
        cancel: (handle) => void pending.delete(handle),
        run(time = 0) {
            const callbacks = [...pending.values()];
            pending.clear();
            for (const callback of callbacks) callback(time);
        },
    };
}

test('nothing is asked of the browser at rest', () => {
    const clock = makeClock();
    const loop = new FrameLoop(() => false, clock);
    assert.equal(clock.pending.size, 0);
    loop.request();
    loop.request();
    assert.equal(clock.pending.size, 1);
    clock.run();
    assert.equal(clock.pending.size, 0);
    assert.equal(loop.frames, 1);
});

test('frames follow each other only as long as the frame wants', () => {
    const clock = makeClock();
    let rest = 3;
    const loop = new FrameLoop(() => --rest > 0, clock);
    loop.request();
    for (let i = 0; i < 10; ++i) clock.run();
    assert.equal(loop.frames, 3);
    assert.equal(clock.pending.size, 0);
});

test('out of sight there is no callback, and what was asked for is drawn on return', () => {
    const clock = makeClock();
    const loop = new FrameLoop(() => true, clock);
    loop.request();
    loop.setVisible(false);
    assert.equal(clock.pending.size, 0);
    loop.request();
    assert.equal(clock.pending.size, 0);
    loop.setVisible(true);
    assert.equal(clock.pending.size, 1);
});

test('the next frame is asked for before this one is drawn, and not kept if nobody wants it', () => {
    const clock = makeClock();
    /** @type {number[]} */
    const asked = [];
    let rest = 2;
    const loop = new FrameLoop(() => (asked.push(clock.pending.size), --rest > 0), clock);
    loop.request();
    clock.run();
    assert.equal(clock.pending.size, 1);
    clock.run();
    assert.deepEqual(asked, [1, 1]);
    assert.equal(clock.pending.size, 0);
});

test('a frame that fails is not followed by another of itself', () => {
    const clock = makeClock();
    const loop = new FrameLoop(() => { throw new Error('a fault'); }, clock);
    loop.request();
    assert.throws(() => clock.run(), /a fault/);
    assert.equal(clock.pending.size, 0);
    loop.request();
    assert.equal(clock.pending.size, 1);
});

test('a frame drawn within a frame leaves one request', () => {
    const clock = makeClock();
    /** @type {FrameLoop} */
    const loop = new FrameLoop(() => {
        if (loop.frames === 1) loop.drawNow();
        return true;
    }, clock);
    loop.request();
    clock.run();
    assert.equal(loop.frames, 2);
    assert.equal(clock.pending.size, 1);
});

test('a stopped loop never draws again', () => {
    const clock = makeClock();
    const loop = new FrameLoop(() => true, clock);
    loop.request();
    loop.stop();
    loop.request();
    clock.run();
    assert.equal(loop.frames, 0);
});

test('a frame that asks for one from within gets exactly one more', () => {
    const clock = makeClock();
    /** @type {FrameLoop} */
    const loop = new FrameLoop(() => {
        if (loop.frames === 1) loop.request();
        return false;
    }, clock);
    loop.request();
    clock.run();
    clock.run();
    clock.run();
    assert.equal(loop.frames, 2);
});
