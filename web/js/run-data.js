// @ts-check
// The numbers of a run as tables, from the bytes of Application::run_data (web/application.cpp).

const COUNTS = ['orders', 'attempts', 'retries', 'served', 'lost', 'goodput', 'stale', 'blocked', 'shed', 'paused',
    'sold_out', 'stale_shed', 'balked', 'reneged', 'failed', 'copies', 'cancelled', 'timed_out', 'unsent', 'invited'];
const COLUMNS = ['end_s', 'asked_per_s', 'retries_per_s', 'capacity_per_s', 'goodput_per_s', 'throughput_per_s',
    'refused_per_s', 'gave_up_per_s', 'wait_p50_s', 'wait_p95_s', 'waiting', 'orbit'];
const HEADER = 4;
const NS = 1e9;
const SHANGHAI_S = 8 * 3600;

/**
 * @typedef {object} RunData
 * @property {string} seed
 * @property {number} now_s
 * @property {number} end_s
 * @property {number} start Unix seconds of the scenario's zero.
 * @property {Record<string, number>} counts
 * @property {Record<string, number>[]} series
 */

/** @param {Uint8Array} bytes @returns {RunData} */
export function readRunData(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    /** @param {number} index */
    const whole = (index) => Number(view.getBigInt64(8 * index, true));
    const first = HEADER + COUNTS.length;
    /** @type {Record<string, number>[]} */
    const series = [];
    for (let at = first; 8 * (at + COLUMNS.length) <= bytes.length; at += COLUMNS.length) {
        series.push(Object.fromEntries(COLUMNS.map((name, column) =>
            [name, column === 0 ? whole(at) / NS : view.getFloat64(8 * (at + column), true)])));
    }
    return {
        seed: view.getBigUint64(0, true).toString(),
        now_s: whole(1) / NS,
        end_s: whole(2) / NS,
        start: whole(3),
        counts: Object.fromEntries(COUNTS.map((name, index) => [name, whole(HEADER + index)])),
        series,
    };
}

/** The scenario's own clock, which is Shanghai's. @param {RunData} data @param {number} seconds */
export function clockText(data, seconds) {
    const date = new Date((data.start + SHANGHAI_S + seconds) * 1000);
    return `${date.toISOString().slice(0, 19)}+08:00`;
}

/** One row a step, with a header; lines end as RFC 4180 has it. @param {RunData} data */
export function toCsv(data) {
    const rows = [['clock', ...COLUMNS], ...data.series.map((step) =>
        [clockText(data, step.end_s ?? 0), ...COLUMNS.map((name) => String(step[name]))])];
    return rows.map((row) => `${row.join(',')}\r\n`).join('');
}

/** @param {RunData} data @param {object} citation */
export const toJson = (data, citation) => `${JSON.stringify({ citation, ...data }, null, 2)}\n`;
