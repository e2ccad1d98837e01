// @ts-check
// Somebody who presses anything: seeded random clicks, strokes, keys, words and sizes, with words of double
// length. No error of the page, nothing that leaves the window sideways, no order lost, and a link to what
// came of it is followed without a complaint.
//
//   BR_CLICK_FUZZ_SECONDS   how long; 20 here, so that all tests stay short. By hand give it 120.
//   BR_CLICK_FUZZ_SEED      which; 1 here. A failure names it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite } from '../support/browser.mjs';
import { mirrored } from '../support/visitor.mjs';

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */

const SECONDS = Number(process.env.BR_CLICK_FUZZ_SECONDS ?? 20);
const SEED = Number(process.env.BR_CLICK_FUZZ_SEED ?? 1);
const HOME = '?lang=en&strings=doubled';
const KEYS = ['Tab', 'Tab', 'Tab', 'Shift+Tab', 'Enter', 'Enter', 'Space', 'Escape', 'ArrowRight', 'ArrowLeft', 'ArrowUp',
    'ArrowDown', 'Home', 'End', 'PageDown', 'PageUp', 'a', '0', 'Backspace'];
const WORDS = ['two milk teas', 'ya', 'teh ais satu', '一杯奶茶', 'why?', 'cancel', '💥\u202E%s', 'free card', 'x'.repeat(300)];
const SIZES = [[1280, 800], [768, 1024], [360, 740], [320, 568], [1920, 1080]];

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

/** Mulberry32. @param {number} seed */
function randomFrom(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6D2B79F5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}

/** One thing that a hand may do. @param {Site} site @param {() => number} random */
async function act({ page }, random) {
    const { width, height } = page.viewportSize() ?? { width: 1, height: 1 };
    /** @template T @param {readonly T[]} all @returns {T} */
    const oneOf = (all) => /** @type {T} */ (all[Math.floor(random() * all.length)]);
    const point = () => ({ x: random() * width, y: random() * Math.min(height, width < 700 ? 740 : 800) });
    const chance = random();
    if (chance < 0.45) {
        // On something that can be pressed, as the page places it.
        const share = random();
        const at = await page.evaluate((part) => {
            const placed = [...document.querySelectorAll('.mirror .placed:not(.composer)')];
            const box = placed[Math.floor(part * placed.length)]?.getBoundingClientRect();
            return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : undefined;
        }, share);
        if (at) await page.mouse.click(at.x, at.y);
    } else if (chance < 0.55) {
        const { x, y } = point();
        await page.mouse.click(x, y);
    } else if (chance < 0.65) {
        const from = point();
        const to = point();
        await page.mouse.move(from.x, from.y);
        await page.mouse.down();
        await page.mouse.move(to.x, to.y, { steps: 4 });
        await page.mouse.up();
    } else if (chance < 0.72) {
        await page.mouse.wheel(0, (random() - 0.4) * 600);
    } else if (chance < 0.93) {
        await page.keyboard.press(oneOf(KEYS));
    } else if (chance < 0.97) {
        if (await page.locator('#message').isVisible()) await page.locator('#message').focus();
        await page.keyboard.insertText(oneOf(WORDS));
        await page.keyboard.press('Enter');
    } else {
        const [w = 1280, h = 800] = oneOf(SIZES);
        await page.setViewportSize({ width: w, height: h });
    }
}

/** Away from a dialog, and back from another page that a link at the foot led to. @param {Site} site */
async function comeBack(site) {
    const { page, server } = site;
    if (!page.url().startsWith(server.address)) assert.fail(`left for ${page.url()}`);
    if (new URL(page.url()).pathname !== '/') {
        await page.goto(`${server.address}${HOME}`);
        await site.ready();
    }
    if (await page.locator('dialog[open]').count() > 0) await page.keyboard.press('Escape');
}

/** @param {Site} site */
async function looksSane({ page }) {
    const state = await page.evaluate(() => document.documentElement.dataset.state);
    assert.equal(state, 'ready', 'the program has stopped');
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wider <= 0, `the page is ${wider} px wider than its window`);
}

/** Counts and link, from the dialog. @param {Site} site */
async function takeStock({ page }) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator(mirrored('share')).evaluate((element) => /** @type {HTMLElement} */ (element).click());
    await page.waitForSelector('dialog.share[open]');
    const [file] = await Promise.all([page.waitForEvent('download'),
        page.locator('dialog.share button', { hasText: /JSON/ }).first().click()]);
    const data = JSON.parse(await readFile(await file.path(), 'utf8'));
    const link = await page.locator('.share-copy input, .share-copy textarea').first().inputValue();
    return { counts: data.counts, link };
}

describe('random hands', () => {
    it(`break nothing in ${SECONDS} s, seed ${SEED}`, { timeout: 120_000 + 4_000 * SECONDS }, async (test) => {
        const random = randomFrom(SEED);
        const site = await openSite(browser, { path: HOME, context: { acceptDownloads: true } });
        await site.ready();
        site.page.on('response', (response) => {
            if (response.status() >= 400) site.faults.push(`${response.status()} for ${response.url()}`);
        });
        const end = Date.now() + SECONDS * 1000;
        let deeds = 0;
        for (; Date.now() < end; deeds += 1) {
            await act(site, random);
            await comeBack(site);
            if (deeds % 10 === 0) await looksSane(site);
            assert.deepEqual(site.faults, [], `after ${deeds} deeds`);
        }
        test.diagnostic(`${deeds} deeds`);
        await looksSane(site);
        // It may be on its way to another time.
        await site.page.waitForFunction((selector) => document.querySelector(selector)?.textContent?.includes('×'),
            mirrored('timeline.speed'), { timeout: 120_000 });
        // A single event stops the clock, whatever it did.
        await site.page.locator(mirrored('timeline.step')).evaluate((element) => /** @type {HTMLElement} */ (element).click());
        const { counts, link } = await takeStock(site);
        const ended = counts.goodput + counts.stale + counts.blocked + counts.shed + counts.balked + counts.reneged + counts.failed;
        assert.ok(counts.orders >= counts.served + counts.lost, JSON.stringify(counts));
        assert.ok(counts.attempts >= ended, JSON.stringify(counts));
        // One may be on its way to the door.
        assert.ok(Math.abs(counts.attempts - counts.retries - counts.orders) <= 1, JSON.stringify(counts));
        await site.page.goto('about:blank');
        await site.page.goto(link.startsWith('http') ? link : site.server.address);
        await site.ready();
        if (/#run=/.test(link)) {
            await site.page.waitForFunction((selector) => document.querySelector(selector)?.textContent?.includes('×'),
                mirrored('timeline.speed'), { timeout: 120_000 });
            // The program compares digests itself, unless the link was too long to hold every passing move.
            assert.equal(await site.page.locator('[id^="m-notice"]').count(), 0);
        }
        assert.deepEqual(site.faults, []);
        await site.close();
    });
});
