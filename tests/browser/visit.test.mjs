// @ts-check
// A visit to the page by keyboard alone: order, ask, be answered.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite } from '../support/browser.mjs';
import { linesOf, mirrored, press, say, waitForWords } from '../support/visitor.mjs';

/** Longer than anything takes on a busy machine; nothing waits this long for being slow. */
const WAIT_MS = 60_000;

/** A step that came to a bad end. @type {Record<string, RegExp>} */
const FAILED = { en: /failed/, ms: /gagal/, zh: /失败|未成/ };

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

const TALKS = [
    { language: 'en', order: 'one bubble tea, half sugar', confirms: /bubble tea.*half sugar.*0\.01/s, yes: 'yes',
        step: /Paid done/, why: 'why?', served: /served/,
        late: /waited|waiting/, gone: /[0-9,]+ a second were coming in/, now: /refused|line is full|could not take|served|paid/ },
    { language: 'ms', order: 'nak satu teh susu, kurang manis', confirms: /0\.01/s, yes: 'ya',
        step: /selesai$/, why: 'kenapa?', served: /\S/,
        late: /menunggu|barisan/, gone: /[0-9]/, now: /barisan|penuh|bayar/ },
    { language: 'zh', order: '来两杯奶茶少糖', confirms: /奶茶.*2.*0\.01/s, yes: '好的',
        step: /付款 已完成/, why: '为什么', served: /完成/,
        late: /排在|队伍|排队|等/, gone: /[0-9]/, now: /排|满|付/ },
];

/** Every state that the steps of an order were in, as a screen reader gets them. @param {import('playwright-core').Page} page */
const watchSteps = (page) => page.evaluate(() => {
    /** @type {string[]} */
    const seen = [];
    Object.assign(window, { seenSteps: seen });
    new MutationObserver(() => {
        const text = document.querySelector('[id="m-chat.steps"]')?.textContent ?? '';
        if (text !== '' && text !== seen[seen.length - 1]) seen.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
});

/** Two hours of which the second is a rush; the page's own day would take longer to get to its own. */
async function openRush(language = 'en') {
    const rush = await readFile(new URL('../data/scenarios/small_rush.json', import.meta.url), 'utf8');
    const site = await openSite(browser, {
        path: `?lang=${language}&scenario=small-rush`,
        files: { 'scenarios/small-rush.json': rush },
    });
    await site.ready();
    const { page } = site;
    const scrubber = page.locator(mirrored('timeline.scrub'));
    const clock = async () => await scrubber.getAttribute('aria-valuetext') ?? '';
    await scrubber.focus();
    for (let shown = await clock(); Number(/07:(\d\d)/.exec(shown)?.[1]) < 45; shown = await clock()) {
        await page.keyboard.press('PageUp');
        await page.waitForFunction(([selector, text]) =>
            document.querySelector(selector)?.getAttribute('aria-valuetext') !== text,
        /** @type {const} */ ([mirrored('timeline.scrub'), shown]), { timeout: WAIT_MS });
        // The speed stands there again once the jump has ended.
        await waitForWords(page, 'timeline.speed', /×/, WAIT_MS);
    }
    return site;
}

/** @param {import('playwright-core').Page} page @param {string} id A lever with several values. @param {string} off */
async function pushUp(page, id, off) {
    const lever = page.locator(mirrored(id));
    await lever.waitFor({ state: 'attached' });
    await lever.focus();
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(([selector, value]) => document.querySelector(selector)?.getAttribute('aria-valuetext') !== value,
        /** @type {const} */ ([mirrored(id), off]), { timeout: WAIT_MS });
}

describe('a visitor with a keyboard', () => {
    for (const talk of TALKS) {
        it(`orders at a calm hour and is served, in ${talk.language}`, async () => {
            const site = await openSite(browser, { path: `?lang=${talk.language}` });
            await site.ready();
            const { page } = site;
            await watchSteps(page);
            assert.match((await say(page, talk.order, WAIT_MS)).join('\n'), talk.confirms);
            await say(page, talk.yes, WAIT_MS);
            await waitForWords(page, 'chat.steps', talk.step, WAIT_MS);
            const steps = await page.evaluate(() => /** @type {any} */ (window).seenSteps);
            assert.ok(steps.length >= 2, `the steps tick: ${steps.join(' / ')}`);
            await waitForWords(page, 'chat.log', /0\.01.*0\.01/s, WAIT_MS);
            assert.match((await say(page, talk.why, WAIT_MS)).join('\n'), talk.served);
            assert.deepEqual(site.faults, []);
            await site.close();
        });

        it(`orders in the rush, waits in vain and hears why, in ${talk.language}`, async () => {
            const site = await openRush(talk.language);
            const { page } = site;
            await say(page, talk.order, WAIT_MS);
            await say(page, talk.yes, WAIT_MS);
            await page.waitForFunction(() => document.querySelector('[id="m-chat.steps"]') !== null, undefined, { timeout: WAIT_MS });
            await waitForWords(page, 'chat.steps', FAILED[talk.language] ?? /./, WAIT_MS);
            await waitForWords(page, 'chat.log', talk.late, WAIT_MS);
            assert.match((await say(page, talk.why, WAIT_MS)).join('\n'), talk.gone);
            assert.deepEqual(site.faults, []);
            await site.close();
        });
    }

    it('sets the policies, sees the service come back, and is answered at once', async () => {
        const site = await openRush();
        const { page } = site;
        await press(page, 'timeline.play');
        await waitForWords(page, 'backend.summary', /[0-9.]+\sk wait in line.* 0 a second are served in time/, WAIT_MS);
        await press(page, 'timeline.levers');
        await pushUp(page, 'lever.bounded_line', 'off');
        await pushUp(page, 'lever.deadline_drop', 'off');
        await press(page, 'levers.close');
        await waitForWords(page, 'backend.summary', /, [0-9]+ wait in line.* [1-9][0-9.]* a second are served in time/, WAIT_MS);
        await say(page, 'one bubble tea', WAIT_MS);
        const before = (await linesOf(page)).length;
        await say(page, 'yes', WAIT_MS);
        await page.waitForFunction((count) => {
            const lines = [...document.querySelectorAll('[id="m-chat.log"] > div')].slice(count + 1);
            return lines.some((line) => /full|refused|no room|busy|served|card covered|paid|Enjoy/i.test(line.textContent ?? ''));
        }, before, { timeout: WAIT_MS });
        assert.doesNotMatch((await linesOf(page)).slice(before).join('\n'), /ran out/);
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('switches the language live, and old lines keep theirs', async () => {
        const site = await openSite(browser, { path: '?lang=en' });
        await site.ready();
        const { page } = site;
        await page.locator('[id="m-language.zh"]').focus();
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => document.documentElement.lang === 'zh-Hans');
        await waitForWords(page, 'headline', /奶茶|杯/u);
        // The page's own words come in a file of their own.
        await page.waitForFunction(() => document.title === '喘口气：重演聊天机器人喘不过气的那个周末', undefined, { timeout: WAIT_MS });
        assert.match((await say(page, 'two milk teas please', WAIT_MS)).join('\n'), /milk tea/);
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('finds language, act and theme in the address', async () => {
        const site = await openSite(browser, { path: '?lang=en' });
        await site.ready();
        const { page } = site;
        assert.equal(await page.evaluate(() => location.search), '?lang=en');
        await press(page, 'language.ms');
        await page.waitForFunction(() => new URLSearchParams(location.search).get('lang') === 'ms', undefined, { timeout: WAIT_MS });
        await press(page, 'act.2');
        await page.waitForFunction(() => new URLSearchParams(location.search).get('act') === '2', undefined, { timeout: WAIT_MS });
        const link = await page.evaluate(() => location.search);
        await page.goto(site.server.address + link);
        await site.ready();
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'ms');
        assert.deepEqual(await page.locator('#bad-link').isHidden(), true);
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('is answered sanely whatever the text is', async () => {
        const site = await openSite(browser, { path: '?lang=en' });
        await site.ready();
        const { page } = site;
        await press(page, 'timeline.play');
        for (const text of ['\u202Eevil\u202C', '\u200B\u200D', '𠮷🧋👩‍👩‍👧', '\uD800 alone', '%s%n<script>']) {
            await say(page, text, WAIT_MS).catch((fault) => assert.fail(`${JSON.stringify(text)}: ${fault.message}`));
        }
        const input = page.locator('#message');
        await input.evaluate((field, text) => {
            const data = new DataTransfer();
            data.setData('text', text);
            field.focus();
            field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }, 'x'.repeat(1_000_000));
        assert.equal((await input.inputValue()).length, 4000);
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => document.querySelector('[id="m-chat.log"]')?.textContent?.includes('xxx'));
        await page.waitForFunction(() => !document.querySelector('[id="m-chat.log"]')?.textContent?.includes('Bot…'));
        await input.focus();
        const lines = await linesOf(page);
        await page.keyboard.press('Enter');
        await page.waitForTimeout(200);
        assert.deepEqual(await linesOf(page), lines, 'an empty message is not sent');
        assert.deepEqual(site.faults, []);
        await site.close();
    });
});
