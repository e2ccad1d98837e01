// @ts-check
import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { assemble } from '../../../web/tools/assemble_site.mjs';

const long = 'many words, many words, '.repeat(50);
/** @type {string} */ let folder;
/** @type {string} */ let site;
/** @type {[string, string][]} */ let pairs;

beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assemble-test-'));
    site = join(folder, 'site');
    await mkdir(join(folder, 'public', 'locales'), { recursive: true });
    await writeFile(join(folder, 'public', 'locales', 'en.json'), long);
    await writeFile(join(folder, 'shell.html'), '<!doctype html>');
    pairs = [[join(folder, 'public'), '.'], [join(folder, 'shell.html'), 'index.html']];
});

afterEach(() => rm(folder, { recursive: true }));

describe('the assembled site', () => {
    it('holds the sources at their places, with compressed versions of those worth it', async () => {
        await assemble(site, pairs);
        assert.deepEqual((await readdir(site)).sort(), ['index.html', 'locales']);
        assert.deepEqual((await readdir(join(site, 'locales'))).sort(), ['en.json', 'en.json.br', 'en.json.gz']);
        assert.equal(brotliDecompressSync(await readFile(join(site, 'locales', 'en.json.br'))).toString(), long);
        assert.equal(gunzipSync(await readFile(join(site, 'locales', 'en.json.gz'))).toString(), long);
    });

    it('is left alone when nothing has changed', async () => {
        await assemble(site, pairs);
        assert.deepEqual(await assemble(site, pairs), { written: [], removed: [] });
    });

    it('follows a change and a removal', async () => {
        await assemble(site, pairs);
        await writeFile(join(folder, 'shell.html'), 'new');
        await rm(join(folder, 'public', 'locales', 'en.json'));
        const { written, removed } = await assemble(site, pairs);
        assert.deepEqual(written, ['index.html']);
        assert.equal(removed.length, 3);
        assert.deepEqual(await readdir(join(site, 'locales')), []);
    });

    it('renews a compressed version that an earlier run left behind', async () => {
        await assemble(site, pairs);
        await writeFile(join(site, 'locales', 'en.json.br'), 'half a fi');
        await utimes(join(site, 'locales', 'en.json.br'), 1, 1);
        assert.deepEqual((await assemble(site, pairs)).written, [join('locales', 'en.json')]);
        assert.equal(brotliDecompressSync(await readFile(join(site, 'locales', 'en.json.br'))).toString(), long);
    });

    it('refuses two sources for one place', async () => {
        await writeFile(join(folder, 'public', 'index.html'), 'other');
        await assert.rejects(assemble(site, pairs), /would both become index\.html/);
    });
});
