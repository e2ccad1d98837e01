// @ts-check
// The site on a server for tests in any engine. It puts a script before all others (watch.js) that
// tells of faults, and can be slow, or send other files.

import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

import { answer, fileFor } from '../../../web/tools/serve.mjs';
import { siteFolder } from '../../support/browser.mjs';

const WATCH = fileURLToPath(new URL('watch.js', import.meta.url));

/** @typedef {{ kind: string, text: string, page: string, origin: string }} Told */

/** @param {import('node:http').IncomingMessage} request */
async function bodyOf(request) {
    let text = '';
    for await (const part of request) text += part;
    return text;
}

/** @typedef {Awaited<ReturnType<typeof startTestSite>>} TestSite */

/**
 * @param {{ files?: Record<string, string>, bytesPerSecond?: number, latencyMs?: number }} [options]
 *     files: JSON texts by path beside the site's own.
 */
export async function startTestSite({ files = {}, bytesPerSecond = Infinity, latencyMs = 0 } = {}) {
    /** @type {Told[]} */
    const told = [];
    /** @type {string[]} */
    const refused = [];
    /** @type {Set<string>} */
    const requested = new Set();
    /** When the line is free again, which all answers share. */
    let freeAt = 0;
    /** As long as a file takes on a slow line. @param {string} file */
    const pass = async (file) => {
        const { size } = await stat(`${file}.br`).catch(() => stat(file)).catch(() => ({ size: 0 }));
        freeAt = Math.max(freeAt, performance.now()) + 1000 * size / bytesPerSecond;
        const wait = freeAt + latencyMs - performance.now();
        await new Promise((done) => { setTimeout(done, wait); });
    };
    /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
    const serve = async (request, response) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        if (path === '/-told') {
            told.push(JSON.parse(await bodyOf(request)));
            response.writeHead(204).end();
            return;
        }
        requested.add(path);
        response.on('finish', () => {
            if (response.statusCode >= 400) refused.push(`${response.statusCode} ${path}`);
        });
        const type = path === '/-watch.js' ? 'text/javascript' : 'application/json';
        const own = path === '/-watch.js' ? await readFile(WATCH) : files[path.slice(1)];
        if (own !== undefined) {
            response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(own);
            return;
        }
        const file = fileFor(siteFolder, path) ?? '';
        if (bytesPerSecond < Infinity) await pass(file);
        if (!file.endsWith('.html')) return answer(siteFolder, request, response);
        const page = await readFile(file, 'utf8');
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' })
            .end(page.replace('<head>', '<head><script src="/-watch.js"></script>'));
    };
    const server = createServer((request, response) => {
        serve(request, response).catch(() => response.destroy());
    });
    await new Promise((done) => { server.listen(0, '127.0.0.1', () => done(undefined)); });
    server.unref();  // A test that fails closes nothing, and its file is to end all the same.
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    return {
        address: `http://127.0.0.1:${port}/`,
        told, requested,
        /** What must not happen, so far. */
        faults: () => [...told.filter(({ kind }) => kind === 'fault').map(({ page, text }) => `${page}: ${text}`), ...refused],
        close: () => new Promise((done) => {
            server.close(done);
            server.closeAllConnections();
        }),
    };
}
