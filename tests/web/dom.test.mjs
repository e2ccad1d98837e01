// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { graphicsAwake } from '../../web/js/dom.js';

/** Graphics that have done what they were asked after so many questions. @param {number} questions */
function makeGraphics(questions) {
    const asked = { fences: 0, flushes: 0, deleted: 0, questions: 0, isLost: false };
    const graphics = {
        SYNC_GPU_COMMANDS_COMPLETE: 1, SYNC_STATUS: 2, SIGNALED: 3,
        fenceSync: () => (asked.fences += 1, {}),
        flush: () => void (asked.flushes += 1),
        deleteSync: () => void (asked.deleted += 1),
        isContextLost: () => asked.isLost,
        getSyncParameter: () => ((asked.questions += 1) > questions ? 3 : 0),
    };
    return { asked, graphics: /** @type {WebGL2RenderingContext} */ (/** @type {unknown} */ (graphics)) };
}

test('graphics are asked between turns of the browser until they have done what they were asked', async () => {
    const { asked, graphics } = makeGraphics(3);
    let turns = 0;
    const count = setInterval(() => { turns += 1; });
    await graphicsAwake(graphics);
    clearInterval(count);
    assert.deepEqual(asked, { fences: 1, flushes: 1, deleted: 1, questions: 4, isLost: false });
    assert.ok(turns > 0);
});

test('graphics that never answer are not waited for longer than said', async () => {
    const { asked, graphics } = makeGraphics(Infinity);
    await graphicsAwake(graphics, 20);
    assert.equal(asked.deleted, 1);
});

test('no graphics, or lost ones, are not waited for', async () => {
    await graphicsAwake(null);
    const { asked, graphics } = makeGraphics(Infinity);
    asked.isLost = true;
    await graphicsAwake(graphics, 60_000);
    assert.equal(asked.questions, 0);
});
