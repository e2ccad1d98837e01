// @ts-check
// What the simulation computed for the page (public/story_runs.json), as words, chart, table and posters.

import { chartSvg, escapeXml, hourTicks } from '../js/chart-svg.js';

/**
 * @typedef {{ end_s: number, asked_per_s: number, goodput_per_s: number, capacity_per_s: number, served_total: number }} Step
 * @typedef {{ served: number, orders: number, digest: string, series: Step[] }} StoryRun
 * @typedef {{ start: string, bounded: StoryRun, unbounded: StoryRun }} StoryRuns
 */

/** The table's moments: half an hour before the rush, and each half hour of it. */
const ROWS_S = [10800, 12600, 14400];

/** @param {number} number */
const grouped = (number) => Math.round(number).toLocaleString('en');

/** @param {StoryRun} run @param {number} at */
function stepAt(run, at) {
    const step = run.series.find(({ end_s }) => end_s === at);
    if (!step) throw new Error(`no step ends at ${at} s`);
    return step;
}

/** What the words of the story may name; all of it is the simulation's. @param {StoryRuns} runs */
export function storyNumbers({ bounded, unbounded }) {
    const until = ROWS_S[ROWS_S.length - 1] ?? 0;
    /** @type {Record<string, string>} */
    const numbers = {
        bounded: grouped(stepAt(bounded, until).served_total),
        unbounded: grouped(stepAt(unbounded, until).served_total),
        asked: grouped(stepAt(unbounded, until).asked_per_s),
        capacity: grouped(stepAt(unbounded, until).capacity_per_s),
        none: grouped(stepAt(unbounded, until).goodput_per_s),
        orders: grouped(bounded.orders),
        served: grouped(bounded.served),
        digest: bounded.digest,
    };
    return numbers;
}

/** Served in time by the same servers, with and without refusals. @param {StoryRuns} runs @param {Record<string, string>} words */
export function storyChart(runs, words) {
    const end = ROWS_S[ROWS_S.length - 1] ?? 0;
    /** @param {string} kind @param {string} key @param {Step[]} series @param {'goodput_per_s' | 'capacity_per_s'} column */
    const line = (kind, key, series, column) => ({ kind, key, name: words[key] ?? '', points: series
        .filter((step) => step.end_s <= end).map((step) => /** @type {[number, number]} */ ([step.end_s, step[column]])) });
    return chartSvg({
        width: 640, height: 280, end, isLog: false, language: words.tag ?? 'en', ticks: hourTicks(Date.parse(runs.start) / 1000, end),
        title: words.twin_chart ?? '', titleKey: 'twin_chart', label: words.twin_label ?? '', labelKey: 'twin_label',
        lines: [line('capacity', 'twin_capacity', runs.bounded.series, 'capacity_per_s'),
            line('good', 'twin_bounded', runs.bounded.series, 'goodput_per_s'),
            line('slow', 'twin_unbounded', runs.unbounded.series, 'goodput_per_s')],
    });
}

/** The rows of the table beside the chart. @param {StoryRuns} runs */
export function storyRows(runs) {
    const start = Date.parse(runs.start) / 1000 + 8 * 3600;
    return ROWS_S.map((at) => {
        const [bounded, unbounded] = [stepAt(runs.bounded, at), stepAt(runs.unbounded, at)];
        const clock = new Date((start + at) * 1000).toISOString().slice(11, 16);
        const cells = [unbounded.asked_per_s, bounded.goodput_per_s, bounded.served_total, unbounded.goodput_per_s,
            unbounded.served_total];
        return `<tr><th scope="row">${clock}</th>${cells.map((cell) => `<td>${grouped(cell)}</td>`).join('')}</tr>`;
    }).join('\n');
}

/** Breaks text at blanks, or anywhere in Chinese, into lines of so many half-width places. @param {string} text @param {number} width */
export function wrapText(text, width) {
    const pieces = text.match(/\p{Script=Han}[，。：；、！？]?\s*|[^\s\p{Script=Han}]+\s*/gu) ?? [];
    const places = (/** @type {string} */ piece) => [...piece].reduce((sum, letter) => sum + (/[\u2e80-\uffff]/u.test(letter) ? 2 : 1), 0);
    /** @type {string[]} */
    const lines = [];
    let line = '';
    for (const piece of pieces) {
        if (line && places(line) + places(piece.trimEnd()) > width) {
            lines.push(line.trimEnd());
            line = '';
        }
        line += piece;
    }
    return line ? [...lines, line.trimEnd()] : lines;
}

/**
 * A card of 1200 × 630 for the story, or for an act: its title, what it tells, and the computed chart.
 * @param {{ title: string, told: string, number: number, runs: StoryRuns, words: Record<string, string> }} card
 */
export function posterSvg({ title, told, number, runs, words }) {
    const chart = storyChart(runs, words).replace('<svg ', '<svg x="560" y="150" ').replace('width="640" height="280"', 'width="600" height="262"');
    const lines = wrapText(title, 19).map((line, index) =>
        `<text x="64" y="${212 + index * 52}" font-size="42" font-weight="700" fill="#1d2330">${escapeXml(line)}</text>`).join('');
    const said = wrapText(told, 84).map((line, index) =>
        `<text x="64" y="${478 + index * 32}" font-size="23" fill="#5d6678">${escapeXml(line)}</text>`).join('');
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630" font-family="system-ui,'Noto Sans','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif">`
        + '<rect width="1200" height="630" fill="#f7f4ee"/><circle cx="82" cy="84" r="15" fill="none" stroke="#0f6e63" stroke-width="4"/><circle cx="82" cy="84" r="6" fill="#0f6e63"/>'
        + `<text x="112" y="93" font-size="26" font-weight="700" fill="#0f6e63">${escapeXml(words.name ?? '')}</text>`
        + `<text x="1136" y="93" font-size="24" text-anchor="end" fill="#5d6678">${number > 0 ? `${number} / 7` : ''}</text>`
        + `${lines}${chart}${said}</svg>\n`;
}
