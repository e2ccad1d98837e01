// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { canMove, wheelPixels } from '../../web/js/pointer-input.js';

test('the wheel counts pixels, lines and pages', () => {
    assert.equal(wheelPixels({ deltaY: 120, deltaMode: 0 }, 800), 120);
    assert.equal(wheelPixels({ deltaY: -3, deltaMode: 1 }, 800), -54);
    assert.equal(wheelPixels({ deltaY: 1, deltaMode: 2 }, 800), 800);
});

test('a surface takes a move only the way that it can go', () => {
    const atEnd = { canScrollUp: true, canScrollDown: false };
    assert.equal(canMove(atEnd, 5), true, 'content down: back towards the start');
    assert.equal(canMove(atEnd, -5), false, 'beyond the end the page scrolls');
    assert.equal(canMove({ canScrollUp: false, canScrollDown: false }, 5), false);
});
