// @ts-check
// Takes a picture of a page with Debian's chromium, for looking at.
//
//   node web/tools/screenshot.mjs URL FILE.png [--size 1280x800] [--ratio 1] [--theme light|dark]
//        [--lang en] [--wait MS] [--full]
//
// A URL that is a folder is served first; "build/site?act=3" works.

import { chromium } from 'playwright-core';
import { startServer } from './serve.mjs';

/** What Chromium needs to run without a screen or a graphics card. */
export const CHROMIUM = {
    executablePath: process.env.BR_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader'],
};

const words = process.argv.slice(2);
/** @param {string} name @param {string} fallback */
function option(name, fallback) {
    const at = words.indexOf(`--${name}`);
    return at < 0 ? fallback : words.splice(at, 2)[1] ?? fallback;
}

if (process.argv[1]?.endsWith('screenshot.mjs')) {
    const [width = 1280, height = 800] = option('size', '1280x800').split('x').map(Number);
    const ratio = Number(option('ratio', '1'));
    const theme = /** @type {'light' | 'dark'} */ (option('theme', 'light'));
    const locale = option('lang', 'en');
    const wait = Number(option('wait', '300'));
    const isFull = words.includes('--full');
    const [address = '', file = ''] = words.filter((word) => !word.startsWith('--'));
    if (!address || !file) {
        console.error('Usage: node web/tools/screenshot.mjs URL FILE.png [--size WxH] [--ratio N] '
            + '[--theme light|dark] [--lang TAG] [--wait MS] [--full]');
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
    page.on('console', (message) => console.error(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => console.error(String(error)));
    await page.goto(url);
    await page.locator('html[data-state=ready]').waitFor({ timeout: 10000 }).catch(() => console.error('never ready'));
    await page.waitForTimeout(wait);
    await page.screenshot({ path: file, fullPage: isFull });
    await browser.close();
    await server?.close();
}
