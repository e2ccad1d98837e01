// @ts-check
// The same visit in every engine: what must work for everybody, once through. Each engine has a file
// of its own that calls this (engines/*.test.mjs).

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { pictureFolder } from '../../support/browser.mjs';
import { launchEngine } from './engines.mjs';
import { testRobustness } from './robustness.mjs';
import { startTestSite } from './site.mjs';
import { linesOf, press, ready, say, share, waitFor, waitForWords } from './steps.mjs';

/** @typedef {import('./engines.mjs').EnginePage} EnginePage */

const FRAME_MS = 20_000;
const RUSH = new URL('../../data/scenarios/small_rush.json', import.meta.url);

/** An order, what is asked back, and the last step of it, in each language. */
const ORDERS = [
    { language: 'en', order: 'one bubble tea, half sugar', confirms: /bubble tea.*half sugar/, yes: 'yes', done: /Paid done/, why: 'why?' },
    { language: 'ms', order: 'nak satu teh susu, kurang manis', confirms: /teh susu/, yes: 'ya', done: /selesai/, why: 'kenapa?' },
    { language: 'zh', order: '来两杯奶茶少糖', confirms: /奶茶.*2/, yes: '好的', done: /付款 已完成/, why: '为什么' },
];

/** The hosts of docs/embedding.md. */
const HOSTS = ['iframe', 'element', 'pym', 'amp', 'datawrapper', 'mount', 'csp'];

/** Says yes, and waits for the word on how the order ended, after the one that it is on its way. @param {EnginePage} page @param {string} yes */
async function confirm(page, yes) {
    const { length } = await linesOf(page);
    await say(page, yes);
    await waitFor(page, 'the end of the order', (count) =>
        document.querySelectorAll('[id="m-chat.log"] > div').length >= count + 3, length);
}

/** One browser and its site, from the start of a suite to its end. */
export class Visit {
    /** @type {string[]} */
    requests = [];

    /** @param {typeof import('./engines.mjs').ENGINES[number]} engine @param {import('./engines.mjs').LaunchOptions} [options] */
    async begin(engine, options) {
        this.site = await startTestSite({ files: { 'scenarios/small-rush.json': await readFile(RUSH, 'utf8') } });
        this.browser = await launchEngine(engine, options);
        this.page = await this.browser.open((address) => this.requests.push(address));
    }

    async end() {
        await this.browser?.close();
        await this.site?.close();
    }

    /** What begin() has made. */
    get all() {
        const { site, browser, page } = this;
        if (!site || !browser || !page) throw new Error('The visit has not begun.');
        return { site, browser, page };
    }

    /** Goes to an address of the site and waits until the page is usable. @param {string} path */
    async go(path) {
        const { page, site } = this.all;
        await page.goto(site.address + path);
        await ready(page);
        return page;
    }

    /** Goes to a host and waits until the page in its frame says that it has started. @param {string} host */
    async goHost(host) {
        const { page, site } = this.all;
        const known = site.told.length;
        await page.goto(`${site.address}examples/${host}.html`);
        await waitFor(page, `a frame in ${host}`, () => {
            const shadow = document.querySelector('breathing-room')?.shadowRoot;
            const frame = document.querySelector('iframe') ?? shadow?.querySelector('iframe');
            frame?.scrollIntoView();
            return frame !== null && frame !== undefined;
        });
        const started = () => site.told.slice(known).find(({ kind, text }) => kind === 'state' && text === 'ready');
        const end = performance.now() + FRAME_MS;
        while (!started() && performance.now() < end) await new Promise((done) => { setTimeout(done, 50); });
        assert.ok(started(), `${host}: ${JSON.stringify(site.told.slice(known))}`);
        return started();
    }
}

/** @param {Visit} visit */
function testTalk(visit) {
    it('serves an order in three languages and says why, switched without a reload', async () => {
        const page = await visit.go('?lang=en');
        for (const { language, order, confirms, yes, done, why } of ORDERS) {
            await press(page, `language.${language}`);
            await waitFor(page, language, (tag) => document.documentElement.lang.startsWith(tag), language);
            assert.match(await say(page, order), confirms);
            await confirm(page, yes);
            await waitForWords(page, 'chat.steps', done);
            assert.match(await say(page, why), /\S/);
        }
    });

    it('refuses in the rush and says why', async () => {
        const page = await visit.go('?lang=en&scenario=small-rush&act=4&levers=bounded_line:50');
        await say(page, 'one bubble tea');
        await confirm(page, 'yes');
        await waitForWords(page, 'chat.steps', /failed/);
        assert.match(await say(page, 'why?'), /line|full|room/);
    });
}

/** @param {Visit} visit */
function testControls(visit) {
    it('steps through the acts and changes its colours', async () => {
        const page = await visit.go('?lang=en&scenario=small-rush');
        for (const act of [1, 2, 3, 4, 5, 6, 7]) {
            await press(page, `act.${act}`);
            await waitFor(page, `act ${act}`, (id) => document.getElementById(id)?.hasAttribute('aria-current'), `m-act.${act}`);
            await waitForWords(page, 'headline', /\S/);
        }
        const seen = new Set();
        for (let theme = 0; theme < 4; theme += 1) {
            const now = await page.evaluate(() => document.documentElement.dataset.theme);
            seen.add(now);
            await press(page, 'theme');
            await waitFor(page, `not ${now}`, (old) => document.documentElement.dataset.theme !== old, now);
        }
        assert.equal(seen.size, 4, [...seen].join(' '));
    });

    it('gives a link that comes to the same digest', async () => {
        const page = await visit.go('?lang=en&scenario=retry-storm&act=3');
        await say(page, 'two milk teas, half sugar');
        const first = await share(page);
        await page.goto('about:blank');
        await page.goto(first.link);
        await ready(page);
        await waitFor(page, 'the talk of the link', () => document.querySelectorAll('[id="m-chat.log"] > div').length >= 3);
        assert.deepEqual(await share(page), first);
    });
}

/** @param {typeof import('./engines.mjs').ENGINES[number]} engine */
export function endToEnd(engine) {
    const visit = new Visit();
    describe(`the page in ${engine}`, () => {
        before(() => visit.begin(engine));
        after(() => visit.end());

        it('starts and is drawn', async () => {
            const page = await visit.go('?lang=en');
            console.log(visit.all.browser.version);
            await mkdir(pictureFolder, { recursive: true });
            const picture = await page.picture();
            await writeFile(join(pictureFolder, `engine-${engine}.png`), picture);
            assert.ok(picture.length > 40000, `an empty picture has few bytes: ${picture.length}`);
        });

        testTalk(visit);
        testControls(visit);

        it('runs in every host', async () => {
            for (const host of HOSTS) await visit.goHost(host);
        });

        it('runs in a sandbox as one file, and answers its host', async () => {
            const { page, site } = visit.all;
            await page.goto(`${site.address}examples/sandbox-file.html`);
            const said = await waitFor(page, 'an answer', () => document.getElementById('said')?.textContent);
            assert.match(said, /^launch-day [0-9a-f]{16}$/);
            await page.goto('about:blank');
        });

        // There a policy of an opaque origin finds no file its own; what it says is in docs/embedding.md.
        if (engine !== 'webkit') {
            it('runs in a sandbox', async () => {
                assert.equal((await visit.goHost('sandbox'))?.origin, 'null');
            });
        }

        testRobustness(visit, engine);

        it('met no fault, broke no policy, and asked nobody else', () => {
            const { site } = visit.all;
            assert.deepEqual(site.faults(), []);
            // The slow server is one of ours, too.
            const others = visit.requests.filter((address) => !/^(http:\/\/127\.0\.0\.1:|data:|blob:|about:|file:)/.test(address));
            assert.deepEqual(others, []);
            if (engine !== 'webkit') assert.ok(visit.requests.length > 20, 'the engine tells of requests');
        });
    });
}
