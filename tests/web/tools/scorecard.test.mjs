// @ts-check
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { scorecardPage } from '../../../web/tools/scorecard.mjs';
import { doctestCounts, NAMED, readTap } from '../../bench/test_results.mjs';

const part = { id: 'a', title: 'Title', command: './run bench', measured: '2026-01-02, 0123456789', machine: '2 × one' };

test('the page shows each number with its unit, command and machine, and what failed', () => {
    const page = scorecardPage([{ ...part, rows: [{ name: 'a < b', value: 1234567.8, unit: 'events/s' }, { name: 'c', value: 0.126, unit: 'ms' }] },
        { ...part, id: 'b', failed: 'no <browser>', rows: [] }]);
    for (const text of ['a &#60; b', '1,234,568 events/s', '0.13 ms', './run bench', '2 × one', 'no &#60;browser&#62;', 'href="#b"']) {
        assert.ok(page.includes(text), text);
    }
    assert.doesNotMatch(page, /<script|undefined|NaN/);
});

test('the scorecard that is there names for each part its command, day, commit and machine', async () => {
    const { parts } = JSON.parse(await readFile(new URL('../../../public/scorecard.json', import.meta.url), 'utf8'));
    for (const one of parts) {
        assert.match(one.command, /^\.\/run /);
        assert.match(one.measured, /^\d{4}-\d\d-\d\d, [0-9a-f]{7,}\+?$/);
        assert.ok(one.machine && one.title, one.id);
        assert.ok(one.rows.length > 0 || one.failed, `${one.id} says nothing`);
        for (const row of one.rows) assert.ok(typeof row.value === 'string' || Number.isFinite(row.value), row.name);
    }
});

test('tests are counted from the notes of the runner, suites are not', () => {
    const text = ['TAP version 13', '# Subtest: suite', '    # Subtest: one', '    ok 1 - one', '      ---', '      ...',
        '    # Subtest: two', '    not ok 2 - two', '    1..2', 'not ok 1 - suite', '# Subtest: three', 'ok 2 - three # SKIP',
        '1..2', '# tests 3'].join('\n');
    assert.deepEqual(readTap(text), [
        { name: 'one', ok: true, isSkipped: false, path: ['suite'] },
        { name: 'two', ok: false, isSkipped: false, path: ['suite'] },
        { name: 'three', ok: true, isSkipped: true, path: [] }]);
});

test('test cases are counted whatever colour their numbers have', () => {
    const plain = '[doctest] test cases:  12 |  11 passed | 1 failed | 0 skipped\n[doctest] assertions: 107 | 100 passed | 7 failed |\n';
    const esc = '\u001b[';
    const coloured = `${esc}0;36m[doctest] ${esc}0mtest cases:   3 | ${esc}0;32m  3 passed${esc}0m | ${esc}0m0 failed${esc}0m |\n`
        + `${esc}0;36m[doctest] ${esc}0massertions: 5 | ${esc}0;32m5 passed${esc}0m | ${esc}0m0 failed${esc}0m |\n`;
    assert.deepEqual(doctestCounts(plain + coloured), { cases: 14, failed: 1, assertions: 105 });
});

test('a fault, a hostile input and a digest are told by the names of their tests, and nothing else is', () => {
    const names = ['browser › with webkit, a fault › a program cut short gives a message and the story',
        'browser › the page in firefox › stays a story where WebGL is refused', 'browser › axe-core › finds no fault in what is embedded',
        'browser › the dialog › takes a scenario file, and lists faults by their paths', 'browser › random hands › break nothing in 20 s, seed 1',
        'page scripts › 20000 hostile messages: what is read is listed', 'browser › a link › holds a whole visit and comes to the same digest, twice',
        'same results everywhere › a run of a scenario › has the same events everywhere: blip.json', 'same results everywhere › the guide › gives a page',
        'browser › the day › comes to the native digest at the end of launch-day, in webkit'];
    /** @param {RegExp} pattern */
    const found = (pattern) => names.flatMap((name, i) => (pattern.test(name) ? [i] : []));
    assert.deepEqual(found(NAMED.faults), [0, 1]);
    assert.deepEqual(found(NAMED.hostile), [4, 5]);
    assert.deepEqual(found(NAMED.equality), [6, 7, 9]);
    assert.deepEqual(found(NAMED.access), [2]);
});
