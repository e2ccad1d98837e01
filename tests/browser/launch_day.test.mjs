// @ts-check
// The whole of launch-day, to its last second, has the same events in every engine and natively. Each
// engine needs about half a minute of a processor for it.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { ENGINES, launchEngine } from './support/engines.mjs';
import { startTestSite } from './support/site.mjs';
import { ready, share, waitLonger } from './support/steps.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const END_S = 32400;
/** On a machine that has much else to do. */
const WAIT_MS = 300_000;

/** What the native program comes to. @returns {Promise<string>} */
function nativeDigest() {
    return new Promise((fulfil, reject) => {
        const program = `${root}build/native/breathe`;
        const child = execFile(program, ['chat', 'public/scenarios/launch-day.json', '--lang', 'en'], { cwd: root }, (fault, out) => {
            const digest = /^[0-9a-f]{16}$/m.exec(out)?.[0];
            if (fault || !digest) reject(fault ?? new Error(out));
            else fulfil(digest);
        });
        child.stdin?.end(`:at ${END_S}\n:digest\n`);
    });
}

/** What the page comes to. @param {typeof ENGINES[number]} engine */
async function digestIn(engine) {
    const site = await startTestSite();
    const browser = await launchEngine(engine);
    try {
        const page = await browser.open(() => undefined);
        // Small, and one part alone: the run is asked for, not the picture.
        await page.resize(640, 480);
        await page.goto(`${site.address}?lang=en&act=1&part=chat`);
        await ready(page);
        await page.evaluate(() => document.getElementById('m-timeline.scrub')?.focus());
        await page.press('End');
        await waitLonger(WAIT_MS, page, 'the end of the day', () =>
            /16:00/.test(document.getElementById('m-timeline.scrub')?.getAttribute('aria-valuetext') ?? '')
                && /×/.test(document.getElementById('m-timeline.speed')?.textContent ?? ''));
        return (await share(page)).digest;
    } finally {
        await browser.close();
        await site.close();
    }
}

/** @type {Promise<string>} */
let native;
before(() => {
    native = nativeDigest();
    native.catch(() => undefined);  // Awaited by each test.
});

describe('the day', () => {
    for (const engine of ENGINES) {
        it(`comes to the native digest at the end of launch-day, in ${engine}`, { timeout: 2 * WAIT_MS }, async () => {
            assert.equal(await digestIn(engine), await native);
        });
    }
});
