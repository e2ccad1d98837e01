// @ts-check
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { byName } from '../../../web/tools/build_offline.mjs';
import { elementScript, firstScripts, slim } from '../../../web/tools/build_page.mjs';
import { storyNumbers, wrapText } from '../../../web/tools/story.mjs';

const root = new URL('../../../', import.meta.url);

test('the computed story says what it claims: refusing early serves more, never refusing ends at nothing', async () => {
    const runs = JSON.parse(await readFile(new URL('public/story_runs.json', root), 'utf8'));
    const numbers = storyNumbers(runs);
    const [bounded = 0, unbounded = 0] = [numbers.bounded, numbers.unbounded].map((text) => Number(text?.replaceAll(',', '')));
    assert.ok(bounded > 1.5 * unbounded, `${bounded} and ${unbounded}`);
    assert.equal(numbers.none, '0');
});

test('the script for hosts is one small file of nothing but code', async () => {
    const script = await elementScript();
    assert.ok(script.length <= 6000, `${script.length}`);
    assert.doesNotMatch(script, /^import |\/\*|\/\/ /m);
});

test('comments go, strings that look like them stay', () => {
    assert.equal(slim("const a = 'b // c';  // d\n\n    /* e */ f(`/* g */`);\n"), "const a='b // c';\nf(`/* g */`);\n");
});

test('what is loaded on demand is not asked for at the start', async () => {
    const first = await firstScripts(new URL('web/js', root).pathname);
    assert.ok(first.includes('engine.js') && first.includes('url-state.js'));
    for (const late of ['share.js', 'embed-box.js', 'run-link.js', 'run-data.js', 'chart-svg.js']) assert.ok(!first.includes(late), late);
});

test('the offline edition imports by name', () => {
    assert.equal(byName('import{a}from"./a-B2.js";import"./d.js";import("./c.js");import(new URL("breathing-room.mjs",x).href);new URL("../",import.meta.url)'),
        'import{a}from"br/a-B2.js";import"br/d.js";import("br/c.js");import("br/breathing-room.mjs");new URL("../",new URL(\'js/\', document.baseURI))');
});

test('lines break at blanks, and between Chinese letters but not before a mark', () => {
    assert.deepEqual(wrapText('one two three', 7), ['one two', 'three']);
    for (const line of wrapText('到 11:00，模拟机器人已完成 1,995,999 单。', 12)) assert.doesNotMatch(line, /^[，。]/);
});
