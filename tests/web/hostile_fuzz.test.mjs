// @ts-check
// Made-up input for the scripts that read what strangers send: messages, addresses and runs in links.
// Seeded, so that a failure comes again: the number of the case is in the message.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../support/browser_globals.mjs';
import { heightMessages, hostOrigin } from '../../web/js/embed.js';
import { limitRate, makeMessage, readMessage, TO_FRAME, TO_HOST } from '../../web/js/protocol.js';
import { packRun, unpackRun } from '../../web/js/run-link.js';
import { defaultState, formatUrlState, leverCommands, LEVERS, parseUrlState, runText } from '../../web/js/url-state.js';

const CASES = 20_000;
const RUN_CASES = 2_000;

/** @typedef {(end: number) => number} Below A whole number from 0 up to, not including, the end. */

/** @param {number} seed @returns {Below} */
function generator(seed) {
    let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
    return (end) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor(state / 2 ** 32 * end);
    };
}

const HTML = '<img src=x onerror=alert(1)><script>alert(1)</script>';
const BIDI = '\u202eevil\u2066\u0000\ufeff';
const HUGE = 'x'.repeat(100_000);
const NAMES = ['protocol', 'version', 'type', 'act', 'lang', 'theme', 'px', 'title', 'language', 'reason', 'scenario', 'seed',
    'digest', 'now_s', 'orders', 'served', 'lost', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', BIDI];
const TYPES = [...Object.keys(TO_FRAME), ...Object.keys(TO_HOST), 'toString', '__proto__', 'constructor', 'valueOf', HTML, ''];
const TEXTS = ['', 'en', 'zh', 'ms', 'dark', 'auto', 'no-wasm', HTML, BIDI, HUGE, '\ud800', '%', '1e309', 'javascript:alert(1)',
    'null', '../../etc/passwd', '18446744073709551616', '0x10'];

/** A value of any kind that structured cloning lets through, and some that it would not. @param {Below} below @param {number} depth @returns {unknown} */
function anyValue(below, depth = 0) {
    switch (below(depth > 4 ? 8 : 13)) {
        case 0: return undefined;
        case 1: return null;
        case 2: return below(2) === 0;
        case 3: return [0, -0, 1, 7, 8, -1, 1.5, NaN, Infinity, -Infinity, 1e300, 2 ** 53, 20_000][below(13)];
        case 4: return TEXTS[below(TEXTS.length)];
        case 5: return BigInt(below(100));
        case 6: return below(20_000);
        case 7: return NAMES[below(NAMES.length)];
        case 8: return Array.from({ length: below(4) }, () => anyValue(below, depth + 1));
        case 9: return new Map([[anyValue(below, depth + 1), anyValue(below, depth + 1)]]);
        case 10: return new Date(below(1000));
        case 11: return deep(below(2_000));
        default: return anyObject(below, depth + 1);
    }
}

/** @param {number} levels @returns {unknown} */
function deep(levels) {
    let value = /** @type {unknown} */ ({});
    for (let i = 0; i < levels; i += 1) value = i % 2 ? [value] : { act: value };
    return value;
}

/** Own members of any name, also those of every object's prototype. @param {Below} below @param {number} depth */
function anyObject(below, depth) {
    const object = below(4) === 0 ? Object.create(null) : {};
    for (let i = below(6); i > 0; i -= 1) {
        const name = NAMES[below(NAMES.length)] ?? '';
        Object.defineProperty(object, name, { value: anyValue(below, depth), enumerable: true, configurable: true, writable: true });
    }
    return object;
}

/** A message that is right but for some members. @param {Below} below */
function nearlyMessage(below) {
    const members = anyObject(below, 3);
    const message = { ...makeMessage(TYPES[below(TYPES.length)] ?? ''), ...(below(3) ? members : {}) };
    if (below(2)) Object.assign(message, { act: 1 + below(7), px: 1 + below(20_000), lang: 'zh', language: 'en', theme: 'dark', title: HTML });
    if (below(8) === 0) Object.assign(message, { version: [2, '1', 0, null, 1.5][below(5)] });
    return message;
}

test(`${CASES} hostile messages: what is read is listed, within its limits, and changes no prototype`, () => {
    let heard = 0;
    for (let round = 0; round < CASES; round += 1) {
        const below = generator(round);
        const posted = below(3) ? nearlyMessage(below) : anyValue(below);
        const listed = below(2) ? TO_FRAME : TO_HOST;
        const message = readMessage(posted, listed);
        if (!message) continue;
        heard += 1;
        assert.ok(Object.hasOwn(listed, message.type), `case ${round}`);
        const allowed = [...Object.keys(listed[message.type] ?? {}), 'protocol', 'version', 'type'];
        for (const [name, value] of Object.entries(message)) {
            assert.ok(allowed.includes(name), `case ${round}: ${name}`);
            assert.ok(typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && value.length <= 300, `case ${round}: ${name}`);
        }
        assert.equal(Object.getPrototypeOf(message), Object.prototype, `case ${round}`);
    }
    assert.ok(heard > CASES / 100, `only ${heard} messages were right`);
    assert.deepEqual(Object.keys(Object.prototype), []);
    assert.equal(/** @type {any} */ ({}).act, undefined);
});

test(`${CASES} hostile addresses: nothing but known values is read, and what is written is read the same`, () => {
    const marks = ['=', '&', '%', '%2', '%00', '+', ':', ',', '#', '?', '1', '7', '-', '.', ...TEXTS, ...LEVERS, ...Object.keys(defaultState()), 'v'];
    const known = Object.keys(defaultState()).sort();
    for (let round = 0; round < CASES; round += 1) {
        const below = generator(round);
        const query = `?${Array.from({ length: below(12) }, () => marks[below(marks.length)]).join('')}`;
        const { state, faults } = parseUrlState(query);
        assert.deepEqual(Object.keys(state).sort(), known, `case ${round}`);
        for (const [name, value] of Object.entries(state)) {
            assert.doesNotMatch(String(value), /[<>"'&\u0000-\u001f\u2028-\u202e\u2066-\u2069]/, `case ${round}: ${name}`);
        }
        for (const fault of faults) assert.ok(known.includes(fault) || fault === 'v', `case ${round}: ${fault}`);
        assert.deepEqual(parseUrlState(formatUrlState(state)).state, state, `case ${round}`);
        const commands = leverCommands(query.slice(1)) ?? [];
        assert.ok(commands.length <= LEVERS.length, `case ${round}`);
        for (const command of commands) assert.ok(Number.isFinite(command.value) && command.value >= 0, `case ${round}`);
    }
});

test(`${CASES} hostile clues about the host: an origin of the web comes out, or nothing`, () => {
    const pieces = ['https:', '//', 'a.example', ':', '99999', '/', '?', '#', '@', 'javascript:', 'data:', 'blob:', 'file:', HTML, BIDI, 'null', '\\'];
    for (let round = 0; round < CASES; round += 1) {
        const below = generator(round);
        const text = () => Array.from({ length: below(6) }, () => pieces[below(pieces.length)]).join('');
        const origin = hostOrigin({ query: `?parentUrl=${encodeURIComponent(text())}`, referrer: text(), ancestor: below(2) ? text() : undefined });
        assert.ok(origin === '' || new URL(origin).origin === origin, `case ${round}: ${origin}`);
        for (const message of heightMessages(below(20_000), text())) assert.ok(['string', 'object'].includes(typeof message));
    }
});

test(`${RUN_CASES} hostile runs in links: whole, broken or newer, and never larger than they may be`, async () => {
    const start = { scenario: 'launch-day', seed: '7' };
    const good = await packRun(Uint8Array.from({ length: 400 }, (_, i) => i % 7), start);
    // Deflated zeros: 300 KB of them in a few hundred letters.
    const bomb = await packRun(new Uint8Array(300_000), start);
    assert.deepEqual(await unpackRun(bomb, start), { fault: 'broken' });
    for (let round = 0; round < RUN_CASES; round += 1) {
        const below = generator(round);
        const letters = [...good];
        for (let i = below(5) + 1; i > 0; i -= 1) {
            const at = below(letters.length);
            const kind = below(4);
            if (kind === 0) letters.splice(at, 1 + below(20));
            else if (kind === 1) letters.splice(at, 0, TEXTS[below(TEXTS.length)] ?? '');
            else letters[at] = 'ABCxyz019-_.='[below(13)] ?? '';
        }
        const text = letters.join('');
        const result = await unpackRun(below(10) ? text : runText(`#run=${text}`), start);
        if ('run' in result) assert.ok(result.run.length <= 262_144, `case ${round}`);
        else assert.ok(['broken', 'newer'].includes(result.fault), `case ${round}`);
    }
});

test('a flood of 100,000 messages is heard at the stated rate and no faster', () => {
    let now = 0;
    const mayHear = limitRate(20, () => now);
    let heard = 0;
    const seconds = 10;
    for (let i = 0; i < 100_000; i += 1) {
        now = i / 100_000 * seconds * 1000;
        if (mayHear()) heard += 1;
    }
    assert.ok(heard <= 20 * (seconds + 1) && heard >= 20 * (seconds - 1), String(heard));
    now -= 1e9;  // A clock that jumps back gives nothing away and locks nobody out.
    assert.ok(!mayHear());
    now += 1000;
    assert.ok(mayHear());
});
