// @ts-check
// Follows CONTRIBUTING.md: the code that stands there is put where it says, compiled and run, and the
// files that it lists are those that would have to change.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

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

/**
 * A script of the page with a change, loaded; the others beside it are as they are.
 * @param {string} name @param {(text: string) => string} change
 */
async function changedScript(name, change) {
    const place = await mkdtemp(join(folder, 'js-'));
    await cp(join(root, 'web', 'js'), place, { recursive: true });
    await writeFile(join(place, 'package.json'), '{ "type": "module" }');
    const text = read(`web/js/${name}`);
    assert.notEqual(change(text), text);
    await writeFile(join(place, name), change(text));
    return import(pathToFileURL(join(place, name)).href);
}

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
        const story = read('core/session/story.cpp').replace(/^ +default:/m, `${block('story.cpp')}$&`);
        await writeFile(join(place, 'story.cpp'), story);
        const program = join(folder, 'acts');
        await writeFile(`${program}.cpp`, `#include "session/acts.h"
#include "session/story.h"
using namespace br::session;
bool is_ticked(double asked, double capacity) {
    Story story;
    look_at_task(story, {.act = 8, .asked_per_s = asked, .capacity_per_s = capacity});
    return story.done[7];
}
int main() {
    const bool is_set = setting_of(8).speed == 120 && setting_of(7).speed == 60;
    return is_set && is_ticked(90, 100) && !is_ticked(110, 100) && !is_ticked(0, 0) ? 0 : 1;
}
`);
        const native = join(root, 'build', 'native');
        const includes = ['base', 'text', 'chat', 'shop', 'sim'].flatMap((name) => ['-I', join(native, 'include', name)]);
        compile('-I', folder, ...includes, `${program}.cpp`, join(place, 'acts.cpp'), join(place, 'story.cpp'),
            join(native, 'core', 'base', 'libbr_base.a'), '-o', program);
        run(program, []);
    });

    it('has words that are valid, and is named by addresses and messages', async () => {
        const words = JSON.parse(read('public/locales/en.json'));
        const keys = [...chapter('An act').matchAll(/`(act\.8\.\w+)`/g)].map(([, key = '']) => key);
        const added = Object.fromEntries(keys.map((key) => [key, words[key.replace('8', '7')]]));
        assert.deepEqual(Object.keys(words).filter((key) => /^act\.7\.\w+$/.test(key)).map((key) => key.replace('7', '8')).sort(), Object.keys(added).sort());
        const file = join(folder, 'en.json');
        await writeFile(file, JSON.stringify({ ...words, ...added }));
        assert.match(run(breathe, ['validate', file]), /: ok \(locale\)/);
        const [address, protocol] = await Promise.all([changedScript('url-state.js', (text) => text.replace('ACT_COUNT = 7', 'ACT_COUNT = 8')),
            changedScript('protocol.js', (text) => text.replace('go: { act: whole(1, 7) }', 'go: { act: whole(1, 8) }'))]);
        assert.equal(address.parseUrlState('?act=8').state.act, 8);
        const message = protocol.makeMessage('go', { act: 8 });
        assert.deepEqual(protocol.readMessage(message, protocol.TO_FRAME), message);
    });

    it('is counted in the files that the guide lists, and in no others', () => {
        const counts = /act_count = 7|ACT_COUNT = 7|\[1-7\]|act <= 7|length: 7\b|1, 2, 3, 4, 5, 6, 7|whole\(\d, 7\)|1 to 7|act->act <= 7/;
        const files = allFiles.filter((file) => /^(core|ui|web|docs|tests\/fuzz)\/.*\.(h|cpp|js|mjs|md)$/.test(file) && counts.test(read(file)));
        const text = chapter('An act');
        assert.equal(files.length, 4);
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

    it('that follows the steps gets its heights, at a known origin alone', async () => {
        const { Embed } = await changedScript('embed.js', (text) => text.replace(/^ +`pymxPYMx/m, `${block('embed.js')}$&`));
        for (const [referrer, told] of [['https://host.example/page', true], ['', false]]) {
            /** @type {[unknown, string][]} */
            const posted = [];
            const window = { parent: { postMessage: (/** @type {unknown} */ message, /** @type {string} */ origin) => posted.push([message, origin]) },
                location: { search: '' }, document: { referrer }, addEventListener() {} };
            new Embed(window, () => {}, new AbortController().signal).sendHeight(480);
            assert.equal(posted.some(([message]) => JSON.stringify(message) === '{"kind":"frame-height","pixels":480}'), told);
            assert.ok(posted.every(([, origin]) => origin === 'https://host.example'));
        }
    });

    it('that follows the steps is heard, and a page that does not know its words ignores them', async () => {
        const changed = await changedScript('protocol.js', (text) => text.replace(/TO_FRAME = \{\n/, `$&${block('protocol.js')}`));
        const message = changed.makeMessage('seek', { at_s: 600 });
        assert.deepEqual(changed.readMessage({ ...message, more: 1 }, changed.TO_FRAME), message);
        for (const wrong of [-1, 86401, 0.5, '600', null, undefined])
            assert.equal(changed.readMessage({ ...message, at_s: wrong }, changed.TO_FRAME), undefined);
        const own = await changedScript('protocol.js', (text) => `${text}\n`);
        assert.equal(own.readMessage(message, own.TO_FRAME), undefined);
    });
});
