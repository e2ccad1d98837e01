// @ts-check
// What goes in, whoever gives it: input methods, keys and fingers; and what a visitor's system prefers.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite } from '../support/browser.mjs';
import { linesOf, mirrored, press, say, waitForWords } from '../support/visitor.mjs';

/** @typedef {import('playwright-core').Page} Page */

const WAIT_MS = 60_000;
const rush = await readFile(new URL('../data/scenarios/small_rush.json', import.meta.url), 'utf8');

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

/** @param {string} query @param {import('playwright-core').BrowserContextOptions} [context] */
async function openRush(query, context = {}) {
    const site = await openSite(browser, {
        path: `?scenario=small-rush&${query}`, files: { 'scenarios/small-rush.json': rush }, context,
    });
    await site.ready();
    await site.page.waitForSelector('html[data-chat="ready"]', { state: 'attached', timeout: WAIT_MS });
    return site;
}

describe('an input method', () => {
    it('composes pinyin and zhuyin; the Enter that picks a candidate does not send, the next one does', async () => {
        const site = await openRush('lang=zh');
        const { page } = site;
        const devtools = await site.context.newCDPSession(page);
        await page.locator('#message').focus();
        const before = (await linesOf(page)).length;
        for (const [typed = '', picked = ''] of [['nai cha', '来两杯奶茶'], ['ㄕㄠˇ ㄊㄤˊ', '少糖']]) {
            for (let length = 1; length <= typed.length; length += 1) {
                await devtools.send('Input.imeSetComposition', { text: typed.slice(0, length), selectionStart: length, selectionEnd: length });
            }
            await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 });
            await devtools.send('Input.insertText', { text: picked });
        }
        assert.equal(await page.locator('#message').inputValue(), '来两杯奶茶少糖');
        assert.equal((await linesOf(page)).length, before, 'nothing was sent');
        await page.waitForTimeout(150);
        await page.keyboard.press('Enter');
        await page.waitForFunction((count) => document.querySelectorAll('[id="m-chat.log"] > div').length >= count + 2, before, { timeout: WAIT_MS });
        assert.match((await linesOf(page)).slice(before).join(' '), /来两杯奶茶少糖.*奶茶/s);
        await site.close();
    });

    it('in the order of events of each engine sends nothing by the Enter that picks', async () => {
        const site = await openRush('lang=zh');
        const { page } = site;
        const sent = await page.evaluate(() => {
            const input = /** @type {HTMLInputElement} */ (document.getElementById('message'));
            const form = /** @type {HTMLFormElement} */ (document.getElementById('composer'));
            const enter = (/** @type {number} */ keyCode, /** @type {boolean} */ isComposing) => {
                const event = new KeyboardEvent('keydown', { key: 'Enter', keyCode, isComposing, bubbles: true, cancelable: true });
                // What a browser does by itself.
                if (input.dispatchEvent(event)) form.requestSubmit();
            };
            const compose = (/** @type {string} */ type) => input.dispatchEvent(new CompositionEvent(type, { bubbles: true, data: '奶茶' }));
            /** @type {string[]} */
            const emptied = [];
            const check = (/** @type {string} */ name) => { if (input.value === '') emptied.push(name); };
            input.focus();
            input.value = '奶茶';
            compose('compositionstart'); enter(229, true); compose('compositionend'); check('Chromium');
            compose('compositionstart'); compose('compositionend'); enter(229, false); check('WebKit, 229');
            compose('compositionstart'); compose('compositionend'); enter(13, false); check('WebKit, 13');
            enter(229, false); check('Gboard');
            return emptied;
        });
        assert.deepEqual(sent, []);
        await site.close();
    });

    it('leaves undo, paste and cut to the browser', async () => {
        const site = await openRush('lang=en');
        const { page } = site;
        const input = page.locator('#message');
        await input.focus();
        await page.keyboard.type('two milk teas');
        await page.keyboard.press('Control+a');
        await page.keyboard.press('Control+x');
        assert.equal(await input.inputValue(), '');
        await page.keyboard.press('Control+v');
        assert.equal(await input.inputValue(), 'two milk teas');
        await page.keyboard.press('Control+z');
        assert.equal(await input.inputValue(), '');
        // As dictation and a swipe on a phone's keyboard do: words at once, without keys.
        await page.keyboard.insertText('two milk teas');
        await page.locator(mirrored('chat.send')).focus();
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => /milk tea/.test(document.querySelector('[id="m-chat.log"]')?.lastElementChild?.textContent ?? ''), undefined, { timeout: WAIT_MS });
        await site.close();
    });
});

describe('a visitor who sees no canvas', () => {
    it('orders, is answered and steps through every act; what happens is told, not too often', { timeout: 240000 }, async () => {
        const site = await openRush('lang=en');
        const { page } = site;
        await page.evaluate(() => {
            /** @type {HTMLElement} */ (document.getElementById('canvas')).style.visibility = 'hidden';
            /** @type {[number, string][]} */
            const told = [];
            Object.assign(window, { told });
            const live = /** @type {HTMLElement} */ (document.getElementById('live'));
            new MutationObserver(() => told.push([performance.now(), live.textContent ?? ''])).observe(live, { childList: true });
        });
        await say(page, 'one bubble tea', WAIT_MS);
        await say(page, 'yes', WAIT_MS);
        await waitForWords(page, 'chat.steps', /Paid done/, WAIT_MS);
        for (const act of [2, 3, 4, 5, 6, 7]) {
            await press(page, `act.${act}`);
            await page.waitForSelector(`${mirrored(`act.${act}`)}[aria-current]`, { state: 'attached', timeout: WAIT_MS });
            for (const part of ['headline', 'sentence', 'backend.summary']) await waitForWords(page, part, /\S/, WAIT_MS);
        }
        await page.waitForFunction(() => /** @type {any} */ (window).told.length >= 2, undefined, { timeout: WAIT_MS });
        /** @type {[number, string][]} */
        const told = await page.evaluate(() => /** @type {any} */ (window).told);
        told.forEach(([time, text], index) => {
            assert.match(text, /\S/);
            const [before] = told[index - 1] ?? [-Infinity];
            // Words of one batch come in one frame.
            assert.ok(time - before >= 1900 || time - before < 50, `${told[index - 1]} / ${time} ${text}`);
        });
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('hears each line in its language', async () => {
        const site = await openRush('lang=en');
        const { page } = site;
        await say(page, '你好', WAIT_MS);
        await say(page, 'selamat pagi', WAIT_MS);
        const tags = await page.locator('[id="m-chat.log"] [lang]').evaluateAll((lines) => lines.map((line) => line.getAttribute('lang')));
        for (const tag of ['en', 'zh', 'ms']) assert.ok(tags.some((found) => found?.startsWith(tag)), tags.join(' '));
        await site.close();
    });
});

describe('keys and fingers', () => {
    it('skip to the chat and to the story', async () => {
        const site = await openRush('lang=en');
        const { page } = site;
        await page.keyboard.press('Tab');
        assert.ok((await page.locator('.skip-links a').first().boundingBox())?.y ?? -1 >= 0, 'is seen');
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => document.activeElement?.id === 'message');
        await page.locator('.skip-links a').nth(1).focus();
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => document.activeElement?.id === 'story');
        await site.close();
    });

    it('that write letters do nothing but write them', async () => {
        const site = await openRush('lang=en');
        const { page } = site;
        const state = () => page.evaluate(() => [location.search, document.documentElement.dataset.theme, document.activeElement?.id,
            document.querySelector('[aria-current]')?.id, document.getElementById('m-timeline.play')?.textContent,
            document.querySelectorAll('#mirror [id]').length, document.querySelectorAll('dialog[open]').length].join(' '));
        for (const id of ['act.1', 'timeline.play', 'timeline.scrub', 'language.en']) {
            await page.locator(mirrored(id)).focus();
            const before = await state();
            for (const key of 'abcdefghijklmnopqrstuvwxyzS?/.,1234567890') await page.keyboard.press(key);
            assert.equal(await state(), before, id);
        }
        await site.close();
    });

    it('show focus on the canvas, round the very place', async () => {
        const site = await openRush('lang=en', { reducedMotion: 'reduce' });
        const { page } = site;
        for (const [id, farY] of /** @type {const} */ ([['act.3', 300], ['timeline.levers', 20], ['chat.reply.help', 20]])) {
            const far = { x: 900, y: farY, width: 200, height: 40 };
            await page.locator('#message').focus();
            await page.waitForTimeout(300);
            const box = await page.locator(mirrored(id)).boundingBox();
            assert.ok(box && box.width > 8);
            const around = { x: box.x - 6, y: box.y - 6, width: box.width + 12, height: box.height + 12 };
            const [here, there] = [await page.screenshot({ clip: around }), await page.screenshot({ clip: far })];
            await page.locator(mirrored(id)).focus();
            await page.keyboard.press('Shift');
            await page.waitForTimeout(300);
            assert.ok(!here.equals(await page.screenshot({ clip: around })), `${id} is marked`);
            assert.ok(there.equals(await page.screenshot({ clip: far })), `${id} is not marked elsewhere`);
        }
        await site.close();
    });

    it('meet nothing smaller than 44 pixels, on a phone', async () => {
        const site = await openRush('lang=ms', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
        const { page } = site;
        await page.touchscreen.tap(180, 5);
        for (const act of [1, 3, 5, 7]) {
            await press(page, `act.${act}`);
            await page.waitForSelector(`${mirrored(`act.${act}`)}[aria-current]`, { state: 'attached', timeout: WAIT_MS });
            await page.waitForTimeout(300);
            const small = await page.locator('#mirror button.placed, #mirror input.placed').evaluateAll((controls) => controls
                .map((control) => ({ id: control.id, box: control.getBoundingClientRect() }))
                // The top of the panel may cut off a part of this one.
                .filter(({ id, box }) => box.width > 0 && Math.min(box.width, box.height) < (id === 'm-part.orbit' ? 24 : 43.5))
                .map(({ id, box }) => `${id} ${box.width}×${box.height}`));
            assert.deepEqual(small, [], `act ${act}`);
        }
        await site.close();
    });
});

describe('what a visitor prefers', () => {
    it('is followed at once: dark, contrast, forced colours, stillness', async () => {
        const site = await openRush('lang=en');
        const { page } = site;
        const theme = (/** @type {string} */ name) => page.waitForSelector(`html[data-theme="${name}"]`, { state: 'attached', timeout: WAIT_MS });
        await page.emulateMedia({ colorScheme: 'dark' });
        await theme('dark');
        await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
        await theme('contrast');
        await page.emulateMedia({ colorScheme: 'light', contrast: null, forcedColors: 'active' });
        await theme('contrast');
        await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
        await theme('light');
        assert.match((await say(page, 'hello', WAIT_MS)).join(''), /\S/);
        await site.close();
    });

    it('takes text that is set wider, without cutting it', async () => {
        for (const [width = 1, language] of /** @type {const} */ ([[1280, 'en'], [320, 'ms']])) {
            const site = await openRush(`lang=${language}`, { viewport: { width, height: 800 } });
            // By the object model, as the page's policy lets no other style in.
            const cut = await site.page.evaluate(() => {
                const texts = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('h1, #story, #story *, .footer, .footer *')]
                    .filter((element) => element instanceof HTMLElement && !element.closest('.wide')));
                for (const { style } of texts) {
                    Object.assign(style, { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' });
                }
                for (const { style } of texts.filter((element) => element.localName === 'p')) style.marginBottom = '2em';
                return texts.filter((element) => element.clientHeight > 0 && (element.scrollWidth > element.clientWidth + 1
                    || (getComputedStyle(element).overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1)))
                    .filter((element) => getComputedStyle(element).display !== 'inline').map((element) => element.outerHTML.slice(0, 100));
            });
            assert.deepEqual(cut, []);
            assert.ok(await site.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
            await site.close();
        }
    });

    it('reflows at 320 pixels, which is zoom of 400 %, and at 200 %, with nothing out of reach', async () => {
        for (const [width, height, ratio] of [[320, 256, 1], [320, 640, 1], [640, 400, 2]]) {
            const site = await openRush('lang=en', { viewport: { width: width ?? 1, height: height ?? 1 }, deviceScaleFactor: ratio });
            const wide = await site.page.evaluate(() => [...document.querySelectorAll('#mirror .placed, h1, #story *')]
                .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !element.closest('.wide'))
                .map((element) => element.id || element.textContent));
            assert.deepEqual(wide, []);
            assert.ok(await site.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
            await site.close();
        }
    });
});

describe('words for tests', () => {
    for (const strings of ['marked', 'doubled', 'rtl', 'hostile']) {
        it(`that are ${strings} fit, and are text`, { timeout: 120000 }, async () => {
            const viewport = strings === 'hostile' ? { width: 1280, height: 800 } : { width: 360, height: 740 };
            const site = await openRush(`lang=en&strings=${strings}`, { viewport });
            const { page } = site;
            await waitForWords(page, 'headline', { marked: /^⟦.*⟧$/s, doubled: /Order a tea Order a tea/, rtl: /^\u202e/, hostile: /^<img/ }[strings] ?? /./, WAIT_MS);
            const found = await page.evaluate(() => ({
                images: document.querySelectorAll('#mirror img, #story img, #poster img').length,
                wide: [...document.querySelectorAll('#story > :not(.wide), .footer > *')].filter((part) => part.scrollWidth > part.clientWidth + 1)
                    .map((part) => part.outerHTML.slice(0, 80)),
                sideways: document.documentElement.scrollWidth > window.innerWidth,
            }));
            // Markup has no place to break at; that it is no markup is what counts.
            if (strings === 'hostile') assert.equal(found.images, 0);
            else assert.deepEqual(found, { images: 0, wide: [], sideways: false });
            assert.match((await say(page, 'hello', WAIT_MS)).join(''), /\S/);
            assert.deepEqual(site.faults, []);
            await site.close();
        });
    }
});
