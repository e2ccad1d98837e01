// @ts-check
// Every act from its beginning to its tick, by mouse, by finger on a phone, and by keyboard alone. The
// tick comes from what the simulation shows, so it is there only if the act was really played.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite } from '../support/browser.mjs';
import { keyboardHands, mouseHands, touchHands } from '../support/hands.mjs';
import { mirrored } from '../support/visitor.mjs';

/** @typedef {import('../support/hands.mjs').Hands} Hands */
/** @typedef {import('playwright-core').Page} Page */

const WAIT_MS = 120_000;

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

/** @param {Page} page @param {string} id @param {RegExp} words @param {string} [what] */
const tells = (page, id, words, what = `${id}: ${words}`) => page.waitForFunction(([selector, source]) =>
    new RegExp(source, 'u').test(document.querySelector(selector)?.textContent ?? ''),
/** @type {const} */ ([mirrored(id), words.source]), { timeout: WAIT_MS }).catch(async () => {
    const found = await page.locator(mirrored(id)).allTextContents();
    assert.fail(`${what}: ${found}`);
});

/** While the clock is on its way to a time, no speed stands beside it. @param {Page} page */
const arrives = (page) => tells(page, 'timeline.speed', /×/);
/** @param {Page} page @param {number} act */
const isTicked = (page, act) => tells(page, 'task.state', /^Done$/, `act ${act} is not ticked`);

/** A tea by quick replies, wherever the chat is. @param {Page} page @param {Hands} hands @param {boolean} isPhone */
async function order(page, hands, isPhone) {
    if (isPhone) await hands.press('tab.chat');
    await hands.press('chat.reply.want_bubble_tea');
    await hands.press('chat.reply.affirm');
}

/** @typedef {(page: Page, hands: Hands, isPhone: boolean) => Promise<void>} Deed */

/** What to do in each act, and nothing more. @type {Deed[]} */
const DEEDS = [
    order,
    async (page, hands) => {
        // A few minutes before more is asked for than can be served.
        await hands.slide('timeline.scrub', 0.345);
        await arrives(page);
        await page.waitForFunction((selector) => {
            const [asked = 0, capacity = Infinity] = (document.querySelector(selector)?.textContent ?? '')
                .replaceAll(',', '').match(/[0-9.]+( k)?/g)?.map((text) => parseFloat(text) * (text.endsWith('k') ? 1000 : 1)) ?? [];
            return asked > capacity;
        }, mirrored('chart.rates.summary'), { timeout: WAIT_MS });
        await hands.press('timeline.play');
    },
    async (page, hands) => {
        await hands.press('bet.open');
        await hands.sweep(['bet.point.0', 'bet.point.4', 'bet.point.9']);
        await hands.press('bet.preset.fade');
        await hands.press('bet.reveal');
        // Beside the bet stands what the simulation has found.
        await tells(page, 'bet.row.0.2', /[0-9]/);
        await hands.press('bet.close');
    },
    async (page, hands) => {
        await hands.press('act.open');
        await hands.press('act.lever.refusal_wording.2');
        await isTicked(page, 4);
        await hands.press('act.close');
    },
    async (page, hands) => {
        await hands.press('act.open');
        // The servers of ten o'clock come at nine; then to a moment after both.
        await hands.slide('step.0', 2 / 9);
        await tells(page, 'step.0.row', /10:00/);
        await arrives(page);
        await hands.press('act.close');
        await hands.slide('timeline.scrub', 0.34);
        await arrives(page);
    },
    async (page, hands, isPhone) => {
        if (isPhone) await hands.press('twin.close');
        await order(page, hands, isPhone);
        if (isPhone) await hands.press('twin.open');
        await isTicked(page, 6);
        await tells(page, 'twin.served.2', /[1-9]/);
        await hands.press('twin.close');
    },
    async (page, hands, isPhone) => {
        if (isPhone) await hands.press('tab.numbers');
        await hands.press('advice');
        await hands.press('act.open');
        await hands.press('goal.0.start');
        await tells(page, 'goal.0.row', /Solved/);
        await hands.press('act.close');
    },
];

/** @type {[string, import('playwright-core').BrowserContextOptions, (page: Page) => Hands | Promise<Hands>][]} */
const MANNERS = [
    ['by mouse', {}, mouseHands],
    ['by finger on a phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, touchHands],
    ['by keyboard alone', {}, keyboardHands],
];

describe('every act, played to its tick', () => {
    for (const [name, context, make] of MANNERS) {
        it(name, { timeout: 600_000 }, async (test) => {
            const site = await openSite(browser, { path: '?lang=en&act=1', context });
            await site.ready();
            const { page } = site;
            const hands = await make(page);
            for (const [index, deed] of DEEDS.entries()) {
                const act = index + 1;
                const started = Date.now();
                if (act > 1) await hands.press(`act.${act}`);
                await tells(page, 'task.state', /^To do$/);
                await arrives(page);
                await deed(page, hands, Boolean(context.isMobile));
                await isTicked(page, act);
                test.diagnostic(`act ${act}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
            }
            assert.deepEqual(site.faults, []);
            await site.close();
        });
    }

    it('an address opens any act at its own time, and counts nothing as done', { timeout: 300_000 }, async (test) => {
        for (const act of [2, 5, 7]) {
            const started = Date.now();
            const site = await openSite(browser, { path: `?lang=en&act=${act}` });
            await site.ready();
            await arrives(site.page);
            await tells(site.page, 'task.state', /^To do$/);
            test.diagnostic(`act ${act}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
            assert.deepEqual(site.faults, []);
            await site.close();
        }
    });
});
