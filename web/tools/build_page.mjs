// @ts-check
// Makes the page of each language from web/shell.html and the words in public/page: everything that
// a visitor reads without JavaScript stands in the HTML.
//
//   node web/tools/build_page.mjs FOLDER SCRIPTS       writes index.html, index.ms.html and index.zh.html,
//                                                      and the words as the page loads them to FOLDER/page

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { ACT_COUNT } from '../js/url-state.js';
import { posterSvg, storyChart, storyNumbers, storyRows } from './story.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const cmakeLists = fileURLToPath(new URL('../../CMakeLists.txt', import.meta.url));
const words = fileURLToPath(new URL('../../public/page', import.meta.url));
const locales = fileURLToPath(new URL('../../public/locales', import.meta.url));
const storyRuns = fileURLToPath(new URL('../../public/story_runs.json', import.meta.url));
const ledgerCheck = fileURLToPath(new URL('../../public/ledger_check.json', import.meta.url));

/** @param {string} text */
export function escapeHtml(text) {
    return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

const MARKUP = new Set(['preloads', 'alternates', 'twin_svg', 'twin_rows']);

/**
 * Every {{name}} of the template replaced by its word; an unknown name is an error.
 * @param {string} template
 * @param {Record<string, string>} values Those of MARKUP are HTML already.
 */
export function fillTemplate(template, values) {
    return template.replace(/\{\{([a-z0-9_]+)\}\}/g, (_, name) => {
        const value = values[name];
        if (value === undefined) throw new Error(`no word for {{${name}}}`);
        return MARKUP.has(name) ? value : escapeHtml(value);
    });
}

/**
 * What the start needs is asked for at once, instead of one after the other.
 * @param {string[]} scripts
 */
function preloads(scripts) {
    return [
        '<link rel="preload" href="breathing-room.wasm" as="fetch" type="application/wasm" crossorigin>',
        '<link rel="modulepreload" href="breathing-room.mjs">',
        ...scripts.map((script) => `<link rel="modulepreload" href="js/${script}">`),
    ].join('\n');
}

/** The page in the other languages, for search engines, which take whole addresses only. @param {string} site */
const alternates = (site) => !site ? '' : ['en', 'ms', 'zh'].map((tag) =>
    `<link rel="alternate" hreflang="${tag}" href="${site}${tag === 'en' ? '' : `index.${tag}.html`}">`).join('\n');

/**
 * What a program found when it tried every order of steps at the coupon ledger.
 * @typedef {{ safe: { people: number, states: number, moves: number },
 *     last_card: { cards: number, cards_given: number, steps: { person: number, step: string }[] } }} LedgerCheck
 */

/**
 * The words of one language with the numbers of the ledger's check filled in. The steps of the
 * counterexample become words of their own, "ledger_1" and so on.
 * @param {Record<string, string>} own
 * @param {LedgerCheck} check
 * @param {import('./story.mjs').StoryRuns} runs
 * @returns {Record<string, string>}
 */
export function pageWords(own, check, runs) {
    const numbers = { ...check.safe, cards: check.last_card.cards, given: check.last_card.cards_given };
    const story = storyNumbers(runs);
    /** @param {string} text @param {Record<string, number | string>} values */
    const filled = (text, values) => text.replace(/\{([a-z]+)\}/g, (_, name) => {
        const value = values[name];
        if (value === undefined) throw new Error(`no number for {${name}}`);
        return value.toLocaleString('en');
    });
    /** @type {Record<string, string>} */
    const result = {};
    for (const [key, text] of Object.entries(own)) {
        if (!key.startsWith('ledger_step_')) result[key] = key.startsWith('ledger_') ? filled(text, numbers)
            : key.startsWith('twin') ? filled(text, story) : text;
    }
    check.last_card.steps.forEach(({ person, step }, index) => {
        const pattern = own[`ledger_step_${step}`];
        if (pattern === undefined) throw new Error(`no word for the step ${step}`);
        result[`ledger_${index + 1}`] = filled(pattern, { person });
    });
    return result;
}

/**
 * The scripts that the page's own imports one after the other; what it asks for later is not among them.
 * @param {string} folder
 */
export async function firstScripts(folder) {
    const names = ['page.js'];
    for (const name of names) {
        const code = await readFile(join(folder, name), 'utf8');
        for (const [, other = ''] of code.matchAll(/\bimport\s*\{[^}]*\}\s*from\s*['"]\.\/([\w-]+\.js)['"];/g)) {
            if (!names.includes(other)) names.push(other);
        }
    }
    return names.sort();
}

/** Of the project, as CMake has it. */
async function projectVersion() {
    const [, version = ''] = /project\(breathing_room VERSION ([0-9.]+)/.exec(await readFile(cmakeLists, 'utf8')) ?? [];
    return version;
}

/**
 * Without comments, indents and empty lines. Good for our own style, not for any script.
 * @param {string} code
 */
export function slim(code) {
    const tokens = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/.*$/gm;
    return code.replace(tokens, (_, text = '') => text).replace(/[ \t]*\n\s*/g, '\n').replace(/ ([=?:{},]|=>|===|&&|\|\|) /g, '$1').trim() + '\n';
}

/** The script that hosts load: one file, so that its integrity can be checked. */
export async function elementScript() {
    const element = await readFile(join(web, 'element', 'breathing-room.js'), 'utf8');
    const protocol = await readFile(join(web, 'js', 'protocol.js'), 'utf8');
    const joined = `${protocol.replace(/^export /gm, '')}${element.replace(/^import .*\n/gm, '')}`;
    return slim(joined);
}

/** @param {string} folder */
async function writeElement(folder) {
    const script = await elementScript();
    await mkdir(join(folder, 'js'), { recursive: true });
    await writeFile(join(folder, 'js', 'breathing-room.js'), script);
    const digest = createHash('sha384').update(script).digest('base64');
    await writeFile(join(folder, 'integrity.json'), `${JSON.stringify({ 'js/breathing-room.js': `sha384-${digest}` }, null, 2)}\n`);
}

/**
 * Posters of all acts, which stand where the page in its frame is not there yet.
 * @param {string} folder @param {Record<string, string>} values @param {import('./story.mjs').StoryRuns} runs
 */
async function writePosters(folder, values, runs) {
    const { tag = 'en' } = values;
    const locale = JSON.parse(await readFile(join(locales, `${tag}.json`), 'utf8'));
    await mkdir(join(folder, 'posters'), { recursive: true });
    for (let act = 0; act <= ACT_COUNT; act += 1) {
        const [title = '', told = ''] = act > 0 ? [locale[`act.${act}.title`], locale[`act.${act}.why`]] : [values.headline, values.twin];
        const name = act > 0 ? `act-${act}.${tag}.svg` : `card.${tag}.svg`;
        await writeFile(join(folder, 'posters', name), posterSvg({ title, told, number: act, runs, words: values }));
    }
}

/** For who turns an address into a frame by itself. @param {string} folder @param {string} site @param {Record<string, string>} words */
async function writeOembed(folder, site, { name, title }) {
    const html = `<iframe src="${site}" title="${escapeHtml(title ?? '')}" loading="lazy" width="100%" height="720" `
        + 'style="border:0" allow="fullscreen; clipboard-write"></iframe>';
    const oembed = { version: '1.0', type: 'rich', provider_name: name, provider_url: site, title, html, width: 960, height: 720,
        thumbnail_url: `${site}posters/card.en.png`, thumbnail_width: 1200, thumbnail_height: 630 };
    await writeFile(join(folder, 'oembed.json'), `${JSON.stringify(oembed, null, 2)}\n`);
}

/** @param {string} folder @param {string} [scriptFolder] The page's scripts as they are served. */
export async function buildPages(folder, scriptFolder = join(web, 'js')) {
    await mkdir(join(folder, 'page'), { recursive: true });
    const check = JSON.parse(await readFile(ledgerCheck, 'utf8'));
    const runs = JSON.parse(await readFile(storyRuns, 'utf8'));
    // Some of those who show a link's card need whole addresses.
    const site = process.env.BR_SITE_URL ?? '';
    const template = await readFile(join(web, 'shell.html'), 'utf8');
    const scripts = await firstScripts(scriptFolder);
    const version = await projectVersion();
    await writeElement(folder);
    for (const tag of ['en', 'ms', 'zh']) {
        const values = pageWords(JSON.parse(await readFile(join(words, `${tag}.json`), 'utf8')), check, runs);
        await writePosters(folder, values, runs);
        if (tag === 'en') await writeOembed(folder, site, values);
        await writeFile(join(folder, 'page', `${tag}.json`), `${JSON.stringify(values, null, 2)}\n`);
        const name = tag === 'en' ? 'index.html' : `index.${tag}.html`;
        const page = fillTemplate(template, { ...values, version, site,
            twin_svg: storyChart(runs, values), twin_rows: storyRows(runs), preloads: preloads(scripts), alternates: alternates(site) });
        await writeFile(join(folder, name), page.replace('<html lang="zh"', '<html lang="zh-Hans"'));
    }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const [folder, scriptFolder] = process.argv.slice(2);
    if (!folder || !scriptFolder) {
        console.error('Usage: node web/tools/build_page.mjs FOLDER SCRIPTS');
        process.exit(2);
    }
    await buildPages(folder, scriptFolder);
}
