// @ts-check
// Serves a folder on a loopback port, as a good web host would: right types, the compressed files that
// were made beforehand, revalidation. No dependency.
//
//   node web/tools/serve.mjs FOLDER [--port N]     port 0, the default, takes a free one

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

export const TYPES = new Map([
    ['.html', 'text/html; charset=utf-8'],
    ['.js', 'text/javascript; charset=utf-8'],
    ['.mjs', 'text/javascript; charset=utf-8'],
    ['.css', 'text/css; charset=utf-8'],
    ['.json', 'application/json; charset=utf-8'],
    ['.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['.wasm', 'application/wasm'],
    ['.svg', 'image/svg+xml'],
    ['.png', 'image/png'],
    ['.webp', 'image/webp'],
    ['.ico', 'image/x-icon'],
    ['.txt', 'text/plain; charset=utf-8'],
    ['.md', 'text/plain; charset=utf-8'],
    ['.csv', 'text/csv; charset=utf-8'],
    ['.pdf', 'application/pdf'],
    ['.bin', 'application/octet-stream'],
]);

const encodings = /** @type {const} */ ([['br', '.br'], ['gzip', '.gz']]);

/**
 * The file that answers a request path, or null if the path is malformed or leads out of the folder.
 * @param {string} folder @param {string} path @returns {string | null}
 */
export function fileFor(folder, path) {
    let decoded;
    try {
        decoded = decodeURIComponent(path);
    } catch {
        return null;
    }
    if (decoded.includes('\0')) return null;
    const root = resolve(folder);
    const file = normalize(join(root, decoded));
    if (file !== root && !file.startsWith(root + sep)) return null;
    return decoded.endsWith('/') ? join(file, 'index.html') : file;
}

/** @param {string | undefined} header @param {string} encoding */
export function accepts(header, encoding) {
    return (header ?? '').split(',').some((part) => {
        const [name, ...parameters] = part.trim().toLowerCase().split(';').map((word) => word.trim());
        return name === encoding && !parameters.some((word) => /^q=0(\.0*)?$/.test(word));
    });
}

/** @param {string} file */
async function statFile(file) {
    try {
        const found = await stat(file);
        return found.isFile() ? found : null;
    } catch {
        return null;
    }
}

/** @param {string} file @param {import('node:fs').Stats} plain @param {string | undefined} accepted */
async function compressedFor(file, plain, accepted) {
    for (const [encoding, suffix] of encodings) {
        if (!accepts(accepted, encoding)) continue;
        const found = await statFile(file + suffix);
        // A compressed file older than its original is left over from an earlier build.
        if (found && found.mtimeMs >= plain.mtimeMs) return { encoding, file: file + suffix, found };
    }
    return null;
}

/**
 * @param {string} folder @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export async function answer(folder, request, response) {
    /** @param {number} status @param {string} text */
    const refuse = (status, text) => {
        response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.setHeader('Allow', 'GET, HEAD');
        return refuse(405, 'Only GET and HEAD are answered.');
    }
    const [path = '/', query] = (request.url ?? '/').split('?');
    const file = fileFor(folder, path);
    const plain = file && (await statFile(file));
    if (!file || !plain) {
        if (file && !path.endsWith('/') && (await statFile(join(file, 'index.html')))) {
            response.setHeader('Location', `${path}/${query ? `?${query}` : ''}`);
            return refuse(301, 'The folder is one slash further.');
        }
        return refuse(404, 'There is no such file.');
    }
    const compressed = await compressedFor(file, plain, request.headers['accept-encoding']);
    const sent = compressed ?? { file, found: plain, encoding: 'plain' };
    const tag = `"${plain.size.toString(36)}-${Math.trunc(plain.mtimeMs).toString(36)}-${sent.encoding}"`;
    response.setHeader('Content-Type', TYPES.get(extname(file)) ?? 'application/octet-stream');
    response.setHeader('Vary', 'Accept-Encoding');
    // A frame in a sandbox has an opaque origin, and reads its own files as a stranger.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', tag);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (request.headers['if-none-match'] === tag) {
        response.writeHead(304).end();
        return;
    }
    response.setHeader('Content-Length', sent.found.size);
    if (compressed) response.setHeader('Content-Encoding', compressed.encoding);
    response.writeHead(200);
    if (request.method === 'HEAD') {
        response.end();
        return;
    }
    createReadStream(sent.file).on('error', () => response.destroy()).pipe(response);
}

/**
 * Starts a server on 127.0.0.1. `close` ends open connections too.
 * @param {{ folder: string, port?: number }} options
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export function startServer({ folder, port = 0 }) {
    const server = createServer((request, response) => {
        answer(folder, request, response).catch(() => response.destroy());
    });
    return new Promise((fulfil, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
            const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
            fulfil({
                address: `http://127.0.0.1:${taken}/`,
                close: () =>
                    new Promise((done) => {
                        server.close(() => done());
                        server.closeAllConnections();
                    }),
            });
        });
    });
}

/** @param {string[]} words */
async function main(words) {
    const at = words.indexOf('--port');
    const port = at < 0 ? 0 : Number(words[at + 1]);
    const folder = words.find((_, index) => at < 0 || (index !== at && index !== at + 1));
    if (!folder || !Number.isInteger(port) || port < 0 || port > 65535) {
        console.error('Usage: node web/tools/serve.mjs FOLDER [--port N]     N from 0 to 65535');
        process.exit(2);
    }
    /** @type {Awaited<ReturnType<typeof startServer>>} */
    let server;
    try {
        server = await startServer({ folder, port });
    } catch (error) {
        console.error(`Port ${port} cannot be used (${/** @type {Error} */ (error).message}).`);
        console.error('What to do: set BR_PORT to another port, or leave it unset for a free one.');
        process.exit(1);
    }
    console.log(`\nBreathing Room is at ${server.address}\nCtrl-C stops it.`);
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
        process.once(signal, async () => {
            await server.close();
            console.log('\nStopped.');
            process.exit(0);
        });
    }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    await main(process.argv.slice(2));
}
