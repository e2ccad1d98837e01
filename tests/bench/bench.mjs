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
// Both engines play these, native and as WebAssembly.
const ENGINE_SCENARIOS = ['mm1', 'mmck', 'tandem'].map((name) => `tests/data/bench/${name}.json`)
    .concat('public/scenarios/launch-day.json');
/** @type {[string, number][]} */
const INSTRUCTION_RUNS = [
    ['tests/data/bench/mm1.json', 200_000],
    ['tests/data/bench/mmck.json', 2_000],
    ['tests/data/bench/tandem.json', 30],
    ['public/scenarios/launch-day.json', 1_800],
];

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

const nativeRun = join(nativeFolder, 'engine_run');
/** @param {string[]} words */
const native = (words) => bestRun(nativeRun, words);
/** @param {string[]} words */
const web = (words) => bestRun(process.execPath, ['--no-experimental-fetch', join(webFolder, 'engine_run.js'), ...words]);

function engine() {
    heading(`Engine, one core, best of ${ENGINE_RUNS} runs; plain: the textbook engine of tests/bench, same digest`);
    const builds = existsSync(join(webFolder, 'engine_run.js'))
        ? [{ name: 'native', run: native }, { name: 'WebAssembly in Node', run: web }]
        : [{ name: 'native', run: native }];
    for (const path of ENGINE_SCENARIOS) {
        const digests = new Set();
        row(path, '');
        for (const { name, run } of builds) {
            const ours = run([path]);
            const plain = run([path, '--plain']);
            digests.add(ours.digest).add(plain.digest);
            const cost = (/** @type {{ seconds: number, events: number }} */ one) => number((one.seconds / one.events) * 1e9, 1);
            row(`  ${name}`, `${number(ours.events_per_s)} events/s, ${cost(ours)} ns/event`);
            row('    plain engine', `${number(plain.events_per_s)} events/s, ${cost(plain)} ns/event`);
            row('    times as fast', number(ours.events_per_s / plain.events_per_s, 2));
        }
        if (digests.size !== 1) throw new Error(`${path}: digests differ: ${[...digests].join(', ')}`);
    }
    const previews = builds.map(({ name, run }) => {
        const all = run(['public/scenarios/launch-day.json', '--preview']);
        row(`  preview of the launch day by mean flows, ${name}`, `${number((all.seconds / all.events) * 1e3, 1)} ms`);
        return all.digest;
    });
    if (new Set(previews).size !== 1) throw new Error(`previews differ: ${previews.join(', ')}`);
}

/** Instructions of one run as callgrind counts them. @param {string[]} words */
function instructionsOf(words) {
    const result = spawnSync('valgrind', ['--tool=callgrind', '--callgrind-out-file=/dev/null', nativeRun, ...words],
        { cwd: root, encoding: 'utf8' });
    const counted = /Collected : (\d+)/.exec(result.stderr ?? '');
    return counted ? { instructions: Number(counted[1]), events: JSON.parse(result.stdout).events } : null;
}

/** The same on every machine and in every mood of it; reading the scenario is taken off. */
function instructions() {
    heading('Instructions per event (native, callgrind)');
    for (const [path, until] of INSTRUCTION_RUNS) {
        const start = instructionsOf([path, '--until=0']);
        const run = instructionsOf([path, `--until=${until}`]);
        if (!start || !run) return row('valgrind is not installed', '');
        row(`${path}, first ${until} s`,
            number((run.instructions - start.instructions) / (run.events - start.events), 1));
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
            const memory = one.bytes_per_person ? `, ${number(one.bytes_per_person)} B/person` : '';
            row(one.name, `${number(one.cpu_time, 1)} ${one.time_unit}${rate}${memory}`);
        }
    }
}

// How well and how fast the chat reads lines that it was not trained on.
function chat() {
    const data = join(root, 'tests', 'data');
    const lines = [...['ms', 'en', 'zh'].map((tag) => join(data, 'utterances', `${tag}.json`)),
        ...readdirSync(join(data, 'phenomena')).sort().map((name) => join(data, 'phenomena', name))];
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

if (existsSync(nativeRun)) {
    engine();
    instructions();
}
small();
chat();
await page();
