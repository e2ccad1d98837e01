// @ts-check
// What may go wrong around the page, in every engine. Each fault ends in the state of an undisturbed run,
// shown by its digest, or in a clear message with the text story still readable.
//
// BR_ENGINES="chromium" tries these engines only.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { ENGINES, launchEngine } from './support/engines.mjs';
import { startFaultySite } from './support/faulty_site.mjs';
import { press, share, waitFor } from './support/steps.mjs';

/** @typedef {import('./support/engines.mjs').EnginePage} EnginePage */

const engines = ENGINES.filter((engine) => (process.env.BR_ENGINES ?? ENGINES.join(' ')).split(' ').includes(engine));
const START = '?lang=en&scenario=retry-storm&act=3&levers=bounded_line:30';
const DAY_MS = 86_400_000;

/** The clock of the page: what frames and timers are told can be moved. */
const CLOCK = `
    let shift = 0, step = 0;
    const now = performance.now.bind(performance);
    performance.now = () => now() + (shift += step);
    const request = requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => request((time) => callback(time + shift));
    window.moveClock = (by) => { shift += by; };
    window.setClockStep = (by) => { step = by; };
    let hidden = false;
    Object.defineProperty(document, 'hidden', { get: () => hidden });
    Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
    window.setHidden = (value) => { hidden = value; document.dispatchEvent(new Event('visibilitychange')); };`;

/**
 * The browser takes the graphics back while the page starts, a number of answers after it lent them, as it does where
 * a page has many of them; later the test gives them back.
 * @param {number} answers
 */
const takeBackAfter = (answers) => `
    const getContext = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function(kind, ...rest) {
        const graphics = getContext.call(this, kind, ...rest);
        if (this.id !== 'canvas' || !graphics || window.giveBack) return graphics;
        const lender = graphics.getExtension('WEBGL_lose_context');
        window.giveBack = () => lender.restoreContext();
        let left = ${answers};
        const takeBack = () => (left === 0 ? lender.loseContext() : (left -= 1, setTimeout(takeBack)));
        takeBack();
        return graphics;
    };`;

/** Each frame takes six times as long as it would. */
const SLOW = `
    const request = requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => request((time) => {
        const start = performance.now();
        callback(time);
        const end = start + 6 * (performance.now() - start);
        while (performance.now() < end);
    });`;

const NO_MEMORY = `
    WebAssembly.Memory.prototype.grow = () => { window.growthRefused = true; throw new RangeError('no memory'); };`;

const NO_WORKERS = `
    for (const name of ['Worker', 'SharedWorker']) window[name] = class { constructor() { throw new Error('no workers'); } };
    delete window.SharedArrayBuffer;`;

/**
 * How opening the page ended: with the page ready, or with a message that can be seen.
 * @param {EnginePage} page
 * @returns {Promise<{ ready: boolean, message: string, story: number }>}
 */
async function ending(page) {
    return waitFor(page, 'the page is ready or says why not', () => {
        const shown = ['no-webgl', 'no-wasm', 'stopped', 'no-chat', 'no-part', 'no-scenario', 'bad-run'].map((id) => document.getElementById(id))
            .filter((element) => element && element.getClientRects().length > 0);
        const ready = document.documentElement.dataset.chat === 'ready';
        const story = document.getElementById('story');
        return (ready || shown.length > 0) && {
            ready, message: shown.map((element) => element?.textContent).join(' '),
            story: story && story.getClientRects().length > 0 ? story.textContent?.length : 0,
        };
    });
}

/** @param {EnginePage} page */
async function assertReady(page) {
    const { ready, message } = await ending(page);
    assert.ok(ready, message);
}

/** A message that says something, and the whole story below it. @param {{ message: string, story: number }} end @param {string} [what] */
function assertToldWell({ message, story }, what = '') {
    assert.match(message, /\S+ \S+ \S+/, `${what}: no message`);
    assert.ok(story > 1500, `${what}: the story has ${story} letters`);
}

for (const engine of engines) {
    describe(`with ${engine}, a fault`, { timeout: 900_000 }, () => {
        /** @type {import('./support/engines.mjs').EngineBrowser} */
        let browser;
        /** @type {EnginePage} */
        let page;
        /** @type {Awaited<ReturnType<typeof startFaultySite>>} */
        let site;
        /** An undisturbed run: its link, and the digest that it comes to. @type {{ link: string, digest: string }} */
        let undisturbed;
        /** What it asked for. @type {string[]} */
        let files = [];

        /** @param {string} address @param {import('./support/faulty_site.mjs').Fault} [fault] */
        const open = async (address, fault = {}) => {
            site.misbehave(fault);
            await page.goto('about:blank');
            await page.goto(address);
            await page.evaluate(() => document.dispatchEvent(new Event('touchstart')));
        };
        /** The digest of the run that a link holds, opened without any fault. @param {string} link */
        const digestOf = async (link) => {
            await open(link);
            await assertReady(page);
            return (await share(page)).digest;
        };
        /** A run that was played under a fault came where the same run comes without. */
        const assertSameAsUndisturbed = async () => {
            const { link, digest } = await share(page);
            assert.equal(await digestOf(link), digest);
        };

        before(async () => {
            site = await startFaultySite();
            browser = await launchEngine(engine);
            page = await browser.open(() => undefined);
            await open(site.address + START);
            await assertReady(page);
            undisturbed = await share(page);
            files = [...site.requested].filter((path) => path !== '/-fault.js' && path !== '/favicon.ico');
            assert.equal(await digestOf(undisturbed.link), undisturbed.digest);
        });
        after(async () => {
            await browser?.close();
            await site?.close();
        });

        it('404 for any one file leaves the same digest, or a message and the story', async () => {
            assert.ok(files.length > 15, files.join(' '));
            let same = 0;
            // Every file in one engine; in the others one of each kind.
            const sharing = files.find((path) => path.startsWith('/js/share-')) ?? '';
            assert.notEqual(sharing, '');
            const kinds = ['/js/page.js', sharing, '/js/guard.js', '/breathing-room.mjs', '/breathing-room-later.wasm', '/facts.json',
                '/styles/page.css', '/page/en.json', '/chat-tables.bin'];
            for (const refused of engine === 'chromium' ? files.filter((path) => path !== '/') : kinds) {
                await open(undisturbed.link, { refused });
                const end = await ending(page);
                if (!end.ready) {
                    assertToldWell(end, refused);
                    continue;
                }
                await press(page, 'share');
                const outcome = await waitFor(page, `digest or message without ${refused}`, () => {
                    const message = document.getElementById('no-part');
                    const fields = [...document.querySelectorAll('dialog.share[open] input, dialog.share[open] textarea')]
                        .map((field) => /** @type {HTMLInputElement} */ (field).value).filter((text) => !text.includes('#run='));
                    const digest = fields.map((text) => /\b[0-9a-f]{16}\b/.exec(text)?.[0]).find(Boolean);
                    return digest ?? (message && message.getClientRects().length > 0 ? 'message' : '');
                });
                if (outcome === undisturbed.digest) same += 1;
                else assert.ok(outcome === 'message' || end.message, `${refused}: ${outcome}`);
            }
            assert.ok(same >= 2, `only ${same} files can be done without`);
        });

        it('a program cut short gives a message and the story', async () => {
            // WebKitGTK leaves the import of a preloaded script that is cut short unsettled for ever.
            const scripts = engine === 'webkit' ? [] : ['/breathing-room.mjs', '/js/page.js'];
            for (const cut of ['/breathing-room.wasm', '/breathing-room-later.wasm', ...scripts]) {
                await open(undisturbed.link, { cut });
                assertToldWell(await waitFor(page, `a message on ${cut}`, () => {
                    const shown = ['no-wasm', 'stopped', 'no-chat'].map((id) => document.getElementById(id))
                        .filter((element) => element && element.getClientRects().length > 0);
                    return shown.length > 0 && { message: shown[0]?.textContent, story: document.getElementById('story')?.textContent?.length };
                }), cut);
            }
        });

        it('missing words of the language give another language and the same digest', async () => {
            await open(undisturbed.link, { refused: '/locales/en.json' });
            await assertReady(page);
            assert.equal((await share(page)).digest, undisturbed.digest);
        });

        it('isolation (COEP) and no workers change nothing', async () => {
            await open(undisturbed.link, { script: NO_WORKERS, headers: { 'Cross-Origin-Embedder-Policy': 'require-corp',
                'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin' } });
            await assertReady(page);
            assert.equal((await share(page)).digest, undisturbed.digest);
        });

        it('a lost and restored context while playing changes nothing', async () => {
            await open(site.address + START);
            await assertReady(page);
            await page.evaluate(async () => {
                const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
                const lose = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
                lose?.loseContext();
                await new Promise((done) => { canvas.addEventListener('webglcontextlost', done, { once: true }); setTimeout(done, 2000); });
                // Not while the page still hears of it.
                await new Promise((done) => setTimeout(done, 50));
                lose?.restoreContext();
            });
            await waitFor(page, 'the context is back', () => document.getElementById('lost-context')?.hidden);
            await assertSameAsUndisturbed();
        });

        it('a context lost while the page starts, and given back, changes nothing', async () => {
            for (const answers of [0, 1, 2, 4, 8, 16]) {
                await open(undisturbed.link, { script: takeBackAfter(answers) });
                const state = await waitFor(page, `a state, ${answers} answers`, () => document.documentElement.dataset.state);
                assert.equal(state, 'ready', `lost after ${answers} answers`);
                await waitFor(page, 'words that it is lost', () => document.getElementById('lost-context')?.hidden === false);
                await page.evaluate(() => /** @type {any} */ (window).giveBack());
                await waitFor(page, 'the context is back', () => document.getElementById('lost-context')?.hidden);
                await assertReady(page);
                assert.equal((await share(page)).digest, undisturbed.digest);
            }
        });

        it('refused memory ends in the same run or in a message', async () => {
            await open(`${site.address}?lang=en&act=6`, { script: NO_MEMORY });
            // The whole day with its checkpoints needs more than the program begins with.
            if ((await ending(page)).ready) {
                await press(page, 'timeline.scrub');
                await page.press('End');
            }
            const outcome = await waitFor(page, 'a message, or the end of the day', () => {
                const shown = ['stopped', 'no-wasm'].map((id) => document.getElementById(id)).find((element) => element && element.getClientRects().length > 0);
                const isOver = /16:00/.test(document.getElementById('m-timeline.scrub')?.getAttribute('aria-valuetext') ?? '');
                return (shown || isOver) && { message: shown?.textContent ?? '', story: document.getElementById('story')?.textContent?.length,
                    wasRefused: Boolean(/** @type {any} */ (window).growthRefused) };
            });
            if (outcome.message || outcome.wasRefused) assertToldWell(outcome);
        });

        it('three days in the background are not caught up with', async () => {
            await open(site.address + START, { script: CLOCK });
            await assertReady(page);
            await page.evaluate(async (days) => {
                const w = /** @type {any} */ (window);
                w.setHidden(true);
                w.moveClock(days);
                await new Promise((done) => setTimeout(done, 200));
                w.setHidden(false);
            }, 3 * DAY_MS);
            await assertSameAsUndisturbed();
        });

        it('a clock that jumps forth and back changes nothing', async () => {
            await open(site.address + START, { script: CLOCK });
            await assertReady(page);
            await page.evaluate(async (day) => {
                for (const by of [day, -2 * day, 5000, -5000, 1e12, -1e12]) {
                    /** @type {any} */ (window).moveClock(by);
                    await new Promise((done) => setTimeout(done, 60));
                }
            }, DAY_MS);
            await assertSameAsUndisturbed();
        });

        it('a frame budget that is used up at once changes nothing', async () => {
            await open(undisturbed.link, { script: `${CLOCK}\nwindow.setClockStep(8);` });
            await assertReady(page);
            assert.equal((await share(page)).digest, undisturbed.digest);
        });

        it('a processor six times as slow changes nothing', async () => {
            await open(undisturbed.link, { script: SLOW });
            await assertReady(page);
            assert.equal((await share(page)).digest, undisturbed.digest);
        });

        it('twenty of it on one page run, each when it is looked at', async () => {
            const rooms = Array.from({ length: 20 }, (_, i) => `<p>${i}</p><breathing-room id="r${i}" lang="en" scenario="retry-storm" act="3" seed="7" height="300"></breathing-room>`);
            const host = `<!doctype html><html lang="en"><head><title>Host</title></head><body>${rooms.join('')}`
                + '<script type="module" src="/js/breathing-room.js"></script></body></html>';
            await open(`${site.address}host.html`, { pages: { '/host.html': host } });
            // Every one of them, past the number of contexts that the browser lends to a page, and back.
            for (const i of [0, 5, 10, 15, 19, 0]) {
                const state = await waitFor(page, `room ${i}`, (id) => {
                    const room = /** @type {any} */ (document.getElementById(id));
                    room.scrollIntoView();
                    const inner = room.shadowRoot?.querySelector('iframe')?.contentDocument;
                    return inner?.documentElement?.dataset.state;
                }, `r${i}`);
                assert.equal(state, 'ready');
            }
            const states = await waitFor(page, 'all that were begun', () => {
                const begun = [...document.querySelectorAll('breathing-room')].flatMap((room) => room.shadowRoot?.querySelector('iframe') ?? [])
                    .map((frame) => frame.contentDocument?.documentElement?.dataset.state);
                return begun.every(Boolean) && begun;
            });
            assert.deepEqual([...new Set(states)], ['ready']);
            // What lost its context says so; the browser tells it a moment later.
            await waitFor(page, 'words where a context is lost', () => [...document.querySelectorAll('breathing-room')].every((room) => {
                const inner = room.shadowRoot?.querySelector('iframe')?.contentDocument;
                const canvas = /** @type {HTMLCanvasElement | null | undefined} */ (inner?.getElementById('canvas'));
                return !canvas?.getContext('webgl2')?.isContextLost() || inner?.getElementById('lost-context')?.hidden === false;
            }));
        });

        it('a frame that its host removes while it loads leaves no trace, and can come again', async () => {
            const host = '<!doctype html><html lang="en"><head><title>Host</title></head><body></body></html>';
            await open(`${site.address}host.html`, { pages: { '/host.html': host } });
            // Begun in the page and asked for by short calls, as a page that hangs answers none.
            await page.evaluate((address) => {
                const add = () => {
                    const frame = document.createElement('iframe');
                    frame.src = address;
                    document.body.append(frame);
                    return frame;
                };
                /** @type {{ faults: string[], isOver: boolean }} */
                const removals = { faults: [], isOver: false };
                Object.assign(window, { removals });
                window.addEventListener('error', (event) => removals.faults.push(event.message));
                // At many moments, as one alone would harm: while scripts come, and while they wait for files.
                const moments = [0, 5, 10, 20, 40, 80, 60, 50, 100, 150, 30, 70];
                const removeAll = async () => {
                    for (const wait of [...moments, ...moments, 400]) {
                        const frame = add();
                        await new Promise((done) => setTimeout(done, wait));
                        frame.remove();
                    }
                    add().id = 'last';
                    removals.isOver = true;
                };
                void removeAll();
            }, `/${START}`);
            const { faults } = await waitFor(page, 'the removals', () => {
                const { removals } = /** @type {any} */ (window);
                return removals.isOver && removals;
            });
            assert.deepEqual(faults, []);
            await waitFor(page, 'the last frame', () => /** @type {HTMLIFrameElement} */ (document.getElementById('last'))
                .contentDocument?.documentElement?.dataset.state === 'ready');
        });
    });
}
