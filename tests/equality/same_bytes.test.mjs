// @ts-check
// Whoever builds the site anywhere gets the same bytes: ./run reproduce shows it by two clean builds.
// What would break it first is shown here at once: names of folders, and tools that do not repeat.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { buildPages } from '../../web/tools/build_page.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string} folder @returns {Promise<string[]>} */
async function filesBelow(folder) {
    const lists = await Promise.all((await readdir(folder, { withFileTypes: true })).map((entry) =>
        entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
    return lists.flat().sort();
}

it('no file of the site holds the folder that it was built in', async () => {
    const site = join(root, 'build', 'site');
    const wrong = [];
    for (const file of (await filesBelow(site)).filter((name) => !/\.(br|gz)$/.test(name))) {
        const content = await readFile(file);
        for (const folder of [root, homedir()]) {
            if (folder.length > 1 && content.includes(folder)) wrong.push(`${file} holds ${folder}`);
        }
    }
    assert.deepEqual(wrong, []);
});

it('the pages come out the same each time', async () => {
    const folders = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), 'breathing-room-pages-'))));
    try {
        const contents = [];
        for (const folder of folders) {
            await buildPages(folder);
            contents.push(await Promise.all((await filesBelow(folder)).map(async (file) =>
                [file.slice(folder.length), (await readFile(file)).toString('base64')])));
        }
        assert.ok((contents[0]?.length ?? 0) > 5);
        assert.deepEqual(contents[0], contents[1]);
    } finally {
        await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
    }
});
