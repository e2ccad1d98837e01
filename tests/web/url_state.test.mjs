// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chooseLanguage, defaultState, formatUrlState, parseUrlState } from '../../web/js/url-state.js';

test('an empty address asks for nothing', () => {
    assert.deepEqual(parseUrlState(''), { state: defaultState(), faults: [], isNewer: false });
});

test('every good value is read', () => {
    const { state, faults } = parseUrlState(
        '?v=1&scenario=launch-day&act=3&lang=zh-Hans&theme=dark&seed=18446744073709551615&controls=0');
    assert.deepEqual(faults, []);
    assert.deepEqual(state, { scenario: 'launch-day', act: 3, lang: 'zh', theme: 'dark',
        seed: '18446744073709551615', controls: false });
});

for (const [query, name] of [
    ['?scenario=../../etc/passwd', 'scenario'], ['?scenario=', 'scenario'], ['?scenario=A', 'scenario'],
    ['?act=0', 'act'], ['?act=8', 'act'], ['?act=1e0', 'act'], ['?lang=fr', 'lang'],
    ['?theme=pink', 'theme'], ['?seed=-1', 'seed'], ['?seed=18446744073709551616', 'seed'],
    ['?seed=0x10', 'seed'], ['?controls=yes', 'controls'], ['?v=one', 'v'],
]) {
    test(`${query} names its fault and leaves the default`, () => {
        const { state, faults, isNewer } = parseUrlState(query ?? '');
        assert.deepEqual(faults, [name]);
        assert.deepEqual(state, defaultState());
        assert.equal(isNewer, false);
    });
}

test('a newer version is told apart from a broken one, and what is known is used', () => {
    const { state, faults, isNewer } = parseUrlState('?v=2&act=4&warp=9');
    assert.equal(isNewer, true);
    assert.deepEqual(faults, []);
    assert.equal(state.act, 4);
});

test('what is written is read back the same', () => {
    const state = { ...defaultState(), scenario: 'launch-day', act: 5, lang: 'ms', seed: '7', controls: false };
    const query = formatUrlState(state);
    assert.deepEqual(parseUrlState(query).state, state);
    assert.match(query, /^\?v=1&/);
    assert.equal(formatUrlState(defaultState()), '');
});

test('the visitor gets the first of our languages in their order', () => {
    assert.equal(chooseLanguage(['fr-FR', 'zh-TW', 'en']), 'zh');
    assert.equal(chooseLanguage(['id-ID']), 'ms');
    assert.equal(chooseLanguage(['fr', 'de']), 'en');
    assert.equal(chooseLanguage([]), 'en');
});
