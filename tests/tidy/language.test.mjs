// @ts-check
// What our C++ leaves alone: see the language rules and "the same run everywhere".

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { codeOf, filesIn, hits, read } from './support.mjs';

const cpp = ['.h', '.cpp'];
/** @param {string[]} folders @param {RegExp} pattern @param {string[]} [except] */
const found = (folders, pattern, except = []) => filesIn(folders, cpp)
    .filter((file) => !except.includes(file))
    .flatMap((file) => hits(file, codeOf(read(file)), pattern));

describe('the C++', () => {
    it('neither throws nor asks for types at run time', () => {
        assert.deepEqual(found(['core', 'ui', 'web'], /\b(throw|try|catch|dynamic_cast|typeid)\b(?!_)/), []);
    });

    it('of core calls no mathematical function that differs between C libraries', () => {
        const libm = /(?:\bstd::|(?<![\w:.>]))(?:log|log2|log10|log1p|exp|exp2|expm1|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|cbrt|hypot|erf|erfc|tgamma|lgamma|fma)f?\s*\(/;
        // The command line may not either: its output is compared byte for byte.
        const own = /\bbr::|portable::/;
        const wrong = found(['core'], libm, ['core/base/portable_math.h', 'core/base/portable_math.cpp'])
            .filter((line) => !own.test(line));
        assert.deepEqual(wrong, []);
    });

    it('of core draws no number and reads no clock but its own', () => {
        assert.deepEqual(found(['core'],
            /\b(std::(mt19937|random_device|shuffle|\w+_distribution)|s?rand\s*\(|clock_gettime|gettimeofday|std::time\b)/), []);
    });

    it('keeps no state between calls: no static variable that changes', () => {
        assert.deepEqual(found(['core', 'ui'],
            /^\s*(static|thread_local)\s+(?!constexpr|const\b|inline|assert|_assert)[\w:<>,\s*&]+\b\w+\s*(=|;|\{[^)]*\};)/), []);
    });

    it('prints with a fixed format', () => {
        assert.deepEqual(found(['ui', 'web'], /ImGui::(Text|TextColored|TextWrapped|BulletText|SetTooltip)\s*\(\s*[a-z_]+[.)]/), []);
    });
});
