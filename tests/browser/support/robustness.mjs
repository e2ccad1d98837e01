// @ts-check
// What the page stands in every engine: sizes and zoom, lost and refused graphics, hiding, a slow line,
// no line, and storage that is blocked (watch.js blocks it on every page).

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { siteFolder } from '../../support/browser.mjs';
import { launchEngine, launchZoomingChromium } from './engines.mjs';
import { startTestSite } from './site.mjs';
import { press, ready, say, waitFor } from './steps.mjs';

/** @typedef {import('./engines.mjs').EnginePage} EnginePage */
/** @typedef {import('./end_to_end.mjs').Visit} Visit */
/** @typedef {typeof import('./engines.mjs').ENGINES[number]} EngineName */

/** What the windows of Firefox and of WebKit's browser cannot be narrower than. */
const WINDOW_WIDTH_MIN = 450;

/** @param {EnginePage} page */
const canvasFits = (page) => waitFor(page, 'as many pixels as the screen has', () => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
    // A scroll bar takes its part of the window, and a part of a CSS pixel counts as one or none.
    const isAsWide = canvas.clientWidth <= window.innerWidth + 1 && canvas.clientWidth >= window.innerWidth - 20;
    // More than four pixels to one show nothing (canvas-size.js).
    const ratio = Math.min(4, window.devicePixelRatio);
    // The page is told of whole CSS pixels, which its box need not have.
    const isCrisp = Math.abs(canvas.width - canvas.clientWidth * ratio) <= Math.max(2, ratio);
    return isAsWide && isCrisp && document.documentElement.scrollWidth <= window.innerWidth;
});

/** @param {EnginePage} page @returns {Promise<string>} */
const clockOf = (page) => page.evaluate(() => document.getElementById('m-timeline.scrub')?.getAttribute('aria-valuetext'));

/** A storm; for Chromium it stands in page.test.mjs, down to one pixel. @param {Visit} visit @param {EngineName} engine */
function testSizes(visit, engine) {
    if (engine === 'chromium') return;
    it('is crisp and not wider than the window through a storm of sizes', async () => {
        const page = await visit.go('?lang=en');
        for (const [width = 1, height = 1] of [[2500, 1500], [WINDOW_WIDTH_MIN, 300], [900, 250], [1280, 800]]) {
            await page.resize(width, height);
        }
        await canvasFits(page);
        assert.match(await say(page, 'hello'), /\S/);
    });
}

/** The parts of the page are tabs where it is narrow. @param {EnginePage} page @param {boolean} areTabs */
const partsAre = (page, areTabs) => waitFor(page, areTabs ? 'tabs' : 'all parts at once',
    (wanted) => (document.getElementById('m-tab.chat') !== null) === wanted, areTabs);

/** @param {Visit} visit */
function testZoom(visit) {
    for (const pixelRatio of [1, 2, 3]) {
        it(`is crisp and laid out anew at 50 to 300 % on a screen of ${pixelRatio} pixels to one`, async () => {
            const { page, zoom, close } = await launchZoomingChromium(pixelRatio);
            try {
                await page.goto(`${visit.all.site.address}?lang=en`);
                await ready(page);
                for (const factor of [0.5, 1, 3]) {
                    await zoom(factor);
                    await waitFor(page, `${100 * factor} %`, (ratio) => Math.abs(window.devicePixelRatio - ratio) < 0.01, factor * pixelRatio);
                    await canvasFits(page);
                    if (factor !== 1) await partsAre(page, factor > 1);
                }
            } finally {
                await close();
            }
        });
    }
}

/** @param {Visit} visit */
function testTextSize(visit) {
    it('takes text of twice the size, on the canvas and below it', async () => {
        const { page, settings, close } = await launchZoomingChromium(1);
        try {
            await settings.evaluate("new Promise((done) => chrome.settingsPrivate.setPref('webkit.webprefs.default_font_size', 32, '', done))");
            await page.goto(`${visit.all.site.address}?lang=en`);
            await ready(page);
            // The room of the same window, in letters, is that of a tablet or a phone.
            await partsAre(page, true);
            const found = await page.evaluate(() => ({
                size: getComputedStyle(document.body).fontSize,
                button: document.getElementById('m-act.why')?.getBoundingClientRect().height,
                sideways: document.documentElement.scrollWidth > window.innerWidth,
            }));
            assert.equal(found.size, '32px');
            assert.ok(found.button > 50, `a button of text is ${found.button} pixels high`);
            assert.equal(found.sideways, false);
            assert.match(await say(page, 'hello'), /\S/);
        } finally {
            await close();
        }
    });
}

/**
 * Zoom is nothing else to a page than a smaller window and more pixels to one. The drivers of these
 * engines have no zoom, but a screen to begin with. @param {Visit} visit @param {EngineName} engine
 */
function testPixelRatios(visit, engine) {
    for (const pixelRatio of engine === 'webkit' ? [2, 3] : [0.5, 2, 3]) {
        it(`is crisp on a screen of ${pixelRatio} pixels to one`, async () => {
            const browser = await launchEngine(engine, { pixelRatio });
            try {
                const page = await browser.open(() => undefined);
                await page.resize(Math.max(WINDOW_WIDTH_MIN, Math.round(1280 / pixelRatio)), Math.round(800 / pixelRatio));
                await page.goto(`${visit.all.site.address}?lang=en`);
                await ready(page);
                assert.equal(await page.evaluate(() => window.devicePixelRatio), pixelRatio);
                await canvasFits(page);
                await partsAre(page, pixelRatio > 1);
            } finally {
                await browser.close();
            }
        });
    }
}

/** @param {Visit} visit @param {EngineName} engine */
function testGraphics(visit, engine) {
    it('draws again after its graphics were lost', async () => {
        const page = await visit.go('?lang=en');
        await page.evaluate(() => {
            const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
            const lose = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
            Object.assign(window, { lose });
            lose?.loseContext();
        });
        const isTold = (/** @type {boolean} */ wanted) => document.getElementById('lost-context')?.hidden !== wanted;
        await waitFor(page, 'a word on it', isTold, true);
        await page.evaluate(() => /** @type {any} */ (window).lose.restoreContext());
        await waitFor(page, 'the word goes', isTold, false);
        assert.match(await say(page, 'hello'), /\S/);
        const picture = await page.picture();
        assert.ok(picture.length > 40000, `an empty picture has few bytes: ${picture.length}`);
    });

    it('stays a story where WebGL is refused', async () => {
        const browser = await launchEngine(engine, { hasNoWebgl: true });
        try {
            const page = await browser.open(() => undefined);
            await page.goto(`${visit.all.site.address}?lang=en`);
            await waitFor(page, 'a word on it', () => document.getElementById('no-webgl')?.checkVisibility());
            assert.ok(await page.evaluate(() => ['h1', '#story', '#numbers'].every((part) => document.querySelector(part)?.checkVisibility())));
        } finally {
            await browser.close();
        }
    });
}

/** @param {Visit} visit */
function testTime(visit) {
    it('stands still while it is hidden, and goes on without catching up', async () => {
        const page = await visit.go('?lang=en&act=2');
        const before = await clockOf(page);
        await waitFor(page, 'time runs', (old) => document.getElementById('m-timeline.scrub')?.getAttribute('aria-valuetext') !== old, before);
        const frames = await page.evaluate(async () => {
            Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
            document.dispatchEvent(new Event('visibilitychange'));
            const { prototype } = WebGL2RenderingContext;
            const { clear } = prototype;
            let count = 0;
            prototype.clear = function (mask) {
                count += 1;
                clear.call(this, mask);
            };
            await new Promise((done) => { setTimeout(done, 700); });
            prototype.clear = clear;
            return count;
        });
        assert.equal(frames, 0);
        const hidden = await clockOf(page);
        await page.evaluate(() => {
            Reflect.deleteProperty(document, 'visibilityState');
            document.dispatchEvent(new Event('visibilitychange'));
        });
        await waitFor(page, 'time goes on', (old) => document.getElementById('m-timeline.scrub')?.getAttribute('aria-valuetext') !== old, hidden);
        await press(page, 'timeline.play');
    });
}

/** @param {Visit} visit */
function testLine(visit) {
    it('tells its story before all else on a slow line, then runs', async () => {
        const slow = await startTestSite({ bytesPerSecond: 150_000, latencyMs: 100 });
        try {
            const { page } = visit.all;
            await page.goto(`${slow.address}?lang=en`);
            await waitFor(page, 'the headline', () => document.querySelector('h1')?.checkVisibility());
            assert.notEqual(await page.evaluate(() => document.documentElement.dataset.chat), 'ready');
            await ready(page);
            assert.match(await say(page, 'hello'), /\S/);
            assert.deepEqual(slow.faults(), []);
            await page.goto('about:blank');
        } finally {
            await slow.close();
        }
    });

    it('goes on where the line breaks, and says what it cannot load', async () => {
        const site = await startTestSite();
        const { page } = visit.all;
        try {
            await page.goto(`${site.address}?lang=en`);
            await ready(page);
        } finally {
            await site.close();
        }
        assert.match(await say(page, 'two milk teas'), /milk tea/);
        await press(page, 'share');
        await waitFor(page, 'a word on it', () => document.getElementById('no-part')?.checkVisibility());
        await page.goto('about:blank');
    });

    it('opens from the disk, and again, without any line', async () => {
        const { page } = visit.all;
        await page.goto(`${pathToFileURL(join(siteFolder, 'offline.html')).href}?lang=en`);
        await ready(page);
        await page.evaluate(() => {
            Object.assign(window, { isOld: true });
            setTimeout(() => location.reload());
        });
        await waitFor(page, 'it has come again', () => !('isOld' in window));
        await ready(page);
        assert.match(await say(page, 'two milk teas'), /milk tea/);
    });
}

/** @param {Visit} visit @param {EngineName} engine */
export function testRobustness(visit, engine) {
    testSizes(visit, engine);
    if (engine === 'chromium') {
        testZoom(visit);
        testTextSize(visit);
    } else {
        testPixelRatios(visit, engine);
    }
    testGraphics(visit, engine);
    testTime(visit);
    testLine(visit);
}
