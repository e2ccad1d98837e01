// @ts-check
// Words that a visitor may meet come from public/locales. A literal of several words in the interface
// is taken for such text, unless it is for developers: a check, an error, a fault of a data file, a
// shader, a line marked "// Not shown." or one of the four lines below such a mark.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { filesIn, read, withoutComments } from './support.mjs';

const words = /\p{L}{2,}[,;:.!?]? \p{L}{2,}|[^\x00-\x7f]*\p{Script=Han}/u;
const forDevelopers = /BR_CHECK|\bfault\(|static_assert|\bSDL_Log|\bfprintf|\bfputs|\babort|console\.|new \w*Error\(|@param|querySelector|\bassert/;

const mediaQuery = /^['"`]\([a-z-]+(:|\))/;

/** @param {string} file @param {RegExp} literal */
function suspects(file, literal) {
    const original = read(file).split('\n');
    return withoutComments(read(file)).split('\n').flatMap((line, index) => {
        const near = original.slice(Math.max(0, index - 4), index + 1).join('\n');
        if (/\/\/ Not shown\b/.test(near) || forDevelopers.test(original.slice(Math.max(0, index - 1), index + 1).join('\n')) || /^\s*(#|import\b|export \* )/.test(line)) return [];
        return [...line.matchAll(literal)].filter(([text]) => words.test(text) && !mediaQuery.test(text))
            .map(([text]) => `${file}:${index + 1}: ${text}`);
    });
}

describe('text that a visitor may meet', () => {
    it('does not stand in C++', () => {
        const files = filesIn(['ui', 'web', 'core/session', 'core/chat'], ['.h', '.cpp'])
            .filter((file) => !file.startsWith('core/chat/compiler/'));  // A tool of the build.
        assert.deepEqual(files.flatMap((file) => suspects(file, /"(?:\\.|[^"\\])*"/g)), []);
    });

    it('does not stand in JavaScript', () => {
        const files = filesIn(['web/js'], ['.js']);
        assert.deepEqual(files.flatMap((file) => suspects(file, /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`$]*`/g)), []);
    });
});
