// @ts-check
// Follows CONTRIBUTING.md: the code that stands there is put where it says, compiled and run, and the
// files that it lists are those that would have to change.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { allFiles, read, root } from '../tidy/support.mjs';

const guide = read('CONTRIBUTING.md');
const breathe = join(root, 'build', 'native', 'breathe');
/** @type {string} */
let folder;
before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'breathing-room-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** A code block of the guide by the name behind its language. @param {string} name */
function block(name) {
    const [, text] = new RegExp('```\\w+ ' + name.replace('.', '\\.') + '\\n([\\s\\S]*?)```').exec(guide) ?? [];
    assert.ok(text, `CONTRIBUTING.md holds no block ${name}`);
    return text;
}

/** A chapter of the guide. @param {string} title */
const chapter = (title) => guide.split(/^## /m).find((text) => text.startsWith(title)) ?? '';

/** @param {string} program @param {string[]} words */
const run = (program, words) => execFileSync(program, words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** The compiler of this machine, with the rules of the project. @param {string[]} words */
const compile = (...words) => run('c++', ['-std=c++20', '-fno-rtti', '-fno-exceptions', '-Wall', '-Wextra', '-Werror', '-Wno-restrict',
    '-DDOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS', ...words]);

describe('the guide', () => {
    it('gives each of the five things a page', () => {
        for (const title of ['A policy', 'A scenario', 'An act', 'A language', 'A host that embeds the page']) {
            const lines = chapter(title).split('\n').length;
            assert.ok(lines >= 12 && lines <= 90, `${title}: ${lines} lines`);
        }
    });

    it('and the walk through the code name files and folders that are there', () => {
        const named = [...(guide + read('docs/architecture.md')).matchAll(/`((?:core|ui|web|public|tests|docs)\/[\w./-]+)`/g)].map(([, path = '']) => path);
        assert.ok(named.length > 60);
        assert.deepEqual(named.filter((path) => !allFiles.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`))), []);
    });
});

describe('a policy', () => {
    it('that follows the steps is read by its kind and does what its test says', { timeout: 300000 }, async () => {
        const place = join(folder, 'sim', 'policies');
        await mkdir(place, { recursive: true });
        await cp(join(root, 'core', 'sim', 'policies'), place, { recursive: true });
        await writeFile(join(place, 'every_other.h'), block('every_other.h'));
        const registry = read('core/sim/policies/registry.h');
        const changed = registry.replace('#include "sim/policies/fair_share.h"', '#include "sim/policies/every_other.h"\n$&')
            .replace('DegradedAnswers, FairShare', 'DegradedAnswers, EveryOther, FairShare');
        assert.notEqual(changed, registry);
        await writeFile(join(place, 'registry.h'), changed);
        const test = join(folder, 'every_other_test.cpp');
        await writeFile(test, '#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN\n#include <doctest/doctest.h>\n'
            + '#include "sim/policies/registry.h"\nusing namespace br;\nusing namespace br::sim::policies;\n' + block('every_other_test.cpp'));
        const native = join(root, 'build', 'native');
        const program = join(folder, 'every_other_test');
        compile('-I', folder, '-I', join(native, 'include', 'base'), '-I', join(native, 'include', 'shop'), '-isystem', join(native, 'third_party', 'doctest'),
            test, join(place, 'registry.cpp'), join(place, 'backoff.cpp'), join(native, 'core', 'base', 'libbr_base.a'), '-o', program);
        assert.match(run(program, []), /test cases: +2 \| +2 passed/);
    });
});

describe('a scenario', () => {
    it('that follows the steps is valid, and comes out the same each time', async () => {
        const file = join(folder, 'small-shop.json');
        await writeFile(file, block('small-shop.json'));
        assert.match(run(breathe, ['validate', file]), /: ok \(scenario\)/);
        const digest = run(breathe, ['simulate', file, '--digest']);
        assert.match(digest, /^"?[0-9a-f]{16}/);
        assert.equal(run(breathe, ['simulate', file, '--digest']), digest);
        assert.notEqual(run(breathe, ['simulate', file, '--seed', '12', '--digest']), digest);
    });
});

describe('an act', () => {
    it('that follows the steps is there as the eighth', async () => {
        const place = join(folder, 'session');
        await mkdir(place, { recursive: true });
        await cp(join(root, 'core', 'session'), place, { recursive: true });
        const snapshot = read('core/session/snapshot.h').replace('act_count = 7', 'act_count = 8');
        const acts = read('core/session/acts.cpp').replace(/^\};\nstatic_assert/m, `${block('acts.cpp')}$&`);
        await writeFile(join(place, 'snapshot.h'), snapshot);
        await writeFile(join(place, 'acts.cpp'), acts);
        const program = join(folder, 'acts');
        await writeFile(`${program}.cpp`, '#include "session/acts.h"\nint main() { return br::session::setting_of(8).speed == 120 ? 0 : 1; }\n');
        const native = join(root, 'build', 'native');
        const includes = ['base', 'text', 'chat', 'shop', 'sim'].flatMap((name) => ['-I', join(native, 'include', name)]);
        compile('-I', folder, ...includes, `${program}.cpp`, join(place, 'acts.cpp'), join(native, 'core', 'base', 'libbr_base.a'), '-o', program);
        run(program, []);
    });

    it('is counted in the files that the guide lists, and in no others', () => {
        const counts = /act_count = 7|\[1-7\]|act <= 7|whole\(\d, 7\)|\| `act` \| 1 to 7|act->act <= 7/;
        const files = allFiles.filter((file) => /^(core|ui|web|docs|tests\/fuzz)\/.*\.(h|cpp|js|mjs|md)$/.test(file) && counts.test(read(file)));
        const text = chapter('An act');
        assert.ok(files.length > 4);
        assert.deepEqual(files.filter((file) => !text.includes(file)), []);
    });
});

describe('a language', () => {
    it('has words that are valid once each text is translated', async () => {
        const words = JSON.parse(read('public/locales/en.json'));
        /** Another text; what stands in braces stays. @param {any} value @returns {any} */
        const translated = (value) => typeof value === 'string' ? value.replace(/(\{\w+\})|[a-z]/g, (letter, name) => name ?? letter.toUpperCase())
            : Array.isArray(value) ? value.map(translated) : Object.fromEntries(Object.entries(value).map(([form, text]) => [form, translated(text)]));
        const file = join(folder, 'ms.json');
        await writeFile(file, JSON.stringify(Object.fromEntries(Object.entries(words).map(([key, value]) =>
            [key, key === '@language' ? 'ms' : typeof value === 'object' && !Array.isArray(value) ? translated({ other: value.other }) : translated(value)]))));
        assert.match(block('locale'), /breathe validate/);
        assert.match(run(breathe, ['validate', file]), /: ok \(locale\)/);
    });

    it('is listed in the files that the guide names, and in no others', () => {
        const list = /'ms', ?'en', ?'zh'|'en', ?'ms', ?'zh'|"ms", ?"en", ?"zh"|"en", ?"ms", ?"zh"|Language::ms,? (?:chat::)?Language::en/;
        const files = allFiles.filter((file) => /^(core|ui|web)\/.*\.(h|cpp|js|mjs)$/.test(file) && list.test(read(file)));
        assert.ok(files.length > 4);
        const text = chapter('A language');
        assert.deepEqual(files.filter((file) => !text.includes(file)), []);
    });
});

describe('a host', () => {
    it('starts from the frame that the tests drive', async () => {
        assert.ok((await readFile(join(root, 'public', 'examples', 'iframe.html'), 'utf8')).includes(block('iframe.html').trim()));
        const driven = read('tests/browser/embed.test.mjs');
        for (const file of allFiles.filter((name) => /^public\/examples\/(?!index)[\w-]+\.html$/.test(name))) {
            const name = file.replace(/.*\/|\.html/g, '');
            assert.ok(driven.includes(`'${name}'`), `no test drives ${file}`);
            assert.ok(read('public/examples/index.html').includes(`${name}.html`), `index.html does not link ${file}`);
        }
    });
});
