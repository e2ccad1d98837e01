// @ts-check
// A visitor who only looks: the story plays by itself until something is touched.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite } from '../support/browser.mjs';
import { linesOf, mirrored } from '../support/visitor.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

/** @param {import('playwright-core').Page} page @param {boolean} plays */
const waitForStory = (page, plays) =>
    page.waitForSelector(`${mirrored('story.play')}[aria-pressed="${plays}"]`, { state: 'attached', timeout: 30000 });

describe('the story', () => {
    it('plays for a visitor who touches nothing, orders by itself, and stops at a touch', async () => {
        const site = await openSite(browser);
        await site.starts();
        await waitForStory(site.page, true);
        const before = (await linesOf(site.page)).length;
        await site.page.waitForFunction((count) => document.querySelectorAll('[id="m-chat.log"] > div').length > count,
            before, { timeout: 60000 });
        await site.page.mouse.click(640, 300);
        await waitForStory(site.page, false);
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('waits for its button where motion is not welcome', async () => {
        const site = await openSite(browser, { context: { reducedMotion: 'reduce' } });
        await site.starts();
        await site.page.waitForTimeout(10000);
        await waitForStory(site.page, false);
        await site.close();
    });
});
