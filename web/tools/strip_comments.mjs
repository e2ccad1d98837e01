// @ts-check
// Writes the page's scripts anew without comments and indentation: a third less over the wire.
//
//   node web/tools/strip_comments.mjs ACORN SOURCE_FOLDER DESTINATION_FOLDER
//
// ACORN is the folder of the acorn parser that comes with Emscripten.

import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ type: { label: string }, start: number, end: number }} Token
 * @typedef {{ parse: (source: string, options: object) => unknown }} Acorn
 */

/**
 * @param {Acorn} acorn
 * @param {string} source Of a module.
 */
export function stripComments(acorn, source) {
    /** @type {[number, number][]} */
    const kept = [];
    /** @type {[number, number][]} */
    const comments = [];
    acorn.parse(source, {
        ecmaVersion: 2022,
        sourceType: 'module',
        onComment: (/** @type {boolean} */ _isBlock, /** @type {string} */ _text,
            /** @type {number} */ start, /** @type {number} */ end) => comments.push([start, end]),
        onToken: (/** @type {Token} */ { type, start, end }) => {
            if (type.label === 'template') kept.push([start, end]);
        },
    });
    // What stands in a template counts to the letter.
    const isKept = (/** @type {number} */ at) => kept.some(([start, end]) => at >= start && at < end);
    let text = '';
    let from = 0;
    for (const [start, end] of [...comments, [source.length, source.length]]) {
        text += source.slice(from, start).replace(/\n\s+/g, (gap, at) => isKept(from + at) ? gap : '\n');
        from = end;
    }
    return text.trimStart();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const [parser, from, to] = process.argv.slice(2);
    if (!to) {
        console.error('Usage: node web/tools/strip_comments.mjs ACORN SOURCE_FOLDER DESTINATION_FOLDER');
        process.exit(2);
    }
    const acorn = createRequire(import.meta.url)(parser);
    await rm(to, { recursive: true, force: true });
    await mkdir(to, { recursive: true });
    for (const name of await readdir(from)) {
        const source = await readFile(join(from, name), 'utf8');
        await writeFile(join(to, name), name.endsWith('.js') ? stripComments(acorn, source) : source);
    }
}
