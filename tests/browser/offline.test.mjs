// @ts-check
// The offline edition: one file, opened from the disk, with all that the page on a server does.

import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { launchChromium, siteFolder } from '../support/browser.mjs';
import { press, say } from '../support/visitor.mjs';

const file = join(siteFolder, 'offline.html');
const BYTES_MAX = 1_200_000;

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

describe('the offline edition', () => {
    it('is one file within its bound', async () => {
        const { size } = await stat(file);
        assert.ok(size <= BYTES_MAX, `${size} bytes`);
    });

    it('leads to no file that a stick may not hold', async () => {
        const page = await readFile(file, 'utf8');
        const body = page.slice(page.indexOf('<body'), page.indexOf('<script type="application/json"'));
        const links = [...body.matchAll(/\b(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address);
        assert.deepEqual(links.filter((address) => !/^(#|\?|data:)/.test(address)), []);
    });

    it('runs from the disk, in every language, and asks for nothing', { timeout: 180000 }, async () => {
        const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        /** @type {string[]} */
        const faults = [];
        page.on('pageerror', (error) => faults.push(error.message));
        page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
        page.on('request', (request) => {
            if (!/^(data|blob):/.test(request.url()) && !request.isNavigationRequest()) faults.push(request.url());
        });
        for (const language of ['en', 'zh']) {
            await page.goto(`${pathToFileURL(file).href}?lang=${language}`);
            await page.waitForSelector('html[data-chat="ready"]', { state: 'attached', timeout: 60000 });
            assert.match((await say(page, 'two milk teas', 60000)).join(''), /\S/);
        }
        await press(page, 'share');
        await page.waitForSelector('dialog.share[open]');
        const link = await page.locator('.share-copy input').first().inputValue();
        assert.match(link, /^file:.*\/offline\.html\?.*#run=1\./);
        assert.ok(((await page.locator('dialog.share').boundingBox())?.width ?? 0) > 600, 'has its style');
        assert.deepEqual(faults, []);
        await page.close();
    });
});
