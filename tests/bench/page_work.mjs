// @ts-check
// What the page works in Chromium: its frames while the launch day plays at 600×, with and without a slow
// processor; the whole day at full speed; memory after a whole weekend. Prints, and leaves
// build/bench/page_work.json for ./run bench:
//
//   node tests/bench/page_work.mjs [SCENARIO of the memory run; weekend if none is given]

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { launchChromium, openSite } from '../support/browser.mjs';
import { mirrored } from '../support/visitor.mjs';

/** @typedef {import('playwright-core').Page} Page */

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'build', 'bench');
const PLAY_S = 12;
// What the page may still have to do after its start and a press: parts that come later, and easing in.
const SETTLE_MS = 5000;
const SLOW_DOWN = 4;
const WHOLE_RUN_MS = 900_000;

/**
 * Times every callback of a frame: a slice of the simulation, of at most 7.5 ms, and the interface's own work.
 * What a graphics processor would do is left out, since here the processor would do it and the page would wait
 * for it. Runs in the page before its scripts.
 */
function watchFrames() {
    const request = window.requestAnimationFrame.bind(window);
    /** @type {any} */
    const page = window;
    page.frameTimes = [];
    page.longTasks = [];
    WebGL2RenderingContext.prototype.drawElements = () => {};
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any} */ module, /** @type {any} */ imports) => {
        const instance = /** @type {any} */ (await instantiate(module, imports));
        page.programMemory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
        return instance;
    });
    window.requestAnimationFrame = (callback) => request((time) => {
        const started = performance.now();
        callback(time);
        page.frameTimes.push(performance.now() - started);
    });
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) page.longTasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: false });
}

/** @param {number[]} values @param {number} part */
const quantile = (values, part) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))] ?? 0;

/** @param {Page} page */
const arrives = (page) => page.waitForFunction((selector) => document.querySelector(selector)?.textContent?.includes('×'),
    mirrored('timeline.speed'), { timeout: WHOLE_RUN_MS });

/** @param {Page} page @param {string} id */
const press = (page, id) => page.locator(mirrored(id)).evaluate((element) => /** @type {HTMLElement} */ (element).click());

/** Frames and long tasks of some seconds. @param {Page} page @param {number} seconds */
async function watch(page, seconds) {
    await page.evaluate(() => { /** @type {any} */ (window).frameTimes.length = /** @type {any} */ (window).longTasks.length = 0; });
    await page.waitForTimeout(seconds * 1000);
    const { frames, tasks } = await page.evaluate(() => ({ frames: [.../** @type {any} */ (window).frameTimes], tasks: [.../** @type {any} */ (window).longTasks] }));
    return { p50_ms: quantile(frames, 0.5), p95_ms: quantile(frames, 0.95), longest_frame_ms: Math.max(0, ...frames), tasks_over_50_ms_count: tasks.length,
        longest_task_ms: Math.max(0, ...tasks), frames: frames.length };
}

/** @param {import('playwright-core').Browser} browser @param {string} path */
async function open(browser, path) {
    const site = await openSite(browser, { path: 'icon.svg' });
    await site.context.addInitScript(watchFrames);
    await site.page.goto(site.server.address + path);
    await site.ready(120_000);
    await arrives(site.page);
    await site.page.waitForTimeout(1000);
    return site;
}

/** Bytes that the page holds: scripts and the program's memory. @param {Page} page */
async function memoryOf(page) {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    await cdp.detach();
    return usedSize + await page.evaluate(() => /** @type {any} */ (window).programMemory.buffer.byteLength);
}

/** Plays to the end at full speed. @param {Page} page */
async function playOut(page) {
    await press(page, 'timeline.speed');
    await press(page, 'speed.3600');
    const started = Date.now();
    const end = await page.locator(mirrored('timeline.scrub')).getAttribute('max');
    await page.locator(mirrored('timeline.scrub')).evaluate((element, value) => {
        const slider = /** @type {HTMLInputElement} */ (element);
        slider.value = value ?? '';
        slider.dispatchEvent(new Event('input', { bubbles: true }));
    }, end);
    await page.waitForFunction((selector) => !document.querySelector(selector)?.textContent?.includes('×'), mirrored('timeline.speed'));
    await arrives(page);
    return (Date.now() - started) / 1000;
}

/** @param {string} [weekend] */
export async function measurePageWork(weekend = 'weekend') {
    const browser = await launchChromium();
    try {
        const site = await open(browser, '?lang=en&act=7&scenario=launch-day');
        const { page } = site;
        // The act has been sought.
        await page.waitForFunction((selector) => Number(/** @type {HTMLInputElement | null} */ (document.querySelector(selector))?.value) > 0,
            mirrored('timeline.scrub'));
        await arrives(page);
        await press(page, 'timeline.speed');
        await press(page, 'speed.600');
        await page.waitForTimeout(SETTLE_MS);
        const still = await watch(page, 1);
        await press(page, 'timeline.play');
        await page.waitForTimeout(1000);
        const playing = await watch(page, PLAY_S);
        const cdp = await page.context().newCDPSession(page);
        await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
        await page.waitForTimeout(1000);
        const slow = await watch(page, PLAY_S);
        await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
        await site.close();
        const whole = await open(browser, '?lang=en&act=1&scenario=launch-day');
        const day_s = await playOut(whole.page);
        await whole.close();
        const long = await open(browser, `?lang=en&act=1&scenario=${weekend}`);
        await playOut(long.page);
        const memory_bytes = await memoryOf(long.page);
        await long.close();
        return { restFrames: still.frames, playing, slow, day_s, memory_bytes };
    } finally {
        await browser.close();
    }
}

/** As rows of a table: what, measured, budget. @param {Awaited<ReturnType<typeof measurePageWork>>} of @returns {[string, string][]} */
export function pageWorkRows({ restFrames, playing, slow, day_s, memory_bytes }) {
    /** @param {string} name @param {typeof playing} frames @returns {[string, string][]} */
    const rows = (name, frames) => [
        [`${name}: a frame with its slice, p50 / p95`, `${frames.p50_ms.toFixed(1)} / ${frames.p95_ms.toFixed(1)} ms (≤ 12)`],
        [`${name}: longest task, tasks over 50 ms`, `${Math.max(frames.longest_frame_ms, frames.longest_task_ms).toFixed(0)} ms, ${frames.tasks_over_50_ms_count} (0)`],
    ];
    return [
        ['frames in a second at rest', `${restFrames} (0)`],
        ...rows('launch day at 600×', playing),
        ...rows(`the same, processor ${SLOW_DOWN}× slower`, slow),
        ['launch day to its end', `${day_s.toFixed(1)} s (≤ 25)`],
        ['memory of the page after the weekend', `${(memory_bytes / 1e6).toFixed(0)} MB (≤ 96)`],
    ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const found = await measurePageWork(process.argv[2]);
    for (const [name, value] of pageWorkRows(found)) console.log(`${name.padEnd(60)} ${value}`);
    const { restFrames, playing, slow, day_s, memory_bytes } = found;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'page_work.json'), JSON.stringify({
        frames_in_a_second_at_rest: restFrames,
        'launch day at 600×, a frame with its slice': playing,
        [`the same, processor ${SLOW_DOWN}× slower`]: slow,
        launch_day_to_its_end_s: day_s,
        memory_of_the_page_after_the_weekend_bytes: memory_bytes,
    }));
}
