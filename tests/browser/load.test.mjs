// @ts-check
// What loading the page costs and asks for.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite, siteFolder } from '../support/browser.mjs';
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
    it('takes at most 300 KB, asks no other origin and meets no error', async () => {
        const site = await openSite(browser);
        await site.ready();
        const bytes = wireBytes(await siteSizes(siteFolder), site.requested);
        assert.ok(bytes <= BYTES_MAX, `${bytes} bytes for ${[...site.requested].join(', ')}`);
        assert.deepEqual(site.faults, []);
        await site.close();
    });
});
