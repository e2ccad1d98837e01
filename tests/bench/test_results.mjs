// @ts-check
// What the last ./run test left behind: how many tests ran and passed in each suite, which faults and
// hostile inputs were tried, and how much the fuzz targets were fed.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './scorecard.mjs';

/** @typedef {import('./scorecard.mjs').AddRow} AddRow */
/** @typedef {{ name: string, ok: boolean, isSkipped: boolean, path: string[] }} TapTest */

const logs = join(root, 'build', 'logs');

/**
 * The single tests in what Node's runner wrote as TAP, with the names that they stand under.
 * @param {string} text
 * @returns {TapTest[]}
 */
export function readTap(text) {
    /** @type {TapTest[]} */
    const tests = [];
    /** @type {{ indent: number, name: string, isSuite: boolean }[]} */
    const above = [];
    for (const line of text.split('\n')) {
        const [, blanks = '', name = ''] = /^( *)# Subtest: (.*)$/.exec(line) ?? [];
        if (name) {
            while (above.length && (above.at(-1)?.indent ?? 0) >= blanks.length) above.pop();
            const parent = above.at(-1);
            if (parent) parent.isSuite = true;
            above.push({ indent: blanks.length, name, isSuite: false });
            continue;
        }
        const [, indent = '', not, said, note = ''] = /^( *)(not )?ok \d+ - (.*?)(?: # (SKIP|T[O]DO).*)?$/.exec(line) ?? [];
        if (said === undefined) continue;
        const closed = above.at(-1);
        while (above.length && (above.at(-1)?.indent ?? 0) >= indent.length) above.pop();
        // The tests of a suite were counted; it is none itself.
        if (!closed?.isSuite) tests.push({ name: said, ok: !not || note.startsWith('TO'), isSkipped: note === 'SKIP', path: above.map((one) => one.name) });
    }
    return tests;
}

/** @returns {{ suite: string, tests: TapTest[] }[]} */
function nodeSuites() {
    if (!existsSync(logs)) return [];
    return readdirSync(logs).filter((file) => file.endsWith('.tap')).sort()
        .map((file) => ({ suite: file.replace(/^test-|\.tap$/g, '').replaceAll('-', ' '), tests: readTap(readFileSync(join(logs, file), 'utf8')) }));
}

/**
 * Test cases and assertions in what the test programs wrote. As WebAssembly they believe to be at a terminal and
 * colour their numbers.
 * @param {string} written
 */
export function doctestCounts(written) {
    const text = written.replace(/\u001b\[[\d;]*m/g, '');
    /** @param {RegExp} pattern */
    const sum = (pattern) => [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
    return { cases: sum(/test cases: +\d+ \| +(\d+) passed/g), failed: sum(/test cases: +\d+ \| +\d+ passed \| +(\d+) failed/g),
        assertions: sum(/assertions: +\d+ \| +(\d+) passed/g) };
}

/** @param {AddRow} add */
export function measureTests(add) {
    let failed = 0;
    for (const [folder, name] of [['native-debug', 'native, -O0'], ['native', 'native, -O3'],
        ['native-asan', 'native, with sanitizers'], ['web', 'WebAssembly in Node']]) {
        const log = join(root, 'build', folder ?? '', 'Testing', 'Temporary', 'LastTest.log');
        if (!existsSync(log)) continue;
        const counts = doctestCounts(readFileSync(log, 'utf8'));
        add(`C++ test cases passed, ${name}`, counts.cases);
        add(`assertions in them, ${name}`, counts.assertions);
        failed += counts.failed;
    }
    for (const { suite, tests } of nodeSuites()) {
        add(`${suite}: tests passed`, tests.filter((test) => test.ok && !test.isSkipped).length);
        failed += tests.filter((test) => !test.ok).length;
    }
    add('tests failed', failed);
}

/**
 * One row for each kind of test that is named so: how many there are, and whether all passed.
 * @param {AddRow} add @param {RegExp} wanted
 */
function addNamed(add, wanted) {
    /** @type {Map<string, TapTest[]>} */
    const groups = new Map();
    for (const { suite, tests } of nodeSuites()) {
        for (const test of tests) {
            const place = [suite, ...test.path, test.name].join(' › ');
            if (wanted.test(place)) groups.set(place, [...(groups.get(place) ?? []), test]);
        }
    }
    for (const [place, tests] of groups) {
        const good = tests.filter((test) => test.ok && !test.isSkipped).length;
        add(place, good === tests.length ? 'passed' : `${tests.length - good} of ${tests.length} failed or left out`);
    }
    add('how many', groups.size);
}

/** What a test is named that shows one of these things: suite, descriptions and test with › between them. */
export const NAMED = {
    faults: /^browser › .*(, a fault › |graphics were lost|WebGL is refused|while it is hidden|in the background|slow line|line breaks|without any line)/,
    hostile: /hostile|whatever is posted|whatever the text is|any text|any address|made-up|break nothing/i,
    access: /axe|keyboard|screen reader|sees no canvas|contrast/i,
    equality: /^same results everywhere › (understanding|the set of coupons|a run of a scenario|the command line) › |same digest|native digest/,
};

/** @param {AddRow} add */
export const measureFaults = (add) => addNamed(add, NAMED.faults);
/** @param {AddRow} add */
export const measureHostile = (add) => addNamed(add, NAMED.hostile);
/** @param {AddRow} add */
export const measureAccessibility = (add) => addNamed(add, NAMED.access);
/** @param {AddRow} add */
export const measureEquality = (add) => addNamed(add, NAMED.equality);

/** @param {AddRow} add */
export function measureFuzzing(add) {
    const file = join(root, 'build', 'fuzz', 'executions.json');
    if (!existsSync(file)) throw new Error('./run test has not fed the fuzz targets yet');
    let total = 0;
    for (const [name, { inputs, seconds }] of Object.entries(JSON.parse(readFileSync(file, 'utf8')))) {
        add(`${name}, in ${seconds} s`, inputs, 'inputs');
        total += inputs;
    }
    add('all targets', total, 'inputs');
}
