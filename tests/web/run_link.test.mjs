// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../support/browser_globals.mjs';
import { packRun, unpackRun } from '../../web/js/run-link.js';
import { runText } from '../../web/js/url-state.js';

const start = { scenario: 'launch-day', seed: '' };

/** A small generator, so that a failure can be repeated. @param {number} seed */
function random(seed) {
    let state = seed;
    return (/** @type {number} */ end) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor(state / 2 ** 32 * end);
    };
}

/** @param {ReturnType<typeof random>} below @param {number} length */
const bytesOf = (below, length) => Uint8Array.from({ length }, () => below(length % 2 ? 256 : 4));

test('any run comes back as it was', async () => {
    const below = random(1);
    for (let length = 0; length < 300; length += 7) {
        const run = bytesOf(below, length);
        const text = await packRun(run, start);
        assert.match(text, /^1\.[\w-]+$/);
        assert.deepEqual(await unpackRun(text, start), { run });
    }
});

test('a run of another scenario or seed is refused', async () => {
    const text = await packRun(bytesOf(random(2), 50), start);
    for (const other of [{ scenario: 'weekend' }, { seed: '7' }]) {
        assert.deepEqual(await unpackRun(text, { ...start, ...other }), { fault: 'broken' });
    }
});

test('a run of a later version is told apart from a broken one', async () => {
    assert.deepEqual(await unpackRun('2.AAAA', start), { fault: 'newer' });
    for (const text of ['', '1', '1.', '0.AAAA', '1.A', '1.AAAA', '1.!!!!', 'x.AAAA', '1.AAAAAAA=', '9999999.AA']) {
        assert.deepEqual(await unpackRun(text, start), { fault: 'broken' }, text);
    }
});

test('no change of a letter and no cut goes unseen', async () => {
    const below = random(3);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const run = bytesOf(below, 240);
    const good = await packRun(run, start);
    for (let round = 0; round < 400; round += 1) {
        const at = 2 + below(good.length - 2);
        const changed = round % 4 === 0 ? good.slice(0, at)
            : good.slice(0, at) + letters[below(64)] + good.slice(at + 1);
        const result = await unpackRun(changed, start);
        // The last letter may carry bits that stand for nothing.
        if ('run' in result) assert.deepEqual(result.run, run);
        else assert.equal(result.fault, 'broken');
    }
});

test('a small text that unpacks to very much is refused', async () => {
    const bomb = await packRun(new Uint8Array(300_000), start);
    assert.ok(bomb.length < 1000);
    assert.deepEqual(await unpackRun(bomb, start), { fault: 'broken' });
});

test('a browser that does not know the format packs the run as it is', async (t) => {
    const run = new Uint8Array(500);
    t.mock.method(globalThis, 'CompressionStream', () => { throw new TypeError('unsupported'); });
    const plain = await packRun(run, start);
    t.mock.reset();
    assert.ok(plain.length > run.length, 'not made smaller');
    assert.deepEqual(await unpackRun(plain, start), { run });
});

test('only its own fragment holds a run', () => {
    assert.equal(runText('#run=1.abc'), '1.abc');
    assert.equal(runText('#story'), '');
    assert.equal(runText(''), '');
});
