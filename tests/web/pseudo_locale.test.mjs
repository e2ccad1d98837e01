// @ts-check
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { disguise } from '../../web/js/pseudo-locale.js';
import { STRINGS } from '../../web/js/url-state.js';

/** @param {string} text */
const bytes = (text) => new TextEncoder().encode(text);
/** @param {Uint8Array} file @param {string} strings */
const read = (file, strings) => JSON.parse(new TextDecoder().decode(disguise(file, strings)));

const WORDS = bytes(JSON.stringify({
    '@language': 'en', 'format.large_step': '1000', teach_href: 'a.html', plain: 'A {thing}.', variants: ['one', 'two'], plural: { one: '{n} cup', other: ['{n} cups'] },
}));

test('every message changes, in all its forms, and what is no word stays', () => {
    assert.deepEqual(read(WORDS, 'marked'), {
        '@language': 'en', 'format.large_step': '1000', teach_href: 'a.html', plain: '⟦A {thing}.⟧', variants: ['⟦one⟧', '⟦two⟧'],
        plural: { one: '⟦{n} cup⟧', other: ['⟦{n} cups⟧'] },
    });
    assert.equal(read(WORDS, 'doubled').plain, 'A {thing}. A {thing}.');
    assert.match(read(WORDS, 'hostile').plain, /^<img .*A \{thing\}\./);
});

for (const strings of STRINGS) {
    test(`the words of every language can be ${strings}, and none is too long for the program`, async () => {
        for (const language of ['en', 'ms', 'zh']) {
            for (const folder of ['locales', 'page']) {
                const file = await readFile(new URL(`../../public/${folder}/${language}.json`, import.meta.url));
                const before = JSON.parse(file.toString());
                const after = read(file, strings);
                assert.deepEqual(Object.keys(after), Object.keys(before));
                const short = Object.keys(before).filter((name) => typeof before[name] === 'string' && before[name].length < 200);
                assert.equal(short.filter((name) => before[name] === after[name]).length, 2);
                for (const text of Object.values(after)) assert.ok(bytes(JSON.stringify(text)).length < 12000);
            }
        }
    });
}
