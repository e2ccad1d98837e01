// @ts-check
// The page of measured numbers, from public/scorecard.json, which ./run bench writes. Nothing on it is
// typed by hand: each part says which command makes its numbers, when and on which machine it did.
//
//   node web/tools/scorecard.mjs FOLDER        writes FOLDER/scorecard.html

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { escapeHtml } from './build_page.mjs';
import { table, technicalPage } from './technical_page.mjs';

const SCORECARD = fileURLToPath(new URL('../../public/scorecard.json', import.meta.url));

/** @typedef {{ name: string, value: number | string, unit: string }} Row */
/** @typedef {{ id: string, title: string, command: string, measured: string, machine: string, failed?: string, rows: Row[] }} Part */

/** @param {Row} row */
function valueOf({ value, unit }) {
    const size = typeof value === 'number' ? Math.abs(value) : 0;
    const digits = Number.isInteger(value) || size >= 1000 ? 0 : size >= 100 ? 1 : 2;
    const words = typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: digits }) : value;
    return escapeHtml(`${words} ${unit}`.trim());
}

/** @param {Part} part */
function section(part) {
    const made = `<p>By <code>${escapeHtml(part.command)}</code>, ${escapeHtml(part.measured)}. ${escapeHtml(part.machine)}.</p>`;
    const failed = part.failed ? `<p role="note">Not all of it could be measured: ${escapeHtml(part.failed)}.</p>` : '';
    const rows = part.rows.map((row) => [escapeHtml(row.name), valueOf(row)]);
    const numbers = rows.length ? table(part.title, ['What', 'Measured'], rows) : '';
    return `<h2 id="${escapeHtml(part.id)}">${escapeHtml(part.title)}</h2>\n${made}\n${failed}${numbers}`;
}

/** @param {Part[]} parts */
export function scorecardPage(parts) {
    const description = 'What was measured of Breathing Room: sizes, speed, equality of digests, faults and hostile input tried, tests.';
    const list = parts.map((part) => `<li><a href="#${escapeHtml(part.id)}">${escapeHtml(part.title)}</a></li>`).join('\n');
    return technicalPage({ title: 'Scorecard', description, body: [
        `<p>${description} The numbers are written by the programs that measure them: <a href="scorecard.json">scorecard.json</a>.</p>`,
        `<ul>\n${list}\n</ul>`, ...parts.map(section)].join('\n') });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const folder = process.argv[2];
    if (!folder) {
        console.error('Usage: node web/tools/scorecard.mjs FOLDER');
        process.exit(2);
    }
    const { parts } = JSON.parse(await readFile(SCORECARD, 'utf8'));
    await writeFile(join(folder, 'scorecard.html'), scorecardPage(parts));
}
