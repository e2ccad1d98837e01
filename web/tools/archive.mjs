// @ts-check
// A tar archive whose bytes depend on nothing but names and contents: no times, no owners, one order.

import { gzipSync } from 'node:zlib';

const BLOCK = 512;

/** @param {string} name Up to 255 letters, as ustar has it: 155 for the folder and 100 for the rest. */
function splitName(name) {
    if (Buffer.byteLength(name) <= 100) return { prefix: '', rest: name };
    const cut = name.lastIndexOf('/', 154);
    const parts = { prefix: name.slice(0, cut), rest: name.slice(cut + 1) };
    if (cut < 0 || Buffer.byteLength(parts.rest) > 100) throw new Error(`the name is too long for tar: ${name}`);
    return parts;
}

/** @param {string} name @param {number} size */
function header(name, size) {
    const { prefix, rest } = splitName(name);
    const block = Buffer.alloc(BLOCK);
    const octal = (/** @type {number} */ value, /** @type {number} */ digits) => `${value.toString(8).padStart(digits, '0')}\0`;
    block.write(rest, 0);
    block.write(octal(0o644, 7), 100);
    block.write(octal(0, 7), 108);
    block.write(octal(0, 7), 116);
    block.write(octal(size, 11), 124);
    block.write(octal(0, 11), 136);
    block.write('        ', 148);
    block.write('0', 156);
    block.write('ustar\x0000', 257, 'latin1');
    block.write(prefix, 345);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return block;
}

/** @param {Map<string, Buffer>} files By name. */
export function tarGz(files) {
    const blocks = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, content]) =>
        [header(name, content.length), content, Buffer.alloc((BLOCK - content.length % BLOCK) % BLOCK)]);
    const packed = gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]), { level: 9 });
    packed[9] = 255;  // The system it was packed on: not told.
    return packed;
}
