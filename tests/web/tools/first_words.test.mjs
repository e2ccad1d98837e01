// @ts-check
// Which words the first picture waits for.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

import { firstWords } from '../../../web/tools/first_words.mjs';

describe('the words of the first picture', () => {
    it('are those of the page, its sheets\' buttons and the greeting', () => {
        const words = { '@language': 'en', 'chat.welcome_card': 'a', 'ui.truth.title': 'b', 'ui.goals.open': 'c', 'act.3.title': 'd' };
        assert.deepEqual(firstWords(words), words);
    });

    it('are none of the bot\'s answers, and nothing of what a sheet shows', () => {
        assert.deepEqual(firstWords({ 'chat.thanks': 'a', 'refused.paused': ['b'], 'ui.truth.left.1': 'c', 'assumed.demand': 'd' }), {});
    });

    it('are less than half of a locale', async () => {
        const locale = JSON.parse(await readFile(new URL('../../../public/locales/zh.json', import.meta.url), 'utf8'));
        const { length } = JSON.stringify(firstWords(locale));
        assert.ok(length > 0 && length < JSON.stringify(locale).length / 2, `${length} characters`);
    });
});
