// @ts-check
// The second half of the program: what nobody needs for the first picture (web/tools/split_program.mjs
// says what that is). It comes after the first frame; a call that cannot wait fetches it at once.

export class LaterPart {
    /** @param {URL} url */
    constructor(url) {
        this.url = url;
        /** @type {WebAssembly.Imports} */
        this.imports = {};
        /** @type {WebAssembly.Instance | undefined} */
        this.instance = undefined;
        /** @type {WebAssembly.Table | undefined} */
        this.table = undefined;
    }

    /**
     * What the first half imports. Each function of the second half is a slot of the program's table;
     * until it is there, the slot's own number stands in for it.
     * @param {WebAssembly.Imports} imports
     * @returns {WebAssembly.Imports}
     */
    standInFor(imports) {
        this.imports = imports;
        const placeholder = new Proxy({}, {
            get: (_, slot) => (/** @type {unknown[]} */ ...values) => {
                if (!this.instance) this.#place(new WebAssembly.Module(fetchNow(this.url)));
                return this.table?.get(Number(slot))(...values);
            },
        });
        // Newer versions of Binaryen call it by the second name.
        return { ...imports, placeholder, 'placeholder.deferred': placeholder };
    }

    /** @param {WebAssembly.Instance} first */
    attachTo({ exports }) {
        this.imports = { ...this.imports, primary: exports };
        const table = Object.values(exports).find((part) => part instanceof WebAssembly.Table);
        if (!table) throw new Error('the program has no table');
        this.table = table;
    }

    async load() {
        if (this.instance) return;
        const module = await compile(this.url);
        if (!this.instance) this.#place(module);
    }

    /** Puts its functions in their slots. @param {WebAssembly.Module} module */
    #place(module) {
        this.instance = new WebAssembly.Instance(module, this.imports);
    }
}

/**
 * Compiles what has come whole. Not while it comes: of a file that is cut short, Firefox 140 would never end that,
 * nor compile anything else.
 * @param {URL} url
 */
export async function compile(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
    return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Stops everything until the file is there: only for a visitor quicker than the network.
 * @param {URL} url
 */
function fetchNow(url) {
    const request = new XMLHttpRequest();
    request.open('GET', url, false);
    request.overrideMimeType('text/plain;charset=x-user-defined');  // One byte a character.
    request.send();
    // The call that waits for it cannot be finished, nor taken back.
    if (request.status >= 400) throw new WebAssembly.RuntimeError(`${url.pathname}: ${request.status}`);
    return Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff);
}
