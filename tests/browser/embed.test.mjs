// @ts-check
// Every example of a host page works as docs/embedding.md says, without a fault of any policy.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite, pictureFolder } from '../support/browser.mjs';

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */

const WAIT = 60000;

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
    await mkdir(pictureFolder, { recursive: true });
});
after(() => browser.close());

/** @param {string} name @param {(site: Site) => Promise<void>} check */
const example = (name, check) => it(name, { timeout: 180000 }, async () => {
    const site = await openSite(browser, { path: `examples/${name}.html` });
    await check(site);
    await site.page.screenshot({ path: join(pictureFolder, `example-${name}.png`) });
    assert.deepEqual(site.faults, []);
    assert.ok(await site.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await site.close();
});

/** The page in the frame says that it is ready. @param {Site} site @param {string} [frame] */
async function runs(site, frame = 'iframe') {
    await site.page.locator(frame).first().scrollIntoViewIfNeeded();
    const inner = site.page.frameLocator(frame).first();
    await inner.locator('html[data-state="ready"]').waitFor({ state: 'attached', timeout: WAIT });
    return inner;
}

/** @param {Site} site @param {RegExp} words */
const says = (site, words) => site.page.waitForFunction((source) =>
    new RegExp(source).test(document.getElementById('said')?.textContent ?? ''), words.source, { timeout: WAIT });

describe('an example host page', () => {
    example('iframe', async (site) => {
        const inner = await runs(site);
        assert.ok(await inner.locator('html.is-embedded').count());
        assert.ok(await inner.locator('#story').isHidden(), 'the host tells the story');
        await site.page.mouse.move(600, 400);
        const before = await site.page.evaluate(() => window.scrollY);
        for (let turn = 0; turn < 4; turn += 1) await site.page.mouse.wheel(0, 200);
        await site.page.waitForFunction((from) => window.scrollY > from + 100, before);
    });

    example('element', async (site) => {
        await runs(site, '#room iframe');
        await says(site, /^(ready|state|result)/);
        assert.ok(await site.page.locator('#room img').isHidden());
        await site.page.locator('#go').click();
        await says(site, /state.*"act":5/);
        await site.page.locator('#ask').click();
        await says(site, /result.*"digest":"[0-9a-f]{16}"/);
        assert.equal(await site.page.locator('#charts iframe').count(), 0, 'waits until it is used');
        await site.page.locator('#charts img').click();
        await runs(site, '#charts iframe');
        await site.page.waitForFunction(() => /** @type {any} */ (document.querySelector('#charts img')).checkVisibility() === false);
    });

    for (const manner of ['pym', 'amp', 'datawrapper']) {
        example(manner, async (site) => {
            await runs(site);
            await says(site, /^720$/);
            assert.equal(await site.page.locator('iframe').getAttribute('height'), '720');
        });
    }

    example('mount', async (site) => {
        await says(site, /^ready 1$/);
        await site.page.locator('#unmount').click();
        assert.equal(await site.page.locator('iframe').count(), 0);
        await site.page.locator('#mount').click();
        await says(site, /^ready 2$/);
        const light = site.page.frameLocator('iframe').locator('html[data-theme="light"]');
        await light.waitFor({ state: 'attached' });
    });

    example('sandbox', async (site) => {
        const inner = await runs(site);
        assert.equal(await inner.locator('body').evaluate(() => window.origin), 'null');
    });

    example('sandbox-file', async (site) => {
        await says(site, /^launch-day [0-9a-f]{16}$/);
    });

    example('csp', async (site) => {
        await runs(site);
    });
});

describe('an article', () => {
    it('is scrolled over its frame by finger and from within by keyboard', { timeout: 120000 }, async () => {
        const site = await openSite(browser, { path: 'examples/iframe.html',
            context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });
        const { page } = site;
        const inner = await runs(site);
        const scrolled = () => page.evaluate(() => window.scrollY);
        const toFrame = () => page.locator('iframe').evaluate((frame) => frame.scrollIntoView({ block: 'start' }));
        /** @param {() => Promise<unknown>} move @param {(y: number) => boolean} isThere */
        const until = async (move, isThere) => {
            // What scrolls within the frame comes to its end first; and a page glides.
            for (let wait = 0; wait < 300; wait += 1) {
                if (wait % 10 === 0) await move();
                if (isThere(await scrolled())) return;
                await page.waitForTimeout(100);
            }
            assert.fail(`scrolled from ${start} to ${await scrolled()}`);
        };
        const devtools = await site.context.newCDPSession(page);
        /** @param {number} from @param {number} to */
        const swipe = async (from, to) => {
            const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {number[]} */ ...ys) =>
                devtools.send('Input.dispatchTouchEvent', { type, touchPoints: ys.map((y) => ({ x: 190, y })) });
            await touch('touchStart', from);
            for (let step = 1; step <= 10; step += 1) await touch('touchMove', from + (to - from) * step / 10);
            await touch('touchEnd');
        };
        await toFrame();
        const start = await scrolled();
        await until(() => swipe(500, 200), (y) => y > start + 100);
        await until(() => swipe(200, 500), (y) => y < start);
        for (const id of ['theme', 'timeline.levers']) {
            await toFrame();
            await inner.locator(`[id="m-${id}"]`).focus();
            await until(() => page.keyboard.press('PageDown'), (y) => y > start + 100);
            await until(() => page.keyboard.press('PageUp'), (y) => y < start);
        }
        assert.deepEqual(site.faults, []);
        await site.close();
    });
});

/**
 * An element of its own on the page, above all else or far below.
 * @param {Site} site @param {Record<string, string>} attributes @param {number} [above] Pixels of article before it.
 */
async function place(site, attributes, above = 0) {
    await site.page.evaluate(([names, pixels]) => {
        document.querySelectorAll('breathing-room, #spacer').forEach((found) => found.remove());
        const spacer = Object.assign(document.createElement('div'), { id: 'spacer' });
        spacer.style.height = `${pixels}px`;
        const room = Object.assign(document.createElement('breathing-room'), { id: 'own' });
        for (const [name, value] of Object.entries(names)) room.setAttribute(name, value);
        document.body.prepend(spacer, room);
        window.scrollTo(0, 0);
    }, /** @type {const} */ ([attributes, above]));
}

/** The ids of the mirror in the frame, once it is complete; those that are closed end in "!". @param {Site} site @param {string} id Waited for. */
async function mirrorOf(site, id) {
    const inner = await runs(site, '#own iframe');
    await inner.locator(`[id="m-${id}"]`).waitFor({ state: 'attached', timeout: WAIT });
    return inner.locator('.mirror').evaluate((mirror) => [...mirror.querySelectorAll('[id^="m-"]')].map((node) =>
        node.id.slice(2) + (node.matches(':disabled, [aria-disabled="true"]') ? '!' : '')));
}

describe('an embed', () => {
    /** @type {Site} */
    let site;
    before(async () => {
        site = await openSite(browser, { path: 'examples/element.html' });
    });
    after(() => site.close());

    for (const [part, own, others] of /** @type {const} */ ([
        ['numbers', 'chart.rates', ['chat.log', 'part.line']], ['chat', 'chat.log', ['chart.rates', 'part.line']],
        ['backend', 'part.line', ['chart.rates', 'chat.log']]])) {
        it(`of the part ${part} shows and offers that part alone`, { timeout: 120000 }, async () => {
            await place(site, { act: '3', lang: 'en', part, compact: '1' });
            const ids = await mirrorOf(site, own);
            for (const id of [...others, 'act.1', 'language.en', 'share']) assert.ok(!ids.includes(id), id);
            assert.ok(ids.includes('timeline.play'));
            const composer = site.page.frameLocator('#own iframe').locator('#composer');
            assert.equal(await composer.isVisible(), part === 'chat');
        });
    }

    it('of a locked act leaves no way to another act, language or lever', { timeout: 120000 }, async () => {
        await place(site, { act: '5', lang: 'en', lock: '1' });
        const ids = await mirrorOf(site, 'act.open');
        for (const id of ['act.1', 'act.7', 'language.zh', 'timeline.levers', 'timeline.restart', 'act.open', 'story.play']) {
            assert.ok(ids.includes(`${id}!`), id);
        }
        assert.ok(ids.includes('timeline.play') && ids.includes('theme'));
    });

    it('takes its colours from the host, at the start and later', { timeout: 120000 }, async () => {
        await place(site, { act: '1', lang: 'en', theme: 'dark' });
        const inner = await runs(site, '#own iframe');
        await inner.locator('html[data-theme="dark"]').waitFor({ state: 'attached' });
        await site.page.evaluate(() => { /** @type {any} */ (document.getElementById('own')).theme = 'light'; });
        await inner.locator('html[data-theme="light"]').waitFor({ state: 'attached' });
        await site.page.emulateMedia({ colorScheme: 'dark' });
        await site.page.evaluate(() => { /** @type {any} */ (document.getElementById('own')).theme = 'auto'; });
        await inner.locator('html[data-theme="dark"]').waitFor({ state: 'attached' });
    });

    it('far below loads nothing before the reader comes near', { timeout: 120000 }, async () => {
        site.requested.clear();
        await place(site, { act: '2', lang: 'en' }, 12000);
        await site.page.waitForTimeout(1000);
        assert.deepEqual([...site.requested], []);
        await runs(site, '#own iframe');
        assert.ok(site.requested.has('/breathing-room.wasm') || site.requested.has('/index.html'));
    });

    it('runs again where its host moves it to, and ends where it is removed', { timeout: 120000 }, async () => {
        await place(site, { act: '4', lang: 'ms' });
        await runs(site, '#own iframe');
        await site.page.evaluate(() => {
            const section = Object.assign(document.createElement('section'), { id: 'elsewhere' });
            document.body.append(section);
            section.append(/** @type {Element} */ (document.getElementById('own')));
        });
        const inner = await runs(site, '#elsewhere iframe');
        assert.match(await inner.locator('html').getAttribute('lang') ?? '', /^ms/);
        await inner.locator('[id="m-act.4"][aria-current]').waitFor({ state: 'attached', timeout: WAIT });
        const { length } = site.page.frames();
        await site.page.evaluate(() => document.getElementById('elsewhere')?.remove());
        assert.equal(site.page.frames().length, length - 1);
    });

    it('leaves nothing behind: no cookie, no storage, no fault', async () => {
        assert.deepEqual(await site.context.cookies(), []);
        const stored = await site.page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]);
        assert.deepEqual(stored, [0, 0, 0, 0]);
        assert.deepEqual(site.faults, []);
    });
});

describe('the element', () => {
    it('is not run when its integrity is not the one told', async () => {
        const site = await openSite(browser, { path: 'examples/mount.html' });
        // By names of their own: a browser may remember that a module failed.
        const load = (/** @type {string} */ integrity, /** @type {string} */ name) => site.page.evaluate(([digest, query]) => new Promise((resolve) => {
            const script = Object.assign(document.createElement('script'), { type: 'module', integrity: digest, crossOrigin: 'anonymous', src: `../js/breathing-room.js?${query}` });
            script.onload = () => resolve('run');
            script.onerror = () => resolve('refused');
            document.head.append(script);
        }), /** @type {const} */ ([integrity, name]));
        const { 'js/breathing-room.js': told } = await site.page.evaluate(() => fetch('../integrity.json').then((answer) => answer.json()));
        assert.equal(await load(`sha384-${'A'.repeat(64)}`, 'wrong'), 'refused');
        assert.equal(await load(told, 'told'), 'run');
        await site.close();
    });

    it('is the script whose integrity is told, within its bound', async () => {
        const site = await openSite(browser, { path: 'examples/iframe.html' });
        const found = await site.page.evaluate(async () => {
            const script = await (await fetch('../js/breathing-room.js')).arrayBuffer();
            const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', script));
            const list = await (await fetch('../integrity.json')).json();
            return { size: script.byteLength, made: `sha384-${btoa(String.fromCharCode(...digest))}`, told: list['js/breathing-room.js'] };
        }).catch((error) => ({ size: 0, made: String(error), told: '' }));
        assert.equal(found.made, found.told);
        assert.ok(found.size <= 6000, `${found.size} bytes`);
        await site.close();
    });
});
