// @ts-check
// The page's scripts are JavaScript with types in comments; TypeScript's checker reads them here.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const checker = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

for (const project of ['web', 'web/tools', 'tests/web']) {
    test(`${project} has no type error`, async () => {
        const result = await promisify(execFile)(process.execPath, [checker, '-p', join(root, project, 'jsconfig.json')])
            .catch((failure) => failure);
        assert.equal(result.stdout, '');
    });
}
