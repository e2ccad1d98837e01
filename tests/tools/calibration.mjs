// @ts-check
// Plays campaign scenarios with `breathe simulate` and compares the served orders with the milestones
// that stand in the files, which were reported. Ends with status 1 if one is off by more than 5 %.
//
//   node tests/tools/calibration.mjs build/native/breathe public/scenarios/weekend.json …
//
// How a file is calibrated: demand up to a milestone sets what is served while there is room; where
// there is not, the servers of the narrowest station do. So go from the first milestone to the last,
// and change the numbers of `points` or of `set_servers` before it until it is met.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const tolerance = 0.05;

/** @param {string} breathe @param {string} path */
function compare(breathe, path) {
    const scenario = JSON.parse(readFileSync(path, 'utf8'));
    const scale = scenario.orders_per_person ?? 1;
    const output = execFileSync(breathe, ['simulate', path], { maxBuffer: 1 << 28 });
    const { series } = JSON.parse(output.toString());
    let worst = 0;
    for (const milestone of scenario.milestones) {
        const bin = series.find((/** @type {any} */ b) => Math.abs(b.end_s - milestone.at_s) < 1e-6);
        if (!bin) throw new Error(`${path}: no bin of the series ends at ${milestone.at_s} s`);
        const off = bin.served_total / milestone.served - 1;
        worst = Math.max(worst, Math.abs(off));
        console.log(
            `${scenario.id} ${milestone.at_s} s: reported ${milestone.served * scale}, ` +
                `simulated ${bin.served_total * scale}, off by ${(100 * off).toFixed(1)} %`,
        );
    }
    return worst;
}

const [breathe, ...paths] = process.argv.slice(2);
if (!breathe || paths.length === 0) {
    console.error('usage: node calibration.mjs BREATHE SCENARIO.json …');
    process.exit(2);
}
const worst = Math.max(...paths.map((path) => compare(breathe, path)));
console.log(`worst: ${(100 * worst).toFixed(1)} %, allowed: ${100 * tolerance} %`);
process.exit(worst > tolerance ? 1 : 0);
