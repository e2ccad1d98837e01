// @ts-check
// Runs the simulation for the numbers of the teacher sheets and keeps them in public/lesson_runs.json. Run
// it after a change of the engine or of a scenario; a test finds a file that is out of date.
//
//   node web/tools/compute_lessons.mjs BREATHE…     BREATHE: the program, such as build/native/breathe, or
//                                                   node build/web/breathe.mjs

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { FORMS, measured, stuckAttempts } from './queue_forms.mjs';

const place = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const LESSONS = place('public/lesson_runs.json');

/** The last half minute of the four, in which it shows whether the service has come back. */
const LAST_FROM_S = 210;
/** First tries are 70 a second; runs that come back serve 67 or more, those that do not at most 58. */
const FREE_PER_S = 60;
const LINES = [10, 50, 100, 200, 300, 350, 370, 375, 380, 385, 390, 400, 450, 500, 1000];
/** Chance alone decides here: the line of the class experiment. */
const CLASS_LINE = 380;
const PROOF_FORMS = ['md1', 'erlang_b'];
const RETRIES = [0, 0.2, 0.4, 0.6, 0.85, 1];
const SERVERS = [40, 80, 120, 140, 150, 160, 200];
const PAUSES_S = [5, 10, 20, 40, 60, 80];
/** Student's t for 19 degrees of freedom, 95 %. */
const T_19 = 2.093;

/** @typedef {(options: string[]) => Promise<any[]>} Sweep One report a run. */

/** @param {number} number @param {number} [digits] */
const rounded = (number, digits = 1) => Math.round(number * 10 ** digits) / 10 ** digits;

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {string} pointer @param {unknown} value */
const set = (pointer, value) => ['--set', `${pointer}=${JSON.stringify(value)}`];

/** @param {any[]} runs */
const goodputs = (runs) => runs.map((run) => run.rates_per_s.goodput.mean);

/** @param {any[]} runs */
const stuckOf = (runs) => goodputs(runs).filter((rate) => rate < FREE_PER_S).length;

/** Runs by what was varied, in order. @param {any[]} runs @param {string} pointer */
function grouped(runs, pointer) {
    /** @type {Map<any, any[]>} */
    const groups = new Map();
    for (const run of runs) groups.set(run.varied[pointer], [...groups.get(run.varied[pointer]) ?? [], run]);
    return [...groups];
}

/** @param {(arguments_: string[]) => Promise<string>} breathe */
async function blipCourse(breathe) {
    /** @param {string[]} options */
    const course = async (options) => {
        const report = JSON.parse(await breathe(['simulate', place('public/scenarios/blip.json'),
            ...set('/measures/warm_up_s', LAST_FROM_S), ...options]));
        const series = report.series.map((/** @type {any} */ step) => {
            const seconds = step.end_s - step.start_s;
            return { end_s: step.end_s, asked_per_s: rounded(step.attempts / seconds), goodput_per_s: rounded(step.goodput / seconds),
                stale_per_s: rounded(step.stale / seconds), refused_per_s: rounded((step.shed + step.blocked) / seconds),
                waiting: step.stations[0].waiting, gone: step.stations[0].waiting_stale };
        });
        const { digest, orders, attempts, served, lost, stale } = report;
        return { digest, orders, attempts, served, lost, stale, asked_per_s: rounded(report.rates_per_s.attempts.mean), series };
    };
    return { unlimited: await course([]), limited: await course(set('/policies/0/enabled', true)) };
}

/** How long the line may be. @param {Sweep} sweep @param {number[]} lines */
async function lineSweep(sweep, lines) {
    const runs = await sweep([...set('/policies/0/enabled', true), ...set('/measures/warm_up_s', LAST_FROM_S),
        '--vary', `/policies/0/line_max=${lines}`, '--seeds', '100']);
    return grouped(runs, '/policies/0/line_max').map(([line_max, of]) => ({
        line_max, seeds: of.length, stuck: stuckOf(of), goodput_per_s: rounded(mean(goodputs(of))),
        lowest_per_s: rounded(Math.min(...goodputs(of))), highest_per_s: rounded(Math.max(...goodputs(of))),
        served_ratio: rounded(mean(of.map((run) => run.served / run.orders)), 3),
        attempts_per_order: rounded(mean(of.map((run) => run.attempts / run.orders)), 2),
    }));
}

/** Those who ask again, with a line that has no end. @param {Sweep} sweep */
async function retrySweep(sweep) {
    const runs = await sweep([...set('/measures/warm_up_s', LAST_FROM_S),
        '--vary', `/classes/0/retry/probability=${RETRIES}`, '--seeds', '10']);
    return grouped(runs, '/classes/0/retry/probability').map(([probability, of]) => ({
        probability, seeds: of.length, stuck: stuckOf(of), law_per_s: rounded(stuckAttempts(70, probability, 8)),
        asked_per_s: rounded(mean(of.map((run) => run.rates_per_s.attempts.mean))),
    }));
}

/** More servers from the hundredth second on, and twenty minutes of patience. @param {Sweep} sweep */
async function serverSweep(sweep) {
    const results = [];
    for (const servers of SERVERS) {
        const runs = await sweep([...set('/duration_s', 1200), ...set('/measures/warm_up_s', 1170), '--seeds', '5',
            ...set('/events', [{ at_s: 100, kind: 'set_servers', station: 'model', servers }])]);
        results.push({ servers, capacity_per_s: rounded(servers / 0.4), seeds: runs.length, stuck: stuckOf(runs) });
    }
    return results;
}

/** The door is shut at second 40. @param {Sweep} sweep */
async function pauseSweep(sweep) {
    const results = [];
    for (const purge of [false, true]) {
        const runs = await sweep([...set('/measures/warm_up_s', 570), ...set('/policies/0/purge', purge),
            '--vary', `/policies/0/length_s=${PAUSES_S}`, '--seeds', '10']);
        for (const [length_s, of] of grouped(runs, '/policies/0/length_s')) {
            results.push({ length_s, purge, seeds: of.length, stuck: stuckOf(of) });
        }
    }
    return results;
}

/** Mean of twenty runs and the half width of its 95 % interval. @param {number[]} values */
function estimate(values) {
    const middle = mean(values);
    const deviation = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) * 20 / 19);
    return { mean: rounded(middle, 6), plus_minus: rounded(T_19 * deviation / Math.sqrt(20), 6) };
}

/** Twenty runs of each, and of its beginnings. @param {(scenario: string) => Sweep} sweepOf @param {typeof FORMS} forms */
async function closedForms(sweepOf, forms) {
    const results = [];
    for (const { id, scenario, set: changes, measure, exact } of forms) {
        const options = [...Object.entries(changes).flatMap(([pointer, value]) => set(pointer, value)), '--seeds', '20'];
        /** @param {string[]} more */
        const runs = async (more) => (await sweepOf(scenario)([...options, ...more]));
        const whole = await runs([]);
        const end_s = whole[0].end_s;
        const course = [];
        for (const part of [256, 64, 16, 4, 1]) {
            const until_s = end_s / part;
            const of = await runs([...set('/measures/warm_up_s', 0), '--until', String(until_s)]);
            course.push({ until_s, ...estimate(of.map((run) => measured(measure, run))) });
        }
        results.push({ id, exact: rounded(exact, 6), ...estimate(whole.map((run) => measured(measure, run))), course });
    }
    return results;
}

/**
 * The commands of the worked example with what they print: each block of docs/teaching/sweep.en.md that
 * begins with "$ ".
 * @param {string[]} program
 */
export async function notebook(program) {
    const source = await readFile(place('docs/teaching/sweep.en.md'), 'utf8');
    const commands = [...source.matchAll(/^```\n\$ ([\s\S]*?)^```$/gm)].map(([, text = '']) => text.trim());
    const root = place('');
    const results = [];
    for (const command of commands) {
        const shell = `breathe() { ${program.map((word) => `'${word}'`).join(' ')} "$@"; }\n${command}`;
        const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', shell], { cwd: root, maxBuffer: 64e6 });
        results.push(stdout);
    }
    return results;
}

/** What the scenarios say; a change of one of them asks for new numbers. */
async function scenarioProof() {
    const names = ['blip', 'pause-lever', ...new Set(FORMS.map(({ scenario }) => scenario))];
    return Promise.all(names.map(async (name) => {
        const text = await readFile(place(`public/scenarios/${name}.json`));
        return [name, createHash('sha256').update(text).digest('hex').slice(0, 16)];
    })).then((entries) => Object.fromEntries(entries));
}

/**
 * All of it, or the part that takes a second or two and tells whether the rest is out of date.
 * @param {string[]} program @param {boolean} [isProof]
 */
export async function computeLessons(program, isProof = false) {
    const [command = '', ...first] = program;
    /** @param {string[]} options */
    const breathe = async (options) => (await promisify(execFile)(command, [...first, ...options], { maxBuffer: 64e6 })).stdout;
    /** @param {string} scenario @returns {Sweep} */
    const sweepOf = (scenario) => async (options) =>
        (await breathe(['sweep', place(`public/scenarios/${scenario}.json`), ...options])).trimEnd().split('\n').map((line) => JSON.parse(line));
    const blip = sweepOf('blip');
    const proof = {
        scenarios: await scenarioProof(), blip: await blipCourse(breathe), line: await lineSweep(blip, isProof ? [CLASS_LINE] : LINES),
        forms: await closedForms(sweepOf, isProof ? FORMS.filter(({ id }) => PROOF_FORMS.includes(id)) : FORMS),
        notebook: await notebook(program),
    };
    if (isProof) return proof;
    return { ...proof, retry: await retrySweep(blip), servers: await serverSweep(blip), pause: await pauseSweep(sweepOf('pause-lever')) };
}

/** The part of a file's numbers that computeLessons computes as a proof. @param {any} runs */
export const proofPart = ({ scenarios, blip, line, forms, notebook: outputs }) => ({ scenarios, blip, notebook: outputs,
    line: line.filter((/** @type {any} */ row) => row.line_max === CLASS_LINE),
    forms: forms.filter((/** @type {any} */ form) => PROOF_FORMS.includes(form.id)) });

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const breathe = process.argv.slice(2);
    if (breathe.length === 0) {
        console.error('Usage: node web/tools/compute_lessons.mjs BREATHE…');
        process.exit(2);
    }
    await writeFile(LESSONS, `${JSON.stringify(await computeLessons(breathe))}\n`);
}
