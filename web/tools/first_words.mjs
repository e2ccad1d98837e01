// @ts-check
// Writes the words that the first picture shows, a part of each locale: the rest can wait.
//
//   node web/tools/first_words.mjs FOLDER

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const locales = fileURLToPath(new URL('../../public/locales', import.meta.url));

/** Families of keys that nothing shows before the visitor has said or opened something. */
const LATER = new RegExp([
    // What the bot says of an order, a card, a refusal or the weekend.
    '^(ask|cancel|change|coupon|facts|invite|item|menu|next|option|order|pay|placed|queue|refund|refused|retry)\\.',
    '^(safe|served|shop|status|step|why)\\.|^chat\\.(?!welcome)',
    // How it understood, and what it could not do.
    '^(intent|reading|notice)\\.',
    // What the large sheets show.
    '^(assumed|goal|policy)\\.|^ui\\.(anatomy|bet|campaign|goal|goals|study|truth|twin|wording)\\..',
].join('|'));

/** The controls that open the sheets stand on the page, with their hints. */
const OPENERS = /^ui\.\w+\.(title|open|intro)$/;

/**
 * @param {Record<string, unknown>} words Of a whole locale.
 * @returns {Record<string, unknown>} Those that the first picture shows.
 */
export const firstWords = (words) =>
    Object.fromEntries(Object.entries(words).filter(([key]) => OPENERS.test(key) || !LATER.test(key)));

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const folder = process.argv[2];
    if (!folder) {
        console.error('Usage: node web/tools/first_words.mjs FOLDER');
        process.exit(2);
    }
    await mkdir(folder, { recursive: true });
    for (const tag of ['en', 'ms', 'zh']) {
        const words = JSON.parse(await readFile(join(locales, `${tag}.json`), 'utf8'));
        await writeFile(join(folder, `${tag}.json`), JSON.stringify(firstWords(words)));
    }
}
