// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { heightMessages, hostOrigin } from '../../web/js/embed.js';
import { limitRate, makeMessage, readMessage, TO_FRAME, TO_HOST } from '../../web/js/protocol.js';

test('a message of ours is read with its listed members only', () => {
    const posted = { ...makeMessage('go', { act: 3 }), extra: 'no', __proto__: { act: 9 } };
    assert.deepEqual(readMessage(posted, TO_FRAME), { act: 3, protocol: 'breathing-room', version: 1, type: 'go' });
    assert.deepEqual(readMessage(makeMessage('set', { lang: 'zh' }), TO_FRAME),
        { lang: 'zh', protocol: 'breathing-room', version: 1, type: 'set' });
});

for (const posted of [
    null, undefined, 7, 'play', [], {}, { type: 'play' },
    { protocol: 'breathing-room', version: 2, type: 'play' },
    { protocol: 'breathing-room', version: '1', type: 'play' },
    { protocol: 'other', version: 1, type: 'play' },
    makeMessage('toString'), makeMessage('ready', { title: 'x', language: 'en' }),
    makeMessage('go'), makeMessage('go', { act: 0 }), makeMessage('go', { act: 1.5 }), makeMessage('go', { act: '3' }),
    makeMessage('set', { lang: 'fr' }), makeMessage('set', { theme: 1 }),
]) {
    test(`${JSON.stringify(posted)} is ignored`, () => assert.equal(readMessage(posted, TO_FRAME), undefined));
}

test('the two directions do not mix', () => {
    assert.equal(readMessage(makeMessage('play'), TO_HOST), undefined);
    assert.ok(readMessage(makeMessage('height', { px: 700 }), TO_HOST));
    assert.equal(readMessage(makeMessage('height', { px: 1e9 }), TO_HOST), undefined);
});

test('the host is known by its ancestor origin, the address that pym.js gives, or the referrer', () => {
    const none = { query: '', referrer: '', ancestor: undefined };
    assert.equal(hostOrigin(none), '');
    assert.equal(hostOrigin({ ...none, referrer: 'https://news.example/story?x' }), 'https://news.example');
    assert.equal(hostOrigin({ ...none, query: '?childId=a&parentUrl=https%3A%2F%2Fnews.example%2Fx' }), 'https://news.example');
    assert.equal(hostOrigin({ query: '', referrer: 'https://b.example/', ancestor: 'https://a.example' }), 'https://a.example');
    assert.equal(hostOrigin({ ...none, ancestor: 'null' }), '');
    assert.equal(hostOrigin({ ...none, query: '?parentUrl=javascript:alert(1)' }), '');
});

test('a height goes out in the words of each host script', () => {
    assert.deepEqual(heightMessages(640, 'a'), [
        { px: 640, protocol: 'breathing-room', version: 1, type: 'height' },
        'pymxPYMxaxPYMxheightxPYMx640',
        { sentinel: 'amp', type: 'embed-size', height: 640 },
        { 'datawrapper-height': { 'breathing-room': 640 } },
    ]);
});

test('whatever is posted, what is read holds listed members of listed types only, and is no harm', () => {
    let state = 11;
    const below = (/** @type {number} */ end) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor(state / 2 ** 32 * end);
    };
    const odd = [undefined, null, true, 0, 3, -1, 1.5, NaN, Infinity, 1e300, '', 'zh', 'dark', 'x'.repeat(1000), [], [1], {}, { act: 1 },
        () => 1, Symbol('s'), 7n, new Date(0), new Map()];
    const types = ['hello', 'set', 'go', 'play', 'pause', 'ask', 'ready', 'state', 'height', 'result', 'error', 'toString', '__proto__', 'constructor'];
    const names = ['act', 'lang', 'theme', 'px', 'title', 'language', 'reason', 'digest', 'now_s', '__proto__', 'constructor'];
    for (let round = 0; round < 20000; round += 1) {
        /** @type {Record<string, unknown>} */
        const posted = { protocol: 'breathing-room', version: below(20) ? 1 : odd[below(odd.length)], type: types[below(types.length)] };
        for (let member = below(4); member > 0; member -= 1) posted[names[below(names.length)] ?? ''] = odd[below(odd.length)];
        for (const listed of [TO_FRAME, TO_HOST]) {
            const read = readMessage(posted, listed);
            if (!read) continue;
            assert.ok(Object.hasOwn(listed, read.type));
            assert.equal(Object.getPrototypeOf(read), Object.prototype);
            for (const name of Object.keys(read)) {
                assert.ok(['protocol', 'version', 'type'].includes(name) || name in (listed[read.type] ?? {}), name);
            }
        }
    }
});

test('a flood of messages is heard at a bounded rate, and the next second again', () => {
    let now = 0;
    const may = limitRate(20, () => now);
    const heard = () => Array.from({ length: 1000 }, may).filter(Boolean).length;
    assert.equal(heard(), 20);
    now += 500;
    assert.equal(heard(), 10);
    now += 60_000;
    assert.equal(heard(), 20);
    now -= 5_000;
    assert.equal(heard(), 0);
});
