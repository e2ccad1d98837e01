// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { canvasSize } from '../../web/js/canvas-size.js';

test('device pixels are exact where the browser tells them', () => {
    assert.deepEqual(canvasSize({ width: 411.43, height: 700 }, 2.625, { inlineSize: 1080, blockSize: 1838 }),
        { width: 411.43, height: 700, pixelWidth: 1080, pixelHeight: 1838 });
});

test('device pixels are rounded from the ratio where it does not', () => {
    assert.deepEqual(canvasSize({ width: 801, height: 600 }, 1.5, undefined),
        { width: 801, height: 600, pixelWidth: 1202, pixelHeight: 900 });
});

test('nothing is smaller than a pixel, nor denser than is of use', () => {
    assert.deepEqual(canvasSize({ width: 0, height: 0 }, 1, { inlineSize: 0, blockSize: 0 }),
        { width: 1, height: 1, pixelWidth: 1, pixelHeight: 1 });
    assert.equal(canvasSize({ width: 100, height: 100 }, 10, { inlineSize: 1000, blockSize: 1000 }).pixelWidth, 400);
    assert.equal(canvasSize({ width: 100, height: 100 }, Number.NaN, undefined).pixelWidth, 100);
});
