// @ts-check
// The pages as they are built: complete without script, under the policy that is documented, and found by
// those who turn an address into a frame or a card.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { embedCode } from '../../../web/js/embed-box.js';
import { defaultState } from '../../../web/js/url-state.js';
import { buildPages } from '../../../web/tools/build_page.mjs';

const root = new URL('../../../', import.meta.url);
/** @param {string} path */
const read = (path) => readFile(new URL(path, root), 'utf8');
const SITE = 'https://example.org/room/';
const PAGES = ['index.html', 'index.ms.html', 'index.zh.html'];

/** @param {string} html */
const policyOf = (html) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

/** @type {string} */
let folder;
/** @type {string[]} */
let pages;
before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pages-test-'));
    process.env.BR_SITE_URL = SITE;
    await buildPages(folder);
    delete process.env.BR_SITE_URL;
    pages = await Promise.all(PAGES.map((name) => readFile(join(folder, name), 'utf8')));
});
after(() => rm(folder, { recursive: true }));

describe('the page without script', () => {
    it('tells the story with computed numbers, charts and tables, in every language', async () => {
        const { bounded } = JSON.parse(await read('public/story_runs.json'));
        for (const page of pages) {
            assert.doesNotMatch(page, /\{\{|\{[a-z]+\}|undefined|NaN/);
            const article = /<article[\s\S]*<\/article>/.exec(page)?.[0] ?? '';
            assert.equal(article.match(/<h3/g)?.length, 9);
            assert.equal(article.match(/<table/g)?.length, 2);
            assert.ok((article.match(/<tr>/g)?.length ?? 0) >= 10);
            assert.equal(page.match(/<svg[^>]*role="img"[^>]*aria-label="[^"]{20,}"/g)?.length, 2);
            assert.ok(article.includes(bounded.served.toLocaleString('en')) && article.includes(bounded.digest));
            assert.match(page, /<noscript><p class="progress">\S/);
        }
    });
});

describe('the policy', () => {
    it('is the one that docs/embedding.md states', async () => {
        const stated = (await read('docs/embedding.md')).replace(/\s+/g, ' ');
        for (const page of pages) assert.ok(stated.includes(`\`${policyOf(page)}\``), policyOf(page));
    });

    it('of every page forbids what is not listed, and no page needs what is inline', async () => {
        const examples = (await readdir(new URL('public/examples', root))).filter((name) => name.endsWith('.html'));
        const all = [...pages, ...await Promise.all(examples.map((name) => read(`public/examples/${name}`)))];
        for (const page of all) {
            assert.match(policyOf(page), /^default-src 'none'; /);
            assert.doesNotMatch(policyOf(page), /unsafe-inline|'unsafe-eval'|\*|https?:/);
            assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/);
        }
    });
});

describe('who turns an address into something to see', () => {
    it('finds oembed.json, and in it the frame that the embed box makes', async () => {
        for (const page of pages) assert.ok(page.includes(`type="application/json+oembed" href="${SITE}oembed.json"`));
        const oembed = JSON.parse(await readFile(join(folder, 'oembed.json'), 'utf8'));
        assert.deepEqual([oembed.version, oembed.type, oembed.provider_url], ['1.0', 'rich', SITE]);
        for (const name of ['title', 'provider_name']) assert.match(oembed[name], /\S/);
        for (const name of ['width', 'height', 'thumbnail_width', 'thumbnail_height']) assert.equal(typeof oembed[name], 'number');
        const code = embedCode({ kind: 'iframe', state: defaultState(), base: SITE, integrity: '', title: oembed.title, alt: '', credit: '', name: '', height: 720 });
        assert.ok(code.includes(oembed.html), oembed.html);
    });

    it('finds a card with a picture for each language, and the page in the others', async () => {
        for (const [index, tag] of ['en', 'ms', 'zh'].entries()) {
            const page = pages[index] ?? '';
            assert.ok(page.includes(`property="og:image" content="${SITE}posters/card.${tag}.png"`));
            const png = await readFile(new URL(`public/posters/card.${tag}.png`, root));
            assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1200, 630]);
            assert.equal(page.match(new RegExp(`rel="alternate" hreflang="..?" href="${SITE}`, 'g'))?.length, 3);
        }
    });

    it('finds a poster of each act in each language, as SVG and as PNG', async () => {
        const names = await readdir(join(folder, 'posters'));
        for (const tag of ['en', 'ms', 'zh']) {
            for (let act = 1; act <= 7; act += 1) {
                assert.ok(names.includes(`act-${act}.${tag}.svg`));
                const png = await readFile(new URL(`public/posters/act-${act}.${tag}.png`, root));
                assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1200, 630]);
                assert.ok(png.length < 60_000, `act-${act}.${tag}.png: ${png.length} bytes`);
            }
        }
    });
});
