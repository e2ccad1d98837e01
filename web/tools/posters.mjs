// @ts-check
// Draws the cards of build_page.mjs as PNG, for those who show a link with its picture and take no SVG,
// with the system's Chromium. The pictures are kept in public/posters.
//
//   node web/tools/posters.mjs PAGES       PAGES: the folder that build_page.mjs wrote

import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

import { CHROMIUM } from './screenshot.mjs';

const out = fileURLToPath(new URL('../../public/posters', import.meta.url));
const folder = process.argv[2];
if (!folder) {
    console.error('Usage: node web/tools/posters.mjs PAGES');
    process.exit(2);
}
await mkdir(out, { recursive: true });
const browser = await chromium.launch(CHROMIUM);
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
for (const name of (await readdir(join(folder, 'posters'))).filter((file) => file.startsWith('card.'))) {
    const svg = await readFile(join(folder, 'posters', name), 'utf8');
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    await page.screenshot({ path: join(out, name.replace(/\.svg$/, '.png')) });
}
await browser.close();
