// @ts-check
// What loading the page costs and asks for.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { askedForFirst, launchChromium, openSite, siteFolder } from '../support/browser.mjs';
import { siteSizes, wireBytes } from '../support/site_sizes.mjs';

/** Everything up to the first interactive frame, over the wire. */
const BYTES_MAX = 300_000;

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

describe('loading the page', () => {
    it('asks no other origin, meets no error and takes at most 300 KB', async () => {
        const site = await openSite(browser);
        await site.ready();
        const paths = await askedForFirst(site.page);
        const bytes = wireBytes(await siteSizes(siteFolder), paths);
        console.log(`${bytes} bytes up to the first interactive frame`);
        // Each costs a slow network more than its bytes.
        const scripts = paths.filter((path) => path.startsWith('/js/'));
        assert.ok(scripts.length <= 3, scripts.join(', '));
        assert.ok(bytes <= BYTES_MAX, `${bytes} bytes for ${paths.join(', ')}`);
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    for (const tag of ['en', 'ms', 'zh']) {
        it(`shows no unknown word in its first picture: ${tag}`, async () => {
            const site = await openSite(browser, { path: `?lang=${tag}` });
            // Whatever comes after the first picture never arrives.
            await site.page.route(/\/locales\/(?!first\/)/, () => undefined);
            await site.page.reload();
            await site.ready();
            const text = await site.page.evaluate(() => document.body.innerText
                + [...document.querySelectorAll('[aria-label]')].map((part) => part.getAttribute('aria-label')).join('\n'));
            assert.deepEqual(text.match(/\u27e6[^\u27e7]*\u27e7/gu) ?? [], []);
            assert.match(text, /\p{L}{3}/u);
            await site.close();
        });
    }
});
