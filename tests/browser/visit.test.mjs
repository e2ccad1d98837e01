// @ts-check
// A visit to the page by keyboard alone: order, ask, be answered.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite } from '../support/browser.mjs';
import { linesOf, press, say, waitForWords } from '../support/visitor.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

const TALKS = [
    { language: 'en', order: 'one bubble tea, half sugar', confirms: /bubble tea.*half sugar.*0\.01/s, yes: 'yes',
        served: /0\.01 yuan paid/, why: 'why?', answer: /served/ },
    { language: 'ms', order: 'nak satu teh susu, kurang manis', confirms: /0\.01/s, yes: 'ya',
        served: /0\.01/, why: 'kenapa?', answer: /\S/ },
    { language: 'zh', order: '来两杯奶茶少糖', confirms: /奶茶.*2.*0\.01/s, yes: '好的',
        served: /付了 0\.01/, why: '为什么', answer: /完成/ },
];

describe('a visitor with a keyboard', () => {
    for (const talk of TALKS) {
        it(`orders at a calm hour and is served, in ${talk.language}`, async () => {
            const site = await openSite(browser, { path: `?lang=${talk.language}` });
            await site.ready();
            const { page } = site;
            assert.match((await say(page, talk.order, 20000)).join('\n'), talk.confirms);
            await say(page, talk.yes, 20000);
            await waitForWords(page, 'chat.log', talk.served, 60000);
            assert.match((await say(page, talk.why, 20000)).join('\n'), talk.answer);
            assert.deepEqual(site.faults, []);
            await site.close();
        });
    }

    it('switches the language live, and old lines keep theirs', async () => {
        const site = await openSite(browser, { path: '?lang=en' });
        await site.ready();
        const { page } = site;
        await page.locator('[id="m-language.zh"]').focus();
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => document.documentElement.lang === 'zh-Hans');
        await waitForWords(page, 'headline', /奶茶|杯/u);
        assert.equal(await page.title(), '喘口气：重演聊天机器人喘不过气的那个周末');
        assert.match((await say(page, 'two milk teas please', 20000)).join('\n'), /milk tea/);
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('is answered sanely whatever the text is', async () => {
        const site = await openSite(browser, { path: '?lang=en' });
        await site.ready();
        const { page } = site;
        await press(page, 'timeline.play');
        for (const text of ['\u202Eevil\u202C', '\u200B\u200D', '𠮷🧋👩‍👩‍👧', '\uD800 alone', '%s%n<script>']) {
            await say(page, text, 20000).catch((fault) => assert.fail(`${JSON.stringify(text)}: ${fault.message}`));
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
        await input.focus();
        const lines = await linesOf(page);
        await page.keyboard.press('Enter');
        await page.waitForTimeout(200);
        assert.deepEqual(await linesOf(page), lines, 'an empty message is not sent');
        assert.deepEqual(site.faults, []);
        await site.close();
    });
});
