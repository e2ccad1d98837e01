// @ts-check
// A closed form beside what the simulation finds: table and chart, and the place of a run that the reader
// may start.

import { escapeXml } from '../js/chart-svg.js';
import { HEIGHT, place, WIDTH } from '../js/queue-chart.js';
import { FORMS } from './queue_forms.mjs';

/** @typedef {{ id: string, exact: number, mean: number, plus_minus: number, course: { until_s: number, mean: number, plus_minus: number }[] }} FormRuns */

/** @param {FormRuns} runs @returns {import('../js/queue-chart.js').Range} */
function rangeOf({ exact, course }) {
    // The first interval may be far wider than what is to be seen.
    const reach = Math.max(...course.slice(1).flatMap(({ mean, plus_minus }) => [Math.abs(mean - plus_minus - exact), Math.abs(mean + plus_minus - exact)])) * 1.15;
    return { from: course[0]?.until_s ?? 1, to: course.at(-1)?.until_s ?? 2, low: Math.max(0, exact - reach), high: exact + reach };
}

/** @param {FormRuns} runs @param {string} label */
function chart(runs, label) {
    const range = rangeOf(runs);
    const { x, y } = place(range);
    const { exact, course } = runs;
    const upper = course.map(({ until_s, mean, plus_minus }) => `${x(until_s)},${y(mean + plus_minus)}`);
    const lower = course.map(({ until_s, mean, plus_minus }) => `${x(until_s)},${y(mean - plus_minus)}`).reverse();
    const means = course.map(({ until_s, mean }) => `${x(until_s)},${y(mean)}`);
    const digits = exact < 1 ? 3 : 1;
    const values = [range.low, exact, range.high].map((value) =>
        `<text x="48" y="${y(value) + 4}" text-anchor="end" fill="#5f6a7d" class="c-axis">${value.toFixed(digits)}</text>`);
    const times = course.map(({ until_s }, index) => `<text x="${x(until_s)}" y="${HEIGHT - 4}" text-anchor="${index === 0 ? 'start' : index === course.length - 1 ? 'end' : 'middle'}" fill="#5f6a7d" class="c-axis">${Math.round(until_s).toLocaleString('en')} s</text>`);
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui,sans-serif" font-size="12"`
        + ` role="img" aria-label="${escapeXml(label)}" data-range="${escapeXml(JSON.stringify(range))}">`
        + `<polygon points="${[...upper, ...lower].join(' ')}" fill="#00705d" fill-opacity="0.16" class="c-band"/>`
        + `<polyline points="${means.join(' ')}" fill="none" stroke="#00705d" stroke-width="2" class="c-line c-good"/>`
        + `<path d="M${x(range.from)} ${y(exact)}H${x(range.to)}" stroke="#5d6678" stroke-width="2" stroke-dasharray="5 4" class="c-line c-capacity"/>`
        + `${values.join('')}${times.join('')}</svg>`;
}

/** @param {FormRuns} runs @param {Record<string, string>} words @param {Record<string, string>} values Those of lessonValues. */
export function formBlock(runs, words, values) {
    const form = FORMS.find(({ id }) => id === runs.id);
    if (!form) throw new Error(`no form ${runs.id}`);
    const [exact = '', mean = '', plus = ''] = ['exact', 'mean', 'plus_minus'].map((name) => values[`${runs.id}.${name}`]);
    const quantity = words[`form_${form.measure}`] ?? '';
    /** @param {string | undefined} text */
    const safe = (text) => escapeXml(text ?? '');
    const label = (words.form_label ?? '').replace('{quantity}', quantity).replace('{exact}', exact).replace('{mean}', mean).replace('{plus}', plus);
    return `<div class="form" id="form-${form.id}" data-scenario="${form.scenario}" data-changes="${safe(JSON.stringify(form.set))}" data-measure="${form.measure}" data-said="${safe(words.form_said)}">`
        + `<table class="numbers"><thead><tr><td></td><th scope="col">${safe(words.form_exact)}</th><th scope="col">${safe(words.form_mean)}</th></tr></thead>`
        + `<tbody><tr><th scope="row">${safe(quantity)}</th><td>${exact}</td><td>${mean} ± ${plus}</td></tr></tbody></table>`
        + `<div class="chart">${chart(runs, label)}</div>`
        + `<p class="live" hidden data-start="${safe(words.form_start)}" data-halt="${safe(words.form_stop)}" data-failed="${safe(words.form_failed)}">`
        + `<button type="button">${safe(words.form_start)}</button> <output></output></p></div>`;
}
