// @ts-check
// What the tidiness tests share: which files are ours, and a reading of source text without its
// comments and string literals.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const notOurs = new Set(['.git', 'build', 'node_modules', '.cache']);

/** @param {string} folder @returns {string[]} */
function walk(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        if (notOurs.has(entry.name)) return [];
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return walk(path);
        return entry.isFile() ? [relative(root, path).split(sep).join('/')] : [];
    });
}

export const allFiles = walk(root).sort();

/** The files below the folders whose names end in one of the endings. @param {string[]} folders @param {string[]} endings */
export function filesIn(folders, endings) {
    return allFiles.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)) &&
        endings.some((ending) => file.endsWith(ending)));
}

/** @param {string} file */
export const read = (file) => readFileSync(join(root, file), 'utf8');

// One alternative per thing that may hide code-like text: line comment, block comment, raw string,
// string, character.
const hiding = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^(\n]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])*'/g;

/** The text with comments and literals blanked out, line by line the same. @param {string} text */
export const codeOf = (text) => text.replace(hiding, (hidden) => hidden.replace(/[^\n]/g, ' '));

/** The text with comments blanked out and literals kept. @param {string} text */
export const withoutComments = (text) => text.replace(hiding, (hidden) =>
    hidden.startsWith('//') || hidden.startsWith('/*') ? hidden.replace(/[^\n]/g, ' ') : hidden);

/**
 * Where a pattern matches, as "file:line: what stands there".
 * @param {string} file @param {string} text @param {RegExp} pattern
 */
export function hits(file, text, pattern) {
    return text.split('\n').flatMap((line, index) => {
        const found = line.match(pattern);
        return found ? [`${file}:${index + 1}: ${found[0].trim()}`] : [];
    });
}
