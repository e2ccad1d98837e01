// @ts-check
// The site on a server that misbehaves as it is told: files that are not there or come cut short,
// headers of strict hosts, and a script that runs before all others and takes something away.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

import { fileFor } from '../../../web/tools/serve.mjs';
import { siteFolder } from '../../support/browser.mjs';

/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css',
    '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png' };

/**
 * @typedef {object} Fault
 * @property {string} [refused] A path that is answered by 404.
 * @property {string} [cut] A path of which only the first half comes.
 * @property {Record<string, string>} [headers] Of every answer.
 * @property {string} [script] Runs first in every page and frame.
 * @property {Record<string, string>} [pages] HTML texts by path, beside the site's own.
 */

export async function startFaultySite() {
    /** @type {Set<string>} */
    const requested = new Set();
    /** @type {Fault} */
    let fault = {};
    /** @param {string} path */
    const content = async (path) => {
        if (path === '/-fault.js') return Buffer.from(fault.script ?? '');
        const own = fault.pages?.[path];
        const file = await (own === undefined ? readFile(fileFor(siteFolder, path) ?? '') : Buffer.from(own));
        if (path === fault.cut) return file.subarray(0, file.length / 2);
        return path.endsWith('.html') || path.endsWith('/') ? Buffer.from(file.toString().replace('<head>', '<head><script src="/-fault.js"></script>')) : file;
    };
    const server = createServer((request, response) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        requested.add(path);
        const type = TYPES[extname(path.endsWith('/') ? 'index.html' : path)] ?? 'application/octet-stream';
        const wanted = path === fault.refused ? Promise.reject(new Error('refused')) : content(path);
        wanted.then((bytes) => response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store', ...fault.headers }).end(bytes),
            () => response.writeHead(404, { 'Cache-Control': 'no-store' }).end());
    });
    await new Promise((done) => { server.listen(0, '127.0.0.1', () => done(undefined)); });
    server.unref();  // A test that fails closes nothing, and its file is to end all the same.
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    return {
        address: `http://127.0.0.1:${port}/`,
        requested,
        /** From now on. @param {Fault} next */
        misbehave(next) { fault = next; },
        close: () => new Promise((done) => {
            server.close(done);
            server.closeAllConnections();
        }),
    };
}
