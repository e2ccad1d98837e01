// @ts-check
// The whole page as one HTML file that runs from a disk, a USB stick or inside a learning platform. The
// scripts stand in an import map as data: addresses, all other files packed in a block of JSON, from
// which a small script answers what the page fetches.
//
//   node web/tools/build_offline.mjs PAGES SCRIPTS HALVES CHAT_TABLES       writes PAGES/offline.html
//
// SCRIPTS is the folder of the scripts that are served (bundle_scripts.mjs), HALVES that of the two halves of the
// program (split_program.mjs).

import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const publicFolder = fileURLToPath(new URL('../../public', import.meta.url));

/** Answers what the page fetches from the block of files; runs before all modules. Not shown. */
const FETCH = `
const files = JSON.parse(document.getElementById('files').textContent);
window.fetch = async (address) => {
    const path = new URL(address, document.baseURI).pathname;
    const name = Object.keys(files).find((file) => path.endsWith('/' + file));
    if (!name) return new Response('', { status: 404 });
    const bytes = Uint8Array.from(atob(files[name]), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    const type = name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    return new Response(await new Response(stream).arrayBuffer(), { headers: { 'content-type': type } });
};
`;

/** Imports by name instead of by place, as a data: address has no neighbours. @param {string} code */
export function byName(code) {
    return code.replace(/(from|import\(?)(["'])\.\.?\/(?:js\/)?([\w-]+\.js)\2/g, '$1$2br/$3$2')
        .replace(/import\(new URL\("breathing-room\.mjs",\w+\)\.href\)/, 'import("br/breathing-room.mjs")')
        .replaceAll('import.meta.url', "new URL('js/', document.baseURI)");
}

/** @param {string} text */
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** @param {string} scripts */
async function importMap(scripts) {
    /** @type {Record<string, string>} */
    const imports = {};
    /** @param {string} name @param {string} code */
    const add = (name, code) => {
        imports[`br/${name}`] = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
    };
    const others = ['guard.js', 'queue-runs.js'];  // Of no use, or of other pages.
    for (const name of (await readdir(join(scripts, 'js'))).filter((one) => !others.includes(one))) {
        add(name, byName(await readFile(join(scripts, 'js', name), 'utf8')));
    }
    add('breathing-room.mjs', (await readFile(join(scripts, 'breathing-room.mjs'), 'utf8')).replaceAll('import.meta.url', 'document.baseURI'));
    return JSON.stringify({ imports });
}

/** @param {string} pages @param {string} halves @param {string} tables */
async function packedFiles(pages, halves, tables) {
    /** @type {Record<string, string>} */
    const files = {};
    /** @param {string} name @param {string} path */
    const add = async (name, path) => {
        const content = await readFile(path);
        const small = path.endsWith('.json') ? JSON.stringify(JSON.parse(content.toString())) : content;
        files[name] = gzipSync(small, { level: 9 }).toString('base64');
    };
    for (const name of await readdir(halves)) await add(name, join(halves, name));
    await add('chat-tables.bin', tables);
    await add('facts.json', join(publicFolder, 'facts.json'));
    for (const folder of ['locales', 'share', 'scenarios']) {
        for (const name of await readdir(join(publicFolder, folder))) await add(`${folder}/${name}`, join(publicFolder, folder, name));
    }
    for (const folder of ['page', 'locales/first']) {
        for (const name of await readdir(join(pages, folder))) await add(`${folder}/${name}`, join(pages, folder, name));
    }
    return JSON.stringify(files);
}

/** @param {string} pages @param {string} scripts @param {string} halves @param {string} tables */
async function buildOffline(pages, scripts, halves, tables) {
    const styles = await Promise.all(['page.css', 'share.css'].map((name) => readFile(join(scripts, 'styles', name), 'utf8')));
    const style = `\n${styles.join('')}`;
    const map = await importMap(scripts);
    const start = "import 'br/page.js';";
    const policy = `default-src 'none'; script-src ${[FETCH, map, start].map(hash).join(' ')} data: 'wasm-unsafe-eval'; `
        + `style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'`;
    const inline = `<script type="application/json" id="files">${await packedFiles(pages, halves, tables)}</script>\n`
        + `<script>${FETCH}</script>\n<script type="importmap">${map}</script>\n<script type="module">${start}</script>\n`;
    const icon = `data:image/svg+xml;base64,${(await readFile(join(publicFolder, 'icon.svg'))).toString('base64')}`;
    const page = (await readFile(join(pages, 'index.html'), 'utf8'))
        .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
        .replace(/<link rel="(?:preload|modulepreload|alternate)"[^>]*>\n/g, '')
        .replace(/<meta (?:property="og:|name="twitter:)[^>]*>\n/g, '')
        .replace('href="icon.svg"', `href="${icon}"`)
        .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
        .replace(/<script src="js\/guard.js"><\/script>\n<script type="module" src="js\/page.js"><\/script>/, '')
        .replace(/href="index(?:\.(ms|zh))?\.html"/g, (_, tag = 'en') => `href="?lang=${tag}"`)
        .replace(/<p class="(?:teach|about)">.*<\/p>\n/g, '')
        .replace('</body>', () => `${inline}</body>`);
    await writeFile(join(pages, 'offline.html'), page);
    return page.length;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const [pages, scripts, halves, tables] = process.argv.slice(2);
    if (!pages || !scripts || !halves || !tables) {
        console.error('Usage: node web/tools/build_offline.mjs PAGES SCRIPTS HALVES CHAT_TABLES');
        process.exit(2);
    }
    await buildOffline(pages, scripts, halves, tables);
}
