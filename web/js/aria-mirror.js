// @ts-check
// The accessible mirror: turns the tree that the core describes (ui/mirror/mirror_tree.h) into
// native elements that lie, unseen, over what the canvas shows. What they are asked to do goes back
// as { id, action, value }. Focus lives here; the canvas draws it.

/**
 * @typedef {object} MirrorNode
 * @property {string} id
 * @property {string} role
 * @property {string[]} children
 * @property {string} [name]
 * @property {string} [value]
 * @property {string} [hint]
 * @property {string} [lang]
 * @property {number} [level]
 * @property {number[]} [rect]
 * @property {boolean} [focusable]
 * @property {boolean} [disabled]
 * @property {boolean} [checked]
 * @property {boolean} [pressed]
 * @property {boolean} [expanded]
 * @property {boolean} [selected]
 * @property {string} [current]
 * @property {boolean} [busy]
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [step]
 * @property {number} [now]
 * @property {string} [controls]
 * @property {string[]} [actions]
 *
 * @typedef {object} MirrorUpdate
 * @property {number} version
 * @property {string} [language]
 * @property {string} [root]
 * @property {MirrorNode[]} [nodes]
 * @property {Record<string, number[]>} [rects]
 * @property {string[]} [removed]
 * @property {string[]} [announce]
 *
 * @typedef {{ id: string, action: string, value?: number }} MirrorRequest
 *
 * @typedef {object} Composer The page's own input, placed and named by the node of that role.
 * @property {HTMLElement} place
 * @property {HTMLInputElement} input
 */

/** @type {Record<string, string>} */
const TAGS = {
    group: 'div', region: 'section', text: 'span', paragraph: 'p', quote: 'blockquote', list: 'ul',
    steps: 'ol', item: 'li', log: 'div', line: 'div', status: 'p', button: 'button',
    switch: 'button', radios: 'div', radio: 'button', tabs: 'div', tab: 'button', slider: 'input',
    table: 'table', caption: 'caption', row: 'tr', column_header: 'th', row_header: 'th', cell: 'td',
    dialog: 'section',
};

/** @type {Record<string, string>} */
const ARIA_ROLES = {
    log: 'log', switch: 'switch', radios: 'radiogroup', radio: 'radio', tabs: 'tablist', tab: 'tab',
    dialog: 'dialog',
};

/** Roles whose name is their text; all others carry it as a label. */
const TEXT_ROLES = new Set(['heading', 'text', 'paragraph', 'quote', 'item', 'line', 'status', 'button',
    'tab', 'radio', 'switch', 'caption', 'column_header', 'row_header', 'cell']);

const CELL_ROLES = new Set(['row', 'cell', 'column_header', 'row_header', 'caption']);

/**
 * @param {MirrorNode} node
 * @returns {string}
 */
function tagOf(node) {
    if (node.role === 'heading') return `h${Math.min(6, Math.max(1, node.level || 2))}`;
    return TAGS[node.role] ?? 'div';
}

/**
 * Sets an attribute, or takes it away if there is no value.
 * @param {Element} element
 * @param {string} name
 * @param {string | number | boolean | undefined} value
 */
function setAttribute(element, name, value) {
    if (value === undefined || value === '') element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

/** The least time from one announcement to the next. */
export const ANNOUNCEMENT_MS = 2000;

/**
 * The program spaces what it says by the times of its frames; a slow frame says it late, and the next
 * in time. Who listens gets them apart all the same.
 * @param {{ textContent: string | null }} live
 * @param {AbortSignal} signal
 * @returns {(text: string) => void}
 */
export function announceIn(live, signal) {
    /** @type {string[]} */
    const waiting = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const next = () => {
        const text = waiting.shift();
        timer = text === undefined ? undefined : setTimeout(next, ANNOUNCEMENT_MS);
        if (text !== undefined) live.textContent = text;
    };
    signal.addEventListener('abort', () => clearTimeout(timer));
    return (text) => {
        waiting.push(text);
        if (timer === undefined) next();
    };
}

export class AriaMirror {
    /**
     * @param {HTMLElement} container
     * @param {Composer} composer
     * @param {(request: MirrorRequest) => void} request
     * @param {(text: string) => void} announce
     * @param {AbortSignal} signal
     */
    constructor(container, composer, request, announce, signal) {
        this.container = container;
        this.composer = composer;
        this.request = request;
        this.announce = announce;
        this.idPrefix = 'm-';
        /** @type {Map<string, HTMLElement>} */
        this.elements = new Map();
        /** @type {Map<string, MirrorNode>} */
        this.nodes = new Map();
        /** @type {string} */
        this.root = '';
        this.composerId = '';
        this.#listen(signal);
    }

    /** The act that is on, 0 if none is. */
    currentAct() {
        for (let act = 1; this.nodes.has(`act.${act}`); act += 1) {
            if (this.nodes.get(`act.${act}`)?.current) return act;
        }
        return 0;
    }

    /** @param {MirrorUpdate} update */
    apply(update) {
        if (update.version !== 1) return;
        if (update.language) this.container.lang = update.language;
        for (const id of update.removed ?? []) this.#remove(id);
        for (const node of update.nodes ?? []) this.#place(node);
        // Children once all elements exist, so that the order of the list does not matter.
        for (const node of update.nodes ?? []) this.#arrange(node);
        if (update.root && update.root !== this.root) {
            this.root = update.root;
            const element = this.elements.get(update.root);
            if (element) this.container.replaceChildren(element);
        }
        for (const [id, rect] of Object.entries(update.rects ?? {})) {
            const node = this.nodes.get(id);
            if (!node) continue;
            node.rect = rect;
            this.#position(node);
        }
        for (const text of update.announce ?? []) this.announce(text);
    }

    /** @param {AbortSignal} signal */
    #listen(signal) {
        const { container } = this;
        container.addEventListener('click', (event) => {
            const id = this.#idOf(event.target, 'press');
            if (id) this.request({ id, action: 'press' });
        }, { signal });
        container.addEventListener('input', (event) => {
            const id = this.#idOf(event.target, 'set');
            if (id && event.target instanceof HTMLInputElement) {
                this.request({ id, action: 'set', value: event.target.valueAsNumber });
            }
        }, { signal });
        container.addEventListener('focusin', (event) => {
            const id = this.#idOf(event.target, '');
            if (!id) return;
            // A click on the canvas's controls needs no ring; the keyboard does.
            const target = /** @type {Element} */ (event.target);
            if (target.matches(':focus-visible')) this.request({ id, action: 'focus' });
        }, { signal });
        container.addEventListener('focusout', (event) => {
            const id = this.#idOf(event.target, '');
            if (id) this.request({ id, action: 'blur' });
        }, { signal });
        container.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    }

    /** @param {KeyboardEvent} event */
    #onKey(event) {
        if (event.key === 'Escape') {
            const id = this.#idOf(event.target, 'dismiss');
            if (id) this.request({ id, action: 'dismiss' });
            return;
        }
        // Arrows move among tabs and radio buttons, as in native ones.
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!step || !(event.target instanceof Element)) return;
        const role = event.target.getAttribute('role');
        if (role !== 'tab' && role !== 'radio') return;
        const siblings = [...(event.target.parentElement?.querySelectorAll(`[role=${role}]`) ?? [])];
        const next = siblings[(siblings.indexOf(event.target) + step + siblings.length) % siblings.length];
        if (!(next instanceof HTMLElement)) return;
        event.preventDefault();
        next.focus({ preventScroll: true });
        next.click();
    }

    /**
     * The nearest node at or above an element that knows an action; any node if action is empty.
     * @param {EventTarget | null} target
     * @param {string} action
     */
    #idOf(target, action) {
        for (let at = target instanceof Element ? target : null; at && at !== this.container; at = at.parentElement) {
            const id = at.id.slice(this.idPrefix.length);
            const node = at.id.startsWith(this.idPrefix) ? this.nodes.get(id) : undefined;
            if (node && (action === '' || node.actions?.includes(action))) return id;
        }
        return '';
    }

    /** @param {MirrorNode} node */
    #place(node) {
        this.nodes.set(node.id, node);
        if (node.role === 'composer') {
            // The page's own form takes its place in the reading order.
            this.composerId = node.id;
            this.elements.set(node.id, this.composer.place);
            this.#describeComposer(node);
            this.#position(node);
            return;
        }
        const tag = tagOf(node);
        let element = this.elements.get(node.id);
        if (!element || element.localName !== tag) {
            const replacement = this.container.ownerDocument.createElement(tag);
            replacement.id = this.idPrefix + node.id;
            element?.replaceWith(replacement);
            element = replacement;
            this.elements.set(node.id, element);
        }
        this.#describe(element, node);
        this.#position(node);
    }

    /**
     * @param {HTMLElement} element
     * @param {MirrorNode} node
     */
    #describe(element, node) {
        const hasText = TEXT_ROLES.has(node.role);
        const isNamedGroup = node.role === 'group' && Boolean(node.name);
        setAttribute(element, 'role', isNamedGroup ? 'group' : ARIA_ROLES[node.role]);
        setAttribute(element, 'lang', node.lang);
        setAttribute(element, 'aria-label', hasText ? undefined : node.name);
        setAttribute(element, 'aria-description', node.hint);
        setAttribute(element, 'aria-disabled', node.disabled || undefined);
        setAttribute(element, 'aria-busy', node.busy || undefined);
        setAttribute(element, 'aria-current', node.current);
        setAttribute(element, 'aria-expanded', node.expanded);
        setAttribute(element, 'aria-checked', node.checked);
        setAttribute(element, 'aria-pressed', node.pressed);
        setAttribute(element, 'aria-selected', node.selected);
        setAttribute(element, 'aria-controls', node.controls && this.idPrefix + node.controls);
        if (node.role === 'log') setAttribute(element, 'aria-live', 'off');
        if (node.role === 'column_header') setAttribute(element, 'scope', 'col');
        if (node.role === 'row_header') setAttribute(element, 'scope', 'row');
        if (element instanceof HTMLButtonElement) element.type = 'button';
        else if (node.focusable && !(element instanceof HTMLInputElement)) element.tabIndex = 0;
        if (element instanceof HTMLInputElement) this.#describeSlider(element, node);
        // One stop for a group of radio buttons or tabs; arrows move within it.
        if (node.role === 'radio') element.tabIndex = node.checked ? 0 : -1;
        if (node.role === 'tab') element.tabIndex = node.selected ? 0 : -1;
        if (hasText) this.#setText(element, node);
    }

    /**
     * @param {HTMLInputElement} element
     * @param {MirrorNode} node
     */
    #describeSlider(element, node) {
        element.type = 'range';
        element.min = String(node.min ?? 0);
        element.max = String(node.max ?? 1);
        element.step = String(node.step ?? 'any');
        if (node.now !== undefined && element.valueAsNumber !== node.now) element.value = String(node.now);
        setAttribute(element, 'aria-valuetext', node.value);
    }

    /**
     * The text stands in the first child, so that children of the node can follow it.
     * @param {HTMLElement} element
     * @param {MirrorNode} node
     */
    #setText(element, node) {
        const text = [node.name, node.value].filter(Boolean).join(' ');
        const first = element.firstChild;
        if (first?.nodeType === 3) {
            if (first.nodeValue !== text) first.nodeValue = text;
        } else if (text !== '') {
            element.prepend(text);
        }
    }

    /** @param {MirrorNode} node */
    #describeComposer(node) {
        const { input } = this.composer;
        setAttribute(input, 'aria-label', node.name);
        setAttribute(input, 'aria-description', node.hint);
        input.placeholder = node.value ?? '';
        input.lang = node.lang ?? this.container.lang;
    }

    /** @param {MirrorNode} node */
    #arrange(node) {
        const element = this.elements.get(node.id);
        if (!element || node.id === this.composerId) return;
        let next = element.firstChild?.nodeType === 3 ? element.firstChild.nextSibling : element.firstChild;
        for (const id of node.children) {
            const child = this.elements.get(id);
            if (!child || child.contains(element)) continue;
            // Moving an element takes its focus away, so what is in its place stays.
            if (next === child) next = child.nextSibling;
            else element.insertBefore(child, next);
        }
    }

    /**
     * Only what has no parts of its own, or can have focus, lies at its place: the rest would shift
     * its parts, and cells are kept in their table.
     * @param {MirrorNode} node
     */
    #position(node) {
        const element = this.elements.get(node.id);
        if (!element) return;
        const { rect } = node;
        const isComposer = node.id === this.composerId;
        if (isComposer) element.hidden = !rect;
        const isAlone = node.children.length === 0 || node.role === 'table' || Boolean(node.focusable);
        const isPlaced = rect !== undefined && (isAlone || isComposer) && !CELL_ROLES.has(node.role);
        element.classList.toggle('placed', isPlaced);
        if (!isPlaced || !rect) return;
        const [x = 0, y = 0, width = 0, height = 0] = rect;
        element.style.setProperty('--x', `${x}px`);
        element.style.setProperty('--y', `${y}px`);
        element.style.setProperty('--w', `${width}px`);
        element.style.setProperty('--h', `${height}px`);
    }

    /** @param {string} id */
    #remove(id) {
        const element = this.elements.get(id);
        this.elements.delete(id);
        this.nodes.delete(id);
        if (!element) return;
        if (id === this.composerId) {
            element.hidden = true;
            return;
        }
        if (element.contains(element.ownerDocument.activeElement)) {
            // Focus must not fall back to the top of the page.
            (this.composer.place.hidden ? this.container : this.composer.input).focus({ preventScroll: true });
        }
        element.remove();
    }
}
