// @ts-check
// The programs that drive a browser, with a screen that nobody sees. Each is started in a group of its
// own, and the whole group ends with the test that started it, even if that is killed.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * The first of some programs that is there. A name without a slash is looked for on the PATH.
 * @param {string} variable Of the environment, names one to be used instead.
 * @param {readonly string[]} names @param {string} advice What to install.
 */
export function programOf(variable, names, advice) {
    const chosen = process.env[variable];
    if (chosen) return chosen;
    for (const name of names) {
        const places = name.includes('/') ? [name]
            : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
        const found = places.find((place) => existsSync(place));
        if (found) return found;
    }
    throw new Error(`${names.join(', ')}: not found. What to do: ${advice}, or set ${variable} to its path.`);
}

/** A folder for one browser, and its removal. @param {string} name */
export async function temporaryFolder(name) {
    const folder = await mkdtemp(join(tmpdir(), `breathing-room-${name}-`));
    return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}

/**
 * Becomes the program. What it leaves behind watches a pipe, which closes when the test does so or has
 * ended in whatever way; then everything that the program has started is asked to end, and made to.
 */
const GUARD = `
exec 4<&0 </dev/null
(trap '' TERM; cat <&4 >/dev/null 2>&1 3>&-; kill -TERM 0; sleep 3; kill -KILL 0) >/dev/null 2>&1 3>&- &
exec 4<&-
exec "$@"`;

/**
 * Starts a program and waits until it says, on one of its descriptors, that it is ready.
 * @param {string} command @param {string[]} words
 * @param {{ environment?: NodeJS.ProcessEnv, says?: RegExp, descriptor?: number }} [options]
 * @returns {Promise<{ said: string, end: () => Promise<void> }>}
 */
export async function startProgram(command, words, { environment = {}, says = /^/, descriptor = 1 } = {}) {
    const child = spawn('/bin/sh', ['-c', GUARD, 'guard', command, ...words], {
        detached: true,
        stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
        env: { ...process.env, ...environment },
    });
    /** @type {Promise<void>} */
    const ended = new Promise((done) => child.once('exit', () => done()));
    const end = async () => {
        child.stdin?.end();
        await ended;
    };
    const said = await new Promise((fulfil, reject) => {
        let output = '';
        const late = setTimeout(() => reject(new Error(`${command} does not answer: ${output}`)), 30000);
        const hear = (/** @type {string} */ text) => {
            output += text;
            const match = says.exec(output);
            if (!match) return;
            clearTimeout(late);
            fulfil(match[1] ?? '');
        };
        child.once('error', reject);
        child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
        const stream = /** @type {import('node:stream').Readable} */ (child.stdio[descriptor]);
        stream.setEncoding('utf8').on('data', hear);
        hear('');
    }).catch(async (fault) => {
        if (child.pid) await end();
        throw fault;
    });
    return { said, end };
}

/** A screen in memory, for browsers that draw with the processor only on one. @returns {Promise<{ display: string, end: () => Promise<void> }>} */
export async function startScreen() {
    const command = programOf('BR_XVFB', ['Xvfb'], 'install xvfb');
    const { said, end } = await startProgram(command,
        ['-displayfd', '3', '-screen', '0', '2600x1800x24', '-nolisten', 'tcp', '-noreset'],
        { says: /^(\d+)\n/, descriptor: 3 });
    return { display: `:${said}`, end };
}
