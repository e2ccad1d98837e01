// @ts-check
// The frame of the pages about the project itself, for people who read code: in English only, with no
// script, in the colours of the page.

import { escapeHtml } from './build_page.mjs';

const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/**
 * A table whose first column names the row.
 * @param {string} caption
 * @param {string[]} columns
 * @param {string[][]} rows Cells as HTML.
 */
export function table(caption, columns, rows) {
    const head = columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
    const body = rows.map(([first, ...others]) =>
        `<tr><th scope="row">${first}</th>${others.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
    // Wide tables scroll by themselves; so that they can without a mouse, they take the focus.
    return `<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table>\n`
        + `<caption>${escapeHtml(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table></div>`;
}

/** @param {{ title: string, description: string, body: string }} content body is HTML. */
export function technicalPage({ title, description, body }) {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(title)} – Breathing Room</title>
<meta name="description" content="${escapeHtml(description)}">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="styles/page.css">
<link rel="stylesheet" href="styles/technical.css">
</head>
<body>
<main class="story technical">
<p class="brand"><a href="index.html">Breathing Room</a></p>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}
