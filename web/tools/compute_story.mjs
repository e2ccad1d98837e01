// @ts-check
// Runs the simulation for the numbers and charts that the page tells without script, and keeps what they
// need in public/story_runs.json. Run it after a change of the engine or of the scenario; a test finds a
// file that is out of date.
//
//   node web/tools/compute_story.mjs BREATHE…       BREATHE: the program, such as build/native/breathe, or
//                                                   node build/web/breathe.mjs

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const place = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const SCENARIO = place('public/scenarios/launch-day.json');
export const RUNS = place('public/story_runs.json');

/** How far the crowd is followed where nobody is refused: by then the line is a story of its own. */
const UNBOUNDED_UNTIL_S = 14400;
const STEP_S = 600;
/** Short enough for a test, long enough to tell one engine from another. */
const PROOF_UNTIL_S = 600;

/**
 * @param {string[]} breathe @param {string[]} options
 * @returns {Promise<any>}
 */
async function simulate([program = '', ...first], options) {
    const { stdout } = await promisify(execFile)(program, [...first, 'simulate', SCENARIO, ...options], { maxBuffer: 64e6 });
    return JSON.parse(stdout);
}

/** What the page needs of a run. @param {any} report */
function shortened(report) {
    const { digest, orders, attempts, served, lost, shed, stale } = report;
    const series = report.series.map((/** @type {any} */ step) => {
        const model = step.stations[0];
        const seconds = step.end_s - step.start_s;
        return {
            end_s: step.end_s,
            asked_per_s: Math.round(step.attempts / seconds * 10) / 10,
            goodput_per_s: Math.round(step.goodput / seconds * 10) / 10,
            capacity_per_s: Math.round(model.servers / 1.2 * 10) / 10,
            wait_p50_s: Math.round(step.attempt_time_p50_s * 10) / 10,
            wait_p95_s: Math.round(step.attempt_time_p95_s * 10) / 10,
            served_total: step.served_total,
        };
    });
    return { digest, orders, attempts, served, lost, shed, stale, series };
}

/** What tells whether the file still belongs to scenario and engine. @param {string[]} breathe */
export async function proofOf(breathe) {
    const scenario = createHash('sha256').update(await readFile(SCENARIO)).digest('hex').slice(0, 16);
    const { digest } = await simulate(breathe, ['--until', String(PROOF_UNTIL_S)]);
    return { scenario, digest };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const breathe = process.argv.slice(2);
    if (breathe.length === 0) {
        console.error('Usage: node web/tools/compute_story.mjs BREATHE…');
        process.exit(2);
    }
    const every = ['--every', String(STEP_S)];
    const proof = await proofOf(breathe);
    const bounded = shortened(await simulate(breathe, every));
    const unbounded = shortened(await simulate(breathe,
        [...every, '--until', String(UNBOUNDED_UNTIL_S), '--set', '/policies/0/enabled=false']));
    await writeFile(RUNS, `${JSON.stringify({ proof, start: '2026-02-06T07:00:00+08:00', bounded, unbounded })}\n`);
}
