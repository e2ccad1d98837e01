// @ts-check
import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';

import { accepts, fileFor, startServer } from '../../../web/tools/serve.mjs';

/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;

before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'serve-test-'));
    await mkdir(join(folder, 'site', 'sub'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'site', 'index.html'), '<!doctype html>');
    await writeFile(join(folder, 'site', 'sub', 'index.html'), 'sub');
    await writeFile(join(folder, 'site', 'a.wasm'), 'plain');
    await writeFile(join(folder, 'site', 'a.wasm.br'), brotliCompressSync('packed'));
    await writeFile(join(folder, 'site', 'old.js'), 'plain');
    await writeFile(join(folder, 'site', 'old.js.br'), brotliCompressSync('stale'));
    await utimes(join(folder, 'site', 'old.js.br'), 1, 1);
    server = await startServer({ folder: join(folder, 'site') });
});

after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
});

/**
 * Asks as it is written: fetch would tidy the path up and decompress.
 * @param {string} path @param {Record<string, string>} [headers] @param {string} [method]
 * @returns {Promise<{ status?: number, headers: import('node:http').IncomingHttpHeaders, body: Buffer }>}
 */
function ask(path, headers = {}, method = 'GET') {
    const { hostname, port } = new URL(server.address);
    return new Promise((fulfil, reject) => {
        request({ hostname, port, path, headers, method }, (response) => {
            /** @type {Buffer[]} */
            const parts = [];
            response.on('data', (part) => parts.push(part));
            response.on('end', () => fulfil({
                status: response.statusCode, headers: response.headers, body: Buffer.concat(parts),
            }));
        }).on('error', reject).end();
    });
}

describe('the server', () => {
    it('listens on the loopback interface alone', () => {
        assert.match(server.address, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    });

    it('gives each file its type', async () => {
        assert.equal((await ask('/')).headers['content-type'], 'text/html; charset=utf-8');
        assert.equal((await ask('/a.wasm')).headers['content-type'], 'application/wasm');
        assert.equal((await ask('/old.js')).headers['content-type'], 'text/javascript; charset=utf-8');
    });

    it('sends what was compressed beforehand to a browser that takes it', async () => {
        const packed = await ask('/a.wasm', { 'Accept-Encoding': 'gzip, deflate, br' });
        assert.equal(packed.headers['content-encoding'], 'br');
        assert.equal(brotliDecompressSync(packed.body).toString(), 'packed');
        const plain = await ask('/a.wasm', { 'Accept-Encoding': 'br;q=0, identity' });
        assert.equal(plain.headers['content-encoding'], undefined);
        assert.equal(plain.body.toString(), 'plain');
    });

    it('leaves a compressed file alone that is older than its original', async () => {
        const answer = await ask('/old.js', { 'Accept-Encoding': 'br' });
        assert.equal(answer.body.toString(), 'plain');
    });

    it('does not leave its folder', async () => {
        for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/sub/../../secret.txt', '/..%2fsecret.txt',
            '/%00', '/%zz', '/nothing']) {
            assert.equal((await ask(path)).status, 404, path);
        }
    });

    it('sends a folder without its slash to the folder', async () => {
        const answer = await ask('/sub?x=1');
        assert.equal(answer.status, 301);
        assert.equal(answer.headers.location, '/sub/?x=1');
        assert.equal((await ask('/sub/')).body.toString(), 'sub');
    });

    it('answers 304 to a browser that has the file, and 405 to other methods', async () => {
        const tag = (await ask('/a.wasm')).headers.etag ?? '';
        assert.equal((await ask('/a.wasm', { 'If-None-Match': tag })).status, 304);
        assert.equal((await ask('/a.wasm', {}, 'HEAD')).body.length, 0);
        assert.equal((await ask('/', {}, 'POST')).status, 405);
    });
});

describe('the path of a request', () => {
    it('becomes a file in the folder or nothing', () => {
        assert.equal(fileFor('/site', '/'), '/site/index.html');
        assert.equal(fileFor('/site', '/a%20b.js'), '/site/a b.js');
        assert.equal(fileFor('/site', '/../site-2/a.js'), null);
    });
});

describe('an Accept-Encoding header', () => {
    it('is read with its weights', () => {
        assert.equal(accepts('gzip;q=0.5, br', 'br'), true);
        assert.equal(accepts('br;q=0.000', 'br'), false);
        assert.equal(accepts(undefined, 'br'), false);
        assert.equal(accepts('brotli', 'br'), false);
    });
});
