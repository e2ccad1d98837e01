// @ts-check
// Makes the page of each language from web/shell.html and the words in public/page: everything that
// a visitor reads without JavaScript stands in the HTML.
//
//   node web/tools/build_page.mjs FOLDER       writes index.html, index.ms.html and index.zh.html

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const words = fileURLToPath(new URL('../../public/page', import.meta.url));

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

/** Scripts of hosts that embed us, which the page itself does not run. */
const HOST_SCRIPTS = new Set(['breathing-room.js']);

/** @param {string} folder */
export async function buildPages(folder) {
    await mkdir(folder, { recursive: true });
    const template = await readFile(join(web, 'shell.html'), 'utf8');
    const scripts = (await readdir(join(web, 'js'))).filter((name) => !HOST_SCRIPTS.has(name)).sort();
    for (const tag of ['en', 'ms', 'zh']) {
        const values = JSON.parse(await readFile(join(words, `${tag}.json`), 'utf8'));
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
