// @ts-check
// Small parts of the dialog for taking things along.

/**
 * An element with properties and children; text becomes text.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<Omit<HTMLElementTagNameMap[T], 'children'>>} properties
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children.filter((child) => child !== undefined));
    return made;
}

/** @param {string | undefined} label @param {() => void} press */
export function button(label, press) {
    const made = element('button', { type: 'button' }, label);
    made.addEventListener('click', press);
    return made;
}

/** @param {string | undefined} title @param {...(Node | string | undefined)} children */
export const fieldset = (title, ...children) =>
    element('section', {}, element('h3', {}, title), ...children);

let ids = 0;

/**
 * A text with a button that copies it. Where the clipboard is closed, the text is selected instead.
 * @param {string | undefined} label @param {string} text @param {Record<string, string>} words @param {boolean} [isLong]
 */
export function copyRow(label, text, words, isLong) {
    ids += 1;
    const id = `share-${ids}`;
    const field = isLong ? element('textarea', { id, value: text, readOnly: true, rows: 3 })
        : element('input', { id, value: text, readOnly: true, type: 'text' });
    field.spellcheck = false;
    const said = element('span', { className: 'share-said', role: 'status' });
    const copy = button(words.copy, async () => {
        field.select();
        const done = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
        said.textContent = (done ? words.copied : words.copy_yourself) ?? '';
    });
    return element('div', { className: 'share-copy' }, element('label', { htmlFor: id }, label), field, copy, said);
}

/** @param {string} name @param {Blob} blob */
export function saveFile(name, blob) {
    const href = URL.createObjectURL(blob);
    element('a', { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/**
 * @param {string | undefined} label @param {[string, string | undefined][]} options Value and label.
 * @param {string} value @param {() => void} changed
 */
export function choice(label, options, value, changed) {
    const select = element('select', {}, ...options.map(([key, name]) =>
        element('option', { value: key, selected: key === value }, name)));
    select.addEventListener('change', changed);
    return { row: element('label', { className: 'share-choice' }, element('span', {}, label), select), select };
}
