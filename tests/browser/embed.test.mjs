// @ts-check
// Every example of a host page works as docs/embedding.md says, without a fault of any policy.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite, pictureFolder } from '../support/browser.mjs';

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */

const WAIT = 60000;

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
    await mkdir(pictureFolder, { recursive: true });
});
after(() => browser.close());

/** @param {string} name @param {(site: Site) => Promise<void>} check */
const example = (name, check) => it(name, { timeout: 180000 }, async () => {
    const site = await openSite(browser, { path: `examples/${name}.html` });
    await check(site);
    await site.page.screenshot({ path: join(pictureFolder, `example-${name}.png`) });
    assert.deepEqual(site.faults, []);
    assert.ok(await site.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await site.close();
});

/** The page in the frame says that it is ready. @param {Site} site @param {string} [frame] */
async function runs(site, frame = 'iframe') {
    await site.page.locator(frame).first().scrollIntoViewIfNeeded();
    const inner = site.page.frameLocator(frame).first();
    await inner.locator('html[data-state="ready"]').waitFor({ state: 'attached', timeout: WAIT });
    return inner;
}

/** @param {Site} site @param {RegExp} words */
const says = (site, words) => site.page.waitForFunction((source) =>
    new RegExp(source).test(document.getElementById('said')?.textContent ?? ''), words.source, { timeout: WAIT });

describe('an example host page', () => {
    example('iframe', async (site) => {
        const inner = await runs(site);
        assert.ok(await inner.locator('html.is-embedded').count());
        assert.ok(await inner.locator('#story').isHidden(), 'the host tells the story');
        await site.page.mouse.move(600, 400);
        const before = await site.page.evaluate(() => window.scrollY);
        for (let turn = 0; turn < 4; turn += 1) await site.page.mouse.wheel(0, 200);
        await site.page.waitForFunction((from) => window.scrollY > from + 100, before);
    });

    example('element', async (site) => {
        await runs(site, '#room iframe');
        await says(site, /^(ready|state|result)/);
        assert.ok(await site.page.locator('#room img').isHidden());
        await site.page.locator('#go').click();
        await says(site, /state.*"act":5/);
        await site.page.locator('#ask').click();
        await says(site, /result.*"digest":"[0-9a-f]{16}"/);
        assert.equal(await site.page.locator('#charts iframe').count(), 0, 'waits until it is used');
        await site.page.locator('#charts img').click();
        await runs(site, '#charts iframe');
        await site.page.waitForFunction(() => /** @type {any} */ (document.querySelector('#charts img')).checkVisibility() === false);
    });

    for (const manner of ['pym', 'amp', 'datawrapper']) {
        example(manner, async (site) => {
            await runs(site);
            await says(site, /^720$/);
            assert.equal(await site.page.locator('iframe').getAttribute('height'), '720');
        });
    }

    example('mount', async (site) => {
        await says(site, /^ready 1$/);
        await site.page.locator('#unmount').click();
        assert.equal(await site.page.locator('iframe').count(), 0);
        await site.page.locator('#mount').click();
        await says(site, /^ready 2$/);
        const light = site.page.frameLocator('iframe').locator('html[data-theme="light"]');
        await light.waitFor({ state: 'attached' });
    });

    example('sandbox', async (site) => {
        const inner = await runs(site);
        assert.equal(await inner.locator('body').evaluate(() => window.origin), 'null');
    });

    example('csp', async (site) => {
        await runs(site);
    });
});

describe('the element', () => {
    it('is the script whose integrity is told, within its bound', async () => {
        const site = await openSite(browser, { path: 'examples/iframe.html' });
        const found = await site.page.evaluate(async () => {
            const script = await (await fetch('../js/breathing-room.js')).arrayBuffer();
            const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', script));
            const list = await (await fetch('../integrity.json')).json();
            return { size: script.byteLength, made: `sha384-${btoa(String.fromCharCode(...digest))}`, told: list['js/breathing-room.js'] };
        }).catch((error) => ({ size: 0, made: String(error), told: '' }));
        assert.equal(found.made, found.told);
        assert.ok(found.size <= 6000, `${found.size} bytes`);
        await site.close();
    });
});
