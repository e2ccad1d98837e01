// @ts-check
// What the files of the assembled site weigh.

import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** @typedef {{ path: string, plain: number, brotli: number }} SizedFile */

/** Every file that the server can send, with its size as it is and over the wire. @param {string} site @returns {Promise<SizedFile[]>} */
export async function siteSizes(site) {
    /** @param {string} folder @returns {Promise<string[]>} */
    const walk = async (folder) => (await Promise.all((await readdir(folder, { withFileTypes: true }))
        .map((entry) => entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]))).flat();
    const files = (await walk(site)).filter((file) => !/\.(br|gz)$/.test(file)).sort();
    return Promise.all(files.map(async (file) => {
        const plain = (await stat(file)).size;
        const brotli = await stat(`${file}.br`).then((found) => found.size, () => plain);
        return { path: `/${relative(site, file).split(sep).join('/')}`, plain, brotli };
    }));
}

/** What a set of requested paths weighs over the wire. @param {SizedFile[]} sizes @param {Iterable<string>} paths */
export function wireBytes(sizes, paths) {
    const byPath = new Map(sizes.map((file) => [file.path, file.brotli]));
    let sum = 0;
    for (const path of paths) {
        const bytes = byPath.get(path.endsWith('/') ? `${path}index.html` : path);
        if (bytes === undefined) throw new Error(`${path} is not in the site`);
        sum += bytes;
    }
    return sum;
}
