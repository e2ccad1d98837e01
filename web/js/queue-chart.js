// @ts-check
// The chart of an estimate that closes in on a formula: where time and value lie. Pure; used when the
// sheets are made and by the runs that a reader starts (queue-runs.js).

export const WIDTH = 640;
export const HEIGHT = 170;
const LEFT = 56;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 24;

/** @typedef {{ from: number, to: number, low: number, high: number }} Range Seconds, and values. */

/** Time grows by factors, values by steps. @param {Range} range */
export function place({ from, to, low, high }) {
    /** @param {number} number */
    const short = (number) => Math.round(number * 10) / 10;
    const within = (/** @type {number} */ value) => Math.min(high, Math.max(low, value));
    return {
        x: (/** @type {number} */ time) => short(LEFT + Math.log(Math.max(time, from) / from) / Math.log(to / from) * (WIDTH - LEFT - RIGHT)),
        y: (/** @type {number} */ value) => short(HEIGHT - BOTTOM - (within(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)),
    };
}

/**
 * What a run says of a form's quantity so far. Lines are sampled, counts are whole.
 * @param {string} measure @param {number} servers @param {Record<string, number>} counts @param {{ sum: number, samples: number }} seen
 */
export function estimateOf(measure, servers, counts, seen) {
    const { orders = 0, served = 0, lost = 0, attempts = 0 } = counts;
    if (measure === 'waiting') {
        seen.sum += Math.max(0, orders - served - lost - servers);
        seen.samples += 1;
        return seen.sum / seen.samples;
    }
    if (measure === 'attempts') return orders > 0 ? attempts / orders : 0;
    return attempts > 0 ? (counts[measure] ?? 0) / attempts : 0;
}
