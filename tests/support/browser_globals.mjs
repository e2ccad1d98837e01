// @ts-check
// What every browser has and Debian 12's Node 18 has not, for tests of scripts of the page: import for its effect.

import { webcrypto } from 'node:crypto';
import { Duplex } from 'node:stream';
import { createDeflateRaw, createInflateRaw } from 'node:zlib';

/** @type {any} */
const globals = globalThis;
globals.crypto ??= webcrypto;
try {
    new CompressionStream('deflate-raw');
} catch {
    globals.CompressionStream = class { constructor() { return /** @type {any} */ (Duplex).toWeb(createDeflateRaw()); } };
    globals.DecompressionStream = class { constructor() { return /** @type {any} */ (Duplex).toWeb(createInflateRaw()); } };
}
