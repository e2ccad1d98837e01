// @ts-check
// The numbers of the teacher sheets are those of this engine and these scenarios.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { computeLessons, LESSONS, proofPart } from '../../web/tools/compute_lessons.mjs';

it('public/lesson_runs.json belongs to the engine; else run web/tools/compute_lessons.mjs', async () => {
    const breathe = fileURLToPath(new URL('../../build/native/breathe', import.meta.url));
    assert.deepEqual(await computeLessons([breathe], true), proofPart(JSON.parse(await readFile(LESSONS, 'utf8'))));
});
