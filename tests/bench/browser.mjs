// @ts-check
// Times the page in Chromium: from navigation to the first frame and to taking input, and how many
// frames a second it draws when nothing happens. Each time is the median of several fresh loads.

import { askedForFirst, launchChromium, openSite, siteFolder } from '../support/browser.mjs';
import { siteSizes, wireBytes } from '../support/site_sizes.mjs';

const LOADS = 5;
const REST_S = 3;
// What the page may still have to do after it takes input, such as easing in.
const SETTLE_MS = 2000;

/** Counts drawn frames: each begins by clearing the canvas. Runs in the page. */
function countFrames() {
    const { prototype } = WebGL2RenderingContext;
    const clear = prototype.clear;
    /** @type {any} */
    const counter = window;
    counter.framesDrawn = 0;
    prototype.clear = function (mask) {
        counter.framesDrawn += 1;
        if (counter.framesDrawn === 1) performance.mark('first-frame-drawn');
        clear.call(this, mask);
    };
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param {import('playwright-core').Page} page @param {string} name */
const markOf = (page, name) =>
    page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? NaN, name);

/**
 * @returns {Promise<{ firstFrame_ms: number, interactive_ms: number, framesAtRest_perS: number,
 *     bytesToInteractive: number, requested: string[] }>}
 */
export async function measurePage() {
    const browser = await launchChromium();
    try {
        const firstFrames = [];
        const interactives = [];
        let framesAtRest_perS = NaN;
        /** @type {string[]} */
        let requested = [];
        for (let load = 0; load < LOADS; load += 1) {
            const blank = await openSite(browser, { path: 'icon.svg' });
            await blank.context.addInitScript(countFrames);
            await blank.page.goto(blank.server.address);
            await blank.ready();
            firstFrames.push(await markOf(blank.page, 'first-frame-drawn'));
            interactives.push(await markOf(blank.page, 'breathing-room-interactive'));
            if (load === LOADS - 1) {
                requested = (await askedForFirst(blank.page)).sort();
                await blank.page.waitForTimeout(SETTLE_MS);
                const count = () => blank.page.evaluate(() => /** @type {any} */ (window).framesDrawn);
                const before = await count();
                await blank.page.waitForTimeout(REST_S * 1000);
                framesAtRest_perS = ((await count()) - before) / REST_S;
            }
            await blank.close();
        }
        return {
            firstFrame_ms: median(firstFrames),
            interactive_ms: median(interactives),
            framesAtRest_perS,
            bytesToInteractive: wireBytes(await siteSizes(siteFolder), requested),
            requested,
        };
    } finally {
        await browser.close();
    }
}
