// @ts-check
// Who may know whom. The include paths of CMake enforce most of it; this also sees what is reachable
// by accident: system headers, parts of a part that is linked for another reason.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { codeOf, filesIn, hits, read, withoutComments } from './support.mjs';

/** What each layer may include besides itself and the standard library. @type {Record<string, string[]>} */
const mayKnow = {
    'core/base': [],
    'core/text': ['base'],
    'core/chat': ['base'],
    'core/shop': ['base'],
    'core/sim': ['base', 'shop'],
    'core/session': ['base', 'text', 'chat', 'shop', 'sim'],
    'core/cli': ['base', 'text', 'chat', 'shop', 'sim', 'session'],
    'ui': ['base', 'text', 'chat', 'shop', 'sim', 'session', 'imgui.h', 'imgui_internal.h'],
};
const cpp = ['.h', '.cpp'];

/** @param {string} file */
function includesOf(file) {
    return [...withoutComments(read(file)).matchAll(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/gm)]
        .map(([, open, path]) => ({ quoted: open === '"', path }));
}

describe('each layer', () => {
    for (const [layer, known] of Object.entries(mayKnow)) {
        const own = layer.split('/').pop();
        it(`${layer} includes itself${known.length ? ' and ' + known.join(', ') : ''}`, () => {
            const wrong = filesIn([layer], cpp).flatMap((file) => includesOf(file)
                .filter(({ quoted, path }) => quoted && path.split('/')[0] !== own &&
                    !known.includes(path.split('/')[0]))
                .map(({ path }) => `${file}: "${path}"`));
            assert.deepEqual(wrong, []);
        });
    }

    it('core and ui see no window, browser, clock, thread or C interface of the machine', () => {
        const foreign = /^(SDL|GL|GLES|EGL|emscripten|imgui_impl|chrono$|random$|thread$|mutex$|future$|atomic$|ctime$|time\.h|locale$|unistd|sys\/|regex$|iostream$)/;
        const wrong = filesIn(['core', 'ui'], cpp)
            .filter((file) => !file.startsWith('core/cli/'))
            .flatMap((file) => includesOf(file).filter(({ path }) => foreign.test(path))
                .map(({ path }) => `${file}: ${path}`));
        assert.deepEqual(wrong, []);
    });

    it('core does not know Dear ImGui, and only ui and web do', () => {
        const wrong = filesIn(['core'], cpp).flatMap((file) => includesOf(file)
            .filter(({ path }) => path.startsWith('imgui')).map(({ path }) => `${file}: ${path}`));
        assert.deepEqual(wrong, []);
    });

    it('names nlohmann/json in source files only', () => {
        const wrong = filesIn(['core', 'ui', 'web'], ['.h']).flatMap((file) => includesOf(file)
            .filter(({ path }) => path.startsWith('nlohmann')).map(({ path }) => `${file}: ${path}`));
        assert.deepEqual(wrong, []);
    });

    it('crosses to the browser only in web', () => {
        const wrong = filesIn(['core', 'ui'], cpp).flatMap((file) =>
            hits(file, codeOf(read(file)), /\b(EM_ASM|EM_JS|EMSCRIPTEN_KEEPALIVE|emscripten_\w+)\b/));
        assert.deepEqual(wrong, []);
    });
});
