// @ts-check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { assemble } from '../../../web/tools/assemble_site.mjs';
import { projectVersion } from '../../../web/tools/dependencies.mjs';
import { COMPRESSIBLE } from '../../../web/tools/assemble_site.mjs';
import { HEADERS, HTACCESS, NGINX, writeRelease } from '../../../web/tools/package.mjs';

/** @type {string} */
let folder;
before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'breathing-room-'));
    const source = join(folder, 'source');
    await mkdir(join(source, 'a-folder-whose-name-is-quite-long-so-that-tar-has-to-split-it', 'another-one-of-that-kind-for-good-measure'), { recursive: true });
    await writeFile(join(source, 'index.html'), `<!doctype html>${'<p>one</p>'.repeat(100)}`);
    await writeFile(join(source, 'offline.html'), `<!doctype html>${'<p>all</p>'.repeat(100)}`);
    await writeFile(join(source, 'picture.png'), Buffer.from([1, 2, 3]));
    await writeFile(join(source, 'a-folder-whose-name-is-quite-long-so-that-tar-has-to-split-it', 'another-one-of-that-kind-for-good-measure', 'text.txt'), '中文\n');
    await assemble(join(folder, 'site'), [[source, '.']]);
});
after(() => rm(folder, { recursive: true, force: true }));

test('a release holds the site, its compressed files, headers for hosts and right checksums', async () => {
    const archive = await writeRelease(join(folder, 'site'), join(folder, 'release'));
    const name = `breathing-room-${await projectVersion()}`;
    assert.equal(archive, join(folder, 'release', `${name}.tar.gz`));
    const out = join(folder, 'unpacked');
    await mkdir(out);
    execFileSync('tar', ['-xzf', archive, '-C', out]);
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: join(out, name) });
    for (const file of ['site/index.html', 'site/_headers', 'site/.htaccess', 'nginx.conf', 'offline.html', 'README.txt']) {
        assert.ok((await stat(join(out, name, file))).size > 0, file);
    }
    const page = await readFile(join(out, name, 'site', 'index.html'));
    assert.deepEqual(brotliDecompressSync(await readFile(join(out, name, 'site', 'index.html.br'))), page);
    assert.deepEqual(gunzipSync(await readFile(join(out, name, 'site', 'index.html.gz'))), page);
    execFileSync('diff', ['-r', join(out, name), join(folder, 'release', name)]);
});

test('the same site gives the same archive', async () => {
    const [one, two] = await Promise.all(['one', 'two'].map(async (place) =>
        readFile(await writeRelease(join(folder, 'site'), join(folder, place)))));
    assert.ok(one?.equals(two ?? Buffer.alloc(0)));
});

test('half a site is refused', async () => {
    await mkdir(join(folder, 'empty'));
    await assert.rejects(writeRelease(join(folder, 'empty'), join(folder, 'never')), /no whole site/);
});

test('Apache sends the compressed one of every file that has one, with its own type', () => {
    for (const ending of COMPRESSIBLE) {
        const name = ending.slice(1);
        assert.match(HTACCESS, new RegExp(`RewriteRule .*[(|]${name}[|)]`), ending);
        assert.match(HTACCESS, new RegExp(`"\\\\\\.${name}\\\\\\.\\(br\\|gz\\)\\$">\\n    ForceType \\w+/\\w`), ending);
    }
    assert.doesNotMatch(HTACCESS, /undefined/);
});

test('the headers give WebAssembly its type and have everything asked for again but pictures', () => {
    for (const text of [HEADERS, HTACCESS, NGINX]) {
        assert.match(text, /application\/wasm/);
        assert.match(text, /no-cache/);
        assert.match(text, /max-age=86400/);
        assert.match(text, /nosniff/);
        assert.doesNotMatch(text, /undefined|\$\{/);
    }
    const open = (HTACCESS.match(/<(?!\/)\w+/g) ?? []).map((tag) => tag.slice(1));
    const closed = (HTACCESS.match(/<\/\w+/g) ?? []).map((tag) => tag.slice(2));
    assert.deepEqual(open.sort(), closed.sort());
});
