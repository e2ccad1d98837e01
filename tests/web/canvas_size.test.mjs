// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { canvasSize, isSameSize, watchCanvasSize } from '../../web/js/canvas-size.js';

test('device pixels are exact where the browser tells them', () => {
    assert.deepEqual(canvasSize({ width: 411.43, height: 700 }, 2.625, { inlineSize: 1080, blockSize: 1838 }),
        { width: 411.43, height: 700, pixelWidth: 1080, pixelHeight: 1838 });
});

test('device pixels are rounded from the ratio where it does not', () => {
    assert.deepEqual(canvasSize({ width: 801, height: 600 }, 1.5, undefined),
        { width: 801, height: 600, pixelWidth: 1202, pixelHeight: 900 });
});

test('pixels of another screen than the one that is played are not taken for exact', () => {
    assert.deepEqual(canvasSize({ width: 412, height: 823 }, 1.75, { inlineSize: 412, blockSize: 823 }),
        { width: 412, height: 823, pixelWidth: 721, pixelHeight: 1440 });
});

test('a size is the same only if its pixels are as well', () => {
    const size = canvasSize({ width: 400, height: 300 }, 2, undefined);
    assert.ok(isSameSize(size, { ...size }));
    for (const part of ['width', 'height', 'pixelWidth', 'pixelHeight']) assert.ok(!isSameSize(size, { ...size, [part]: 1 }), part);
});

test('nothing is smaller than a pixel, nor denser than is of use', () => {
    assert.deepEqual(canvasSize({ width: 0, height: 0 }, 1, { inlineSize: 0, blockSize: 0 }),
        { width: 1, height: 1, pixelWidth: 1, pixelHeight: 1 });
    assert.equal(canvasSize({ width: 100, height: 100 }, 10, { inlineSize: 1000, blockSize: 1000 }).pixelWidth, 400);
    assert.equal(canvasSize({ width: 100, height: 100 }, Number.NaN, undefined).pixelWidth, 100);
});

test('zoom is followed, though it leaves the device pixels as many as they were', () => {
    const query = new EventTarget();
    const box = { width: 1200, height: 800 };
    /** @type {(() => void)[]} */
    const looks = [];
    const window = {
        devicePixelRatio: 1,
        matchMedia: () => query,
        /** Tells of a box when it begins to look, and then only if its device pixels change. */
        ResizeObserver: class {
            /** @param {(entries: object[]) => void} told */
            constructor(told) { this.told = told; }
            observe() {
                looks.push(() => this.told([{ contentRect: { ...box }, devicePixelContentBoxSize: [{ inlineSize: 1200, blockSize: 800 }] }]));
            }
            disconnect() {}
        },
    };
    /** @type {import('../../web/js/canvas-size.js').CanvasSize[]} */
    const sizes = [];
    const end = new AbortController();
    watchCanvasSize(/** @type {any} */ (window), /** @type {any} */ ({}), (size) => sizes.push(size), end.signal);
    looks.shift()?.();
    Object.assign(window, { devicePixelRatio: 3 });
    Object.assign(box, { width: 400, height: 800 / 3 });
    query.dispatchEvent(new Event('change'));
    looks.shift()?.();
    assert.deepEqual(sizes, [
        { width: 1200, height: 800, pixelWidth: 1200, pixelHeight: 800 },
        { width: 400, height: 800 / 3, pixelWidth: 1200, pixelHeight: 800 },
    ]);
    end.abort();
    query.dispatchEvent(new Event('change'));
    assert.deepEqual(looks, [], 'what has ended looks no more');
});
