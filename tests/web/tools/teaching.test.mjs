// @ts-check
// The sheets for teachers: complete and alike in every language, and true to the computed numbers.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import '../../support/browser_globals.mjs';
import { buildTeaching, fileOf, SHEETS, TAGS } from '../../../web/tools/build_teaching.mjs';
import { erlangC, FORMS, waitingMg1, waitingMmc } from '../../../web/tools/queue_forms.mjs';
import { estimateOf, place } from '../../../web/js/queue-chart.js';
import { sweepTable } from '../../../web/tools/sweep_table.mjs';
import { markdown } from '../../../web/tools/markdown.mjs';
import { parseUrlState } from '../../../web/js/url-state.js';

const root = new URL('../../../', import.meta.url);
/** @param {string} path */
const read = (path) => readFile(new URL(path, root), 'utf8');
const runs = JSON.parse(await read('public/lesson_runs.json'));

/** @param {string} text @param {RegExp} pattern */
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found = '']) => found);

/** @type {string} */
let folder;
before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'teaching-test-'));
    await buildTeaching(folder);
});
after(() => rm(folder, { recursive: true }));

for (const sheet of SHEETS) {
    describe(`the sheet ${sheet}`, () => {
        it('has the same parts, values, links and tables in every language', async () => {
            const [first = '', ...others] = await Promise.all(TAGS.map((tag) => read(`docs/teaching/${sheet}.${tag}.md`)));
            for (const other of others) {
                for (const pattern of [/\{#([\w-]+)\}/g, /^(#{1,3}) /gm, /\]\(([^)]+)\)/g, /^\| (---)/gm, /^(\d+)\. /gm, /^(- )/gm, /^(____)$/gm]) {
                    assert.equal(all(other, pattern).length, all(first, pattern).length, `${pattern}`);
                }
                assert.deepEqual(all(other, /\]\(([^)]+)\)/g), all(first, /\]\(([^)]+)\)/g));
                assert.deepEqual(all(other, /\{\{([\w.]+)\}\}/g).sort(), all(first, /\{\{([\w.]+)\}\}/g).sort());
                assert.deepEqual(all(other, /`(\?[^`]+)`/g), all(first, /`(\?[^`]+)`/g));
            }
        });

        it('is complete without script, under a policy that knows its style', async () => {
            for (const tag of TAGS) {
                const page = await readFile(join(folder, fileOf(sheet, tag)), 'utf8');
                assert.equal(page.includes('<script'), sheet === 'queues', 'only runs that are asked for need a script');
                assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)/);
                assert.doesNotMatch(page, /\{\{|undefined|NaN|\sstyle=|\son[a-z]+=|https?:\/\/(?!www\.w3\.org)/);
                const [style = ''] = all(page, /<style>([\s\S]*?)<\/style>/g);
                assert.ok(page.includes(`'sha256-${createHash('sha256').update(style).digest('base64')}'`));
                assert.ok(page.length < 60_000, `${page.length} bytes`);
            }
        });

        it('opens the page with addresses that it can read', async () => {
            const addresses = all(await read(`docs/teaching/${sheet}.en.md`), /[(`](\?[^)`]+)[)`]/g);
            for (const address of addresses) {
                const { state, faults } = parseUrlState(address);
                assert.deepEqual(faults, [], address);
                if (state.scenario) await read(`public/scenarios/${state.scenario}.json`);
            }
        });
    });
}

describe('the answers', () => {
    /** @param {string} part @param {Record<string, unknown>} wanted */
    const rowOf = (part, wanted) => runs[part].find((/** @type {any} */ row) => Object.entries(wanted).every(([key, value]) => row[key] === value));

    it('say of the line what the runs say', () => {
        for (const line_max of [10, 100, 200, 350]) assert.equal(rowOf('line', { line_max }).stuck, 0);
        for (const line_max of [400, 500, 1000]) assert.equal(rowOf('line', { line_max }).stuck, 100);
        const { stuck } = rowOf('line', { line_max: 380 });
        assert.ok(stuck > 25 && stuck < 75, 'chance decides');
    });

    it('say of retries, servers and pauses what the runs say', () => {
        assert.deepEqual([0.2, 0.4].map((probability) => rowOf('retry', { probability }).stuck), [0, 10]);
        for (const { law_per_s, asked_per_s, stuck } of runs.retry) {
            if (stuck > 0) assert.ok(Math.abs(law_per_s / asked_per_s - 1) < 0.01, `${law_per_s} and ${asked_per_s}`);
        }
        assert.deepEqual([140, 150].map((servers) => rowOf('servers', { servers }).stuck), [5, 0]);
        assert.deepEqual([[40, false], [60, false], [5, true], [10, true]].map(([length_s, purge]) => rowOf('pause', { length_s, purge }).stuck), [10, 0, 10, 0]);
    });

    it('find after second 30 nobody served without a limit, and nobody refused from second 50 on with one', () => {
        const { unlimited, limited } = runs.blip;
        assert.ok(unlimited.series.every((/** @type {any} */ step) => step.end_s <= 30 || step.goodput_per_s === 0));
        assert.ok(limited.series.every((/** @type {any} */ step) => step.end_s <= 45 || step.refused_per_s === 0));
        assert.ok(limited.served > 8 * unlimited.served);
    });

    it('agree with the closed forms within three standard errors', () => {
        for (const { id, exact, mean, plus_minus } of runs.forms) assert.ok(Math.abs(mean - exact) < 3 * plus_minus / 2.093, id);
    });

    it('of the class experiment are of the blip with a line of 380', async () => {
        const [blip, edge] = await Promise.all(['blip', 'blip-edge'].map(async (name) => JSON.parse(await read(`public/scenarios/${name}.json`))));
        assert.deepEqual({ ...edge, id: 'blip', texts: blip.texts, policies: blip.policies }, blip);
        assert.deepEqual(edge.policies, [{ id: 'bound', at: 'model', kind: 'bounded_line', line_max: 380 }]);
    });
});

describe('the page on queueing theory', () => {
    it('shows each form, and runs whose interval shrinks by half when they last four times as long', async () => {
        const page = await readFile(join(folder, 'queues.html'), 'utf8');
        for (const { id, scenario } of FORMS) {
            assert.ok(page.includes(`id="form-${id}"`), id);
            await read(`public/scenarios/${scenario}.json`);
            const { course } = runs.forms.find((/** @type {any} */ form) => form.id === id);
            const shrunk = (course.at(0).plus_minus / course.at(-1).plus_minus) ** (1 / 4);
            assert.ok(shrunk > 1.5 && shrunk < 2.7, `${id}: ${shrunk}`);
        }
    });

    it('computes the forms as the tables of the textbooks have them', async () => {
        const { cases } = JSON.parse(await read('tests/data/queueing_reference.json'));
        const metrics = (/** @type {string} */ model, /** @type {Record<string, number>} */ wanted) =>
            cases.find((/** @type {any} */ of) => of.model.startsWith(model) && Object.entries(wanted).every(([key, value]) => of.params[key] === value)).metrics;
        /** @param {number} found @param {number} known */
        const same = (found, known) => assert.ok(Math.abs(found / known - 1) < 1e-6, `${found} and ${known}`);
        same(waitingMg1(0.9, 1), metrics('M/M/1 FIFO', { lam: 0.9 }).Lq);
        same(waitingMmc(8, 10), metrics('M/M/c FIFO', { lam: 8, c: 10 }).Lq);
        same(erlangC(9, 10), metrics('M/M/c FIFO', { lam: 90, c: 10 }).P_wait);
    });

    it('estimates from counts, and samples the line', () => {
        const seen = { sum: 0, samples: 0 };
        assert.equal(estimateOf('waiting', 2, { orders: 9, served: 4, lost: 0 }, seen), 3);
        assert.equal(estimateOf('waiting', 2, { orders: 9, served: 8, lost: 0 }, seen), 1.5);
        assert.equal(estimateOf('blocked', 2, { attempts: 8, blocked: 2 }, seen), 0.25);
        assert.equal(estimateOf('attempts', 2, { orders: 4, attempts: 8 }, seen), 2);
        assert.equal(estimateOf('reneged', 2, {}, seen), 0);
        const { x, y } = place({ from: 1, to: 16, low: 0, high: 2 });
        assert.equal(x(4) * 2, x(1) + x(16));
        assert.ok(y(2) < y(1) && y(1) < y(0) && y(5) === y(2), 'within the chart');
    });
});

describe('the table of a sweep', () => {
    it('has a row for each combination, with mean, lowest and highest', () => {
        const line = (/** @type {number} */ k, /** @type {number} */ g) => JSON.stringify({ varied: { '/policies/0/k': k }, rates: { good: g } });
        assert.equal(sweepTable([line(1, 2), line(1, 4), line(2, 5)].join('\n'), ['good=/rates/good']),
            'k,runs,good,good_lowest,good_highest\n1,2,3,2,4\n2,1,5,5,5\n');
        assert.throws(() => sweepTable(line(1, 2), ['x=/rates/x']), /no number/);
    });
});

describe('the reader of the sheets', () => {
    /** @param {string} source */
    const html = (source) => markdown(source, { text: { n: '7 < 8' }, blocks: { b: '<b>!</b>' }, link: (address) => `to:${address}` });

    it('knows headings, tables, lists, lines and new sheets', () => {
        assert.equal(html('## A & B {#ab}'), '<h2 id="ab">A &#38; B</h2>');
        assert.match(html('| x | y |\n| --- | --- |\n| a | 1.5 |'), /<th scope="col">x<\/th>.*<th scope="row">a<\/th><td class="number">1\.5<\/td>/s);
        assert.match(html('3. c\n   d\n4. e'), /<ol start="3">\n<li>c d<\/li>\n<li>e<\/li>/);
        assert.equal(html('____\n____'), '<div class="line"></div><div class="line"></div>');
        assert.equal(html('---'), '<hr class="sheet">');
        assert.equal(html('```\na < `b`\n```').trim(), '<pre><code>a &#60; `b`\n</code></pre>');
    });

    it('fills values as text, and refuses unknown ones', () => {
        assert.equal(html('**{{n}}** [a](?b=1&c=2) `*x*`'), '<p><strong>7 &#60; 8</strong> <a href="to:?b=1&#38;c=2">a</a> <code>*x*</code></p>');
        assert.equal(html('{{b}}'), '<b>!</b>');
        assert.throws(() => html('{{m}}'), /no value/);
    });
});
