// @ts-check
// Makes the sheets for teachers from docs/teaching: complete HTML without script, for the screen and for
// paper; on the one on queueing theory a script lets the reader play a run of each queue. Their numbers come from public/lesson_runs.json.
//
//   node web/tools/build_teaching.mjs FOLDER       writes FOLDER/lessons.html, lessons.ms.html and so on

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { escapeXml } from '../js/chart-svg.js';
import { formBlock } from './form_block.mjs';
import { courseChart, lessonRows, lessonValues, lineChart } from './lesson_values.mjs';
import { markdown } from './markdown.mjs';

/** @typedef {Record<string, string>} Words */

const place = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const SHEETS = ['lessons', 'sweep', 'queues'];
export const TAGS = ['en', 'ms', 'zh'];
const NAMES = { en: 'English', ms: 'Bahasa Melayu', zh: '中文' };

/** @param {string} sheet @param {string} tag */
export const fileOf = (sheet, tag) => tag === 'en' ? `${sheet}.html` : `${sheet}.${tag}.html`;

/** @param {string} tag */
const htmlTag = (tag) => tag === 'zh' ? 'zh-Hans' : tag;

/** Where an address of a sheet leads to: a state of the page, another sheet, or a file. @param {string} tag */
const linkOf = (tag) => (/** @type {string} */ address) => {
    if (address.startsWith('?')) return `../index.html?lang=${tag}&${address.slice(1)}`;
    if (address === 'offline.html') return '../offline.html';
    return SHEETS.includes(address) ? fileOf(address, tag) : address;
};

/** @param {string} sheet @param {string} tag @param {Words} words */
function navigation(sheet, tag, words) {
    const sheets = SHEETS.map((other) => other === sheet ? `<span aria-current="page">${escapeXml(words[other] ?? '')}</span>`
        : `<a href="${fileOf(other, tag)}">${escapeXml(words[other] ?? '')}</a>`);
    const languages = TAGS.map((other) => other === tag ? '' :
        `<a href="${fileOf(sheet, other)}" lang="${htmlTag(other)}" hreflang="${other}">${NAMES[/** @type {'en'} */ (other)]}</a>`);
    const home = tag === 'en' ? '../index.html' : `../index.${tag}.html`;
    return `<nav class="top" aria-label="${escapeXml(words.navigation ?? '')}"><a class="brand" href="${home}">${escapeXml(words.name ?? '')}</a> `
        + `${sheets.join(' ')} ${languages.filter(Boolean).join(' ')}</nav>`;
}

/**
 * @param {{ sheet: string, tag: string, source: string, words: Words, runs: any, story: any, style: string }} options
 */
function teachingPage({ sheet, tag, source, words, runs, story, style }) {
    const rows = lessonRows(runs);
    const filled = source.replace(/^\{\{rows\.(\w+)\}\}$/gm, (_, name) => {
        if (rows[name] === undefined) throw new Error(`no rows {{rows.${name}}}`);
        return rows[name] ?? '';
    });
    const chart = (/** @type {string} */ svg) => `<div class="chart">${svg}</div>`;
    const text = lessonValues(runs, story);
    /** @type {Record<string, string>} */
    const blocks = { 'chart.course': chart(courseChart(runs, words, tag)), 'chart.line': chart(lineChart(runs, words, tag)) };
    for (const form of runs.forms) blocks[`form.${form.id}`] = formBlock(form, words, text);
    for (const [index, output] of runs.notebook.entries()) {
        blocks[`out.${index + 1}`] = `<pre class="output" aria-label="${escapeXml(words.output ?? '')}" role="group"><code>${escapeXml(output)}</code></pre>`;
    }
    const body = markdown(filled, { text, link: linkOf(tag), blocks });
    const script = body.includes('data-measure=') ? '<script type="module" src="../js/queue-runs.js"></script>\n' : '';
    const title = /<h1[^>]*>(.*?)<\/h1>/.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const scripts = script ? "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; " : '';
    const policy = `default-src 'none'; ${scripts}style-src 'sha256-${hash}'; img-src 'self' data:; base-uri 'none'; form-action 'none'`;
    return `<!doctype html>
<html lang="${htmlTag(tag)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title} · ${escapeXml(words.name ?? '')}</title>
<meta name="description" content="${escapeXml(words[`${sheet}_about`] ?? '')}">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="../icon.svg" type="image/svg+xml">
${TAGS.map((other) => `<link rel="alternate" hreflang="${other}" href="${fileOf(sheet, other)}">`).join('\n')}
<style>${style}</style>
${script}</head>
<body>
${navigation(sheet, tag, words)}
<main>
${body}
</main>
<footer>${escapeXml(words.credit ?? '')}</footer>
</body>
</html>
`;
}

/** @param {string} folder */
export async function buildTeaching(folder) {
    const [runs, story, allWords] = await Promise.all(['public/lesson_runs.json', 'public/story_runs.json', 'docs/teaching/words.json']
        .map(async (path) => JSON.parse(await readFile(place(path), 'utf8'))));
    const style = await readFile(place('web/styles/teach.css'), 'utf8');
    await mkdir(folder, { recursive: true });
    for (const sheet of SHEETS) {
        for (const tag of TAGS) {
            const source = await readFile(place(`docs/teaching/${sheet}.${tag}.md`), 'utf8');
            await writeFile(join(folder, fileOf(sheet, tag)), teachingPage({ sheet, tag, source, words: allWords[tag], runs, story, style }));
        }
    }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const folder = process.argv[2];
    if (!folder) {
        console.error('Usage: node web/tools/build_teaching.mjs FOLDER');
        process.exit(2);
    }
    await buildTeaching(folder);
}
