// @ts-check
// What the page owes to the page around it, to the visitor's device, and to bad addresses.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite, pictureFolder } from '../support/browser.mjs';
import { mirrored, press, say } from '../support/visitor.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

/** @param {import('playwright-core').Page} page @returns {Promise<number>} Frames drawn meanwhile. */
const framesDuring = (page, ms = 1000) => page.evaluate(async (pause) => {
    let frames = 0;
    const { prototype } = WebGL2RenderingContext;
    const { clear } = prototype;
    prototype.clear = function (mask) {
        frames += 1;
        clear.call(this, mask);
    };
    await new Promise((done) => setTimeout(done, pause));
    prototype.clear = clear;
    return frames;
}, ms);

/** @param {string} clock Such as 07:05. */
function minuteOf(clock) {
    const [, hour, minute] = /(\d\d):(\d\d)/.exec(clock) ?? [];
    return 60 * Number(hour) + Number(minute);
}

/** A whole second without a frame, after what was under way has ended. @param {import('playwright-core').Page} page */
async function comesToRest(page) {
    for (let second = 0; second < 20; second += 1) {
        if (await framesDuring(page) === 0) return;
    }
    assert.fail('frames are drawn at rest');
}

/** @param {import('playwright-core').Page} page @returns {Promise<string[]>} */
async function axeFaults(page) {
    // Evaluated by the tool, not by the page, so the page's policy does not stand in the way.
    const { readFile } = await import('node:fs/promises');
    await page.evaluate(await readFile(axe, 'utf8'));
    return page.evaluate(async () => {
        const { violations } = await /** @type {any} */ (window).axe.run();
        return violations.map((/** @type {any} */ fault) =>
            `${fault.id}: ${fault.nodes.slice(0, 3).map((/** @type {any} */ node) => node.html).join(' ')}`);
    });
}

describe('the page', () => {
    it('draws nothing at rest, and draws while time runs', async () => {
        const site = await openSite(browser);
        await site.ready();
        await comesToRest(site.page);
        await press(site.page, 'timeline.play');
        assert.ok(await framesDuring(site.page) > 3);
        await press(site.page, 'timeline.play');
        await comesToRest(site.page);
        await site.close();
    });

    it('scrolls past the canvas by wheel, and draws nothing off screen', async () => {
        const site = await openSite(browser);
        await site.ready();
        const { page } = site;
        await press(page, 'timeline.play');
        await page.mouse.move(640, 400);
        for (let turn = 0; turn < 12; turn += 1) {
            await page.mouse.wheel(0, 120);
            await page.waitForTimeout(50);
        }
        await page.waitForFunction(() => window.scrollY > 800);
        await page.waitForTimeout(300);
        assert.equal(await framesDuring(page), 0);
        await site.close();
    });

    it('lets Tab in and out again', async () => {
        const site = await openSite(browser);
        await site.ready();
        const { page } = site;
        const seen = new Set();
        for (let stop = 0; stop < 80; stop += 1) {
            await page.keyboard.press('Tab');
            const id = await page.evaluate(() => document.activeElement?.id || document.activeElement?.localName || '');
            seen.add(id);
            if (id === 'a' && seen.has('message')) break;
        }
        for (const id of ['m-act.1', 'message', 'm-timeline.play', 'm-timeline.levers']) assert.ok(seen.has(id), id);
        assert.equal(await page.evaluate(() => document.activeElement?.localName), 'a', 'the footer is reached');
        await site.close();
    });

    it('scrolls the canvas, not itself, to what gets the focus out of sight', async () => {
        const site = await openSite(browser, { path: '?lang=en' });
        await site.ready();
        const { page } = site;
        const far = mirrored('chart.phase.read');
        await page.waitForSelector(far, { state: 'attached' });
        assert.equal(await page.locator(`${far}.placed`).count(), 0);
        await page.locator(far).evaluate((element) => /** @type {any} */ (element).focus({ focusVisible: true }));
        await page.waitForSelector(`${far}.placed`, { state: 'attached' });
        assert.equal(await page.evaluate(() => window.scrollY), 0);
        await site.close();
    });

    for (const [name, path] of [['en', '?lang=en'], ['zh', '?lang=zh&theme=dark'], ['ms', '?lang=ms']]) {
        it(`has no fault that axe-core finds, in ${name}`, async () => {
            const site = await openSite(browser, { path });
            await site.ready();
            await site.page.waitForTimeout(500);
            assert.deepEqual(await axeFaults(site.page), []);
            await site.close();
        });
    }

    it('stays a story when WebGL is refused', async () => {
        const plain = await launchChromium(['--disable-gpu', '--disable-3d-apis']);
        const site = await openSite(plain, { path: '?lang=en' });
        await site.page.waitForSelector('#no-webgl:not([hidden])');
        assert.ok(await site.page.locator('h1').isVisible());
        assert.ok(await site.page.locator('#numbers').isVisible());
        assert.deepEqual(await axeFaults(site.page), []);
        await site.close();
        await plain.close();
    });

    it('is complete without script', async () => {
        const site = await openSite(browser, { context: { javaScriptEnabled: false } });
        assert.ok(await site.page.locator('h1').isVisible());
        assert.equal(await site.page.locator('table[aria-labelledby="numbers"] tbody tr').count(), 4);
        assert.equal(await site.page.locator('table[aria-labelledby="twin"] tbody tr').count(), 3);
        await site.close();
    });

    it('stands a storm of sizes, down to one pixel', async () => {
        const site = await openSite(browser);
        await site.ready();
        const { page } = site;
        for (const [width, height] of [[1, 1], [320, 256], [2000, 1200], [1, 900], [900, 1], [360, 740], [1280, 800]]) {
            await page.setViewportSize({ width: width ?? 1, height: height ?? 1 });
            await page.waitForTimeout(60);
        }
        assert.match((await say(page, 'hello', 20000)).join(''), /\S/);
        const pixels = await page.evaluate(() => {
            const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
            return [canvas.width, canvas.height, canvas.clientWidth, canvas.clientHeight];
        });
        assert.deepEqual(pixels, [1280, 800, 1280, 800]);
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('draws again after its graphics were lost', async () => {
        const site = await openSite(browser);
        await site.ready();
        const { page } = site;
        await page.evaluate(async () => {
            const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
            const lose = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
            lose?.loseContext();
            await new Promise((done) => setTimeout(done, 300));
            lose?.restoreContext();
            await new Promise((done) => setTimeout(done, 500));
        });
        assert.ok(await page.locator('#lost-context').isHidden());
        assert.match((await say(page, 'hello', 20000)).join(''), /\S/);
        const picture = await page.locator('#view').screenshot();
        assert.ok(picture.length > 20000, `an empty picture has few bytes: ${picture.length}`);
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('goes on after an hour in the background without catching up', async () => {
        const site = await openSite(browser, { path: '?lang=en' });
        await site.ready();
        const { page } = site;
        await page.evaluate(() => {
            const request = window.requestAnimationFrame.bind(window);
            let shift = 0;
            window.requestAnimationFrame = (callback) => request((time) => callback(time + shift));
            /** @type {any} */ (window).passAnHour = () => { shift = 3_600_000; };
        });
        // To the minute, and never back: the scrubber itself moves by longer steps.
        const clock = () => page.locator(mirrored('timeline.scrub')).getAttribute('aria-valuetext').then((text) => text ?? '');
        /** @param {string} shown */
        const moves = (shown) => page.waitForFunction(([selector, text]) =>
            document.querySelector(selector)?.getAttribute('aria-valuetext') !== text,
        /** @type {const} */ ([mirrored('timeline.scrub'), shown]), { timeout: 60000 });
        await press(page, 'timeline.play');
        await moves(await clock());
        const before = await clock();
        await page.evaluate(() => /** @type {any} */ (window).passAnHour());
        await moves(before);
        const after = await clock();
        assert.match(before, /07:\d\d/);
        assert.ok(minuteOf(after) - minuteOf(before) < 10, `${before} to ${after}`);
        await site.close();
    });

    it('says what it could not read of an address, and goes on', async () => {
        const site = await openSite(browser, { path: '?lang=xx&scenario=no-such-thing&seed=-1&v=1' });
        await site.ready();
        assert.match(await site.page.locator('#bad-link-detail').textContent() ?? '', /lang, seed/);
        assert.ok(await site.page.locator('#no-scenario').isVisible());
        await site.page.locator('#dismiss').click();
        assert.ok(await site.page.locator('#notices').isHidden());
        await site.close();
    });

    for (const { width, height } of [{ width: 1280, height: 800 }, { width: 360, height: 740 }]) {
        it(`is pictured at ${width}×${height} in three languages and two themes, without sideways scrolling`, async () => {
            await mkdir(pictureFolder, { recursive: true });
            for (const language of ['en', 'ms', 'zh']) {
                for (const theme of ['light', 'dark']) {
                    const site = await openSite(browser,
                        { path: `?lang=${language}&theme=${theme}`, context: { viewport: { width, height } } });
                    await site.ready();
                    await site.page.waitForTimeout(300);
                    const name = `${width}x${height}-${language}-${theme}.png`;
                    await site.page.screenshot({ path: join(pictureFolder, name) });
                    assert.ok(await site.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
                    assert.deepEqual(site.faults, []);
                    await site.close();
                }
            }
        });
    }
});
