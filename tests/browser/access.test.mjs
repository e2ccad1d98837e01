// @ts-check
// The page for everybody: no fault that axe-core finds in any language, theme and act; the tree that a
// screen reader gets in every act (see access_input.test.mjs for what goes in).

import assert from 'node:assert/strict';
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite } from '../support/browser.mjs';
import { mirrored, press, waitForWords } from '../support/visitor.mjs';

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */
/** @typedef {import('playwright-core').Page} Page */

const WAIT_MS = 60_000;
const ACTS = [1, 2, 3, 4, 5, 6, 7];
const LANGUAGES = /** @type {const} */ (['en', 'ms', 'zh']);
/** The words of the button in three languages. */
const PAUSE = /^(Pause|Jeda|暂停)/;
const PLAY = /Play|Main|播放/;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const golden = new URL('../golden/access/', import.meta.url);
const rush = await readFile(new URL('../data/scenarios/small_rush.json', import.meta.url), 'utf8');

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

/** Two hours of which each act takes a moment. @param {string} query @param {Parameters<typeof openSite>[1]} [options] */
async function openRush(query, options = {}) {
    const site = await openSite(browser, {
        ...options, path: `?scenario=small-rush&${query}`, files: { 'scenarios/small-rush.json': rush },
    });
    await site.ready();
    await site.page.waitForSelector('html[data-chat="ready"]', { state: 'attached', timeout: WAIT_MS });
    return site;
}

/** Steps to an act and stands still at its beginning. @param {Page} page @param {number} act */
async function standAt(page, act) {
    await press(page, `act.${act}`);
    await page.waitForSelector(`${mirrored(`act.${act}`)}[aria-current]`, { state: 'attached', timeout: WAIT_MS });
    await waitForWords(page, 'timeline.speed', /×/, WAIT_MS);
    if (act !== 7) {  // The others begin to play; this one shows what the day has come to.
        await waitForWords(page, 'timeline.play', PAUSE, WAIT_MS);
        await press(page, 'timeline.play');
    }
    await waitForWords(page, 'timeline.play', PLAY, WAIT_MS);
}

/** @param {Page | import('playwright-core').Frame} page @param {string | undefined} part Of the page; all of it if not given. @returns {Promise<string[]>} */
const axeFaults = (page, part) => page.evaluate(async (selector) => {
    const { violations } = await /** @type {any} */ (window).axe.run(selector ?? document, { resultTypes: ['violations'], iframes: false });
    return violations.map((/** @type {any} */ fault) =>
        `${fault.id}: ${fault.nodes.slice(0, 3).map((/** @type {any} */ node) => node.html).join(' ')}`);
}, part);

describe('axe-core', () => {
    for (const language of LANGUAGES) {
        it(`finds no fault in ${language}, in four themes and all acts`, { timeout: 300000 }, async () => {
            const site = await openRush(`lang=${language}`);
            const { page } = site;
            // Evaluated by the tool, not by the page, so the page's policy does not stand in the way.
            await page.evaluate(await readFile(axe, 'utf8'));
            const themes = new Set();
            for (const act of ACTS) {
                await standAt(page, act);
                for (let turn = 0; turn < 4; turn += 1) {
                    const theme = await page.evaluate(() => document.documentElement.dataset.theme);
                    themes.add(theme);
                    // What surrounds the stage is the same in every act.
                    assert.deepEqual(await axeFaults(page, act === 1 ? undefined : '#stage'), [], `act ${act}, ${theme}`);
                    await press(page, 'theme');
                    await page.waitForFunction((old) => document.documentElement.dataset.theme !== old, theme);
                }
            }
            assert.equal(themes.size, 4);
            assert.deepEqual(site.faults, []);
            await site.close();
        });
    }

    it('finds no fault in what is embedded', { timeout: 120000 }, async () => {
        for (const query of ['lang=en&act=5', 'lang=en&part=chat&compact=1', 'lang=zh&part=numbers&controls=0', 'lang=en&part=curve&compact=1', 'lang=ms&part=backend&lock=1']) {
            const site = await openRush(query);
            await site.page.evaluate(await readFile(axe, 'utf8'));
            assert.deepEqual(await axeFaults(site.page, undefined), [], query);
            await site.close();
        }
    });

    it('finds no fault in a host and the frame in it', { timeout: 120000 }, async () => {
        const site = await openSite(browser, { path: 'examples/iframe.html' });
        await site.page.locator('iframe').scrollIntoViewIfNeeded();
        await site.page.frameLocator('iframe').locator('html[data-state="ready"]').waitFor({ state: 'attached', timeout: WAIT_MS });
        for (const frame of site.page.frames()) {
            await frame.evaluate(await readFile(axe, 'utf8'));
            assert.deepEqual(await axeFaults(frame, undefined), [], frame.url());
        }
        await site.close();
    });
});

/** From now on the page's clock stands, so that every act stands at its very beginning. @param {Site} site */
async function stopClock(site) {
    await site.page.addInitScript(() => {
        let now = 1000;
        const request = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (callback) => request(() => callback(now));
        performance.now = () => now;
        Object.assign(window, { passTime: () => { now += 3000; } });
    });
    await site.page.reload();
    await site.ready();
}

/** Compares with a file of tests/golden/access, or writes it. @param {string} name @param {string} text */
async function matchesGolden(name, text) {
    const file = new URL(`${name}.txt`, golden);
    if (process.env.BR_UPDATE_GOLDEN === '1') {
        await mkdir(golden, { recursive: true });
        await writeFile(file, text);
    }
    assert.equal(text, await readFile(file, 'utf8').catch(() => 'There is no such file: BR_UPDATE_GOLDEN=1 writes it.'));
}

describe('the tree that a screen reader gets', () => {
    for (const [place, language] of LANGUAGES.entries()) {
        const acts = ACTS.filter((_, index) => index % LANGUAGES.length === place);
        it(`is as agreed in acts ${acts.join(', ')}, in ${language}`, { timeout: 120000 }, async () => {
            const site = await openRush(`lang=${language}&theme=light`);
            await stopClock(site);
            for (const act of acts) {
                await standAt(site.page, act);
                // The last of the acts has ended to be sought; what it looks like then is told at leisure.
                await site.page.evaluate(() => /** @type {any} */ (window).passTime());
                await site.page.mouse.move(5, act);
                await site.page.evaluate(async () => {
                    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
                });
                const tree = await site.page.locator('#stage').ariaSnapshot({ timeout: WAIT_MS });
                // What the numbers are is for the tests of the simulation; rows of charts hold nothing else.
                const told = tree.split('\n').filter((line) => !/^\s*- (row|rowgroup|cell|rowheader|columnheader)\b/.test(line));
                await matchesGolden(`act-${act}-${language}`, `${told.join('\n').replace(/\d+(?:[.,:]\d+)*/g, '#')}\n`);
            }
            await site.close();
        });
    }
});
