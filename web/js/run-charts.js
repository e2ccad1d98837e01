// @ts-check
// The charts of a run as one SVG file.

import { chartSvg, hourTicks, stackSvg } from './chart-svg.js';

/** @typedef {import('./run-data.js').RunData} RunData */

const WIDTH = 640;
const HEIGHT = 260;

/**
 * What is asked, could be served and was served in time; and how long people waited.
 * @param {Pick<RunData, 'series' | 'start'> & { now_s: number }} data @param {Record<string, string>} words @param {string} language
 */
function runChartParts(data, words, language) {
    const end = Math.max(data.now_s, 60);
    const shared = { width: WIDTH, height: HEIGHT, end, ticks: hourTicks(data.start, end), language, isLog: true };
    /** @param {string} kind @param {string} column @param {string | undefined} name */
    const line = (kind, column, name) => ({ kind, name: name ?? '', points: data.series.map((step) =>
        /** @type {[number, number]} */ ([step.end_s ?? 0, step[column] ?? 0])) });
    const label = (/** @type {string | undefined} */ title) => title ?? '';
    return [
        chartSvg({ ...shared, title: label(words.chart_rates), label: label(words.chart_rates), lines: [
            line('asked', 'asked_per_s', words.chart_asked), line('capacity', 'capacity_per_s', words.chart_capacity),
            line('good', 'goodput_per_s', words.chart_good)] }),
        chartSvg({ ...shared, title: label(words.chart_waits), label: label(words.chart_waits), lines: [
            line('median', 'wait_p50_s', words.chart_p50), line('slow', 'wait_p95_s', words.chart_p95)] }),
    ];
}

/** @param {RunData} data @param {Record<string, string>} words @param {string} language @param {string} foot */
export const runCharts = (data, words, language, foot) =>
    stackSvg(runChartParts(data, words, language), WIDTH, HEIGHT, foot);
