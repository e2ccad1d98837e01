// @ts-check
// Collects what the measurements give, prints it, and writes public/scorecard.json, from which
// web/tools/scorecard.mjs makes the page. A part that fails is named with its reason, and the others go
// on; parts that were not measured this time keep what was measured before, with its own date.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const SCORECARD = join(root, 'public', 'scorecard.json');

/** @typedef {{ name: string, value: number | string, unit: string }} Row */
/**
 * @typedef {object} Part
 * @property {string} id
 * @property {string} title
 * @property {string} command Makes these numbers.
 * @property {string} measured The day, and the commit of the code.
 * @property {string} machine
 * @property {string} [failed] Why there are no numbers, or not all.
 * @property {Row[]} rows
 */
/** @typedef {(name: string, value: number | string, unit?: string) => void} AddRow */

/** @param {string} command @param {string[]} words */
function firstLine(command, words) {
    try {
        return execFileSync(command, words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0] ?? '';
    } catch {
        return '';
    }
}

/** What the numbers depend on, in one line. */
function machineWords() {
    const processors = cpus();
    const system = /PRETTY_NAME="([^"]*)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform;
    return [`${processors.length} × ${processors[0]?.model.trim() || 'processor'}`, `${Math.round(totalmem() / 2 ** 30)} GB`,
        system, `Node ${process.versions.node}`].join(', ');
}

/** The commit of the sources, with a plus if they were changed since. */
function commitWords() {
    const commit = firstLine('git', ['rev-parse', '--short=10', 'HEAD']);
    // The scorecard itself changes with every run.
    const changed = firstLine('git', ['status', '--porcelain', '--untracked-files=no', '--', '.', ':!public/scorecard.json']);
    return commit + (changed ? '+' : '');
}

/** As a text for people. @param {number} value */
export function numberWords(value) {
    const size = Math.abs(value);
    const digits = Number.isInteger(value) || size >= 1000 ? 0 : size >= 100 ? 1 : 2;
    return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** @returns {Part[]} */
export function readScorecard() {
    try {
        return JSON.parse(readFileSync(SCORECARD, 'utf8')).parts;
    } catch {
        return [];
    }
}

/** Numbers to four digits: more are noise, and would change the file for nothing. @param {number} value */
const rounded = (value) => (Number.isInteger(value) ? value : Number(value.toPrecision(4)));

/**
 * @param {{ id: string, title: string, command: string, measure: (add: AddRow) => unknown }} part
 * @returns {Promise<Part>}
 */
export async function measurePart({ id, title, command, measure }) {
    console.log(`\n${title}\n${'-'.repeat(title.length)}`);
    /** @type {Row[]} */
    const rows = [];
    let failed = '';
    try {
        await measure((name, value, unit = '') => {
            if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${name} is no number`);
            rows.push({ name, value: typeof value === 'number' ? rounded(value) : value, unit });
            const words = typeof value === 'number' ? numberWords(value) : value;
            console.log(`${name.padEnd(60)} ${`${words} ${unit}`.trim().padStart(24)}`);
        });
        if (rows.length === 0) failed = 'it gave no number';
    } catch (error) {
        failed = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    }
    if (failed) console.log(`FAILED: ${failed}`);
    const measured = `${new Date().toISOString().slice(0, 10)}, ${commitWords()}`;
    return { id, title, command, measured, machine: machineWords(), ...(failed ? { failed } : {}), rows };
}

/**
 * @param {Part[]} fresh
 * @param {string[]} order The ids of all parts there are.
 */
export function writeScorecard(fresh, order) {
    const before = readScorecard().filter((part) => !fresh.some((one) => one.id === part.id));
    const parts = [...before, ...fresh].filter((part) => order.includes(part.id))
        .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    writeFileSync(SCORECARD, `${JSON.stringify({ parts }, null, 1)}\n`);
}
