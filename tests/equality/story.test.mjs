// @ts-check
// The numbers that the page tells without script are those of this engine and this scenario.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { it } from 'node:test';

import { proofOf, RUNS } from '../../web/tools/compute_story.mjs';

it('public/story_runs.json belongs to the engine; else run web/tools/compute_story.mjs', async () => {
    const { proof } = JSON.parse(await readFile(RUNS, 'utf8'));
    assert.deepEqual(await proofOf([fileURLToPath(new URL('../../build/native/breathe', import.meta.url))]), proof);
});
