// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EnterGuard, limitMessage, MESSAGE_LENGTH_MAX } from '../../web/js/composer.js';

/** @param {Partial<{ isComposing: boolean, keyCode: number, timeStamp: number }>} event */
const enter = (event) => ({ isComposing: false, keyCode: 13, timeStamp: 1000, ...event });

test('a plain Enter sends', () => {
    assert.equal(new EnterGuard().belongsToComposition(enter({})), false);
});

test('Chromium and Firefox: the Enter comes before the composition ends', () => {
    const guard = new EnterGuard();
    guard.start();
    assert.equal(guard.belongsToComposition(enter({ isComposing: true, keyCode: 229 })), true);
    guard.end(1001);
});

test('Safari: the composition ends first, the Enter follows as a plain key', () => {
    const guard = new EnterGuard();
    guard.start();
    guard.end(1000);
    assert.equal(guard.belongsToComposition(enter({ timeStamp: 1005 })), true);
    assert.equal(guard.belongsToComposition(enter({ timeStamp: 1500 })), false, 'the next one sends');
});

test('an Android keyboard that gives every key as 229 does not send by it', () => {
    assert.equal(new EnterGuard().belongsToComposition(enter({ keyCode: 229 })), true);
});

test('an enormous message is cut, never within a pair of surrogates', () => {
    assert.equal(limitMessage('x'.repeat(1_000_000)).length, MESSAGE_LENGTH_MAX);
    const cut = limitMessage('x' + '🧋'.repeat(MESSAGE_LENGTH_MAX));
    assert.equal(cut.length, MESSAGE_LENGTH_MAX - 1);
    assert.ok(cut.endsWith('🧋'));
    assert.equal(limitMessage('两杯奶茶'), '两杯奶茶');
});
