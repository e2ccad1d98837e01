// @ts-check
// The second half of the program: what stands in for it until it is there.

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { LaterPart } from '../../web/js/later-part.js';

it('stands in under the names that older and newer tools give it, and keeps the other imports', () => {
    const later = new LaterPart(new URL('http://localhost/later.wasm'));
    const own = { now: () => 1 };
    const imports = later.standInFor({ own });
    assert.equal(imports.own, own);
    assert.equal(imports['placeholder.deferred'], imports.placeholder);
    assert.equal(typeof imports.placeholder?.['7'], 'function');
});

it('hands a call on to the slot of that number once the second half is there', () => {
    const later = new LaterPart(new URL('http://localhost/later.wasm'));
    const { placeholder } = later.standInFor({});
    // A module that exports a table of one slot with a function that gives 7.
    const bytes = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7f, 3, 2, 1, 0, 4, 4, 1, 0x70, 0, 1,
        7, 5, 1, 1, 0x74, 1, 0, 9, 7, 1, 0, 0x41, 0, 0x0b, 1, 0, 10, 6, 1, 4, 0, 0x41, 7, 0x0b];
    const instance = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)));
    later.attachTo(instance);
    later.instance = instance;
    assert.equal(/** @type {() => number} */ (placeholder?.['0'])(), 7);
});
