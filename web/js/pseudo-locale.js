// @ts-check
// Turns the words of a language into ones for tests of the page: `marked` stands between brackets, so
// that what bears none is not translatable; `doubled` is twice as long; `rtl` is written from right to
// left; `hostile` would be HTML, and turns the direction, if anything took it for more than text.
// Placeholders and all other structure stay. Loaded only when an address asks (strings=).

/** @typedef {'marked' | 'doubled' | 'rtl' | 'hostile'} Strings */

/** The longest message that the program reads (core/text/catalog.h), in bytes. */
const BYTES_MAX = 2000;

/** What is no word. */
const KEPT = new Set(['@language', 'tag', 'format.large_step', 'teach_href']);

/** @type {Record<Strings, (text: string) => string>} */
const CHANGES = {
    marked: (text) => `⟦${text}⟧`,
    doubled: (text) => `${text} ${text}`,
    rtl: (text) => `\u202e${text}\u202c`,
    hostile: (text) => `<img src="x" onerror="stop()">${text}\u202e&lt;"'</p>%s\u202c`,
};

/**
 * A message, its variants or its plural forms.
 * @param {unknown} message @param {(text: string) => string} change
 * @returns {unknown}
 */
function changed(message, change) {
    if (typeof message === 'string') {
        const text = change(message);
        return new TextEncoder().encode(text).length <= BYTES_MAX ? text : message;
    }
    if (Array.isArray(message)) return message.map((part) => changed(part, change));
    if (typeof message !== 'object' || message === null) return message;
    return Object.fromEntries(Object.entries(message).map(([form, text]) => [form, changed(text, change)]));
}

/**
 * @param {Uint8Array} file JSON, of words by their names.
 * @param {string} strings
 */
export function disguise(file, strings) {
    const change = CHANGES[/** @type {Strings} */ (strings)];
    const words = JSON.parse(new TextDecoder().decode(file));
    const entries = Object.entries(words).map(([name, message]) => [name, KEPT.has(name) ? message : changed(message, change)]);
    return new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
}
