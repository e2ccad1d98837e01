// @ts-check
// What Lighthouse says of the assembled site in the local Chromium: the four scores of a desktop, and the
// performance of its slow phone (slow 4G, processor four times slower) with the times to the poster and to
// the first interactive frame.
//
//   node tests/bench/lighthouse.mjs [--runs 3]        prints, and writes build/bench/lighthouse.json

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

import { startServer } from '../../web/tools/serve.mjs';
import { chromiumPath, launchChromium, openSite, siteFolder } from '../support/browser.mjs';

const FLAGS = ['--headless=new', '--no-sandbox', '--disable-quic', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/**
 * @typedef {object} Judgement
 * @property {Record<string, number>} scores Of the categories, 0 to 100.
 * @property {string[]} faults Audits that are not passed, with what they found.
 * @property {Record<string, number>} times Of Lighthouse's own measures.
 */

/** @param {any} result @returns {Judgement} */
function judged(result) {
    const { categories, audits } = result;
    const scores = Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)]));
    const faults = Object.values(categories).flatMap(({ id, auditRefs }) => auditRefs
        .filter((/** @type {any} */ { weight }) => weight > 0)
        .map((/** @type {any} */ ref) => audits[ref.id])
        .filter((/** @type {any} */ { score }) => score !== null && score < 0.9)
        .map((/** @type {any} */ audit) => `${id}: ${audit.id} ${audit.displayValue ?? ''} ${(audit.details?.items ?? []).slice(0, 3)
            .map((/** @type {any} */ item) => item.node?.snippet ?? item.url ?? item.description ?? '').join(' ')}`.trim()));
    const numeric = (/** @type {string} */ name) => audits[name]?.numericValue ?? NaN;
    return { scores, faults, times: {
        first_contentful_paint_ms: numeric('first-contentful-paint'), largest_contentful_paint_ms: numeric('largest-contentful-paint'),
        total_blocking_time_ms: numeric('total-blocking-time'), cumulative_layout_shift: numeric('cumulative-layout-shift'),
    } };
}

/**
 * @param {string} address @param {'desktop' | 'phone'} device
 * @param {{ categories?: string[] }} [options]
 */
export async function judge(address, device, { categories = CATEGORIES } = {}) {
    const chrome = await launch({ chromePath: chromiumPath(), chromeFlags: FLAGS, logLevel: 'silent' });
    try {
        /** @type {import('lighthouse').Flags} */
        const flags = { port: chrome.port, onlyCategories: categories, output: 'json', logLevel: 'error' };
        const run = await lighthouse(address, flags, device === 'desktop' ? desktopConfig : undefined);
        if (!run) throw new Error('Lighthouse gave no result');
        return judged(run.lhr);
    } finally {
        chrome.kill();
    }
}

/** Lighthouse's slow 4G and slow phone, as its own simulation has them. */
const SLOW = { latency: 150, downloadThroughput: 1638.4 * 128, uploadThroughput: 750 * 128, offline: false };
const SLOWER_PROCESSOR = 4;

/** The times of one fresh load as a slow phone would see it, in ms. @param {import('playwright-core').Browser} browser */
export async function slowLoad(browser) {
    const site = await openSite(browser, { path: 'icon.svg', context: { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75 } });
    const session = await site.context.newCDPSession(site.page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
    await site.page.goto(site.server.address);
    await site.starts(90_000);
    const times = await site.page.evaluate(() => ({
        poster_ms: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
        interactive_ms: performance.getEntriesByName('breathing-room-interactive')[0]?.startTime ?? NaN,
    }));
    await site.close();
    return times;
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** The median of each number of several results. @param {Record<string, number>[]} results */
const medians = (results) => Object.fromEntries(Object.keys(results[0] ?? {}).map((name) =>
    [name, Math.round(median(results.map((result) => result[name] ?? NaN)) * 1000) / 1000]));

/** @param {number} runs */
export async function measureLighthouse(runs) {
    const server = await startServer({ folder: siteFolder });
    /** @type {Record<string, Record<string, number>>} */
    const found = {};
    for (const device of /** @type {const} */ (['desktop', 'phone'])) {
        const judgements = [];
        for (let run = 0; run < runs; run += 1) judgements.push(await judge(server.address, device));
        found[device] = medians(judgements.map(({ scores, times }) => ({ ...scores, ...times })));
        for (const fault of new Set(judgements.flatMap(({ faults }) => faults))) console.log(`${device}: ${fault}`);
    }
    await server.close();
    const browser = await launchChromium();
    const loads = [];
    for (let load = 0; load < runs; load += 1) loads.push(await slowLoad(browser));
    await browser.close();
    found['slow 4G, processor 4 times slower'] = medians(loads);
    return found;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
    const found = await measureLighthouse(Number(values.runs));
    const folder = join(siteFolder, '..', 'bench');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'lighthouse.json'), `${JSON.stringify(found, null, 2)}\n`);
    console.log(JSON.stringify(found, null, 2));
}
