// @ts-check
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { scorecardPage } from '../../../web/tools/scorecard.mjs';
import { readTap } from '../../bench/test_results.mjs';

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
