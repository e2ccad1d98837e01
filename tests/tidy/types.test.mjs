// @ts-check
// The types that the JSDoc of our JavaScript states.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { allFiles, read, root } from './support.mjs';

const scripts = allFiles.filter((file) => /\.(m?js)$/.test(file));

describe('JavaScript', () => {
    it('is checked for types, all of it', () => {
        assert.deepEqual(scripts.filter((file) => !/^(\/\*[\s\S]*?\*\/\s*)?\/\/ @ts-check/.test(read(file))), []);
    });

    it('has the types that it states', () => {
        const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
        const result = spawnSync(process.execPath, [compiler, '--project', join(root, 'tests', 'tidy', 'tsconfig.json')],
            { cwd: root, encoding: 'utf8' });
        assert.equal(result.status, 0, `${result.stdout}${result.stderr}`);
    });
});
