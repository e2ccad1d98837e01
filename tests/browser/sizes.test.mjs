// @ts-check
// What parts of the assembled site weigh over the wire (brotli), against their bounds.

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { siteFolder } from '../support/browser.mjs';
import { siteSizes, wireBytes } from '../support/site_sizes.mjs';

const POSTER_PAGE_MAX = 40_000;
const LANGUAGE_MAX = 20_000;
const sizes = await siteSizes(siteFolder);

it('the page before the program, in each language, takes at most 40 KB', () => {
    for (const page of ['/index.html', '/index.ms.html', '/index.zh.html']) {
        const bytes = wireBytes(sizes, [page, '/styles/page.css', '/icon.svg']);
        console.log(`${page} with style and icon: ${bytes} bytes`);
        assert.ok(bytes <= POSTER_PAGE_MAX, `${page}: ${bytes} bytes`);
    }
});

it('one more language takes at most 20 KB', () => {
    for (const tag of ['en', 'ms', 'zh']) {
        const bytes = wireBytes(sizes, sizes.map(({ path }) => path).filter((path) => new RegExp(`^/(locales|page)/${tag}(-[a-z]+)?\\.json$`).test(path)));
        console.log(`${tag}: ${bytes} bytes`);
        assert.ok(bytes > 5000 && bytes <= LANGUAGE_MAX, `${tag}: ${bytes} bytes`);
    }
});
