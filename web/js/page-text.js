// @ts-check
// The words of the page around the canvas: in the HTML from the start, exchanged when the language
// is switched. Elements name their word in data-text (content), data-label (accessible name) or
// data-href (where it leads).

/** @typedef {Record<string, string>} Words */

/**
 * @param {ParentNode} root
 * @param {Words} words
 */
function fillWords(root, words) {
    for (const element of root.querySelectorAll('[data-text]')) {
        const text = words[element.getAttribute('data-text') ?? ''];
        if (text !== undefined && element.textContent !== text) element.textContent = text;
    }
    for (const element of root.querySelectorAll('[data-label]')) {
        const text = words[element.getAttribute('data-label') ?? ''];
        if (text !== undefined) element.setAttribute('aria-label', text);
    }
    for (const element of root.querySelectorAll('[data-href]')) {
        const address = words[element.getAttribute('data-href') ?? ''];
        if (address !== undefined) element.setAttribute('href', address);
    }
}

/**
 * @param {Document} document
 * @param {Words} words
 */
export function showWords(document, words) {
    fillWords(document.body, words);
    document.title = words.title ?? document.title;
    document.documentElement.lang = htmlLanguage(words.tag ?? 'en');
}

/**
 * Our Chinese is written in simplified characters.
 * @param {string} tag
 */
export function htmlLanguage(tag) {
    return tag === 'zh' ? 'zh-Hans' : tag;
}
