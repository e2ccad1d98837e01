// @ts-check
// The data files that the program reads, from the page's own folder.

/** Folder of the page; the scripts lie in a folder of it. */
export const BASE = new URL('../', import.meta.url);

/** @param {string} path */
async function fetchBytes(path) {
    const response = await fetch(new URL(path, BASE));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { strings } = document.documentElement.dataset;
    if (!strings || !/^(locales|page|share)\//.test(path)) return bytes;
    return (await import('./pseudo-locale.js')).disguise(bytes, strings);
}

/** @param {string} language */
export const fetchWords = (language) => fetchBytes(`locales/${language}.json`);

/** Those of the first picture alone. @param {string} language */
export const fetchFirstWords = (language) => fetchBytes(`locales/first/${language}.json`);

/** @param {string} id */
export const fetchScenario = (id) => fetchBytes(`scenarios/${id}.json`);

export const fetchChatTables = () => fetchBytes('chat-tables.bin');

export const fetchFacts = () => fetchBytes('facts.json');

/** @param {string} path */
const fetchJson = async (path) => JSON.parse(new TextDecoder().decode(await fetchBytes(path)));

/**
 * The words of the dialog for taking things along.
 * @param {string} language
 * @returns {Promise<Record<string, string>>}
 */
export const fetchShareWords = (language) => fetchJson(`share/${language}.json`);

/** Of the element's script, for hosts that check it; empty where none was written. @returns {Promise<string>} */
export const fetchIntegrity = () => fetchJson('integrity.json').then((list) => list['js/breathing-room.js'] ?? '', () => '');

/**
 * The words of the page around the canvas.
 * @param {string} language
 * @returns {Promise<Record<string, string>>}
 */
export const fetchPageWords = (language) => fetchJson(`page/${language}.json`);
