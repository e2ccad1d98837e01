// @ts-check
// Links: what one visitor sees, another gets to the same digest; broken and newer ones are told apart.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite } from '../support/browser.mjs';
import { mirrored, press, say } from '../support/visitor.mjs';
import { ADDRESS_MAX } from '../../web/js/run-link.js';

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */

/** @param {string} language */
const shareWords = async (language) => JSON.parse(await readFile(new URL(`../../public/share/${language}.json`, import.meta.url), 'utf8'));
const words = await shareWords('en');

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

/** Opens the dialog and reads what stands in it. @param {Site} site */
async function share(site) {
    await press(site.page, 'share');
    await site.page.waitForSelector('dialog.share[open]');
    const fields = await site.page.locator('.share-copy').evaluateAll((rows) => rows.map((row) =>
        /** @type {HTMLInputElement} */ (row.querySelector('input, textarea')).value));
    const [link = ''] = fields;
    const cite = fields.find((field) => /\b[0-9a-f]{16}\b/.test(field) && !/#run=/.test(field)) ?? '';
    return { link, act: fields[1] ?? '', cite, digest: /\b([0-9a-f]{16})\b/.exec(cite)?.[1] ?? '' };
}

/** What the dialog says about the links. @param {Site} site */
const notes = (site) => site.page.locator('section:has(.share-copy) > .share-note').allTextContents();

/** Until what was asked for has been done and told. @param {Site} site */
const drawn = (site) => site.page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
}));

/** The page at another address of the same site. @param {Site} site @param {string} link */
async function follow(site, link) {
    await site.page.goto('about:blank');
    await site.page.goto(link);
    await site.ready();
    await site.page.waitForFunction((selector) => !/→/.test(document.querySelector(selector)?.textContent ?? ''), mirrored('headline'));
    await site.page.waitForTimeout(500);
}

describe('a link', () => {
    it('holds a whole visit and comes to the same digest, twice', { timeout: 180000 }, async () => {
        const site = await openSite(browser, { path: '?lang=en&act=3' });
        await site.ready();
        await site.page.waitForSelector('html[data-chat="ready"]', { state: 'attached' });
        await say(site.page, 'two milk teas, half sugar', 60000);
        await say(site.page, '一杯奶茶', 60000);
        await press(site.page, 'timeline.levers');
        await press(site.page, 'lever.pause_issuing');
        await site.page.waitForTimeout(700);
        await press(site.page, 'timeline.play');
        const first = await share(site);
        assert.match(first.digest, /^[0-9a-f]{16}$/, first.cite);
        assert.ok(first.link.length < 500, `${first.link.length} characters`);
        assert.match(first.link, /#run=1\.[\w-]+$/);
        assert.ok(first.act.length <= 300);
        for (let time = 0; time < 2; time += 1) {
            await follow(site, first.link);
            await site.page.waitForFunction((selector) =>
                document.querySelectorAll(selector).length >= 4, '[id="m-chat.log"] > div', { timeout: 60000 });
            const again = await share(site);
            assert.equal(again.digest, first.digest);
            assert.equal(again.link, first.link);
        }
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('of a run with too many moves leaves out what a lever only passed, and is followed', { timeout: 120000 }, async () => {
        const site = await openSite(browser, { path: '?lang=en&scenario=retry-storm&act=7' });
        await site.ready();
        await press(site.page, 'timeline.levers');
        await site.page.waitForSelector(mirrored('lever.model_servers'), { state: 'attached' });
        const last = await site.page.locator(mirrored('lever.model_servers')).evaluate((element) => {
            const slider = /** @type {HTMLInputElement} */ (element);
            let state = 1;
            for (let move = 0; move < 3000; move += 1) {
                state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
                slider.valueAsNumber = state / 2 ** 32 * Number(slider.max);
                slider.dispatchEvent(new Event('input', { bubbles: true }));
            }
            return slider.value;
        });
        await drawn(site);
        const { link } = await share(site);
        assert.match(link, /#run=/);
        assert.ok(link.length <= ADDRESS_MAX, `${link.length} characters`);
        assert.deepEqual(await notes(site), [words.link_short, words.link_private]);
        await follow(site, link);
        assert.equal(await site.page.locator('[id^="m-notice"]').count(), 0);
        await press(site.page, 'timeline.levers');
        await site.page.waitForFunction(([selector, value]) =>
            /** @type {HTMLInputElement | null} */ (document.querySelector(selector))?.value === value,
        /** @type {const} */ ([mirrored('lever.model_servers'), last]), { timeout: 60000 });
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('of a run with too many words says so, and the link to the act is there', { timeout: 120000 }, async () => {
        const site = await openSite(browser, { path: '?lang=zh&scenario=retry-storm&act=4' });
        await site.ready();
        // Words that no packing shortens.
        let state = 1;
        const letter = () => {
            state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
            return String.fromCharCode(0x4e00 + Math.floor(state / 2 ** 32 * 20_000));
        };
        await say(site.page, Array.from({ length: 900 }, letter).join(''), 60000);
        const { link } = await share(site);
        assert.doesNotMatch(link, /#run=/);
        assert.match(link, /[?&]act=4\b/);
        assert.ok(link.length <= 300, `${link.length} characters`);
        const chinese = await shareWords('zh');
        assert.deepEqual(await notes(site), [chinese.link_long, chinese.link_private]);
        await follow(site, link);
        assert.equal(await site.page.locator(mirrored('act.4')).getAttribute('aria-current'), 'step');
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('that is cut, changed or newer says so and begins from the start', async () => {
        const site = await openSite(browser, { path: '?lang=en' });
        await site.ready();
        const { link } = await share(site);
        for (const [broken, notice] of [[link.slice(0, -3), '#bad-run'], [link.replace('&act=', '&seed=5&act='), '#bad-run'],
            [link.replace('#run=1.', '#run=9.'), '#newer-link'], [`${link.split('#')[0]}#run=`, '']]) {
            await follow(site, broken ?? '');
            if (notice) await site.page.waitForSelector(`${notice}:not([hidden])`);
            else assert.ok(await site.page.locator('#notices').isHidden());
        }
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('sets levers that stand in its query', async () => {
        const site = await openSite(browser, { path: '?lang=en&scenario=retry-storm&act=7&levers=retry_ratio:0.25' });
        await site.ready();
        await press(site.page, 'timeline.levers');
        await site.page.waitForFunction((selector) =>
            /** @type {HTMLInputElement | null} */ (document.querySelector(selector))?.value === '0.25',
        mirrored('lever.retry_ratio'), { timeout: 60000 });
        await site.close();
    });

    it('can show one part alone, without levers', async () => {
        const site = await openSite(browser, { path: '?lang=en&act=3&part=numbers&compact=1&controls=0' });
        await site.ready();
        assert.equal(await site.page.locator(mirrored('act.1')).count(), 0);
        assert.ok(await site.page.locator('#message').isHidden());
        assert.equal(await site.page.locator(mirrored('timeline.levers')).getAttribute('aria-disabled'), 'true');
        assert.deepEqual(site.faults, []);
        await site.close();
    });
});
