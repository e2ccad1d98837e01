// @ts-check
// One small way to drive three engines: Chromium by playwright-core, Firefox by puppeteer-core
// (WebDriver BiDi) and WebKitGTK by its WebDriver. Whatever a test wants to know of a page, it asks
// the page itself, so an engine only has to open, evaluate, press, click, size and picture.

import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';

import { chromiumPath, CHROMIUM_SWITCHES } from '../../support/browser.mjs';
import { programOf, startProgram, startScreen, temporaryFolder } from './processes.mjs';
import { WebDriverSession } from './webdriver.mjs';

/**
 * @typedef {object} EnginePage
 * @property {(address: string) => Promise<void>} goto
 * @property {(code: string | ((...words: any[]) => any), ...words: unknown[]) => Promise<any>} evaluate In the page; JSON in and out.
 * @property {(text: string) => Promise<void>} type Into what has focus.
 * @property {(key: string, ...held: string[]) => Promise<void>} press
 * @property {(x: number, y: number) => Promise<void>} click
 * @property {(width: number, height: number) => Promise<void>} resize Of the view, in CSS pixels.
 * @property {() => Promise<Buffer>} picture PNG.
 * @property {() => Promise<void>} close
 *
 * @typedef {object} EngineBrowser
 * @property {string} version
 * @property {(onRequest: (address: string) => void) => Promise<EnginePage>} open
 *     onRequest hears of every request, from an engine that tells.
 * @property {() => Promise<void>} close
 *
 * @typedef {object} LaunchOptions
 * @property {boolean} [hasNoWebgl] Refused, as by a setting or a blocked driver.
 * @property {number} [pixelRatio] Of the screen; whole in WebKit, and of no effect in Chromium, which has its own way below.
 */

const WIDTH = 1280;
const HEIGHT = 800;

/** @param {LaunchOptions} options @returns {Promise<EngineBrowser>} */
async function launchChromium({ hasNoWebgl }) {
    const browser = await chromium.launch({
        executablePath: chromiumPath(),
        args: [...CHROMIUM_SWITCHES, ...(hasNoWebgl ? ['--disable-gpu', '--disable-3d-apis'] : [])],
    });
    return {
        version: `Chromium ${browser.version()}`,
        async open(onRequest) {
            const context = await browser.newContext({ viewport: { width: WIDTH, height: HEIGHT } });
            return chromiumPage(await context.newPage(), onRequest);
        },
        close: () => browser.close(),
    };
}

/** @param {import('playwright-core').Page} page @param {(address: string) => void} onRequest @returns {Promise<EnginePage>} */
async function chromiumPage(page, onRequest) {
    page.on('request', (request) => onRequest(request.url()));
    const devtools = await page.context().newCDPSession(page);
    return {
        goto: async (address) => void await page.goto(address),
        evaluate: (code, ...words) => page.evaluate(callOf(code, words)),
        type: (text) => page.keyboard.insertText(text),
        press: (key, ...held) => page.keyboard.press([...held, key].join('+')),
        click: (x, y) => page.mouse.click(x, y),
        resize: async (width, height) => void await devtools.send('Emulation.setDeviceMetricsOverride',
            { width, height, deviceScaleFactor: 1, mobile: false }),
        picture: () => page.screenshot(),
        close: () => page.context().close(),
    };
}

/**
 * A Chromium with the zoom that its visitors have. What its tools pretend instead reaches neither the
 * boxes of a page nor its queries. @param {number} pixelRatio Of the screen.
 */
export async function launchZoomingChromium(pixelRatio) {
    const home = await temporaryFolder('chromium');
    const context = await chromium.launchPersistentContext(home.folder, {
        executablePath: chromiumPath(),
        viewport: null,
        args: [...CHROMIUM_SWITCHES, `--force-device-scale-factor=${pixelRatio}`, '--window-size=1200,960'],
    });
    const settings = await context.newPage();
    await settings.goto('chrome://settings/');
    return {
        page: await chromiumPage(await context.newPage(), () => undefined),
        settings,
        /** @param {number} factor @returns {Promise<unknown>} */
        zoom: (factor) => settings.evaluate(`new Promise((done) => chrome.settingsPrivate.setDefaultZoom(${factor}, done))`),
        async close() {
            await context.close();
            await home.remove();
        },
    };
}

/** @param {LaunchOptions} options @returns {Promise<EngineBrowser>} */
async function launchFirefox({ hasNoWebgl, pixelRatio }) {
    const executablePath = programOf('BR_FIREFOX', ['firefox-esr', 'firefox'], 'install firefox-esr');
    const screen = await startScreen();
    const browser = await puppeteer.launch({
        browser: 'firefox',
        executablePath,
        headless: false,
        // Else it keeps a test alive that is asked to end; without its screen the browser ends anyway.
        handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
        env: { ...process.env, DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: '1', MOZ_ENABLE_WAYLAND: '0' },
        extraPrefsFirefox: {
            'webgl.force-enabled': true, 'webgl.disabled': Boolean(hasNoWebgl),
            ...(pixelRatio && { 'layout.css.devPixelsPerPx': String(pixelRatio) }),
        },
    }).catch(async (fault) => {
        await screen.end();
        throw fault;
    });
    return {
        version: await browser.version(),
        async open(onRequest) {
            const context = await browser.createBrowserContext();
            const page = await context.newPage();
            page.on('request', (request) => onRequest(request.url()));
            // Firefox 140 cannot turn its screen, which is asked for at the same time; the size it takes.
            const resize = (/** @type {number} */ width, /** @type {number} */ height) =>
                page.setViewport({ width, height }).catch((fault) => {
                    if (!/unknown command emulation\.setScreenOrientationOverride/.test(String(fault))) throw fault;
                });
            await resize(WIDTH, HEIGHT);
            return {
                goto: async (address) => void await page.goto(address, { timeout: 60000 }),
                evaluate: (code, ...words) => page.evaluate(callOf(code, words)),
                type: (text) => page.keyboard.type(text),
                async press(key, ...held) {
                    for (const other of held) await page.keyboard.down(/** @type {any} */ (other));
                    await page.keyboard.press(/** @type {any} */ (key));
                    for (const other of held) await page.keyboard.up(/** @type {any} */ (other));
                },
                click: (x, y) => page.mouse.click(x, y),
                resize,
                picture: async () => Buffer.from(await page.screenshot()),
                close: () => context.close(),
            };
        },
        async close() {
            await browser.close();
            await screen.end();
        },
    };
}

/** WebDriver gives a whole session one page. @param {LaunchOptions} options @returns {Promise<EngineBrowser>} */
async function launchWebkit({ hasNoWebgl, pixelRatio = 1 }) {
    const advice = 'install webkit2gtk-driver';
    const driver = programOf('BR_WEBKIT_DRIVER', ['WebKitWebDriver'], advice);
    const binary = programOf('BR_MINI_BROWSER', ['x86_64', 'aarch64'].flatMap((machine) => ['4.1', '4.0'].map((version) =>
        `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`)), advice);
    const screen = await startScreen();
    const home = await temporaryFolder('webkit');
    /** @type {Awaited<ReturnType<typeof startProgram>> | undefined} */
    let server;
    const endAll = async () => {
        await server?.end();
        await screen.end();
        await home.remove();
    };
    const port = 20000 + Math.trunc(Math.random() * 20000);
    try {
        server = await startProgram(driver, [`--port=${port}`], {
            environment: {
                DISPLAY: screen.display, HOME: home.folder, XDG_CACHE_HOME: home.folder, XDG_DATA_HOME: home.folder,
                XDG_CONFIG_HOME: home.folder, LIBGL_ALWAYS_SOFTWARE: '1', GDK_BACKEND: 'x11',
                GDK_SCALE: String(pixelRatio), WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', NO_AT_BRIDGE: '1',
            },
        });
        const args = ['--automation', ...(hasNoWebgl ? ['--enable-webgl=false'] : [])];
        const session = await beginWhenHeard(`http://127.0.0.1:${port}`, { 'webkitgtk:browserOptions': { binary, args } });
        return webkitBrowser(session, endAll);
    } catch (fault) {
        await endAll();
        throw fault;
    }
}

/** @param {WebDriverSession} session @param {() => Promise<void>} endAll @returns {Promise<EngineBrowser>} */
async function webkitBrowser(session, endAll) {
    const page = await webkitPage(session);
    return {
        version: `WebKitGTK ${session.version}`,
        async open() {
            await page.resize(WIDTH, HEIGHT);
            return page;
        },
        async close() {
            // Whatever becomes of the last words to it, its programs end.
            await session.end().catch(() => undefined);
            await endAll();
        },
    };
}

/** @param {WebDriverSession} session @returns {EnginePage} */
function webkitPage(session) {
    /** @type {EnginePage['evaluate']} */
    const evaluate = (code, ...words) => session.run(String(code), words);
    return {
        goto: (address) => session.post('url', { url: address }),
        evaluate,
        type: (text) => session.keys([...text]),
        press: (key, ...held) => session.keys([key], held),
        click: (x, y) => session.click(x, y),
        async resize(width, height) {
            // The window has bars, and follows in its own time.
            const size = () => evaluate(() => [window.innerWidth, window.innerHeight]);
            const [innerWidth, innerHeight] = await size();
            const outer = await session.get('window/rect');
            await session.post('window/rect', {
                width: width + outer.width - innerWidth, height: height + outer.height - innerHeight,
            });
            for (let wait = 0; wait < 50; wait += 1) {
                if (String(await size()) === String([width, height])) return;
                await new Promise((done) => setTimeout(done, 20));
            }
            throw new Error(`The window is ${await size()}, not ${width}×${height}.`);
        },
        picture: async () => Buffer.from(await session.get('screenshot'), 'base64'),
        close: () => session.post('url', { url: 'about:blank' }),
    };
}

/** The driver says nothing when it is ready. @param {string} server @param {object} capabilities */
async function beginWhenHeard(server, capabilities) {
    for (let wait = 0; wait < 200; wait += 1) {
        const answer = await fetch(`${server}/status`).catch(() => undefined);
        if (answer?.ok) return WebDriverSession.begin(server, capabilities);
        await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('WebKitWebDriver does not answer.');
}

/** The call of a function as an expression. @param {unknown} code @param {unknown[]} words */
const callOf = (code, words) => `(${code})(${words.map((word) => JSON.stringify(word)).join(', ')})`;

/** Every engine the page must work in. */
export const ENGINES = /** @type {const} */ (['chromium', 'firefox', 'webkit']);

/** A browser without a screen; WebGL 2 is drawn by the processor. @param {typeof ENGINES[number]} engine @param {LaunchOptions} [options] */
export function launchEngine(engine, options = {}) {
    return { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebkit }[engine](options);
}
