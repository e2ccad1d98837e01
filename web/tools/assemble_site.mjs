// @ts-check
// Assembles the site: copies files and folders to one folder, takes away what is no longer among
// them, and puts a brotli and a gzip version beside each file that gets smaller by it. Only what has
// changed is written, so a second run takes no time.
//
//   node web/tools/assemble_site.mjs SITE SOURCE=DESTINATION…
//
// SOURCE is a file or a folder; DESTINATION its place in the site ("." for the site itself).

import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Endings of the files that get a compressed one beside them. */
export const COMPRESSIBLE = new Set(
    ['.html', '.js', '.mjs', '.css', '.json', '.wasm', '.svg', '.txt', '.webmanifest', '.csv', '.md', '.bin']);

/** @param {string} path @returns {Promise<string[]>} */
async function filesBelow(path) {
    const entries = await readdir(path, { withFileTypes: true });
    const lists = await Promise.all(entries.map(async (entry) => {
        const child = join(path, entry.name);
        return entry.isDirectory() ? filesBelow(child) : [child];
    }));
    return lists.flat();
}

/**
 * Where each file goes: from its path in the site to its source.
 * @param {[string, string][]} pairs
 */
async function plan(pairs) {
    /** @type {Map<string, string>} */
    const sources = new Map();
    for (const [source, destination] of pairs) {
        const isFolder = (await stat(source)).isDirectory();
        for (const file of isFolder ? await filesBelow(source) : [source]) {
            const place = isFolder ? join(destination, relative(source, file)) : destination;
            const earlier = sources.get(place);
            if (earlier) throw new Error(`${earlier} and ${file} would both become ${place}`);
            sources.set(place, file);
        }
    }
    return sources;
}

/**
 * What one of the functions that ask for a file says, or null without the file.
 * @template T @param {Promise<T>} asked @returns {Promise<T | null>}
 */
const ifThere = (asked) => asked.catch(() => null);

/** @param {Buffer} content */
async function compressions(content) {
    const [brotli, gzipped] = await Promise.all([
        promisify(brotliCompress)(content, {
            params: {
                [constants.BROTLI_PARAM_QUALITY]: 11,
                [constants.BROTLI_PARAM_LGWIN]: 22,
                [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
            },
        }),
        promisify(gzip)(content, { level: 9 }),
    ]);
    return /** @type {const} */ ([['.br', brotli], ['.gz', gzipped]]);
}

/** @param {string} target @param {Buffer} content @param {boolean} withCompressed */
async function isThere(target, content, withCompressed) {
    if (!(await ifThere(readFile(target)))?.equals(content)) return false;
    const { mtimeMs } = await stat(target);
    for (const suffix of ['.br', '.gz']) {
        const packed = await ifThere(stat(target + suffix));
        // An older one was left by a run that was stopped half-way.
        if (Boolean(packed) !== withCompressed || (packed && packed.mtimeMs < mtimeMs)) return false;
    }
    return true;
}

/** Writes a file and its compressed versions, unless they are there already. @param {string} target @param {Buffer} content */
async function put(target, content) {
    const wanted = COMPRESSIBLE.has(extname(target)) && content.length > 256;
    if (await isThere(target, content, wanted)) return false;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    if (!wanted) return true;
    for (const [suffix, bytes] of await compressions(content)) await writeFile(target + suffix, bytes);
    return true;
}

/**
 * @param {string} site @param {[string, string][]} pairs
 * @returns {Promise<{ written: string[], removed: string[] }>}
 */
export async function assemble(site, pairs) {
    const sources = await plan(pairs);
    await mkdir(site, { recursive: true });
    const removed = [];
    for (const file of await filesBelow(site)) {
        const place = relative(site, file).replace(/\.(br|gz)$/, '');
        if (sources.has(place)) continue;
        await rm(file);
        removed.push(file);
    }
    const written = [];
    for (const [place, source] of sources) {
        if (await put(join(site, place), await readFile(source))) written.push(place);
    }
    return { written, removed };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const [site, ...words] = process.argv.slice(2);
    const pairs = words.map((word) => /** @type {[string, string]} */ (word.split('=', 2)));
    if (!site || pairs.some((pair) => pair.length !== 2)) {
        console.error('Usage: node web/tools/assemble_site.mjs SITE SOURCE=DESTINATION…');
        process.exit(2);
    }
    const { written } = await assemble(site, pairs);
    for (const place of written) console.log(`site: ${place}`);
}
