// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../support/browser_globals.mjs';
import { chooseLanguage, defaultState, formatUrlState, parseUrlState } from '../../web/js/url-state.js';

test('an empty address asks for nothing', () => {
    assert.deepEqual(parseUrlState(''), { state: defaultState(), faults: [], isNewer: false, isDrawn: false });
});

test('every good value is read', () => {
    const { state, faults } = parseUrlState(
        '?v=1&scenario=launch-day&act=3&lang=zh-Hans&theme=dark&seed=18446744073709551615&controls=0'
        + '&levers=retry_ratio:0.5,waiting_room:900&part=numbers&compact=1&lock=1&strings=marked');
    assert.deepEqual(faults, []);
    assert.deepEqual(state, { scenario: 'launch-day', act: 3, lang: 'zh', theme: 'dark',
        seed: '18446744073709551615', levers: 'retry_ratio:0.5,waiting_room:900',
        part: 'numbers', controls: false, compact: true, lock: true, strings: 'marked' });
});

for (const [query, name] of [
    ['?scenario=../../etc/passwd', 'scenario'], ['?scenario=', 'scenario'], ['?scenario=A', 'scenario'],
    ['?act=0', 'act'], ['?act=8', 'act'], ['?act=1e0', 'act'], ['?lang=fr', 'lang'],
    ['?theme=pink', 'theme'], ['?seed=-1', 'seed'], ['?seed=18446744073709551616', 'seed'],
    ['?seed=0x10', 'seed'], ['?controls=yes', 'controls'], ['?levers=warp:9', 'levers'],
    ['?levers=retry_ratio', 'levers'], ['?levers=retry_ratio:-1', 'levers'], ['?levers=,', 'levers'],
    ['?part=all', 'part'], ['?part=chart', 'part'], ['?strings=funny', 'strings'], ['?compact=', 'compact'], ['?lock=2', 'lock'], ['?v=one', 'v'],
]) {
    test(`${query} names its fault and leaves the default`, () => {
        const { state, faults, isNewer } = parseUrlState(query ?? '');
        assert.deepEqual(faults, [name]);
        assert.deepEqual(state, defaultState());
        assert.equal(isNewer, false);
    });
}

test('a seed left to chance is drawn once and written as a number', () => {
    const { state, faults, isDrawn } = parseUrlState('?scenario=blip&seed=random', () => '123456');
    assert.deepEqual([state.seed, faults, isDrawn], ['123456', [], true]);
    assert.equal(formatUrlState(state), '?v=1&scenario=blip&seed=123456');
    const seeds = Array.from({ length: 50 }, () => parseUrlState('?seed=random').state.seed);
    for (const seed of seeds) assert.match(seed, /^[1-9][0-9]{5}$/);
    assert.ok(new Set(seeds).size > 40, 'another crowd for everyone');
});

test('a newer version is told apart from a broken one, and what is known is used', () => {
    const { state, faults, isNewer } = parseUrlState('?v=2&act=4&warp=9');
    assert.equal(isNewer, true);
    assert.deepEqual(faults, []);
    assert.equal(state.act, 4);
});

test('what is written is read back the same', () => {
    const state = { ...defaultState(), scenario: 'launch-day', act: 5, lang: 'ms', seed: '7', controls: false,
        levers: 'bounded_line:2.5,pause_issuing:1', lock: true };
    const query = formatUrlState(state);
    assert.deepEqual(parseUrlState(query).state, state);
    assert.match(query, /^\?v=1&/);
    assert.equal(formatUrlState(defaultState()), '');
});

test('the longest preset fits in 300 characters', () => {
    const state = { ...defaultState(), scenario: 'closed-form-erlang-a', act: 7, lang: 'zh', theme: /** @type {const} */ ('projector'),
        seed: '18446744073709551615', controls: false, lock: true, part: /** @type {const} */ ('numbers'),
        levers: 'bounded_line:10,deadline_drop:10,model_servers:1068,retry_ratio:0.35,refusal_wording:2' };
    assert.ok(formatUrlState(state).length <= 270, formatUrlState(state));
});

test('any text is read without harm, and what is read is written and read the same', () => {
    let random = 5;
    const below = (/** @type {number} */ end) => {
        random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
        return Math.floor(random / 2 ** 32 * end);
    };
    const words = ['scenario', 'act', 'lang', 'theme', 'seed', 'levers', 'controls', 'v', '=', '&', '%', '%2', '1', '7',
        'zh', 'dark', 'retry_ratio:1', ',', ':', '\u4e2d', '__proto__', 'weekend', '-', '.', '\0'];
    for (let round = 0; round < 3000; round += 1) {
        const query = Array.from({ length: below(14) }, () => words[below(words.length)]).join('');
        const { state } = parseUrlState(`?${query}`);
        assert.deepEqual(parseUrlState(formatUrlState(state)).state, state, query);
    }
});

test('the visitor gets the first of our languages in their order', () => {
    assert.equal(chooseLanguage(['fr-FR', 'zh-TW', 'en']), 'zh');
    assert.equal(chooseLanguage(['id-ID']), 'ms');
    assert.equal(chooseLanguage(['fr', 'de']), 'en');
    assert.equal(chooseLanguage([]), 'en');
});
