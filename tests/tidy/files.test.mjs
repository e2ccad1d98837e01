// @ts-check
// Rules on files as such: length, listing, layout, and words that do not belong in a repository.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';

import { allFiles, codeOf, filesIn, hits, read, root } from './support.mjs';

const sources = allFiles.filter((file) => /\.(h|cpp|c|js|mjs|cmake|sh|css|html)$|CMakeLists\.txt$|^run$/.test(file));
const binary = /\.(png|webp|ico|jpg|woff2?)$/;
const texts = allFiles.filter((file) => !binary.test(file));

describe('files', () => {
    it('stop at 400 lines', () => {
        const long = sources.map((file) => [file, read(file).split('\n').length - 1])
            .filter(([, lines]) => Number(lines) > 400);
        assert.deepEqual(long, []);
    });

    it('end with a newline, and have neither tabs nor trailing blanks', () => {
        const wrong = sources.flatMap((file) => {
            const text = read(file);
            const untidy = hits(file, text, /[ \t]+$|\t/).map((hit) => `${hit} (blank)`);
            return text.endsWith('\n') || text === '' ? untidy : [...untidy, `${file}: no newline at the end`];
        });
        assert.deepEqual(wrong, []);
    });

    it('are listed in the CMakeLists.txt of their folder or of one above', () => {
        const lists = allFiles.filter((file) => /CMakeLists\.txt$|\.cmake$/.test(file)).map(read).join('\n');
        const wrong = filesIn(['core', 'ui', 'web', 'tests'], ['.cpp']).filter((file) => {
            // What tests share is listed by each that uses it.
            if (file.startsWith('tests/support/')) return !lists.includes(file.slice('tests/'.length));
            for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
                const list = join(folder, 'CMakeLists.txt');
                if (existsSync(join(root, list)) && read(list).includes(relative(folder, file))) return false;
            }
            return true;
        });
        assert.deepEqual(wrong, []);
    });

    it('that are JSON can be read', () => {
        const wrong = allFiles.filter((file) => file.endsWith('.json') && !file.includes('/broken/'))
            .flatMap((file) => {
                try {
                    JSON.parse(read(file));
                    return [];
                } catch (error) {
                    return [`${file}: ${/** @type {Error} */ (error).message}`];
                }
            });
        assert.deepEqual(wrong, []);
    });

    it('that are shell scripts have no syntax error', () => {
        for (const file of allFiles.filter((name) => name.endsWith('.sh') || name === 'run' || name === '.ci/run')) {
            execFileSync('bash', ['-n', join(root, file)]);
        }
    });
});

describe('functions', () => {
    it('stop at 60 lines', () => {
        const opening = /^(?!namespace|TEST_SUITE|struct|class|enum|union|extern "C" \{|constexpr \w[^(]*=|const \w[^(]*=|\/\/|#)\S.*\{$|^ {4}(?!: |if|for|while|switch|else|do|return|struct|class|enum|union)[\w[~].*\(.*\).*\{$/;
        const script = /^(?:export )?(?:async )?function\b.*\{$/;
        const wrong = sources.filter((file) => /\.(h|cpp|js|mjs)$/.test(file)).flatMap((file) => {
            const lines = codeOf(read(file)).split('\n').map((line) => line.trimEnd());
            return lines.flatMap((line, start) => {
                if (!(/\.(h|cpp)$/.test(file) ? opening : script).test(line)) return [];
                const indent = line.match(/^ */)?.[0] ?? '';
                const length = lines.slice(start).findIndex((end) => end.startsWith(`${indent}}`)) + 1;
                return length > 60 ? [`${file}:${start + 1}: ${length} lines`] : [];
            });
        });
        assert.deepEqual(wrong, []);
    });
});

describe('the layout', () => {
    it('is that of clang-format 14', (t) => {
        const version = spawnSync('clang-format', ['--version'], { encoding: 'utf8' }).stdout ?? '';
        if (!/version 14\./.test(version)) {
            t.skip(`clang-format 14 is needed, here is: ${version.trim() || 'none'}`);
            return;
        }
        const files = filesIn(['core', 'ui', 'web', 'tests'], ['.h', '.cpp']);
        const result = spawnSync('clang-format', ['--dry-run', '-Werror', ...files], { cwd: root, encoding: 'utf8' });
        const wrong = new Set([...result.stderr.matchAll(/^([^:\n]+):\d+:\d+: error/gm)].map((match) => match[1]));
        assert.deepEqual([...wrong], [], 'run clang-format -i on these');
        assert.equal(result.status, 0, result.stderr);
    });
});

describe('words', () => {
    // Written in parts, so that this file does not hold them either.
    const forbidden = [
        ['a folder of one machine', new RegExp(`(^|[\\s"'=(:])/(${['tm' + 'p', 'wo' + 'rk', 'ro' + 'ot', 'ho' + 'me'].join('|')})/`)],
        ['a package mirror or registry', new RegExp(['deb\\.deb' + 'ian', 'npm' + 'js\\.(org|com)', 'pypi\\.o' + 'rg', 'snapshot\\.deb' + 'ian'].join('|'), 'i')],
        ['a task for later', new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`)],
    ];
    for (const [name, pattern] of /** @type {[string, RegExp][]} */ (forbidden)) {
        it(`do not name ${name}`, () => {
            assert.deepEqual(texts.filter((file) => file !== 'package-lock.json')
                .flatMap((file) => hits(file, read(file), pattern)), []);
        });
    }

    it('of the lock file name no host', () => {
        assert.doesNotMatch(read('package-lock.json'), /"resolved"|https?:\/\/(?!(www\.)?(github|opencollective|patreon|tidelift)\.com)/);
    });

    // Debian 12's npm asks the registry what "latest" is now, and then says that the file does not hold.
    it('of the lock file leave no version open', () => {
        assert.doesNotMatch(read('package-lock.json'), /: "latest"/, 'write the version that is locked instead');
    });
});
