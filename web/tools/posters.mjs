// @ts-check
// Draws the cards and the posters of build_page.mjs as PNG, for those who show a link with its picture and
// take no SVG, with the system's Chromium. The pictures are kept in public/posters.
//
//   node web/tools/posters.mjs PAGES       PAGES: the folder that build_page.mjs wrote

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

import { palettePng } from './png.mjs';
import { CHROMIUM } from './screenshot.mjs';

const WIDTH = 1200;
const HEIGHT = 630;
const out = fileURLToPath(new URL('../../public/posters', import.meta.url));
const folder = process.argv[2];
if (!folder) {
    console.error('Usage: node web/tools/posters.mjs PAGES');
    process.exit(2);
}

/** Its pixels as base64; runs in the page. @param {{ svg: string, width: number, height: number }} drawing */
async function draw({ svg, width, height }) {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() };
    let text = '';
    for (let at = 0; at < data.length; at += 0x8000) text += String.fromCharCode(...data.subarray(at, at + 0x8000));
    return btoa(text);
}

await mkdir(out, { recursive: true });
const browser = await chromium.launch(CHROMIUM);
const page = await browser.newPage();
for (const name of (await readdir(join(folder, 'posters'))).filter((file) => file.endsWith('.svg'))) {
    const svg = await readFile(join(folder, 'posters', name), 'utf8');
    const pixels = Buffer.from(await page.evaluate(draw, { svg, width: WIDTH, height: HEIGHT }), 'base64');
    await writeFile(join(out, name.replace(/\.svg$/, '.png')), palettePng(pixels, WIDTH, HEIGHT));
}
await browser.close();
