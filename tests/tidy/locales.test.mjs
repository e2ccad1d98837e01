// @ts-check
// The words of the page: every key that is used exists, every key that exists is used, and every
// language has the same keys, the same placeholders and as many wordings as English.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { allFiles, filesIn, read, withoutComments } from './support.mjs';

const tags = ['en', 'ms', 'zh'];

/** @typedef {string | string[]} Wordings */
/** @typedef {Wordings | { one?: Wordings, other: Wordings }} Entry */

/** @type {Record<string, Record<string, Entry>>} */
const locales = Object.fromEntries(tags.map((tag) => [tag, JSON.parse(read(`public/locales/${tag}.json`))]));
const keys = Object.keys(locales.en).filter((key) => key !== '@language');
const known = new Set(keys);
const sections = new Set(keys.map((key) => key.split('.')[0]));

/** @param {Entry} entry @returns {string[]} */
const wordingsOf = (entry) => typeof entry === 'string' ? [entry]
    : Array.isArray(entry) ? entry
        : [...(entry.one === undefined ? [] : [entry.one].flat()), ...[entry.other].flat()];

/** @param {Entry} entry */
const familySize = (entry) => typeof entry === 'object' && !Array.isArray(entry)
    ? [entry.other].flat().length : [entry].flat().length;

/** @param {Entry} entry */
const placeholdersOf = (entry) =>
    [...new Set(wordingsOf(entry).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort().join(' ');

/** Literals of the sources, with the file that holds them. @returns {{file: string, text: string}[]} */
function literals() {
    const files = [...filesIn(['core', 'ui', 'web'], ['.h', '.cpp', '.js']),
        ...allFiles.filter((file) => /^public\/scenarios\/.*\.json$/.test(file))];
    return files.flatMap((file) =>
        [...withoutComments(read(file)).matchAll(/"([a-z0-9_.]+)"|'([a-z0-9_.]+)'|`([a-z0-9_.]+)(?:`|\$\{)/g)]
            .map((match) => ({ file, text: match[1] ?? match[2] ?? match[3] })));
}

const found = literals();
const facts = JSON.parse(read('public/facts.json')).facts.map((/** @type {{id: string}} */ fact) => fact.id);

describe('locales', () => {
    for (const tag of tags) {
        it(`${tag} names itself and has every key`, () => {
            assert.equal(locales[tag]['@language'], tag);
            assert.deepEqual(keys.filter((key) => !(key in locales[tag])), []);
            assert.deepEqual(Object.keys(locales[tag]).filter((key) => key !== '@language' && !known.has(key)), []);
        });

        it(`${tag} has the placeholders and the number of wordings of en`, () => {
            const others = keys.filter((key) =>
                placeholdersOf(locales[tag][key]) !== placeholdersOf(locales.en[key]) ||
                familySize(locales[tag][key]) !== familySize(locales.en[key]));
            assert.deepEqual(others, []);
        });

        it(`${tag} has at least five wordings, all different, for every refusal`, () => {
            const refusals = keys.filter((key) => /^(refused|safe|next)\./.test(key));
            assert.ok(refusals.length > 15);
            const poor = refusals.filter((key) => new Set(wordingsOf(locales[tag][key])).size < 5);
            assert.deepEqual(poor, []);
        });

        it(`${tag} holds no character that is not seen and no wording twice`, () => {
            const odd = keys.filter((key) => {
                const texts = [locales[tag][key]].flat();
                return wordingsOf(locales[tag][key]).some((text) => /[\u200b-\u200f\u202a-\u202e\ufeff\ufffd]|\s\s|^\s|\s$/.test(text)) ||
                    (Array.isArray(locales[tag][key]) && new Set(texts).size < texts.length);
            });
            assert.deepEqual(odd, []);
        });
    }

    it('stand sorted, one message a line', () => {
        for (const tag of tags) {
            const lines = read(`public/locales/${tag}.json`).split('\n').filter((line) => line.startsWith('  "'));
            const names = lines.map((line) => JSON.parse(line.slice(2, line.indexOf('":') + 1)));
            assert.deepEqual(names, ['@language', ...[...keys].sort()], tag);
        }
    });

    it('have every key that the code names', () => {
        // Ids of the mirror in ui and web look like keys, so there only the sections of ui count.
        const asked = found.filter(({ file, text }) => text.includes('.') && !/\.(h|cpp|js|json|svg|html|css)$/.test(text) &&
            sections.has(text.split('.')[0]) && (file.startsWith('core/session/') || /^(ui|a11y)\./.test(text)));
        const missing = asked.filter(({ text }) => !known.has(text) && !keys.some((key) => key.startsWith(text)));
        assert.deepEqual(missing.map(({ file, text }) => `${file}: ${text}`), []);
    });

    it('have no key that nobody uses', () => {
        // Keys are also made of a beginning and the name of a thing: "item." and "latte".
        const whole = new Set(found.map(({ text }) => text));
        const beginnings = [...whole].filter((text) => /^[a-z0-9_]+\..*[._]$|^[a-z0-9_]+\.$/.test(text));
        // How numbers are written is read by the build.
        const build = read('core/text/CMakeLists.txt').match(/foreach\(key ([a-z_ ]+)\)/)?.[1].split(' ') ?? [];
        for (const name of [...build, 'large_step']) whole.add(`format.${name}`);
        const unused = keys.filter((key) => !whole.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)));
        assert.deepEqual(unused, []);
    });

    it('have a text for every fact and a fact for every text', () => {
        const whole = new Set(found.map(({ text }) => text));
        assert.deepEqual(facts.filter((/** @type {string} */ id) => !known.has(`facts.${id}`)), []);
        assert.deepEqual(keys.filter((key) => key.startsWith('facts.') && !whole.has(key) &&
            !facts.includes(key.slice('facts.'.length))), []);
    });
});
