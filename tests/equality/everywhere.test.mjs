// @ts-check
// The same run everywhere: what the debug build (-O0), the release build (-O3) and the WebAssembly in
// Node print is equal byte for byte.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
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

/** The names in a folder, sorted. @param {string} folder @param {string} ending */
const namesIn = (folder, ending) => readdirSync(join(root, folder)).filter((name) => name.endsWith(ending)).sort();

describe('understanding', () => {
    for (const name of namesIn('tests/data/utterances', '.json').filter((file) => file !== 'examples.json')) {
        it(`is the same everywhere: ${name}`, () => {
            const { lines } = JSON.parse(readFileSync(join(root, 'tests/data/utterances', name), 'utf8'));
            const texts = lines.map((/** @type {{ text: string }} */ line) => `${line.text.replaceAll('\n', ' ')}\n`);
            const { out, status } = same('breathe', ['intent', '--text'], texts.join(''));
            assert.equal(status, 0);
            assert.equal(out.trimEnd().split('\n').length, texts.length);
        });
    }
});

describe('the set of coupons', () => {
    for (const name of namesIn('tests/data/coupons', '.jsonl')) {
        it(`is the same everywhere: ${name}`, () => {
            assert.equal(same('breathe', ['coupons', join('tests', 'data', 'coupons', name)]).status, 0);
        });
    }
});

// So much of each scenario, as -O0 and Node take their time.
const until = '300';

describe('a run of a scenario', () => {
    for (const name of namesIn('public/scenarios', '.json')) {
        const path = join('public', 'scenarios', name);
        it(`has the same events everywhere: ${name}`, () => {
            assert.match(same('breathe', ['simulate', path, '--until', until, '--digest']).out, /^"?[0-9a-f]{16}/);
        });
    }
    for (const name of ['backend-slows.json', 'closed-form-erlang-a.json', 'retry-storm.json']) {
        it(`is printed the same everywhere, to the last digit: ${name}`, () => {
            const path = join('public', 'scenarios', name);
            assert.equal(same('breathe', ['simulate', path, '--until', '100', '--every', '10']).status, 0);
        });
    }
});
