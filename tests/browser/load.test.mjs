// @ts-check
// What loading the page costs and asks for.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite, siteFolder } from '../support/browser.mjs';
import { siteSizes, wireBytes } from '../support/site_sizes.mjs';

/** Everything up to the first interactive frame, over the wire: the aim, and what is reached. */
const BYTES_AIM = 300_000;
const BYTES_MAX = 335_000;

/**
 * The paths asked for before the page said that it is interactive.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
const askedForFirst = (page) => page.evaluate(() => {
    const ready = performance.getEntriesByName('breathing-room-interactive')[0].startTime;
    const files = performance.getEntriesByType('resource').filter((file) => file.startTime < ready);
    return [location.pathname, ...new Set(files.map((file) => new URL(file.name).pathname))];
});

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

describe('loading the page', () => {
    /** @type {number} */
    let bytes;

    it('asks no other origin, meets no error and does not grow', async () => {
        const site = await openSite(browser);
        await site.ready();
        const paths = await askedForFirst(site.page);
        bytes = wireBytes(await siteSizes(siteFolder), paths);
        console.log(`${bytes} bytes up to the first interactive frame`);
        assert.ok(bytes <= BYTES_MAX, `${bytes} bytes for ${paths.join(', ')}`);
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('takes at most 300 KB', { todo: 'the program is still too large' }, () => {
        assert.ok(bytes <= BYTES_AIM, `${bytes} bytes`);
    });
});
