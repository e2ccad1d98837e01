// @ts-check
// The few marks of Markdown that the sheets in docs/teaching use, as HTML: headings with {#id}, paragraphs,
// lists, tables, code, asides (>), links, `code`, **strong**, *emphasis*; "---" begins a new sheet of
// paper, "____" is a line to write on, and {{name}} stands for a value; alone on its line, for a block.

import { escapeXml } from '../js/chart-svg.js';

/**
 * @typedef {object} Values
 * @property {Record<string, string>} text By name; an unknown name is an error.
 * @property {Record<string, string>} blocks HTML by name.
 * @property {(address: string) => string} link Where an address of the source leads to.
 */

/** @param {string} text @param {Values} values */
function inline(text, values) {
    /** @type {string[]} */
    const codes = [];
    const filled = text.replace(/\{\{([\w.]+)\}\}/g, (_, name) => {
        const value = values.text[name];
        if (value === undefined) throw new Error(`no value for {{${name}}}`);
        return value;
    });
    return escapeXml(filled.replace(/`([^`]+)`/g, (_, code) => `\u0001${codes.push(code) - 1}\u0001`))
        .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, label, address) => `<a href="${escapeXml(values.link(address.replaceAll('&#38;', '&')))}">${label}</a>`)
        .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
        .replace(/\*([^*]+)\*/g, '<em>$1</em>')
        .replace(/\u0001(\d+)\u0001/g, (_, index) => `<code>${escapeXml(codes[index] ?? '')}</code>`);
}

const isNumber = (/** @type {string} */ cell) => /^[−\d][\d.,/ %±]*$/.test(cell);

/** @param {string[]} lines @param {Values} values */
function table(lines, values) {
    const [head = [], , ...rows] = lines.map((line) => line.replace(/^\||\|$/g, '').split('|').map((cell) => inline(cell.trim(), values)));
    const cells = (/** @type {string[]} */ row) => row.map((cell, index) => index === 0 ? `<th scope="row">${cell}</th>`
        : `<td${isNumber(cell) ? ' class="number"' : ''}>${cell}</td>`).join('');
    const isNumeric = rows.every((row) => row.slice(1).every((cell) => isNumber(cell)));
    return `<div class="wide"><table${isNumeric ? ' class="numbers"' : ''}><thead><tr>${head.map((cell) => cell ? `<th scope="col">${cell}</th>` : '<td></td>').join('')}</tr></thead>`
        + `<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table></div>`;
}

/** @param {string[]} lines @param {'ul' | 'ol'} kind @param {Values} values */
function list(lines, kind, values) {
    // A line that begins with blanks goes on with the one before.
    const start = kind === 'ol' ? Number.parseInt(lines[0] ?? '1', 10) : 1;
    const items = lines.join('\n').replace(/\n +/g, ' ').split('\n').map((line) => line.replace(/^(- |\d+\. )/, ''));
    return `<${kind}${start > 1 ? ` start="${start}"` : ''}>\n${items.map((item) => `<li>${inline(item, values)}</li>`).join('\n')}\n</${kind}>`;
}

/** One block, whose lines follow each other. @param {string[]} lines @param {Values} values */
function block(lines, values) {
    const [first = ''] = lines;
    const heading = /^(#{1,3}) (.*?)(?: \{#([\w-]+)\})?$/.exec(first);
    if (heading) {
        const [, marks = '', text = '', id] = heading;
        return `<h${marks.length}${id ? ` id="${id}"` : ''}>${inline(text, values)}</h${marks.length}>`;
    }
    const name = /^\{\{([\w.]+)\}\}$/.exec(first)?.[1];
    if (name && lines.length === 1 && values.blocks[name] !== undefined) return values.blocks[name] ?? '';
    if (first === '---') return '<hr class="sheet">';
    if (/^____/.test(first)) return lines.map(() => '<div class="line"></div>').join('');
    if (first.startsWith('|')) return table(lines, values);
    if (first.startsWith('- ')) return list(lines, 'ul', values);
    if (/^\d+\. /.test(first)) return list(lines, 'ol', values);
    if (first.startsWith('> ')) return `<aside><p>${inline(lines.map((line) => line.slice(2)).join(' '), values)}</p></aside>`;
    return `<p>${inline(lines.join(/\p{Script=Han}|[，。：；、）]/u.test(first) ? '' : ' '), values)}</p>`;
}

/** @param {string} source @param {Values} values */
export function markdown(source, values) {
    const parts = source.split(/^```(?:\w*)\n([\s\S]*?)^```$/m);
    return parts.map((part, index) => index % 2 === 1 ? `<pre><code>${escapeXml(part)}</code></pre>`
        : part.split(/\n{2,}/).map((text) => text.trim()).filter(Boolean).map((text) => block(text.split('\n'), values)).join('\n')).join('\n');
}
