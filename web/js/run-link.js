// @ts-check
// A run in the fragment of an address: #run=VERSION.TEXT. The fragment stays with the visitor: no
// server ever sees what they typed. TEXT is base64url of a byte that says how the rest is packed, four
// bytes of check, and the run itself (core/session/saved_run.h), which the program writes and checks
// again. The check covers scenario and seed too, which stand in the query.

const RUN_VERSION = 1;
/** A longer address is cut by some of the places where people paste it. */
export const ADDRESS_MAX = 2048;
/** What a run may unpack to. */
const BYTES_MAX = 262_144;
const PLAIN = 0;
const DEFLATED = 1;

/** @typedef {{ scenario: string, seed: string }} RunStart */

/**
 * FNV-1a: finds what was cut or mistyped; no protection against who wants to deceive.
 * @param {Uint8Array} bytes
 * @param {RunStart} start
 */
function checkOf(bytes, { scenario, seed }) {
    const head = new TextEncoder().encode(`${scenario}\n${seed}\n`);
    let hash = 0x811c9dc5;
    for (const part of [head, bytes]) {
        for (const byte of part) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    }
    return hash;
}

/**
 * @param {Uint8Array} bytes
 * @param {CompressionStream | DecompressionStream} stream
 * @returns {Promise<Uint8Array>}
 */
async function through(bytes, stream) {
    const writer = stream.writable.getWriter();
    // A fault shows where it is read.
    writer.write(/** @type {Uint8Array<ArrayBuffer>} */ (bytes)).catch(() => undefined);
    writer.close().catch(() => undefined);
    const reader = stream.readable.getReader();
    /** @type {number[]} */
    const out = [];
    for (;;) {
        const { done, value } = await reader.read();
        if (done) return Uint8Array.from(out);
        if (out.length + value.length > BYTES_MAX) {
            await reader.cancel();
            throw new Error('too long');
        }
        for (const byte of value) out.push(byte);
    }
}

/** Nothing where the browser, being some years old, does not know the format. */
function deflater() {
    try {
        return new CompressionStream('deflate-raw');
    } catch {
        return null;
    }
}

/**
 * @param {Uint8Array} run
 * @param {RunStart} start
 * @returns {Promise<string>} What follows "#run=".
 */
export async function packRun(run, start) {
    let kind = PLAIN;
    let body = run;
    const stream = deflater();
    if (stream) {
        const deflated = await through(run, stream);
        if (deflated.length < run.length) [kind, body] = [DEFLATED, deflated];
    }
    const packed = new Uint8Array(5 + body.length);
    packed[0] = kind;
    new DataView(packed.buffer).setUint32(1, checkOf(run, start));
    packed.set(body, 5);
    const text = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
    return `${RUN_VERSION}.${text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/**
 * @param {string} text
 * @param {RunStart} start
 * @returns {Promise<{ run: Uint8Array } | { fault: 'broken' | 'newer' }>}
 */
export async function unpackRun(text, start) {
    const [, version, body] = /^([1-9][0-9]{0,5})\.([\w-]+)$/.exec(text) ?? [];
    if (!body) return { fault: 'broken' };
    if (Number(version) > RUN_VERSION) return { fault: 'newer' };
    try {
        const letters = atob(body.replaceAll('-', '+').replaceAll('_', '/'));
        const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
        if (packed.length < 5 || (packed[0] !== PLAIN && packed[0] !== DEFLATED)) return { fault: 'broken' };
        const rest = packed.subarray(5);
        const run = packed[0] === PLAIN ? rest : await through(rest, new DecompressionStream('deflate-raw'));
        const check = new DataView(packed.buffer).getUint32(1);
        return check === checkOf(run, start) ? { run } : { fault: 'broken' };
    } catch {
        return { fault: 'broken' };
    }
}
