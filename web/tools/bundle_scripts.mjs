// @ts-check
// Makes of the page's modules the few files that a visitor loads, and of all scripts and styles short ones:
//
//   node web/tools/bundle_scripts.mjs ESBUILD PROGRAM.mjs DESTINATION
//
// In DESTINATION, which is laid out as the site: js/page.js with all that the page imports at once, a file for
// each part that it asks for later, the scripts of other pages, styles, and Emscripten's script of the program.

import { execFileSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
/** As old as the browsers that have what else the page needs: import maps are the youngest of it. */
const COMMON = ['--minify', '--target=es2022', '--legal-comments=none', '--log-level=warning'];

/** @param {string} esbuild @param {string} program @param {string} destination */
export async function bundleScripts(esbuild, program, destination) {
    const run = (/** @type {string[]} */ ...options) => execFileSync(esbuild, [...options, ...COMMON], { cwd: web, stdio: 'inherit' });
    await rm(destination, { recursive: true, force: true });
    const scripts = join(destination, 'js');
    run('js/page.js', '--bundle', '--splitting', '--format=esm', '--chunk-names=[name]-[hash]', `--outdir=${scripts}`);
    // By itself, or else what both have in common would be one more file for each.
    run('js/queue-runs.js', '--bundle', '--format=esm', `--outdir=${scripts}`);
    // No module: it runs before all of them.
    run('js/guard.js', `--outdir=${scripts}`);
    const styles = (await readdir(join(web, 'styles'))).filter((name) => name.endsWith('.css')).map((name) => `styles/${name}`);
    run(...styles, `--outdir=${join(destination, 'styles')}`);
    run(program, '--format=esm', `--outfile=${join(destination, 'breathing-room.mjs')}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const [esbuild, program, destination] = process.argv.slice(2);
    if (!esbuild || !program || !destination) {
        console.error('Usage: node web/tools/bundle_scripts.mjs ESBUILD PROGRAM.mjs DESTINATION');
        process.exit(2);
    }
    await bundleScripts(esbuild, program, destination);
}
