// @ts-check
// Takes pictures of a page with Debian's chromium, for looking at.
//
//   node web/tools/screenshot.mjs URL FILE.png [--size 1280x800] [--ratio 1] [--theme light|dark]
//        [--lang en] [--wait MS] [--press ID[,ID…]] [--full]
//   node web/tools/screenshot.mjs --all [FOLDER] [--site build/site]
//
// A URL that is a folder is served first; "build/site?act=3" works. --press uses controls by their
// ids in the mirror, one after the other ("bet.open"). --all writes every act at three sizes, in
// three languages, light and dark, as FOLDER/ACT-LANGUAGE-THEME-WIDTH.png (default build/pictures).

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ACT_COUNT } from '../js/url-state.js';
import { startServer } from './serve.mjs';

/** What Chromium needs to run without a screen or a graphics card. */
export const CHROMIUM = {
    executablePath: process.env.BR_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader'],
};

const SIZES = /** @type {const} */ ([[1280, 800], [768, 1024], [360, 740]]);
const LANGUAGES = ['ms', 'en', 'zh'];
const THEMES = /** @type {const} */ (['light', 'dark']);
const WAIT_MS = 60_000;

/**
 * @typedef {object} Wanted
 * @property {string} url
 * @property {string} file
 * @property {number} [wait] Of the simulation and of what moves, in ms.
 * @property {string[]} [press] Ids of controls.
 * @property {boolean} [isFull]
 */

/**
 * @param {import('playwright-core').Page} page
 * @param {Wanted} wanted
 */
async function take(page, { url, file, wait = 300, press = [], isFull = false }) {
    await page.goto(url);
    await page.locator('html[data-state=ready]').waitFor({ timeout: WAIT_MS }).catch(() => console.error('never ready'));
    // While the clock is on its way to a time, no speed stands beside it.
    await page.waitForFunction(() => document.getElementById('m-timeline.speed')?.textContent?.includes('×'),
        undefined, { timeout: WAIT_MS }).catch(() => console.error('still on the way'));
    for (const id of press) {
        const control = page.locator(`[id="m-${id}"]`);
        await control.waitFor({ state: 'attached', timeout: WAIT_MS });
        await control.evaluate((element) => /** @type {HTMLElement} */ (element).click());
        await page.waitForTimeout(300);
    }
    await page.waitForTimeout(wait);
    await page.screenshot({ path: file, fullPage: isFull });
}

/** @param {import('playwright-core').Page} page */
function listen(page) {
    page.on('console', (message) => console.error(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => console.error(String(error)));
}

/**
 * @param {string} site
 * @param {string} folder
 */
async function takeAll(site, folder) {
    await mkdir(folder, { recursive: true });
    const server = await startServer({ folder: site });
    const browser = await chromium.launch(CHROMIUM);
    for (const [width, height] of SIZES) {
        for (const theme of THEMES) {
            const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
            listen(page);
            for (const language of LANGUAGES) {
                for (let act = 1; act <= ACT_COUNT; act += 1) {
                    const file = join(folder, `${act}-${language}-${theme}-${width}.png`);
                    await take(page, { url: `${server.address}?act=${act}&lang=${language}`, file, wait: 1500 });
                    console.log(file);
                }
            }
            await page.close();
        }
    }
    await browser.close();
    await server.close();
}

/** @param {string[]} words */
async function takeOne(words) {
    /** @param {string} name @param {string} fallback */
    const option = (name, fallback) => {
        const at = words.indexOf(`--${name}`);
        return at < 0 ? fallback : words.splice(at, 2)[1] ?? fallback;
    };
    const [width = 1280, height = 800] = option('size', '1280x800').split('x').map(Number);
    const ratio = Number(option('ratio', '1'));
    const theme = /** @type {'light' | 'dark'} */ (option('theme', 'light'));
    const locale = option('lang', 'en');
    const wait = Number(option('wait', '300'));
    const press = option('press', '').split(',').filter(Boolean);
    const isFull = words.includes('--full');
    const [address = '', file = ''] = words.filter((word) => !word.startsWith('--'));
    if (!address || !file) {
        console.error('Usage: node web/tools/screenshot.mjs URL FILE.png [--size WxH] [--ratio N] '
            + '[--theme light|dark] [--lang TAG] [--wait MS] [--press ID[,ID]] [--full]\n'
            + '       node web/tools/screenshot.mjs --all [FOLDER] [--site FOLDER]');
        process.exit(2);
    }
    let server;
    let url = address;
    if (!/^[a-z]+:/.test(address)) {
        const [folder = '', query = ''] = address.split('?', 2);
        server = await startServer({ folder });
        url = `${server.address}?${query}`;
    }
    const browser = await chromium.launch(CHROMIUM);
    const page = await browser.newPage({
        viewport: { width, height }, deviceScaleFactor: ratio, colorScheme: theme, locale,
    });
    listen(page);
    await take(page, { url, file, wait, press, isFull });
    await browser.close();
    await server?.close();
}

if (process.argv[1]?.endsWith('screenshot.mjs')) {
    const words = process.argv.slice(2);
    const all = words.indexOf('--all');
    if (all < 0) {
        await takeOne(words);
    } else {
        const site = words.indexOf('--site');
        const folder = site < 0 ? 'build/site' : words.splice(site, 2)[1] ?? 'build/site';
        await takeAll(folder, words[words.indexOf('--all') + 1] ?? 'build/pictures');
    }
}
