// @ts-check
// The same run everywhere: what the debug build (-O0), the release build (-O3) and the WebAssembly in
// Node print is equal byte for byte.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const builds = /** @type {const} */ ([
    { name: 'release', folder: 'native', suffix: '', before: [] },
    { name: 'debug', folder: 'native-debug', suffix: '', before: [] },
    { name: 'WebAssembly', folder: 'web', suffix: '.js', before: [process.execPath, '--no-experimental-fetch'] },
]);

/** What a program prints in one build. @param {typeof builds[number]} build @param {string} program @param {string[]} words @param {string} [input] */
function run(build, program, words, input = '') {
    const [command, ...before] = [...build.before, join(root, 'build', build.folder, program + build.suffix)];
    const result = spawnSync(command, [...before, ...words],
        { cwd: root, encoding: 'utf8', input, maxBuffer: 1 << 28 });
    if (result.error) throw result.error;
    assert.equal(result.signal, null, `${build.name} was ended by ${result.signal}: ${result.stderr}`);
    return { status: result.status, out: result.stdout, error: result.stderr };
}

/** Asserts that all builds print the same, and gives it. @param {string} program @param {string[]} words @param {string} [input] */
function same(program, words, input) {
    const [first, ...others] = builds.map((build) => ({ build, ...run(build, program, words, input) }));
    assert.notEqual(first.out + first.error, '', `${program} ${words.join(' ')} printed nothing`);
    for (const other of others) {
        assert.equal(other.out, first.out, `${other.build.name} and ${first.build.name}`);
        assert.equal(other.error, first.error, `${other.build.name} and ${first.build.name}`);
        assert.equal(other.status, first.status, `${other.build.name} and ${first.build.name}`);
    }
    return first;
}

describe('the command line', () => {
    it('says the same of itself and of what it does not know', () => {
        assert.equal(same('breathe', ['--help']).status, 0);
        assert.notEqual(same('breathe', ['no-such-subcommand']).status, 0);
    });
});

const scenarios = existsSync(join(root, 'public', 'scenarios'))
    ? readdirSync(join(root, 'public', 'scenarios')).filter((name) => name.endsWith('.json')).sort() : [];
describe('the events of a scenario', () => {
    for (const name of scenarios) {
        it(`are the same everywhere: ${name}`, () => {
            const digests = builds.map((build) => {
                const { status, out, error } = run(build, 'tests/bench/engine_run', [join('public', 'scenarios', name)]);
                assert.equal(status, 0, error);
                const { digest, events } = JSON.parse(out);
                return `${digest} after ${events} events`;
            });
            assert.deepEqual(new Set(digests).size, 1, digests.join('; '));
        });
    }
});
