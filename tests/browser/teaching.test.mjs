// @ts-check
// The sheets for teachers in a browser: without a fault that axe-core finds, narrow and on paper; the
// openings of the lessons; a run beside a formula.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite } from '../support/browser.mjs';
import { fileOf, SHEETS, TAGS } from '../../web/tools/build_teaching.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

describe('the sheets', () => {
    it('have no fault that axe-core finds, and fit a window of 320 pixels', { timeout: 120000 }, async () => {
        const site = await openSite(browser, { path: 'teach/lessons.html', context: { viewport: { width: 320, height: 700 } } });
        const { page } = site;
        for (const sheet of SHEETS) {
            for (const tag of TAGS) {
                await page.goto(`${site.server.address}teach/${fileOf(sheet, tag)}`);
                const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
                assert.ok(wide <= 0, `${sheet} ${tag} is ${wide} pixels too wide`);
                await page.emulateMedia({ colorScheme: tag === 'ms' ? 'dark' : 'light' });
                await page.evaluate(axe);
                const faults = await page.evaluate(async () => (await /** @type {any} */ (window).axe.run()).violations
                    .map((/** @type {any} */ fault) => `${fault.id}: ${fault.nodes[0].html}`));
                assert.deepEqual(faults, [], `${sheet} ${tag}`);
            }
        }
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('lead to each other, to the page and to what they open', async () => {
        const site = await openSite(browser, { path: 'teach/lessons.zh.html' });
        const targets = await site.page.evaluate(async () => {
            const links = [...document.querySelectorAll('a[href]')].map((link) => /** @type {HTMLAnchorElement} */ (link).href.split('?')[0] ?? '');
            const images = [...document.querySelectorAll('link[rel=icon]')].map((link) => /** @type {HTMLLinkElement} */ (link).href);
            return [...new Set([...links, ...images])];
        });
        for (const target of targets) assert.equal((await site.page.request.get(target)).status(), 200, target);
        await site.page.goto(`${site.server.address}index.zh.html`);
        assert.equal(await site.page.locator('.teach a').getAttribute('href'), 'teach/lessons.zh.html');
        await site.close();
    });

    it('are print ready: questions and answers begin on sheets of their own', async () => {
        const site = await openSite(browser, { path: 'teach/lessons.html' });
        const pdf = (await site.page.pdf({ preferCSSPageSize: true })).toString('latin1');
        const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
        assert.ok(pages >= 4 && pages <= 8, `${pages} sheets`);
        assert.match(pdf, /\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/, 'A4');
        await site.close();
    });
});

describe('an opening for the class', () => {
    it('draws a crowd of its own, writes it into the address and stays locked', { timeout: 60000 }, async () => {
        const site = await openSite(browser, { path: 'index.html?lang=en&scenario=blip-edge&act=1&seed=random&lock=1' });
        await site.ready();
        const { searchParams } = new URL(site.page.url());
        assert.match(searchParams.get('seed') ?? '', /^[1-9][0-9]{5}$/);
        assert.equal(searchParams.get('lock'), '1');
        assert.ok(await site.page.locator('#bad-link').isHidden());
        await site.page.reload();
        await site.ready();
        assert.equal(new URL(site.page.url()).searchParams.get('seed'), searchParams.get('seed'));
        assert.deepEqual(site.faults, []);
        await site.close();
    });
});

describe('a run beside a formula', () => {
    it('is played out of sight, closes in, and ends when asked', { timeout: 120000 }, async () => {
        const site = await openSite(browser, { path: 'teach/queues.html' });
        const { page } = site;
        const form = page.locator('#form-erlang_b');
        const button = form.locator('button');
        await button.click();
        await page.waitForFunction(() => {
            const [, time = '0', value = '0'] = /After ([\d,]+)(?:\.\d+)? s: ([\d.]+)/.exec(document.querySelector('#form-erlang_b output')?.textContent ?? '') ?? [];
            return Number(time.replace(',', '')) > 1000 && Math.abs(Number(value) - 0.1217) < 0.03;
        }, undefined, { timeout: 90000 });
        assert.ok(((await form.locator('.live-line').getAttribute('points')) ?? '').split(' ').length > 3);
        await button.click();
        await page.waitForFunction(() => document.querySelector('#form-erlang_b button')?.textContent === 'Play one run here');
        assert.deepEqual(site.faults, []);
        await site.close();
    });
});
