// @ts-check
// The release: a folder that any static host can serve, with a brotli and a gzip version beside each
// file, the headers that common hosts need, the offline edition, and a checksum of every file; and the
// same as one archive. The same site gives the same bytes.
//
//   node web/tools/package.mjs SITE FOLDER       writes FOLDER/breathing-room-VERSION.tar.gz and more

import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

import { tarGz } from './archive.mjs';
import { COMPRESSIBLE } from './assemble_site.mjs';
import { projectVersion } from './dependencies.mjs';
import { TYPES } from './serve.mjs';

// The parts of one version belong together, and their names stay the same: each is asked for again,
// which costs no more than a short "unchanged". Pictures may be a day old.
const REVALIDATE = 'no-cache';
const PICTURES = 'public, max-age=86400';
const COMMON = [['X-Content-Type-Options', 'nosniff'], ['Referrer-Policy', 'no-referrer']];

/** For Netlify, Cloudflare Pages and others that read a file of this name. */
export const HEADERS = ['/*', `  Cache-Control: ${REVALIDATE}`, ...COMMON.map(([name, value]) => `  ${name}: ${value}`), '',
    '/posters/*', `  Cache-Control: ${PICTURES}`, '', '/*.wasm', '  Content-Type: application/wasm', ''].join('\n');

const ENDINGS = [...COMPRESSIBLE].map((ending) => ending.slice(1));

/** For Apache. */
export const HTACCESS = `AddType application/wasm .wasm
AddType text/javascript .js .mjs
AddCharset utf-8 .html .js .mjs .css .json .svg .txt
<IfModule mod_headers.c>
${COMMON.map(([name, value]) => `  Header set ${name} "${value}"`).join('\n')}
  Header set Cache-Control "${REVALIDATE}"
  <FilesMatch "\\.(png|svg|webp)$">
    Header set Cache-Control "${PICTURES}"
  </FilesMatch>
  <FilesMatch "\\.br$">
    Header set Content-Encoding br
    Header append Vary Accept-Encoding
  </FilesMatch>
  <FilesMatch "\\.gz$">
    Header set Content-Encoding gzip
    Header append Vary Accept-Encoding
  </FilesMatch>
</IfModule>
<IfModule mod_rewrite.c>
  RewriteEngine On
${[['br', 'br'], ['gzip', 'gz']].map(([coding, suffix]) => `  RewriteCond %{HTTP:Accept-Encoding} \\b${coding}\\b
  RewriteCond %{REQUEST_FILENAME}.${suffix} -f
  RewriteRule ^(.+)\\.(${ENDINGS.join('|')})$ $1.$2.${suffix} [L,E=no-gzip:1]`).join('\n')}
</IfModule>
<IfModule mod_mime.c>
${ENDINGS.map((ending) => `  <FilesMatch "\\.${ending}\\.(br|gz)$">\n    ForceType ${TYPES.get(`.${ending}`)?.split(';')[0]}\n  </FilesMatch>`).join('\n')}
  RemoveEncoding .br .gz
  RemoveLanguage .br
</IfModule>
`;

/** For nginx, to be included in a server block. */
export const NGINX = `# include this in the server block whose root is the folder of the site.
types_hash_max_size 2048;
include mime.types;
types { application/wasm wasm; text/javascript js mjs; }
charset utf-8;
gzip_static on;
# With the module ngx_brotli: brotli_static on;
${COMMON.map(([name, value]) => `add_header ${name} "${value}";`).join('\n')}
add_header Cache-Control "${REVALIDATE}";
location /posters/ {
${COMMON.map(([name, value]) => `    add_header ${name} "${value}";`).join('\n')}
    add_header Cache-Control "${PICTURES}";
}
`;

/** @param {string} version */
const readMe = (version) => `Breathing Room ${version}

site/                 serve this folder as it is, from any host and any path
site/_headers         read by Netlify, Cloudflare Pages and others
site/.htaccess        read by Apache
nginx.conf            to be included in a server block of nginx
offline.html          the whole as one file: opens from a disk
SHA256SUMS            sha256sum --check SHA256SUMS

The .br and .gz files beside the others are the same, compressed. A host that does not use them may go
without. Nothing else is needed: no script on the server, no header, no other origin.
`;

/** @param {string} folder @returns {Promise<string[]>} */
async function filesBelow(folder) {
    const lists = await Promise.all((await readdir(folder, { withFileTypes: true })).map((entry) =>
        entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
    return lists.flat();
}

/**
 * The files of the release by their names in it.
 * @param {string} site @param {string} version
 */
async function releaseFiles(site, version) {
    /** @type {Map<string, Buffer>} */
    const files = new Map();
    for (const path of await filesBelow(site)) {
        files.set(`site/${relative(site, path).split(sep).join('/')}`, await readFile(path));
    }
    const offline = files.get('site/offline.html');
    if (!offline || !files.has('site/index.html')) throw new Error(`${site} holds no whole site: run ./run build`);
    const texts = { 'site/_headers': HEADERS, 'site/.htaccess': HTACCESS, 'nginx.conf': NGINX, 'README.txt': readMe(version) };
    for (const [name, text] of Object.entries(texts)) files.set(name, Buffer.from(text));
    files.set('offline.html', offline);
    const sums = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
    files.set('SHA256SUMS', Buffer.from(sums.join('')));
    return files;
}

/** @param {string} site @param {string} folder */
export async function writeRelease(site, folder) {
    const version = await projectVersion();
    const name = `breathing-room-${version}`;
    const files = await releaseFiles(site, version);
    await rm(join(folder, name), { recursive: true, force: true });
    /** @type {Map<string, Buffer>} */
    const packed = new Map();
    for (const [path, content] of files) {
        const place = join(folder, name, path);
        await mkdir(dirname(place), { recursive: true });
        await writeFile(place, content);
        packed.set(`${name}/${path}`, content);
    }
    const archive = join(folder, `${name}.tar.gz`);
    await writeFile(archive, tarGz(packed));
    return archive;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const [site, folder] = process.argv.slice(2);
    if (!site || !folder) {
        console.error('Usage: node web/tools/package.mjs SITE FOLDER');
        process.exit(2);
    }
    console.log(await writeRelease(site, folder));
}
