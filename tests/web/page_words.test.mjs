// @ts-check
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { escapeHtml, fillTemplate, pageWords } from '../../web/tools/build_page.mjs';

const root = new URL('../../', import.meta.url);
/** @param {string} path */
const read = (path) => readFile(new URL(path, root), 'utf8');
const shell = await read('web/shell.html');
/** @type {Record<string, Record<string, string>>} */
const words = {};
const ledgerCheck = JSON.parse(await read('public/ledger_check.json'));
const storyRuns = JSON.parse(await read('public/story_runs.json'));
for (const tag of ['en', 'ms', 'zh']) {
    words[tag] = pageWords(JSON.parse(await read(`public/page/${tag}.json`)), ledgerCheck, storyRuns);
}

test('every language has the words of English and no others, none of them empty', () => {
    for (const [tag, own] of Object.entries(words)) {
        assert.deepEqual(Object.keys(own).sort(), Object.keys(words.en ?? {}).sort(), tag);
        assert.equal(own.tag, tag);
        for (const [key, text] of Object.entries(own)) assert.notEqual(text.trim(), '', `${tag} ${key}`);
    }
});

test('every word of the page is used by it, and stays switchable', () => {
    for (const key of Object.keys(words.en ?? {})) {
        assert.ok(shell.includes(`{{${key}}}`) || shell.includes('{{twin_svg}}') && key.startsWith('twin_'), `${key} is not used`);
    }
    for (const [, key] of shell.matchAll(/data-(?:text|label)="([^"]+)"/g)) {
        assert.ok(words.en?.[key ?? ''], `data-text or data-label ${key} has no word`);
    }
});

test('the page holds no inline script, style or handler, and no address of another origin', () => {
    assert.doesNotMatch(shell, /<script(?![^>]*\bsrc=)/);
    assert.doesNotMatch(shell, /<style|\sstyle=|\son[a-z]+=|javascript:|https?:\/\/(?!www\.w3\.org)/);
    assert.doesNotMatch(shell, /maximum-scale|user-scalable/);
});

test('no script of the page holds words for the visitor, evaluates text or keeps anything', async () => {
    for (const name of await readdir(new URL('web/js', root))) {
        const script = await read(`web/js/${name}`);
        const code = script.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        assert.doesNotMatch(code, /\beval\b|new Function|innerHTML|insertAdjacentHTML|document\.write/, name);
        assert.doesNotMatch(code, /localStorage|sessionStorage|indexedDB|\.cookie|sendBeacon/, name);
        assert.doesNotMatch(code, /\balert\(|https?:\/\//, name);
    }
});

test('the page tells what the check of the ledger found, step by step, in every language', () => {
    const { safe, last_card: race } = ledgerCheck;
    assert.equal(safe.broken_limits, 0);
    assert.ok(race.cards_given > race.cards);
    for (const own of Object.values(words)) {
        for (const number of [safe.people, safe.states, safe.moves]) {
            assert.ok(own.ledger_safe?.includes(number.toLocaleString('en')), own.ledger_safe);
        }
        race.steps.forEach((/** @type {{ person: number }} */ { person }, /** @type {number} */ index) => {
            assert.match(own[`ledger_${index + 1}`] ?? '', new RegExp(`${person}`));
        });
    }
});

test('words become text, never markup', () => {
    assert.equal(escapeHtml('<b a="1">&'), '&#60;b a=&#34;1&#34;&#62;&#38;');
    assert.throws(() => fillTemplate('{{missing}}', {}), /missing/);
});
