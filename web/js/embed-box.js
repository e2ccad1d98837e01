// @ts-check
// The box that makes the code for an article: choices, the code to copy, and a preview at the widths
// of a phone, of a column and of a whole page.

import { button, choice, copyRow, element, fieldset } from './share-parts.js';
import { BASE, fetchIntegrity } from './files.js';
import { ACT_COUNT, defaultState, formatUrlState } from './url-state.js';

/** @typedef {import('./url-state.js').UrlState} UrlState */
/** @typedef {Record<string, string>} Words */

const WIDTHS = [320, 640, 960];
const HEIGHT = 720;
const PART_HEIGHT = 520;

/** @param {string} text */
const quoted = (text) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Attributes that differ from what the element does by itself. @param {UrlState} state */
function attributesOf(state) {
    return [...new URLSearchParams(formatUrlState(state))].filter(([name]) => name !== 'v')
        .map(([name, value]) => ` ${name}="${quoted(value)}"`).join('');
}

/**
 * The code for a host page. Without script or before the frame is there, the poster stands in its place.
 * @param {{ kind: string, state: UrlState, base: string, integrity: string, title: string, alt: string, credit: string, name: string, height: number }} options
 */
export function embedCode({ kind, state, base, integrity, title, alt, credit, name, height }) {
    const address = `${base}${formatUrlState(state)}`;
    const poster = `${base}posters/act-${state.act || 3}.${state.lang || 'en'}.svg`;
    const foot = `<figcaption>${quoted(credit)} <a href="${quoted(address)}">${quoted(name)}</a></figcaption>\n</figure>`;
    // Not shown.
    if (kind === 'iframe') {
        return `<figure>\n<iframe src="${quoted(address)}" title="${quoted(title)}" loading="lazy" width="100%" height="${height}" `
            + 'style="border:0" allow="fullscreen; clipboard-write"></iframe>\n' + foot;
    }
    return `<script type="module" src="${base}js/breathing-room.js" integrity="${integrity}" crossorigin="anonymous"></script>\n`
        + `<figure>\n<breathing-room${attributesOf(state)}${height === HEIGHT ? '' : ` height="${height}"`}>\n`
        + `  <a href="${quoted(address)}"><img src="${poster}" alt="${quoted(alt)}" width="1200" height="630" `
        + 'style="max-width:100%;height:auto"></a>\n</breathing-room>\n' + foot;
}

/** @param {string} address @param {number} width @param {number} height @param {HTMLElement} place */
function preview(address, width, height, place) {
    const frame = element('iframe', { src: address, title: `${width} × ${height}`, width: String(width), height: String(height) });
    const scale = Math.min(1, place.clientWidth / width);
    frame.style.transform = `scale(${scale})`;
    place.style.height = `${height * scale}px`;
    place.replaceChildren(frame);
}

/** @param {UrlState} now @param {string} language @param {Words} words @param {Words} pageWords */
export function embedBox(now, language, words, pageWords) {
    const base = new URL('./', BASE).href;
    const integrity = fetchIntegrity();
    const code = copyRow(words.embed_code, '', words, true);
    const text = /** @type {HTMLTextAreaElement} */ (code.querySelector('textarea'));
    text.rows = 5;
    const place = element('div', { className: 'share-preview' });
    const acts = Array.from({ length: ACT_COUNT }, (_, act) => /** @type {[string, string | undefined]} */ (
        [String(act + 1), `${act + 1}. ${words[`act_${act + 1}`] ?? ''}`]));
    const names = [...document.querySelectorAll('.footer a[hreflang]')].map((link) =>
        /** @type {[string, string]} */ ([/** @type {HTMLAnchorElement} */ (link).hreflang, link.textContent ?? '']));
    const changed = () => void update();
    const kind = choice(words.embed_kind, [['element', words.embed_element], ['iframe', words.embed_iframe]], 'element', changed);
    const act = choice(words.embed_act, [['0', words.embed_story], ...acts], String(now.act), changed);
    const part = choice(words.embed_part, [['', words.embed_whole], ['chat', words.part_chat],
        ['backend', words.part_backend], ['numbers', words.part_numbers],
        ['rates', words.part_rates], ['waits', words.part_waits], ['outcomes', words.part_outcomes], ['curve', words.part_curve],
        ['phase', words.part_phase]], '', changed);
    const tag = choice(words.embed_language, [['', words.embed_visitor], ...names], language, changed);
    const theme = choice(words.embed_theme, [['auto', words.theme_auto], ['light', words.theme_light], ['dark', words.theme_dark]], 'auto', changed);
    const levers = choice(words.embed_levers, [['1', words.yes], ['0', words.no]], '1', changed);
    const state = () => ({
        ...defaultState(), scenario: now.scenario, seed: now.seed, act: Number(act.select.value), lang: tag.select.value,
        theme: /** @type {UrlState['theme']} */ (theme.select.value), controls: levers.select.value === '1',
        part: /** @type {UrlState['part']} */ (part.select.value), compact: part.select.value !== '',
    });
    const height = () => part.select.value ? PART_HEIGHT : HEIGHT;
    async function update() {
        text.value = embedCode({ kind: kind.select.value, state: state(), base, integrity: await integrity,
            title: pageWords.title ?? '', alt: pageWords.twin_label ?? '',
            credit: words.embed_credit ?? '', name: pageWords.name ?? '', height: height() });
    }
    void update();
    const widths = WIDTHS.map((width) => button(`${width}`, () => preview(`${base}${formatUrlState(state())}`, width, height(), place)));
    return fieldset(words.embed_title, element('p', {}, words.embed_what),
        element('div', { className: 'share-choices' }, kind.row, act.row, part.row, tag.row, theme.row, levers.row),
        code, element('div', { className: 'share-row' }, element('span', {}, words.embed_preview), ...widths), place);
}
