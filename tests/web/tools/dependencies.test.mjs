// @ts-check
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { dependenciesPage, DOCS_TABLE, markdown, projectVersion, readParts } from '../../../web/tools/dependencies.mjs';
import { sbom } from '../../../web/tools/sbom.mjs';

const root = new URL('../../../', import.meta.url);
/** @param {string} path */
const read = (path) => readFile(new URL(path, root), 'utf8');
const parts = await readParts();

test('docs/dependencies.md is what the data says; else run node web/tools/dependencies.mjs --docs', async () => {
    assert.equal(await readFile(DOCS_TABLE, 'utf8'), markdown(parts));
});

test('a version that is pinned is the one that is listed', async () => {
    for (const part of parts.filter((one) => one.pinned_in)) {
        assert.ok((await read(part.pinned_in ?? '')).includes(part.version), `${part.pinned_in} does not pin ${part.name} ${part.version}`);
    }
});

test('every package that is installed is listed with its reason, and none that is not', async () => {
    const { devDependencies } = JSON.parse(await read('package.json'));
    assert.deepEqual(parts.flatMap((part) => part.npm ?? []).sort(), Object.keys(devDependencies).sort());
    const needs = [...(await read('cmake/run/install.sh')).matchAll(/^[^#|'\n]+\|([a-z0-9.+-]+)\|/gm)].map(([, name = '']) => name);
    assert.ok(needs.length > 20);
    const listed = new Set(parts.flatMap((part) => part.system));
    assert.deepEqual(needs.filter((name) => !listed.has(name)), []);
});

test('every part tells what, why and under which licence; what is in the page, whose it is', () => {
    for (const part of parts) {
        for (const word of [part.name, part.version, part.why, part.licence, part.url]) assert.ok(word, part.name);
        assert.ok(['page', 'build', 'tests'].includes(part.for), part.name);
        if (part.for === 'page') assert.ok(part.copyright && part.purl, part.name);
    }
    const page = dependenciesPage(parts);
    for (const part of parts) assert.ok(page.includes(part.name.replaceAll('&', '&#38;')), part.name);
});

test('the bill of materials is CycloneDX 1.5, whole, and the same each time', async () => {
    const bill = sbom(parts, await projectVersion());
    assert.deepEqual([bill.bomFormat, bill.specVersion, bill.version], ['CycloneDX', '1.5', 1]);
    assert.match(bill.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const references = [bill.metadata.component['bom-ref'], ...bill.components.map((one) => one['bom-ref'])];
    assert.equal(new Set(references).size, references.length);
    assert.deepEqual(bill.dependencies.map((one) => one.ref), references);
    for (const { dependsOn } of bill.dependencies) for (const ref of dependsOn) assert.ok(references.includes(ref), ref);
    for (const one of bill.components) {
        assert.ok(one.name && one.version && one.licenses.length, one.name);
        assert.ok(['library', 'application'].includes(one.type));
        assert.ok(!one.purl || /^pkg:[a-z]+\/[^@\s]+@[^\s]+$/.test(one.purl), one.purl);
    }
    assert.deepEqual(sbom(await readParts(), await projectVersion()), bill);
});
