// @ts-check
// The software bill of materials in CycloneDX 1.5. The same parts give the same bytes: there is no
// time in it, and its serial number is made from its content.

import { createHash } from 'node:crypto';

/** @typedef {import('./dependencies.mjs').Part} Part */

/** A licence that is more than one name is an expression. @param {string} licence */
const licences = (licence) => (/ /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }]);

/** @param {Part} part */
const reference = (part) => part.purl ?? `tool:${part.name}`;

/** @param {Part} part */
function component(part) {
    return {
        type: part.for === 'page' ? 'library' : 'application',
        'bom-ref': reference(part),
        name: part.name,
        version: part.version,
        description: part.why,
        // What is not in the page is needed to make or test it.
        scope: part.for === 'page' ? 'required' : 'excluded',
        licenses: licences(part.licence),
        ...(part.copyright ? { copyright: part.copyright } : {}),
        ...(part.purl ? { purl: part.purl } : {}),
        externalReferences: [{ type: 'website', url: part.url }],
    };
}

/** A UUID of the name-based kind. @param {string} text */
function uuidOf(text) {
    const hex = createHash('sha1').update(text).digest('hex').split('');
    hex[12] = '5';
    hex[16] = ((parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
    return hex.slice(0, 32).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** @param {Part[]} parts @param {string} version Of the project. */
export function sbom(parts, version) {
    const own = `pkg:generic/breathing-room@${version}`;
    const components = parts.map(component);
    return {
        bomFormat: 'CycloneDX',
        specVersion: '1.5',
        serialNumber: `urn:uuid:${uuidOf(JSON.stringify([own, components]))}`,
        version: 1,
        metadata: {
            component: { type: 'application', 'bom-ref': own, name: 'breathing-room', version, purl: own,
                licenses: [{ license: { id: 'MIT' } }] },
        },
        components,
        dependencies: [
            { ref: own, dependsOn: parts.filter((part) => part.for === 'page').map(reference) },
            ...parts.map((part) => ({ ref: reference(part), dependsOn: [] })),
        ],
    };
}
