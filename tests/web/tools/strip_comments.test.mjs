// @ts-check
// The scripts that are served do what those in web/js do: nothing but comments and indentation goes.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { stripComments } from '../../../web/tools/strip_comments.mjs';

/**
 * Stands in for the parser: what it finds, by the texts of comments and templates.
 * @param {string} source @param {{ comments?: string[], templates?: string[] }} found
 */
function strip(source, { comments = [], templates = [] }) {
    /** @param {string} text @returns {[number, number]} */
    const place = (text) => [source.indexOf(text), source.indexOf(text) + text.length];
    return stripComments({
        parse(_, options) {
            const { onComment, onToken } = /** @type {any} */ (options);
            for (const text of comments) onComment(true, text, ...place(text));
            for (const text of templates) {
                const [start, end] = place(text);
                onToken({ type: { label: 'template' }, start, end });
            }
        },
    }, source);
}

describe('the scripts without comments', () => {
    it('lose comments and indentation', () => {
        const source = '// Adds.\nfunction add(a, b) {\n    /* Sum. */\n    return a + b;\n}\n';
        assert.equal(strip(source, { comments: ['// Adds.', '/* Sum. */'] }),
            'function add(a, b) {\n\nreturn a + b;\n}\n');
    });

    it('keep what a template holds to the letter', () => {
        const source = 'const text = `one\n    two`;\n    say(text);';
        assert.equal(strip(source, { templates: ['one\n    two'] }), 'const text = `one\n    two`;\nsay(text);');
    });

    it('keep lines apart, as the end of one may be its semicolon', () => {
        assert.equal(strip('let a = 1 // One.\n    let b', { comments: ['// One.'] }), 'let a = 1 \nlet b');
    });
});
