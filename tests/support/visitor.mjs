// @ts-check
// What a visitor does on the page, by keyboard alone, and what the page then tells in its mirror.

/** @typedef {import('playwright-core').Page} Page */

/** The id of a control's element. @param {string} id */
export const mirrored = (id) => `[id="m-${id}"]`;

/** @param {Page} page @returns {Promise<string[]>} The lines of the talk, as a screen reader gets them. */
export const linesOf = (page) =>
    page.locator('[id="m-chat.log"] > div').evaluateAll((lines) => lines.map((line) => line.textContent ?? ''));

/**
 * Types a message and sends it with Enter; returns what the bot answers.
 * @param {Page} page @param {string} text @param {number} [timeout]
 */
export async function say(page, text, timeout = 8000) {
    const before = (await linesOf(page)).length;
    await page.locator('#message').focus();
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
    await page.waitForFunction((count) => {
        const lines = document.querySelectorAll('[id="m-chat.log"] > div');
        return lines.length >= count + 2;
    }, before, { timeout });
    return (await linesOf(page)).slice(before + 1);
}

/** Moves focus to a control and presses it with the keyboard. @param {Page} page @param {string} id */
export async function press(page, id) {
    await page.locator(mirrored(id)).focus();
    await page.keyboard.press('Enter');
}

/** Waits until the mirror of an element says what is asked for. @param {Page} page @param {string} id @param {RegExp} words @param {number} [timeout] */
export async function waitForWords(page, id, words, timeout = 30000) {
    await page.waitForFunction(([selector, source]) => {
        const element = document.querySelector(selector);
        return element !== null && new RegExp(source, 'u').test(element.textContent ?? '');
    }, /** @type {const} */ ([mirrored(id), words.source]), { timeout });
}
