// @ts-check
// Writes small PNG files of drawings: 8 bits a pixel by a palette of the most frequent colours, to which the
// others, the blends at edges, are the nearest.

import { deflateSync } from 'node:zlib';

const COLOURS = 256;

/** @type {number[]} */
const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
});

/** @param {Buffer} bytes */
function crc(bytes) {
    let c = 0xffffffff;
    for (const byte of bytes) c = (crcTable[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
}

/** @param {number} a @param {number} b Colours as 0xrrggbb. */
function distance(a, b) {
    const [red, green, blue] = [16, 8, 0].map((shift) => ((a >> shift) & 255) - ((b >> shift) & 255));
    return (red ?? 0) ** 2 + (green ?? 0) ** 2 + (blue ?? 0) ** 2;
}

/**
 * @param {Uint8Array} rgba Opaque pixels, row by row.
 * @param {number} width
 * @param {number} height
 */
export function palettePng(rgba, width, height) {
    const pixels = Uint32Array.from({ length: width * height }, (_, index) =>
        ((rgba[4 * index] ?? 0) << 16) | ((rgba[4 * index + 1] ?? 0) << 8) | (rgba[4 * index + 2] ?? 0));
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const palette = [...counts].sort(([a, many], [b, more]) => more - many || a - b).slice(0, COLOURS).map(([colour]) => colour);
    const places = new Map(palette.map((colour, index) => [colour, index]));
    for (const colour of counts.keys()) {
        if (places.has(colour)) continue;
        let nearest = 0;
        for (let index = 1; index < palette.length; index += 1) {
            if (distance(palette[index] ?? 0, colour) < distance(palette[nearest] ?? 0, colour)) nearest = index;
        }
        places.set(colour, nearest);
    }
    const rows = Buffer.alloc((width + 1) * height);  // Each row begins with its filter, none.
    pixels.forEach((pixel, index) => {
        rows[index + Math.floor(index / width) + 1] = places.get(pixel) ?? 0;
    });
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 3, 0, 0, 0], 8);
    const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
    return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('PLTE', colours),
        chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
