// @ts-check
// What tests in any engine do on the page and ask of it, by keyboard and mirror alone.

import assert from 'node:assert/strict';

/** @typedef {import('./engines.mjs').EnginePage} EnginePage */

/** Longer than anything takes on a busy machine; nothing waits this long for being slow. */
const WAIT_MS = 90_000;

/**
 * Waits in the page until a function of it gives something that counts as true, and returns that.
 * @param {EnginePage} page @param {string} what For the report. @param {(...words: any[]) => any} code @param {...unknown} words
 */
export const waitFor = (page, what, code, ...words) => waitLonger(WAIT_MS, page, what, code, ...words);

/** @param {number} ms @param {EnginePage} page @param {string} what @param {(...words: any[]) => any} code @param {...unknown} words */
export async function waitLonger(ms, page, what, code, ...words) {
    const end = performance.now() + ms;
    while (performance.now() < end) {
        // A timer, as frames stop where nothing is seen.
        const found = await page.evaluate(`async (...words) => {
            for (let turn = 0; turn < 40; turn += 1) {
                const found = await (${code})(...words);
                if (found) return found;
                await new Promise((done) => setTimeout(done, 50));
            }
        }`, ...words).catch((fault) => {
            // The page may be on its way to another address.
            if (!/navigat|destroy|no such|discarded|closed|unload/i.test(String(fault))) throw fault;
        });
        if (found) return found;
    }
    return assert.fail(`in vain: ${what}; ${await page.evaluate(() => document.body.innerText.slice(0, 300))}`);
}

/** Until the page takes input and understands lines; then nothing begins by itself. @param {EnginePage} page */
export async function ready(page) {
    await waitFor(page, 'the page starts', () => document.documentElement?.dataset.chat === 'ready');
    await page.evaluate(() => document.dispatchEvent(new Event('touchstart')));
}

/** Moves focus to a control of the mirror and presses it by a key. @param {EnginePage} page @param {string} id */
export async function press(page, id) {
    await waitFor(page, `there is ${id}`, (name) => document.getElementById(`m-${name}`) !== null, id);
    await page.evaluate((name) => document.getElementById(`m-${name}`)?.focus(), id);
    await page.press('Enter');
}

/** @param {EnginePage} page @param {string} id @param {RegExp} words */
export const waitForWords = (page, id, words) => waitFor(page, `${id} says ${words}`, (name, source) => {
    const text = document.getElementById(`m-${name}`)?.textContent ?? '';
    return new RegExp(source, 'su').test(text) && text;
}, id, words.source);

/** @param {EnginePage} page @returns {Promise<string[]>} The lines of the talk. */
export const linesOf = (page) => page.evaluate(() =>
    [...document.querySelectorAll('[id="m-chat.log"] > div')].map((line) => line.textContent ?? ''));

/** Says a line and waits for the answer. @param {EnginePage} page @param {string} text @returns {Promise<string>} */
export async function say(page, text) {
    const before = (await linesOf(page)).length;
    await page.evaluate(() => document.getElementById('message')?.focus());
    await page.type(text);
    await page.press('Enter');
    await waitFor(page, `an answer to ${text}`,
        (count) => document.querySelectorAll('[id="m-chat.log"] > div').length >= count + 2, before);
    return (await linesOf(page)).slice(before + 1).join('\n');
}

/** The link, and the digest, that the dialog for taking things along gives. @param {EnginePage} page */
export async function share(page) {
    await press(page, 'share');
    return waitFor(page, 'the dialog has a link', () => {
        const fields = [...document.querySelectorAll('dialog.share[open] .share-copy')].map((row) =>
            /** @type {HTMLInputElement} */ (row.querySelector('input, textarea')).value);
        const digest = fields.filter((field) => !field.includes('#run=')).map((field) => /\b[0-9a-f]{16}\b/.exec(field)?.[0]).find(Boolean);
        return digest && { link: fields[0], digest };
    });
}
