// @ts-check
// node make_seeds.mjs CORPUS DICTIONARY LENGTH_MAX FILE…
// Makes a seed corpus and a dictionary for libFuzzer from files of the project, so that both grow
// with them. A .json file is one seed; a .json file of labelled lines, a .jsonl and a .txt file are
// one seed a line, in a .hex file as the bytes that it spells. The dictionary holds the names and short texts of the JSON, and the short pieces
// of the lines.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pieceLengthMax = 24;
const piecesMax = 4000;

const [corpus, dictionary, lengthMax, ...files] = process.argv.slice(2);
/** @type {Set<string>} */
const seeds = new Set();
/** @type {Buffer[]} */
const binarySeeds = [];
/** @type {Set<string>} */
const pieces = new Set(['{', '}', '[', ']', '""', ':', ',', 'null', 'true', 'false', '-1', '0', '1e308',
    '9223372036854775807', '9223372036854775808', '1.5', '\\u0000', '\\ud800']);

/** @param {string} text */
function addPiece(text) {
    if (text !== '' && text.length <= pieceLengthMax && pieces.size < piecesMax) pieces.add(text);
}

/** @param {unknown} value */
function addNames(value) {
    if (typeof value === 'string') addPiece(value);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
        if (!Array.isArray(value)) addPiece(`"${name}"`);
        addNames(part);
    }
}

/** @param {string} line */
function addLine(line) {
    if (line.startsWith('{')) {
        addNames(JSON.parse(line));
    } else {
        for (const word of line.split(/[\s|:,=]+/u)) addPiece(word);
    }
    seeds.add(line);
}

for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (file.endsWith('.hex')) {
        binarySeeds.push(...text.trim().split('\n').map((line) => Buffer.from(line, 'hex')));
        continue;
    }
    if (!file.endsWith('.json')) {
        for (const line of text.split('\n')) if (line !== '') addLine(line);
        continue;
    }
    const json = JSON.parse(text);
    if (Array.isArray(json.lines)) {
        for (const line of json.lines) addLine(line.text);
    } else {
        addNames(json);
        seeds.add(text);
        seeds.add(JSON.stringify(json));
    }
}

rmSync(corpus, { recursive: true, force: true });
mkdirSync(corpus, { recursive: true });
for (const seed of [...[...seeds].map((text) => Buffer.from(text)), ...binarySeeds]) {
    if (seed.length > Number(lengthMax)) continue;
    writeFileSync(join(corpus, createHash('sha1').update(seed).digest('hex').slice(0, 16)), seed);
}

/** @param {number} byte */
function escaped(byte) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    return plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
}
writeFileSync(dictionary,
    [...pieces].map((piece) => `"${[...Buffer.from(piece)].map(escaped).join('')}"\n`).join(''));
