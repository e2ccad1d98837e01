// @ts-check
// The runs that a reader starts on the sheet on queueing theory: the program of the page plays the queue of
// a formula out of sight, and what it finds is drawn into the formula's chart.

import { canvasSize } from './canvas-size.js';
import { Engine } from './engine.js';
import { BASE, fetchFacts, fetchScenario, fetchWords } from './files.js';
import { estimateOf, place } from './queue-chart.js';
import { readRunData } from './run-data.js';

const SVG = 'http://www.w3.org/2000/svg';
/** How long a run is to take, in seconds. */
const TAKES_S = 25;
const FASTEST = 3600;

/** @type {Promise<Engine> | undefined} */
let program;
/** @type {(() => void) | undefined} */
let stop;

async function startProgram() {
    const canvas = document.createElement('canvas');
    canvas.hidden = true;
    document.body.append(canvas);
    const engine = await Engine.start({ canvas, base: BASE, size: canvasSize({ width: 64, height: 64 }, 1, undefined), failed: console.error });
    if (!engine) throw new Error('no WebGL 2');
    engine.loadWords(await fetchWords('en'));
    engine.loadFacts(await fetchFacts());
    await engine.laterPart.load();
    return engine;
}

/** The scenario of a form with its changes made. @param {string} name @param {Record<string, unknown>} changes */
async function changedScenario(name, changes) {
    const scenario = JSON.parse(new TextDecoder().decode(await fetchScenario(name)));
    for (const [pointer, value] of Object.entries(changes)) {
        const names = pointer.split('/').slice(1);
        const last = names.pop() ?? '';
        const inside = names.reduce((part, key) => part[key], scenario);
        inside[last] = value;
    }
    return { servers: scenario.stations[0].servers, duration: scenario.duration_s, bytes: new TextEncoder().encode(JSON.stringify(scenario)) };
}

/** @param {SVGElement} chart */
function liveLine(chart) {
    chart.querySelector('.live-line')?.remove();
    const line = document.createElementNS(SVG, 'polyline');
    line.classList.add('c-line', 'c-median', 'live-line');
    chart.append(line);
    return line;
}

/** @param {HTMLElement} form @param {HTMLOutputElement} output */
async function play(form, output) {
    const { scenario = '', changes = '{}', measure = '', said = '' } = form.dataset;
    const chart = /** @type {SVGElement} */ (form.querySelector('svg'));
    const range = JSON.parse(chart.dataset.range ?? '{}');
    const { x, y } = place(range);
    program ??= startProgram();
    const [engine, { servers, duration, bytes }] = await Promise.all([program, changedScenario(scenario, JSON.parse(changes))]);
    const seed = String(crypto.getRandomValues(new Uint32Array(1))[0]);
    const faults = engine.loadScenario({ scenario: bytes, language: 'en', seed });
    if (faults) throw new Error(faults);
    engine.command({ command: 'go_to_act', act: 2 });
    engine.command({ command: 'set_speed', factor: Math.min(FASTEST, Math.max(1, duration / TAKES_S)) });
    const line = liveLine(chart);
    const seen = { sum: 0, samples: 0 };
    /** @type {string[]} */
    const points = [];
    const number = new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 4 });
    let isPlaying = true;
    stop = () => { isPlaying = false; };
    while (isPlaying) {
        const now = await new Promise((resolve) => { requestAnimationFrame(resolve); });
        engine.frame(now);
        const data = readRunData(engine.take('data'));
        const value = estimateOf(measure, servers, data.counts, seen);
        const point = `${x(data.now_s)},${y(value)}`;
        if (data.now_s >= range.from && points.at(-1) !== point) {
            points.push(point);
            line.setAttribute('points', points.join(' '));
        }
        output.textContent = said.replace('{time}', number.format(data.now_s)).replace('{value}', number.format(value));
        if (data.now_s >= data.end_s) isPlaying = false;
    }
}

/** @param {HTMLElement} form */
function connect(form) {
    const live = /** @type {HTMLElement} */ (form.querySelector('.live'));
    const button = /** @type {HTMLButtonElement} */ (live.querySelector('button'));
    const output = /** @type {HTMLOutputElement} */ (live.querySelector('output'));
    const { start = '', halt = '', failed = '' } = live.dataset;
    live.hidden = false;
    button.addEventListener('click', async () => {
        if (button.textContent === halt) return stop?.();
        stop?.();
        button.textContent = halt;
        await play(form, output).catch((error) => {
            console.warn(error);
            output.textContent = failed;
        });
        button.textContent = start;
    });
}

for (const form of document.querySelectorAll('[data-measure]')) connect(/** @type {HTMLElement} */ (form));
