// @ts-check
// Which functions of the program wait, and how they are found in it.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { featuresFor, functionsOf, isLater } from '../../../web/tools/split_program.mjs';

/** @param {string} text */
const string = (text) => [text.length, ...new TextEncoder().encode(text)];
/** @param {number} id @param {number[]} bytes */
const section = (id, bytes) => [id, bytes.length, ...bytes];

/** One function without code of its own, and one of 3 bytes: no locals, nop, end. */
const program = Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [1, 0x60, 0, 0]),
    ...section(2, [1, ...string('env'), ...string('call'), 0, 0]),
    ...section(3, [1, 0]),
    ...section(10, [1, 3, 0, 1, 0x0b]),
    ...section(0, [...string('name'), ...section(1, [2, 0, ...string('outside'), 1, ...string('inside')])]),
]);

describe('splitting the program', () => {
    it('reads names and sizes of the functions that have code', () => {
        assert.ok(WebAssembly.validate(program));
        assert.deepEqual(functionsOf(program), [{ name: 'inside', size: 3 }]);
    });

    it('says so when there are no names, or the file is cut', () => {
        assert.throws(() => functionsOf(program.slice(0, program.indexOf(10) + 6)), /no names/);
        assert.throws(() => functionsOf(program.slice(0, program.indexOf(10) + 2)), /ends too early/);
    });

    it('lets the talk and the shop wait, and nothing of the engine that plays', () => {
        const waits = (/** @type {string} */ name, size = 500) => isLater({ name, size });
        assert.ok(waits('_ZN2br4chat5parseERKNS0_6TablesE'));
        assert.ok(waits('_ZNK2br4shop6Ledger9price_nowERKNS0_12QuoteRequestE'));
        assert.ok(!waits('_ZN2br3sim6Engine3runExy'));
        assert.ok(!waits('_ZN2br2ui12draw_backendERNS0_5FrameE'));
    });

    it('keeps what the linker may have folded, and what copies and destroys', () => {
        assert.ok(!isLater({ name: '_ZNK2br4chat5Thing4sizeEv', size: 20 }));
        assert.ok(!isLater({ name: '_ZN2br4shop4CartC2ERKS1_', size: 200 }));
    });

    it('lets the program use what its compiler uses unasked, by the version of the tools', () => {
        const [old, recent] = ['wasm-split version 108', 'wasm-split version 131 (version_131)'].map(featuresFor);
        assert.ok(old.includes('--enable-mutable-globals') && !old.includes('--enable-bulk-memory-opt'));
        assert.ok(recent.includes('--enable-mutable-globals') && recent.includes('--enable-bulk-memory-opt'));
        assert.deepEqual(featuresFor('no version at all'), old);
    });
});
