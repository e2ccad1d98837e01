// @ts-check
// What is measured without a browser: the engine native and in Node, the small benchmarks, the chat.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './scorecard.mjs';

/** @typedef {import('./scorecard.mjs').AddRow} AddRow */

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
    // The launch day at noon: most attempts are refused and come back.
    ['tests/data/bench/peak.json', 240],
];

/** @param {string} path */
const shortName = (path) => path.replace(/^.*\//, '').replace('.json', '');

/** @param {string} command @param {string[]} words */
function runJson(command, words) {
    const result = spawnSync(command, words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
    if (result.error) throw result.error;
    if (result.status !== 0) throw new Error(`${command} ${words.join(' ')} failed: ${result.stderr}`);
    return JSON.parse(result.stdout);
}

/** The fastest of several runs: the one that other work on the machine disturbed least. @param {string} command @param {string[]} words */
function bestRun(command, words) {
    const runs = Array.from({ length: ENGINE_RUNS }, () => runJson(command, words));
    return runs.reduce((best, run) => (run.events_per_s > best.events_per_s ? run : best));
}

const nativeRun = join(nativeFolder, 'engine_run');
const builds = [
    { name: 'native', run: (/** @type {string[]} */ words) => bestRun(nativeRun, words) },
    { name: 'WebAssembly in Node', run: (/** @type {string[]} */ words) =>
        bestRun(process.execPath, ['--no-experimental-fetch', join(webFolder, 'engine_run.js'), ...words]) },
];

/** Events per second, one core, best of some runs; the plain engine is the textbook one of tests/bench. @param {AddRow} add */
export function measureEngine(add) {
    for (const path of ENGINE_SCENARIOS) {
        const digests = new Set();
        for (const { name, run } of builds) {
            const ours = run([path]);
            const plain = run([path, '--plain']);
            digests.add(ours.digest).add(plain.digest);
            const place = `${shortName(path)}, ${name}`;
            add(place, ours.events_per_s, 'events/s');
            add(`${place}, plain engine`, plain.events_per_s, 'events/s');
            add(`${place}, times as fast`, ours.events_per_s / plain.events_per_s, '×');
            add(`${place}, whole run`, ours.seconds, 's');
            add(`${place}, most memory held`, ours.memory_mb, 'MB');
        }
        add(`${shortName(path)}: different digests of 4 runs`, digests.size);
        if (digests.size !== 1) throw new Error(`${path}: digests differ: ${[...digests].join(', ')}`);
    }
    add('to-28-feb, native, whole run', bestRun(nativeRun, ['public/scenarios/to-28-feb.json']).seconds, 's');
    const previews = builds.map(({ name, run }) => {
        const all = run(['public/scenarios/launch-day.json', '--preview']);
        add(`preview of the launch day by mean flows, ${name}`, (all.seconds / all.events) * 1e3, 'ms');
        return all.digest;
    });
    if (new Set(previews).size !== 1) throw new Error(`previews differ: ${previews.join(', ')}`);
}

/** Instructions of one run as callgrind counts them. @param {string[]} words */
function instructionsOf(words) {
    const result = spawnSync('valgrind', ['--tool=callgrind', '--callgrind-out-file=/dev/null', nativeRun, ...words],
        { cwd: root, encoding: 'utf8' });
    const counted = /Collected : (\d+)/.exec(result.stderr ?? '');
    if (!counted) throw new Error('valgrind is not installed, or did not count');
    return { instructions: Number(counted[1]), events: JSON.parse(result.stdout).events };
}

/** The same on every machine and in every mood of it; reading the scenario is taken off. @param {AddRow} add */
export function measureInstructions(add) {
    for (const [path, until] of INSTRUCTION_RUNS) {
        const start = instructionsOf([path, '--until=0']);
        const run = instructionsOf([path, `--until=${until}`]);
        add(`${shortName(path)}, first ${until} s`,
            (run.instructions - start.instructions) / (run.events - start.events), 'instructions/event');
    }
}

/** @param {AddRow} add */
export function measureSmall(add) {
    for (const program of readdirSync(nativeFolder).filter((name) => name.endsWith('_bench'))) {
        const { benchmarks } = runJson(join(nativeFolder, program), ['--benchmark_format=json', '--benchmark_min_time=0.3']);
        /** @type {Record<string, number>} */
        const first = {};
        for (const one of benchmarks) {
            add(one.name, one.cpu_time, one.time_unit);
            if (one.items_per_second) add(`${one.name}, rate`, one.items_per_second, '/s');
            // How the cost of an event grows with people in the system, against the fewest.
            const [family = '', people = ''] = one.name.split('/');
            if (one.ns_per_event && /^\d+$/.test(people)) {
                first[family] ??= one.ns_per_event;
                add(`${one.name}, against the fewest people`, one.ns_per_event / first[family], '×');
            }
            if (one.bytes_per_person) add(`${one.name}, memory`, one.bytes_per_person, 'bytes/person');
        }
    }
}

/** How well and how fast the chat reads lines that it was not trained on. @param {AddRow} add */
export function measureChat(add) {
    const data = join(root, 'tests', 'data');
    const lines = [...['ms', 'en', 'zh'].map((tag) => join(data, 'utterances', `${tag}.json`)),
        ...readdirSync(join(data, 'phenomena')).sort().map((name) => join(data, 'phenomena', name))];
    const place = join('tests', 'core', 'chat', 'chat_quality');
    for (const [name, words] of /** @type {[string, string[]][]} */ ([
        ['native', [join(root, 'build', 'native', place)]],
        ['WebAssembly in Node', [process.execPath, '--no-experimental-fetch', join(root, 'build', 'web', `${place}.js`)]],
    ])) {
        const [program = '', ...before] = words;
        if (!existsSync(before[1] ?? program)) throw new Error(`${before[1] ?? program} is not built`);
        const { stdout } = spawnSync(program, [...before, ...lines], { encoding: 'utf8' });
        for (const line of stdout.trimEnd().split('\n')) addChatLine(add, name, line);
    }
}

/** One line of chat_quality. @param {AddRow} add @param {string} build @param {string} line */
function addChatLine(add, build, line) {
    const [, language, count, shares = ''] = /^(\w+) +(\d+) lines +(.*)$/.exec(line) ?? [];
    if (language && build === 'native') {
        add(`${language}: lines that the chat was not trained on`, Number(count));
        for (const [, name = '', share] of shares.matchAll(/([a-z ]+?) +([0-9.]+) %/g)) {
            add(`${language}: ${name.trim()}${name.includes('refused') ? '' : ' right'}`, Number(share), '%');
        }
        const [, effects] = /asked for (\d+)/.exec(shares) ?? [];
        add(`${language}: side effects nobody asked for`, Number(effects));
    }
    const [, middle, slow] = /^a line takes p50 ([0-9.]+) us, p99 ([0-9.]+) us/.exec(line) ?? [];
    if (middle) {
        add(`a line, ${build}, half take at most`, Number(middle), 'µs');
        add(`a line, ${build}, 99 in 100 take at most`, Number(slow), 'µs');
    }
}
