// @ts-check
// ./run bench [PART…]: measures all, or the parts named, prints it, and writes public/scorecard.json.
// A part that fails is reported, and the others go on.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { siteFolder } from '../support/browser.mjs';
import { siteSizes } from '../support/site_sizes.mjs';
import { measurePage } from './browser.mjs';
import { measureChat, measureEngine, measureInstructions, measureSmall } from './native_parts.mjs';
import { measurePart, root, writeScorecard } from './scorecard.mjs';
import { measureAccessibility, measureEquality, measureFaults, measureFuzzing, measureHostile, measureTests } from './test_results.mjs';

/** @typedef {import('./scorecard.mjs').AddRow} AddRow */

/** Loaded once for both parts that need it. @type {Awaited<ReturnType<typeof measurePage>> | undefined} */
let loaded;
const page = async () => (loaded ??= await measurePage());

/** @param {AddRow} add */
async function measureSizes(add) {
    const { requested, bytesToInteractive } = await page();
    const first = new Set(requested.map((path) => (path.endsWith('/') ? `${path}index.html` : path)));
    const sizes = await siteSizes(siteFolder);
    add('all up to the first interactive frame', bytesToInteractive, 'bytes');
    for (const file of sizes.filter((one) => first.has(one.path))) add(`first: ${file.path}`, file.brotli, 'bytes');
    add('the whole site, all languages and materials', sizes.reduce((sum, file) => sum + file.brotli, 0), 'bytes');
    for (const path of ['/offline.html', '/breathing-room-later.wasm']) {
        const file = sizes.find((one) => one.path === path);
        if (file) add(path, file.brotli, 'bytes');
    }
}

/** @param {AddRow} add */
async function measureStart(add) {
    const { firstFrame_ms, interactive_ms, framesAtRest_perS } = await page();
    add('from navigation to the first frame', firstFrame_ms, 'ms');
    add('from navigation to taking input', interactive_ms, 'ms');
    add('frames drawn at rest', framesAtRest_perS, '/s');
}

/** Every number in what a program wrote, named by where it stands. @param {AddRow} add @param {unknown} value @param {string[]} path */
function addNumbers(add, value, path) {
    if (typeof value === 'number' && Number.isFinite(value)) {
        const [, name = '', unit = ''] = /^(.*?)(?:_(ms|s|bytes|us|ns|per_s))?$/.exec(path.at(-1) ?? '') ?? [];
        add([...path.slice(0, -1), name].join(', ').replaceAll('_', ' '), value, unit === 'per_s' ? '/s' : unit === 'us' ? 'µs' : unit);
    } else if (typeof value === 'object' && value !== null) {
        for (const [name, part] of Object.entries(value)) addNumbers(add, part, [...path, name]);
    }
}

/**
 * What a program of its own measures and leaves as JSON in build/bench.
 * @param {string} name
 * @returns {(add: AddRow) => void}
 */
const byProgram = (name) => (add) => {
    const program = join('tests', 'bench', `${name}.mjs`);
    if (!existsSync(join(root, program))) throw new Error(`there is no ${program}`);
    const { status } = spawnSync(process.execPath, [program], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], timeout: 900_000 });
    if (status !== 0) throw new Error(`${program} failed`);
    addNumbers(add, JSON.parse(readFileSync(join(root, 'build', 'bench', `${name}.json`), 'utf8')), []);
};

const BENCH = './run bench';
const TEST = './run test';
const PARTS = [
    { id: 'size', title: 'Bytes over the wire (brotli)', command: BENCH, measure: measureSizes },
    { id: 'start', title: 'Start of the page in Chromium, no graphics processor, median of 5 loads', command: BENCH, measure: measureStart },
    { id: 'frames', title: 'Work of one frame', command: BENCH, measure: byProgram('page_work') },
    { id: 'engine', title: 'Events per second, one core, best of 3 runs; plain: a textbook engine with the same digest', command: BENCH, measure: measureEngine },
    { id: 'instructions', title: 'Instructions per event (native, callgrind)', command: BENCH, measure: measureInstructions },
    { id: 'small', title: 'Small benchmarks (native)', command: BENCH, measure: measureSmall },
    { id: 'chat', title: 'What the chat understands', command: BENCH, measure: measureChat },
    { id: 'lighthouse', title: 'Lighthouse', command: BENCH, measure: byProgram('lighthouse') },
    { id: 'access', title: 'Accessibility: axe-core and keyboard', command: TEST, measure: measureAccessibility },
    { id: 'equality', title: 'The same digest in every build and browser', command: TEST, measure: measureEquality },
    { id: 'faults', title: 'Faults tried in the browser', command: TEST, measure: measureFaults },
    { id: 'hostile', title: 'Hostile input tried', command: TEST, measure: measureHostile },
    { id: 'fuzz', title: 'Made-up input fed to the readers (libFuzzer, sanitizers)', command: TEST, measure: measureFuzzing },
    { id: 'tests', title: 'Tests', command: TEST, measure: measureTests },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !PARTS.some((part) => part.id === id));
if (unknown.length) {
    console.error(`There is no part ${unknown.join(', ')}. Parts: ${PARTS.map((part) => part.id).join(' ')}`);
    process.exit(2);
}
const results = [];
for (const part of PARTS) {
    if (wanted.length === 0 || wanted.includes(part.id)) results.push(await measurePart(part));
}
writeScorecard(results, PARTS.map((part) => part.id));
const failed = results.filter((part) => part.failed);
for (const part of failed) console.log(`\nFAILED: ${part.title}: ${part.failed}`);
process.exitCode = failed.length ? 1 : 0;
