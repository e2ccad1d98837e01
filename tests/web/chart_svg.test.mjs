// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chartSvg, hourTicks, niceTicks, spread } from '../../web/js/chart-svg.js';

test('ticks are round, begin at zero and reach beyond the highest value', () => {
    assert.deepEqual(niceTicks(315, false), [0, 100, 200, 300, 400]);
    assert.deepEqual(niceTicks(4, false), [0, 1, 2, 3, 4]);
    assert.deepEqual(niceTicks(2000, true, 30), [10, 100, 1000, 10000]);
    for (let max = 0.013; max < 1e9; max *= 1.7) {
        const ticks = niceTicks(max, false);
        assert.ok((ticks.at(-1) ?? 0) >= max * 0.999 && ticks.length <= 7, `${max}: ${ticks}`);
    }
});

test('labels keep their order and their distance, inside the chart', () => {
    const places = spread([100, 101, 102, 30], 20, 110);
    const sorted = [...places].sort((a, b) => a - b);
    for (let i = 1; i < sorted.length; i += 1) assert.ok((sorted[i] ?? 0) - (sorted[i - 1] ?? 0) >= 16);
    assert.ok((places[0] ?? 0) < (places[1] ?? 0) && (places[1] ?? 0) < (places[2] ?? 0));
    assert.ok(Math.max(...places) <= 110);
});

test('words become text, and odd numbers no broken path', () => {
    for (const isLog of [true, false]) {
        for (const values of [[], [0, 0], [0, 5, 0], [1e-9, 1e9]]) {
            const svg = chartSvg({ width: 640, height: 260, title: '<b>&"', label: 'a "b"', end: 60, ticks: hourTicks(1770332400, 60),
                isLog, language: 'en', lines: [{ name: 'x<y', kind: 'good',
                    points: values.map((value, index) => /** @type {[number, number]} */ ([index * 10, value])) }] });
            assert.doesNotMatch(svg, /NaN|Infinity|undefined|<b>|x<y/);
            assert.match(svg, /&#60;b&#62;/);
        }
    }
});

test('the hours of the time axis are Shanghai\'s, and not too many', () => {
    const launch = Date.parse('2026-02-06T07:00:00+08:00') / 1000;
    assert.deepEqual(hourTicks(launch, 14400).map(({ label }) => label), ['07:00', '08:00', '09:00', '10:00', '11:00']);
    for (const end of [60, 900, 3600, 32400, 86400, 4 * 86400, 22 * 86400]) assert.ok(hourTicks(launch, end).length <= 10, `${end}`);
});
