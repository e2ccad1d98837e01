// @ts-check
// The field for typing lies over the canvas and takes its colours from the page's style: in every theme, whatever
// the system's scheme is, its words must stand out from the ground that the canvas draws there.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const css = await readFile(new URL('web/styles/page.css', root), 'utf8');
const theme = await readFile(new URL('ui/theme.cpp', root), 'utf8');
const THEMES = ['light', 'dark', 'projector', 'contrast'];

/** The variables of a rule. @param {string} selector @returns {Record<string, string>} */
function variables(selector) {
    const from = css.indexOf(`${selector} {`);
    assert.ok(from >= 0, selector);
    const body = css.slice(from, css.indexOf('}', from));
    return Object.fromEntries([...body.matchAll(/(--[a-z]+): (#[0-9a-f]+)/g)].map(([, name = '', value = '']) => [name, value]));
}

/** @param {string} name @param {boolean} isSystemDark */
function resolved(name, isSystemDark) {
    const isBright = name === 'light' || name === 'projector';
    const own = css.includes(`:root[data-theme="${name}"] {`) ? variables(`:root[data-theme="${name}"]`) : {};
    const dark = ':root:is([data-theme="dark"], [data-theme="contrast"])';
    return { ...variables(':root'),
        ...(isSystemDark && !isBright ? variables(':root:not([data-theme="light"], [data-theme="projector"])') : {}),
        ...(isBright ? {} : variables(dark)), ...own };
}

/** @param {string} hex Of three or six digits. */
function luminance(hex) {
    const digits = hex.replace('#', '');
    const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
    const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
        const part = parseInt(full.slice(at, at + 2), 16) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
}

test('what is typed, and the hint before it, stand out in every theme', () => {
    const row = /Token::soft, \{([^}]+)\}/.exec(theme)?.[1]?.split(',') ?? [];
    assert.equal(row.length, THEMES.length);
    for (const [i, name] of THEMES.entries()) {
        const ground = (row[i] ?? '').trim().replace('0x', '#');
        for (const isSystemDark of [false, true]) {
            const colours = resolved(name, isSystemDark);
            for (const word of ['--ink', '--muted']) {
                const found = contrast(colours[word] ?? '', ground);
                assert.ok(found >= 4.5, `${word} in ${name}, system ${isSystemDark ? 'dark' : 'light'}: ${found.toFixed(2)}`);
            }
        }
    }
});
