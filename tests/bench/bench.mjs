// @ts-check
// Measures and prints one table: events per second of the engine native and as WebAssembly, the small
// benchmarks, bytes over the wire, and the page in Chromium. Called by ./run bench after a build.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { siteFolder } from '../support/browser.mjs';
import { siteSizes } from '../support/site_sizes.mjs';
import { measurePage } from './browser.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const nativeFolder = join(root, 'build', 'native', 'tests', 'bench');
const webFolder = join(root, 'build', 'web', 'tests', 'bench');
const ENGINE_RUNS = 3;

/** @param {string} text */
const heading = (text) => console.log(`\n${text}\n${'-'.repeat(text.length)}`);
/** @param {string} name @param {string} value */
const row = (name, value) => console.log(`${name.padEnd(52)} ${value.padStart(22)}`);
/** @param {number} value @param {number} [digits] */
const number = (value, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits });

/** @param {string} command @param {string[]} words */
function runJson(command, words) {
    const result = spawnSync(command, words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
    if (result.status !== 0) throw new Error(`${command} ${words.join(' ')} failed:\n${result.stderr}`);
    return JSON.parse(result.stdout);
}

/** The fastest of several runs: the one that other work on the machine disturbed least. @param {string} command @param {string[]} words */
function bestRun(command, words) {
    const runs = Array.from({ length: ENGINE_RUNS }, () => runJson(command, words));
    return runs.reduce((best, run) => (run.events_per_s > best.events_per_s ? run : best));
}

function engine() {
    heading(`Engine: events per second, best of ${ENGINE_RUNS} runs`);
    const scenarios = readdirSync(join(root, 'public', 'scenarios')).filter((name) => name.endsWith('.json')).sort();
    for (const scenario of scenarios) {
        const path = join('public', 'scenarios', scenario);
        const native = bestRun(join(nativeFolder, 'engine_run'), [path]);
        const web = bestRun(process.execPath, ['--no-experimental-fetch', join(webFolder, 'engine_run.js'), path]);
        if (native.digest !== web.digest) throw new Error(`${scenario}: native and WebAssembly differ`);
        row(`${scenario} (${number(native.events)} events)`, '');
        row('  native', `${number(native.events_per_s)} /s`);
        row('  WebAssembly in Node', `${number(web.events_per_s)} /s`);
    }
}

function small() {
    if (!existsSync(nativeFolder)) return;
    const programs = readdirSync(nativeFolder).filter((name) => name.endsWith('_bench'));
    if (programs.length) heading('Small benchmarks (native)');
    for (const program of programs) {
        const { benchmarks } = runJson(join(nativeFolder, program),
            ['--benchmark_format=json', '--benchmark_min_time=0.3']);
        for (const one of benchmarks) {
            const rate = one.items_per_second ? `, ${number(one.items_per_second)} /s` : '';
            row(one.name, `${number(one.cpu_time, 1)} ${one.time_unit}${rate}`);
        }
    }
}

// How well and how fast the chat reads lines that it was not trained on.
function chat() {
    const lines = ['ms', 'en', 'zh'].map((tag) => join(root, 'tests', 'data', 'utterances', `${tag}.json`));
    const runs = [
        ['native', join(root, 'build', 'native', 'tests', 'core', 'chat', 'chat_quality'), []],
        ['WebAssembly', process.execPath,
            ['--no-experimental-fetch', join(root, 'build', 'web', 'tests', 'core', 'chat', 'chat_quality.js')]],
    ];
    for (const [name, program, words] of /** @type {[string, string, string[]][]} */ (runs)) {
        if (!existsSync(words[1] ?? program)) continue;
        heading(`Chat lines (${name})`);
        console.log(spawnSync(program, [...words, ...lines], { encoding: 'utf8' }).stdout.trimEnd());
    }
}

async function page() {
    heading('Over the wire (brotli), bytes');
    const measured = await measurePage();
    const first = new Set(measured.requested.map((path) => (path.endsWith('/') ? `${path}index.html` : path)));
    for (const file of await siteSizes(siteFolder)) {
        row(`${first.has(file.path) ? '* ' : '  '}${file.path}`, `${number(file.brotli)} of ${number(file.plain)}`);
    }
    row('* all up to the first interactive frame', number(measured.bytesToInteractive));
    heading('Page (Chromium without a graphics processor)');
    row('navigation to first frame', `${number(measured.firstFrame_ms)} ms`);
    row('navigation to taking input', `${number(measured.interactive_ms)} ms`);
    row('frames per second at rest', number(measured.framesAtRest_perS, 1));
}

if (existsSync(join(nativeFolder, 'engine_run'))) engine();
small();
chat();
await page();
