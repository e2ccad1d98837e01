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
