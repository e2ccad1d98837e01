// @ts-check
// Charts as SVG, for taking along and for the page that has no script. Pure: numbers and words in,
// markup out. Colours are attributes, so that a file shows them by itself; a page may set its own.

/**
 * @typedef {object} Line
 * @property {string} name Written at its end.
 * @property {string} kind Of KINDS.
 * @property {[number, number][]} points Time in seconds and value.
 * @property {string} [key] Of the page's words, if the name can be switched.
 *
 * @typedef {object} Chart
 * @property {number} width
 * @property {number} height
 * @property {string} title
 * @property {string} label What it shows, in a sentence, for who does not see it.
 * @property {number} end Where the time axis ends, in seconds.
 * @property {{ at: number, label: string }[]} ticks
 * @property {boolean} isLog
 * @property {Line[]} lines
 * @property {string} language
 * @property {string} [titleKey] Of the page's words.
 * @property {string} [labelKey]
 */

/** The colours of ui/theme.cpp on light ground, each with 4.5 to 1. @type {Record<string, { color: string, dash?: string }>} */
const KINDS = {
    asked: { color: '#865800' },
    capacity: { color: '#5d6678', dash: '5 4' },
    good: { color: '#00705d' },
    slow: { color: '#b03a20' },
    median: { color: '#1f69a3' },
};

const LEFT = 56;
const RIGHT = 118;
const TOP = 34;
const BOTTOM = 26;
const LINE_HEIGHT = 16;

/** @param {string} text */
export const escapeXml = (text) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** @param {'text' | 'label'} what @param {string | undefined} key */
const switchable = (what, key) => key ? ` data-${what}="${key}"` : '';

/** @param {number} value */
const short = (value) => String(Math.round(value * 10) / 10);

/** Round numbers from the lowest to the highest. @param {number} max @param {boolean} isLog @param {number} min */
export function niceTicks(max, isLog, min = 0) {
    if (isLog) {
        const ticks = [];
        for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power += 1) {
            ticks.push(10 ** power);
        }
        return ticks;
    }
    const rough = Math.max(max, 1e-9) / 4;
    const unit = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * unit).find((size) => size >= rough) ?? rough;
    return Array.from({ length: Math.ceil(max / step - 1e-9) + 1 }, (_, index) => index * step);
}

/** Labels that would cover each other move apart. @param {number[]} wanted @param {number} low @param {number} high */
export function spread(wanted, low, high) {
    const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
    const places = [...wanted];
    let free = low;
    for (const index of order) {
        places[index] = Math.max(places[index] ?? 0, free);
        free = (places[index] ?? 0) + LINE_HEIGHT;
    }
    let limit = high;
    for (const index of order.reverse()) {
        places[index] = Math.min(places[index] ?? 0, limit);
        limit = (places[index] ?? 0) - LINE_HEIGHT;
    }
    return places;
}

/** @param {Chart} chart */
function scales({ width, height, end, isLog, lines }) {
    const values = lines.flatMap(({ points }) => points.map(([, value]) => value));
    const positive = values.filter((value) => value > 0);
    // Not below a thousandth of the highest: zeros stand on the axis.
    const highest = Math.max(...positive, 1e-3);
    const lowest = Math.max(Math.min(...positive, highest), highest / 1e5);
    const ticks = niceTicks(highest, isLog, lowest);
    const [from = 0, to = 1] = [ticks[0], ticks[ticks.length - 1]];
    /** @param {number} value */
    const share = (value) => isLog
        ? (Math.log10(Math.max(value, from)) - Math.log10(from)) / (Math.log10(to) - Math.log10(from) || 1)
        : (value - from) / (to - from || 1);
    return {
        ticks,
        x: (/** @type {number} */ time) => LEFT + time / end * (width - LEFT - RIGHT),
        y: (/** @type {number} */ value) => height - BOTTOM - share(value) * (height - TOP - BOTTOM),
    };
}

/** @param {Chart} chart @returns {string} An svg element. */
export function chartSvg(chart) {
    const { width, height, lines } = chart;
    const { ticks, x, y } = scales(chart);
    const number = new Intl.NumberFormat(chart.language, { maximumSignificantDigits: 3 });
    const grid = ticks.map((tick) => `<path d="M${LEFT} ${short(y(tick))}H${width - RIGHT}" stroke="#e4ded3" class="c-grid"/>`
        + `<text x="${LEFT - 8}" y="${short(y(tick) + 4)}" text-anchor="end" fill="#5f6a7d" class="c-axis">${number.format(tick)}</text>`);
    const times = chart.ticks.map(({ at, label }) =>
        `<text x="${short(x(at))}" y="${height - 6}" text-anchor="middle" fill="#5f6a7d" class="c-axis">${escapeXml(label)}</text>`);
    const curves = lines.map(({ kind, points }) => {
        const { color, dash } = KINDS[kind] ?? { color: '#1d2330' };
        const path = points.map(([time, value]) => `${short(x(time))},${short(y(value))}`).join(' ');
        return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2" stroke-linejoin="round"`
            + `${dash ? ` stroke-dasharray="${dash}"` : ''} class="c-line c-${kind}"/>`;
    });
    const ends = spread(lines.map(({ points }) => y(points.at(-1)?.[1] ?? 0) + 4), TOP, height - BOTTOM);
    const names = lines.map(({ kind, name, points, key }, index) =>
        `<text x="${short(x(points.at(-1)?.[0] ?? 0) + 8)}" y="${short(ends[index] ?? 0)}" fill="${KINDS[kind]?.color}"`
        + ` font-weight="600" class="c-name c-${kind}"${switchable('text', key)}>${escapeXml(name)}</text>`);
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`
        + ` font-family="system-ui,sans-serif" font-size="13" role="img" aria-label="${escapeXml(chart.label)}"${switchable('label', chart.labelKey)}>`
        + `<text x="0" y="14" fill="#1d2330" font-size="15" font-weight="600" class="c-title"${switchable('text', chart.titleKey)}>${escapeXml(chart.title)}</text>`
        + `${grid.join('')}${times.join('')}${curves.join('')}${names.join('')}</svg>`;
}

/** Several charts below each other in one file, with a last line. @param {string[]} charts @param {number} width @param {number} height @param {string} foot */
export function stackSvg(charts, width, height, foot) {
    const gap = 24;
    const total = charts.length * (height + gap) + 40;
    const placed = charts.map((chart, index) => chart.replace('<svg ', `<svg x="24" y="${24 + index * (height + gap)}" `));
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + 48} ${total + 24}" width="${width + 48}"`
        + ` height="${total + 24}"><rect width="100%" height="100%" fill="#fff"/>${placed.join('')}`
        + `<text x="24" y="${total}" font-family="system-ui,sans-serif" font-size="11" fill="#5f6a7d">${escapeXml(foot)}</text></svg>\n`;
}

/** Full hours, at most eight, as the scenario's own clock. @param {number} start Unix seconds. @param {number} end */
export function hourTicks(start, end) {
    const hours = [1, 2, 3, 6, 12, 24, 48, 96, 168].find((size) => end / 3600 / size <= 8) ?? 336;
    const step = end < 3600 ? Math.max(60, Math.ceil(end / 60 / 6) * 60) : hours * 3600;
    const ticks = [];
    for (let at = 0; at <= end; at += step) {
        const clock = new Date((start + 8 * 3600 + at) * 1000).toISOString();
        ticks.push({ at, label: hours >= 24 ? clock.slice(5, 10) : clock.slice(11, 16) });
    }
    return ticks;
}
