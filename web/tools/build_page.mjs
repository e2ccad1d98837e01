// @ts-check
// Makes the page of each language from web/shell.html and the words in public/page: everything that
// a visitor reads without JavaScript stands in the HTML.
//
//   node web/tools/build_page.mjs FOLDER       writes index.html, index.ms.html and index.zh.html,
//                                              and the words as the page loads them to FOLDER/page

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const words = fileURLToPath(new URL('../../public/page', import.meta.url));
const ledgerCheck = fileURLToPath(new URL('../../public/ledger_check.json', import.meta.url));

/** @param {string} text */
export function escapeHtml(text) {
    return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/**
 * Every {{name}} of the template replaced by its word; an unknown name is an error.
 * @param {string} template
 * @param {Record<string, string>} values Of these, "preloads" is HTML already.
 */
export function fillTemplate(template, values) {
    return template.replace(/\{\{([a-z0-9_]+)\}\}/g, (_, name) => {
        const value = values[name];
        if (value === undefined) throw new Error(`no word for {{${name}}}`);
        return name === 'preloads' ? value : escapeHtml(value);
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
 * @returns {Record<string, string>}
 */
export function pageWords(own, check) {
    const numbers = { ...check.safe, cards: check.last_card.cards, given: check.last_card.cards_given };
    /** @param {string} text @param {Record<string, number>} values */
    const filled = (text, values) => text.replace(/\{([a-z]+)\}/g, (_, name) => {
        const value = values[name];
        if (value === undefined) throw new Error(`no number for {${name}}`);
        return value.toLocaleString('en');
    });
    /** @type {Record<string, string>} */
    const result = {};
    for (const [key, text] of Object.entries(own)) {
        if (!key.startsWith('ledger_step_')) result[key] = key.startsWith('ledger_') ? filled(text, numbers) : text;
    }
    check.last_card.steps.forEach(({ person, step }, index) => {
        const pattern = own[`ledger_step_${step}`];
        if (pattern === undefined) throw new Error(`no word for the step ${step}`);
        result[`ledger_${index + 1}`] = filled(pattern, { person });
    });
    return result;
}

/** Scripts of hosts that embed us, which the page itself does not run. */
const HOST_SCRIPTS = new Set(['breathing-room.js']);

/** @param {string} folder */
export async function buildPages(folder) {
    await mkdir(join(folder, 'page'), { recursive: true });
    const check = JSON.parse(await readFile(ledgerCheck, 'utf8'));
    const template = await readFile(join(web, 'shell.html'), 'utf8');
    const scripts = (await readdir(join(web, 'js'))).filter((name) => !HOST_SCRIPTS.has(name)).sort();
    for (const tag of ['en', 'ms', 'zh']) {
        const values = pageWords(JSON.parse(await readFile(join(words, `${tag}.json`), 'utf8')), check);
        await writeFile(join(folder, 'page', `${tag}.json`), `${JSON.stringify(values, null, 2)}\n`);
        const name = tag === 'en' ? 'index.html' : `index.${tag}.html`;
        const page = fillTemplate(template, { ...values, preloads: preloads(scripts) });
        await writeFile(join(folder, name), page.replace('<html lang="zh"', '<html lang="zh-Hans"'));
    }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const folder = process.argv[2];
    if (!folder) {
        console.error('Usage: node web/tools/build_page.mjs FOLDER');
        process.exit(2);
    }
    await buildPages(folder);
}
