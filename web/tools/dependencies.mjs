// @ts-check
// What the project is made of besides its own code: docs/dependencies.json says it once, and from it
// come the table of docs/dependencies.md, the page of the site with its licences, and the SBOM.
//
//   node web/tools/dependencies.mjs --docs        writes docs/dependencies.md
//   node web/tools/dependencies.mjs FOLDER        writes FOLDER/dependencies.html and FOLDER/sbom.cdx.json

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { escapeHtml } from './build_page.mjs';
import { sbom } from './sbom.mjs';
import { table, technicalPage } from './technical_page.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const DOCS_TABLE = join(root, 'docs', 'dependencies.md');

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} version As pinned, or which versions will do.
 * @property {'page' | 'build' | 'tests'} for What it goes into, or what needs it.
 * @property {string} why
 * @property {string} licence As an SPDX expression.
 * @property {string} url
 * @property {string[]} system Debian packages.
 * @property {string} [copyright] Of what goes into the page.
 * @property {string} [purl]
 * @property {string} [npm] A package of package-lock.json, which knows its version.
 * @property {string} [pinned_in] The file that holds the version too.
 */

const PURPOSES = /** @type {const} */ ([
    ['page', 'In the page'], ['build', 'To build it'], ['tests', 'To test and measure it'],
]);

/** All parts, with the versions of npm's packages filled in. @returns {Promise<Part[]>} */
export async function readParts() {
    const { parts } = JSON.parse(await readFile(join(root, 'docs', 'dependencies.json'), 'utf8'));
    const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
    return parts.map((/** @type {Part} */ part) => {
        if (!part.npm) return part;
        const version = packages[`node_modules/${part.npm}`]?.version;
        if (!version) throw new Error(`package-lock.json holds no ${part.npm}`);
        return { ...part, version, purl: `pkg:npm/${part.npm.replace('@', '%40')}@${version}` };
    });
}

/** @param {Part[]} parts */
export function markdown(parts) {
    const lines = ['# Dependencies', '',
        'Generated from `docs/dependencies.json`: change that file and run `node web/tools/dependencies.mjs --docs`.', '',
        'The page needs none of these at run time but what is compiled into it; it loads nothing from another origin.', ''];
    for (const [purpose, title] of PURPOSES) {
        lines.push(`## ${title}`, '', '| What | Version | Why | Licence |', '| --- | --- | --- | --- |');
        for (const part of parts.filter((one) => one.for === purpose)) {
            lines.push(`| [${part.name}](${part.url}) | ${part.version} | ${part.why} | ${part.licence} |`);
        }
        lines.push('');
    }
    return lines.join('\n');
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the “Software”), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED “AS IS”, WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** @param {Part[]} parts */
function licences(parts) {
    const inside = parts.filter((part) => part.for === 'page')
        .map((part) => `<li>${escapeHtml(part.name)}: © ${escapeHtml(part.copyright ?? '')} (${escapeHtml(part.licence)})</li>`);
    return `<h2>Licences of what is in the page</h2>\n<ul>\n${inside.join('\n')}\n</ul>\n`
        + `<p>Breathing Room itself and all parts under MIT above: ${MIT}</p>\n`
        + '<p>The Zlib licence asks nothing of who uses a program; the LLVM exception frees compiled programs from its notices.</p>';
}

/** @param {Part[]} parts */
export function dependenciesPage(parts) {
    const tables = PURPOSES.map(([purpose, title]) => table(title, ['What', 'Version', 'Why', 'Licence'],
        parts.filter((part) => part.for === purpose).map((part) => [
            `<a href="${escapeHtml(part.url)}">${escapeHtml(part.name)}</a>`,
            escapeHtml(part.version), escapeHtml(part.why), escapeHtml(part.licence)])));
    const description = 'What Breathing Room is made of besides its own code: versions, reasons, licences.';
    return technicalPage({ title: 'Dependencies', description,
        body: [`<p>${description} The same as a bill of materials for programs: <a href="sbom.cdx.json">sbom.cdx.json</a> (CycloneDX 1.5).</p>`,
            ...tables, licences(parts)].join('\n') });
}

/** Of the project, as CMake has it. */
export async function projectVersion() {
    const text = await readFile(join(root, 'CMakeLists.txt'), 'utf8');
    const [, version = ''] = /project\(breathing_room VERSION ([0-9.]+)/.exec(text) ?? [];
    return version;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const parts = await readParts();
    const [place] = process.argv.slice(2);
    if (place === '--docs') {
        await writeFile(DOCS_TABLE, markdown(parts));
    } else if (place) {
        await writeFile(join(place, 'dependencies.html'), dependenciesPage(parts));
        await writeFile(join(place, 'sbom.cdx.json'), `${JSON.stringify(sbom(parts, await projectVersion()), null, 2)}\n`);
    } else {
        console.error('Usage: node web/tools/dependencies.mjs --docs | FOLDER');
        process.exit(2);
    }
}
