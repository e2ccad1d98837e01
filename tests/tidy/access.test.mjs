// @ts-check
// What docs/accessibility.md says of the criteria and of their tests, and what no file of the page may
// hold so that a criterion is met by its absence.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { allFiles, filesIn, hits, read, withoutComments } from './support.mjs';

/** Levels A and AA of WCAG 2.2. */
const CRITERIA = [
    '1.1.1 A', '1.2.1 A', '1.2.2 A', '1.2.3 A', '1.2.4 AA', '1.2.5 AA', '1.3.1 A', '1.3.2 A', '1.3.3 A', '1.3.4 AA', '1.3.5 AA',
    '1.4.1 A', '1.4.2 A', '1.4.3 AA', '1.4.4 AA', '1.4.5 AA', '1.4.10 AA', '1.4.11 AA', '1.4.12 AA', '1.4.13 AA',
    '2.1.1 A', '2.1.2 A', '2.1.4 A', '2.2.1 A', '2.2.2 A', '2.3.1 A', '2.4.1 A', '2.4.2 A', '2.4.3 A', '2.4.4 A', '2.4.5 AA',
    '2.4.6 AA', '2.4.7 AA', '2.4.11 AA', '2.5.1 A', '2.5.2 A', '2.5.3 A', '2.5.4 A', '2.5.7 AA', '2.5.8 AA',
    '3.1.1 A', '3.1.2 AA', '3.2.1 A', '3.2.2 A', '3.2.3 AA', '3.2.4 AA', '3.2.6 A', '3.3.1 A', '3.3.2 A', '3.3.3 AA', '3.3.4 AA',
    '3.3.7 A', '3.3.8 AA', '4.1.2 A', '4.1.3 AA',
];

const page = read('docs/accessibility.md');
const rows = page.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const criteria = rows.filter(([first = '']) => /^\d/.test(first));
/** What a short stands for, file by file. @type {Map<string, string[]>} */
const shorts = new Map(rows.filter((row) => row.length === 2 && /`tests\//.test(row[1] ?? ''))
    .map(([short = '', files = '']) => [short, [...files.matchAll(/`(tests\/[^`]+)`/g)].map(([, file = '']) => file)]));

/** The lines of a file that name a test. @param {string} file */
const namesIn = (file) => read(file).split('\n').filter((line) => /\b(?:it|test|describe|TEST_CASE)\s*\(/.test(line)).join('\n');

describe('docs/accessibility.md', () => {
    it('states each criterion of levels A and AA once, in order', () => {
        assert.deepEqual(criteria.map(([name = '', level]) => `${name.split(' ')[0]} ${level}`), CRITERIA);
    });

    it('names files that are there', () => {
        const files = [...page.matchAll(/`((?:tests|web|ui|public|docs)\/[\w./-]+\.\w+)`/g)].map(([, file = '']) => file);
        assert.ok(files.length > 15);
        assert.deepEqual(files.filter((file) => !allFiles.includes(file)), []);
    });

    it('names tests that are there', () => {
        const wrong = criteria.flatMap(([name, , , tests = '']) => {
            if (tests === '–') return [];
            return tests.split('; ').filter((test) => {
                const [, short = '', words = ''] = /^(\w+) “([^”]+)”$/.exec(test) ?? [];
                return words === '' || !shorts.get(short)?.some((file) => namesIn(file).includes(words));
            }).map((test) => `${name}: ${test}`);
        });
        assert.deepEqual(wrong, []);
    });
});

describe('the page', () => {
    it('holds nothing that sounds, films or feels a shake', () => {
        const files = filesIn(['web', 'public'], ['.js', '.mjs', '.html']);
        assert.ok(files.length > 30);
        assert.deepEqual(files.flatMap((file) => hits(file, withoutComments(read(file)),
            /<(?:audio|video|embed|object)\b|\bAudio(?:Context)?\s*\(|speechSynthesis|device(?:motion|orientation)/)), []);
    });

    for (const [language, can] of /** @type {const} */ ([['en', 'I can'], ['ms', 'Saya boleh'], ['zh', '我能']])) {
        it(`answers what it has not understood with an example or with what it can do, in ${language}`, () => {
            /** @type {string[]} */
            const answers = JSON.parse(read(`public/locales/${language}.json`))['chat.not_understood'];
            assert.ok(answers.length > 0);
            for (const answer of answers) assert.match(answer, new RegExp(`“.+”|${can}`, 'u'));
        });
    }
});
