// @ts-check
// Drives the system's Chromium at the assembled site, for the browser tests and the measurements.

import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

import { startServer } from '../../web/tools/serve.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const siteFolder = join(root, 'build', 'site');
export const pictureFolder = join(root, 'build', 'pictures');

/** The browser to drive: BR_CHROMIUM, or the first on the PATH. */
export function chromiumPath() {
    if (process.env.BR_CHROMIUM) return process.env.BR_CHROMIUM;
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
        for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
            if (existsSync(join(folder, name))) return join(folder, name);
        }
    }
    throw new Error('No Chromium was found: install chromium or set BR_CHROMIUM to its path.');
}

/** Without a screen, without WebGL of a graphics card, and asking nobody for anything. */
export const CHROMIUM_SWITCHES = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/**
 * A Chromium without a screen; WebGL 2 is drawn by the processor.
 * @param {string[]} [more] Further switches.
 */
export function launchChromium(more = []) {
    return chromium.launch({
        executablePath: chromiumPath(),
        args: [...CHROMIUM_SWITCHES, ...more],
    });
}

/**
 * The site on a server of its own and a page that looks at it. `faults` collects what must not happen:
 * errors of the page, and requests to another origin (which are refused).
 * @param {import('playwright-core').Browser} browser
 * @param {{ path?: string, context?: import('playwright-core').BrowserContextOptions, files?: Record<string, string> }} [options]
 *     files: JSON texts by path that this visit finds on the server beside the site's own.
 */
export async function openSite(browser, { path = '', context: contextOptions = {}, files = {} } = {}) {
    const server = await startServer({ folder: siteFolder });
    // A test that fails closes nothing: its server would keep the whole file from ending.
    const closeServer = () => server.close();
    browser.once('disconnected', closeServer);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...contextOptions });
    const page = await context.newPage();
    /** @type {string[]} */
    const faults = [];
    /** @type {Set<string>} */
    const requested = new Set();
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
    page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()}`);
    });
    await context.route('**/*', (route) => {
        const url = route.request().url();
        if (!url.startsWith(server.address) && !/^(data|blob):/.test(url)) {
            faults.push(`request to another origin: ${url}`);
            return route.abort();
        }
        const file = files[url.slice(server.address.length)];
        if (file !== undefined) return route.fulfill({ body: file, contentType: 'application/json' });
        if (url.startsWith(server.address)) requested.add(new URL(url).pathname);
        return route.continue();
    });
    await page.goto(server.address + path);
    return {
        page, context, server, faults, requested,
        /** Waits until the page takes input, without touching it. @param {number} [timeout] */
        starts: (timeout = 30000) => page.waitForSelector('html[data-state="ready"]', { state: 'attached', timeout }),
        /** The same, and touches the page, so that the story does not begin by itself. @param {number} [timeout] */
        async ready(timeout = 30000) {
            await page.waitForSelector('html[data-state="ready"]', { state: 'attached', timeout });
            await page.evaluate(() => document.dispatchEvent(new Event('touchstart')));
        },
        close: async () => {
            await context.close();
            browser.off('disconnected', closeServer);
            await server.close();
        },
    };
}

/**
 * The paths asked for before the page said that it is interactive.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export const askedForFirst = (page) => page.evaluate(() => {
    const ready = performance.getEntriesByName('breathing-room-interactive')[0].startTime;
    const files = performance.getEntriesByType('resource').filter((file) => file.startTime < ready);
    return [location.pathname, ...new Set(files.map((file) => new URL(file.name).pathname))];
});
