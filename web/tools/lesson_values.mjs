// @ts-check
// What the simulation computed for the sheets (public/lesson_runs.json), as the values, rows and charts
// that docs/teaching names.

import { chartSvg } from '../js/chart-svg.js';
import { storyNumbers } from './story.mjs';

/** @typedef {Record<string, string>} Words */

const CLASS = 30;

/** @param {number} number */
const grouped = (number) => number.toLocaleString('en', { maximumFractionDigits: 6 });

/** @param {number} ratio */
const percent = (ratio) => `${Math.round(ratio * 1000) / 10}%`;

/** @param {any} runs @param {number} line_max */
const lineOf = (runs, line_max) => runs.line.find((/** @type {any} */ row) => row.line_max === line_max);

/** @param {any} course @param {number} at */
const stepAt = (course, at) => course.series.find((/** @type {any} */ step) => step.end_s === at);

/** @param {any} runs @param {import('./story.mjs').StoryRuns} story @returns {Record<string, string>} */
export function lessonValues(runs, story) {
    const { unlimited, limited } = runs.blip;
    const law = runs.retry.find((/** @type {any} */ row) => row.probability === 0.85).law_per_s;
    const share = lineOf(runs, 380).stuck / lineOf(runs, 380).seeds;
    const spread = 1.96 * Math.sqrt(CLASS * share * (1 - share));
    const waiting = stepAt(unlimited, 40).waiting;
    /** @type {Record<string, number | string>} */
    const values = {
        'blip.orders': unlimited.orders, 'blip.unlimited_served': unlimited.served, 'blip.limited_served': limited.served,
        'blip.waiting_40': waiting, 'blip.gone_40': stepAt(unlimited, 40).gone, 'blip.waiting_100': stepAt(unlimited, 100).waiting,
        'blip.law': law, 'blip.asked': unlimited.asked_per_s, 'blip.digest': unlimited.digest,
        'line.stuck_375': lineOf(runs, 375).stuck, 'line.stuck_380': lineOf(runs, 380).stuck, 'line.stuck_385': lineOf(runs, 385).stuck,
        'line.stuck_30': Math.round(CLASS * share), 'line.stuck_30_low': Math.round(CLASS * share - spread),
        'line.stuck_30_high': Math.round(CLASS * share + spread),
        'line.served_10': percent(lineOf(runs, 10).served_ratio), 'line.served_200': percent(lineOf(runs, 200).served_ratio),
        'servers.needed': Math.ceil(law * 0.4), 'pause.needed': Math.round(waiting / 100),
        'retry.needed': percent(1 - 70 / 100),
    };
    for (const [name, value] of Object.entries(storyNumbers(story))) values[`story.${name}`] = value;
    for (const { id, exact, mean, plus_minus } of runs.forms) {
        const digits = exact < 1 ? 4 : 3;
        /** @param {number} value */
        const fixed = (value) => value.toFixed(digits);
        Object.assign(values, { [`${id}.exact`]: fixed(exact), [`${id}.mean`]: fixed(mean), [`${id}.plus_minus`]: fixed(plus_minus) });
    }
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? grouped(value) : value]));
}

/** @param {(string | number)[]} cells */
const row = (cells) => `| ${cells.map((cell) => typeof cell === 'number' ? grouped(cell) : cell).join(' | ')} |`;

/** Rows of tables, as Markdown, by name. @param {any} runs @returns {Record<string, string>} */
export function lessonRows(runs) {
    const stuck = (/** @type {any} */ of) => `${of.stuck} / ${of.seeds}`;
    const paused = runs.pause.filter((/** @type {any} */ { purge }) => !purge);
    /** @type {Record<string, (string | number)[][]>} */
    const rows = {
        line: runs.line.map((/** @type {any} */ of) => [of.line_max, of.stuck, of.goodput_per_s.toFixed(1), of.attempts_per_order.toFixed(2)]),
        retry: runs.retry.map((/** @type {any} */ of) => [percent(of.probability), of.law_per_s, of.asked_per_s, of.stuck]),
        servers: runs.servers.map((/** @type {any} */ of) => [of.servers, of.capacity_per_s, stuck(of)]),
        pause: paused.map((/** @type {any} */ of) => [of.length_s, stuck(of),
            stuck(runs.pause.find((/** @type {any} */ { purge, length_s }) => purge && length_s === of.length_s))]),
    };
    return Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.map(row).join('\n')]));
}

/** The blip with and without a limit. @param {any} runs @param {Words} words @param {string} language */
export function courseChart(runs, words, language) {
    /** @param {string} kind @param {any[]} series @param {string} name @returns {import('../js/chart-svg.js').Line} */
    const line = (kind, series, name) => ({ kind, name, points: series.map((step) => [step.end_s, step.goodput_per_s]) });
    return chartSvg({
        width: 640, height: 240, end: 240, isLog: false, language, title: words.course_title ?? '', label: words.course_label ?? '',
        ticks: [0, 60, 120, 180, 240].map((at) => ({ at, label: `${at} s` })),
        lines: [{ kind: 'capacity', name: words.capacity ?? '', points: [[0, 100], [240, 100]] },
            line('good', runs.blip.limited.series, words.limited ?? ''), line('slow', runs.blip.unlimited.series, words.unlimited ?? '')],
    });
}

/** Runs that stay stuck, by the length of the line. @param {any} runs @param {Words} words @param {string} language */
export function lineChart(runs, words, language) {
    const shown = runs.line.filter((/** @type {any} */ { line_max }) => line_max <= 500);
    return chartSvg({
        width: 640, height: 240, end: 500, isLog: false, language, title: words.line_title ?? '', label: words.line_label ?? '',
        ticks: [0, 100, 200, 300, 400, 500].map((at) => ({ at, label: `${at}` })),
        lines: [{ kind: 'slow', name: words.stuck ?? '', points: shown.map((/** @type {any} */ of) => [of.line_max, of.stuck]) },
            { kind: 'good', name: words.goodput ?? '', points: shown.map((/** @type {any} */ of) => [of.line_max, of.goodput_per_s]) }],
    });
}
