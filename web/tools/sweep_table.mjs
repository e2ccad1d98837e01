// @ts-check
// Sums up what `breathe sweep` prints: one row for each combination of varied values, with mean, lowest and
// highest of each quantity over the seeds, as CSV.
//
//   breathe sweep … | node web/tools/sweep_table.mjs NAME=/POINTER…
//
// A pointer leads into a run's line, as /rates_per_s/goodput/mean.

import { pathToFileURL } from 'node:url';

/** @param {any} run @param {string} pointer @returns {number} */
function valueAt(run, pointer) {
    const value = pointer.split('/').slice(1).reduce((inside, name) => inside?.[name], run);
    if (typeof value !== 'number') throw new Error(`${pointer} is no number of a run`);
    return value;
}

/** @param {number} number */
const short = (number) => String(Number(number.toPrecision(4)));

/** @param {string} lines @param {string[]} columns */
export function sweepTable(lines, columns) {
    /** @type {Map<string, any[]>} */
    const groups = new Map();
    for (const run of lines.trimEnd().split('\n').map((line) => JSON.parse(line))) {
        const key = JSON.stringify(run.varied);
        groups.set(key, [...groups.get(key) ?? [], run]);
    }
    const asked = columns.map((column) => /** @type {[string, string]} */ (column.split('=', 2)));
    const [first = '{}'] = groups.keys();
    const names = Object.keys(JSON.parse(first)).map((pointer) => pointer.split('/').pop() ?? '');
    const head = [...names, 'runs', ...asked.flatMap(([name]) => [name, `${name}_lowest`, `${name}_highest`])];
    const rows = [...groups].map(([key, runs]) => [...Object.values(JSON.parse(key)), runs.length, ...asked.flatMap(([, pointer]) => {
        const values = runs.map((run) => valueAt(run, pointer));
        return [values.reduce((sum, value) => sum + value, 0) / values.length, Math.min(...values), Math.max(...values)].map(short);
    })]);
    return [head, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    let lines = '';
    for await (const piece of process.stdin) lines += piece;
    process.stdout.write(sweepTable(lines, process.argv.slice(2)));
}
