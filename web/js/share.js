// @ts-check
// The dialog for taking things along, loaded when it is asked for: a link to this very moment, picture
// and numbers, code for an article, and the visitor's own scenario file.

import { button, copyRow, element, fieldset, saveFile } from './share-parts.js';
import { embedBox } from './embed-box.js';
import { fetchPageWords, fetchShareWords, fetchWords, BASE } from './files.js';
import { runCharts } from './run-charts.js';
import { clockText, readRunData, toCsv, toJson } from './run-data.js';
import { ADDRESS_MAX, packRun } from './run-link.js';
import { ACT_COUNT, formatUrlState } from './url-state.js';

/** @typedef {{ stage: import('./stage.js').Stage, state: import('./url-state.js').UrlState, begin: import('./page.js').RunBegin }} Context */
/** @typedef {Record<string, string>} Words */

/** Longer files are no scenarios. */
const FILE_MAX = 1_000_000;

/** @param {string} text @param {Record<string, string | number>} values */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** The style of the dialog comes with it. */
function loadStyle() {
    if (location.protocol === 'file:') return undefined;  // The offline edition holds it.
    const link = element('link', { rel: 'stylesheet', href: new URL('styles/share.css', BASE).href });
    return new Promise((done) => {
        link.onload = link.onerror = done;
        document.head.append(link);
    });
}

/** @param {Context} context @param {'run' | 'shortRun'} what */
async function runAddress({ stage, state, begin }, what) {
    const { scenario, seed } = begin;
    const query = formatUrlState({
        ...state, scenario, seed, lang: stage.language, levers: '', act: stage.act || state.act,
    });
    const address = new URL(query, new URL('index.html', BASE));
    address.pathname = address.pathname.replace(/index\.html$/, '');
    if (location.protocol === 'file:') address.pathname = location.pathname;
    address.hash = `run=${await packRun(stage.engine.take(what), begin)}`;
    return address.href;
}

/** @param {Context} context @param {Words} words */
async function linkPart(context, words) {
    const { stage, state, begin } = context;
    const parts = [element('p', {}, words.link_what)];
    if (begin.isOwn) return fieldset(words.link_title, element('p', {}, words.link_own));
    let address = await runAddress(context, 'run');
    let note = '';
    if (address.length > ADDRESS_MAX) {
        address = await runAddress(context, 'shortRun');
        note = address.length > ADDRESS_MAX ? words.link_long ?? '' : words.link_short ?? '';
    }
    const act = new URL(formatUrlState({ ...state, act: stage.act, lang: stage.language, levers: '' }), BASE);
    if (address.length <= ADDRESS_MAX) parts.push(copyRow(words.link_run, address, words));
    if (note) parts.push(element('p', { className: 'share-note' }, note));
    parts.push(copyRow(words.link_act, act.href, words), element('p', { className: 'share-note' }, words.link_private));
    return fieldset(words.link_title, ...parts);
}

/** Who made this and how to make it again. @param {Context} context @param {Words} words */
function citation({ stage, begin }, words) {
    const data = readRunData(stage.engine.take('data'));
    const version = document.documentElement.dataset.version ?? '';
    const digest = stage.engine.digest();
    const clock = clockText(data, data.now_s);
    const text = fill(words.cite_text ?? '', { version, scenario: begin.scenario, seed: data.seed, clock, digest });
    return { data, text, record: { program: 'breathing-room', version, scenario: begin.scenario, clock, digest } };
}

/** The canvas with the citation below it. @param {Context} context @param {number} ratio @param {string} text @returns {Promise<Blob | null>} */
async function picture({ stage }, ratio, text) {
    const image = new Image();
    image.src = stage.picture(ratio);
    await image.decode();
    const canvas = element('canvas', { width: image.width, height: image.height + 28 * ratio });
    const context = canvas.getContext('2d');
    if (!context) return null;
    const style = getComputedStyle(document.documentElement);
    context.fillStyle = style.getPropertyValue('--card');
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0);
    context.fillStyle = style.getPropertyValue('--muted');
    context.font = `${11 * ratio}px system-ui, sans-serif`;  // Not shown.
    context.fillText(text, 12 * ratio, image.height + 18 * ratio, canvas.width - 24 * ratio);
    return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

/** @param {Context} context @param {Words} words */
function takePart(context, words) {
    const { data, text, record } = citation(context, words);
    const name = `breathing-room-${context.begin.scenario}`;
    /** @param {string | undefined} label @param {string} file @param {() => BlobPart | Promise<Blob | null>} make @param {string} type */
    const offer = (label, file, make, type) => button(label, async () => {
        const made = await make();
        if (made) saveFile(file, made instanceof Blob ? made : new Blob([made], { type }));
    });
    const row = element('div', { className: 'share-row' },
        offer(words.take_png1, `${name}.png`, () => picture(context, 1, text), 'image/png'),
        offer(words.take_png2, `${name}@2x.png`, () => picture(context, 2, text), 'image/png'),
        offer(words.take_svg, `${name}.svg`, () => runCharts(data, words, context.stage.language, text), 'image/svg+xml'),
        offer(words.take_csv, `${name}.csv`, () => toCsv(data), 'text/csv'),
        offer(words.take_json, `${name}.json`, () => toJson(data, record), 'application/json'),
        offer(words.take_scenario, `${context.begin.scenario}.json`,
            () => /** @type {Uint8Array<ArrayBuffer>} */ (context.begin.file), 'application/json'));
    return fieldset(words.take_title, element('p', {}, words.take_what), row, copyRow(words.cite, text, words, true));
}

/**
 * A scenario of the visitor's own; its faults are told by their paths.
 * @param {Context} context @param {Words} words @param {File} file @param {HTMLElement} report
 */
async function loadOwn(context, words, file, report) {
    report.replaceChildren();
    const { stage, begin } = context;
    /** @param {string | undefined} title @param {string} faults */
    const tell = (title, faults) => report.replaceChildren(element('p', {}, title),
        element('ul', {}, ...faults.split('\n').filter(Boolean).map((fault) => element('li', {}, fault))));
    if (file.size > FILE_MAX) return tell(words.load_large, '');
    const scenario = new Uint8Array(await file.arrayBuffer());
    const faults = stage.loadScenario({ scenario, language: stage.language, seed: '' });
    if (faults) return tell(fill(words.load_faults ?? '', { file: file.name }), faults);
    Object.assign(begin, { scenario: file.name.replace(/\.json$/, ''), seed: '', file: scenario, isOwn: true });
    dialog?.close();
}

/** @param {Context} context @param {Words} words */
function loadPart(context, words) {
    const input = element('input', { type: 'file', accept: '.json,application/json', id: 'share-file' });
    const report = element('div', { className: 'share-faults', role: 'alert' });
    const label = element('label', { className: 'share-drop', htmlFor: 'share-file' }, words.load_drop, input);
    const take = (/** @type {File | undefined} */ file) => {
        if (file) void loadOwn(context, words, file, report);
        input.value = '';
    };
    input.addEventListener('change', () => take(input.files?.[0]));
    label.addEventListener('dragover', (event) => event.preventDefault());
    label.addEventListener('drop', (event) => {
        event.preventDefault();
        take(event.dataTransfer?.files[0]);
    });
    return fieldset(words.load_title, element('p', {}, words.load_what), label, report);
}

/** @param {Context} context */
export async function openShare(context) {
    if (dialog?.open) return;
    const { language } = context.stage;
    const [words, pageWords, pageLocale] = await Promise.all([fetchShareWords(language), fetchPageWords(language),
        fetchWords(language), dialog ? undefined : loadStyle()]);
    const locale = JSON.parse(new TextDecoder().decode(pageLocale));
    for (let act = 1; act <= ACT_COUNT; act += 1) words[`act_${act}`] = locale[`act.${act}.title`];
    dialog?.remove();
    const close = button(words.close, () => dialog?.close());
    const heading = element('h2', { id: 'share-title' }, words.title);
    dialog = element('dialog', { className: 'share', lang: document.documentElement.lang },
        element('header', {}, heading, close), await linkPart(context, words), takePart(context, words),
        location.protocol === 'file:' ? '' : embedBox(context.state, language, words, pageWords), loadPart(context, words));
    dialog.setAttribute('aria-labelledby', 'share-title');
    dialog.addEventListener('click', (event) => {
        if (event.target === dialog) dialog?.close();
    });
    document.body.append(dialog);
    dialog.showModal();
}
