// @ts-check
// What can be taken along: picture, charts, tables, a printed sheet; and what can be brought in.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { launchChromium, openSite } from '../support/browser.mjs';
import { mirrored, press } from '../support/visitor.mjs';

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

/** @param {Site} site */
async function openDialog(site) {
    await site.ready();
    await press(site.page, 'share');
    await site.page.waitForSelector('dialog.share[open]');
}

/** @param {Site} site @param {string} name Of the button. */
async function download(site, name) {
    const [file] = await Promise.all([site.page.waitForEvent('download'),
        site.page.getByRole('button', { name, exact: true }).click()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

describe('the dialog', () => {
    it('gives picture, charts, tables and scenario', { timeout: 120000 }, async () => {
        const site = await openSite(browser, { path: '?lang=en&scenario=goodput-collapse&act=4' });
        await site.ready();
        await site.page.waitForTimeout(3000);
        await openDialog(site);
        const once = await download(site, 'Picture (PNG)');
        const twice = await download(site, 'Picture, double size (PNG)');
        const [width, double] = [once, twice].map(({ bytes }) => bytes.readUInt32BE(16));
        assert.deepEqual([once.name, width, double], ['breathing-room-goodput-collapse.png', 1280, 2560]);
        assert.ok(once.bytes.length > 20000, 'an empty picture has few bytes');
        const svg = (await download(site, 'Charts (SVG)')).bytes.toString();
        assert.match(svg, /^<svg xmlns=.*<polyline.*digest [0-9a-f]{16}/s);
        assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
        const csv = (await download(site, 'Series (CSV)')).bytes.toString().trimEnd().split('\r\n');
        assert.match(csv[0] ?? '', /^clock,end_s,asked_per_s/);
        assert.ok(csv.length > 2 && csv.every((row) => row.split(',').length === 13));
        const json = JSON.parse((await download(site, 'Series and totals (JSON)')).bytes.toString());
        assert.equal(json.series.length, csv.length - 1);
        assert.ok(json.counts.orders > 0 && json.counts.attempts >= json.counts.orders);
        assert.match(json.citation.digest, /^[0-9a-f]{16}$/);
        const scenario = JSON.parse((await download(site, 'Scenario (JSON)')).bytes.toString());
        assert.equal(scenario.id, 'goodput-collapse');
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('takes a scenario file, dropped or chosen, and lists faults by their paths', { timeout: 120000 }, async () => {
        const site = await openSite(browser, { path: '?lang=en' });
        await openDialog(site);
        const input = site.page.locator('#share-file');
        const good = JSON.parse(await readFile(new URL('../../public/scenarios/blip.json', import.meta.url), 'utf8'));
        const bad = { ...good, duration_s: -1, wings: 2 };
        await site.page.locator('.share-drop').evaluate((label, text) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], 'bad.json', { type: 'application/json' }));
            // The browser drops only where the page has said that it will take it.
            const over = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true });
            if (!label.dispatchEvent(over)) label.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        }, JSON.stringify(bad));
        await site.page.waitForFunction(() => document.querySelectorAll('.share-faults li').length >= 2);
        const faults = (await site.page.locator('.share-faults li').allTextContents()).join('\n');
        assert.match(faults, /\/duration_s/);
        assert.match(faults, /\/wings/);
        await input.setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(good)) });
        await site.page.waitForFunction(() => !document.querySelector('dialog.share[open]'));
        await press(site.page, 'share');
        await site.page.waitForSelector('dialog.share[open]');
        assert.match(await site.page.locator('.share-copy textarea').first().inputValue(), /scenario mine/);
        assert.equal(await site.page.locator('.share-copy input').count(), 0, 'no link can carry it');
        assert.deepEqual(site.faults, []);
        await site.close();
    });

    it('makes code that a host can use, in every language', { timeout: 240000 }, async () => {
        for (const language of ['en', 'ms', 'zh']) {
            const site = await openSite(browser, { path: `?lang=${language}&act=3` });
            await openDialog(site);
            const code = site.page.locator('.share-copy textarea').last();
            await site.page.waitForFunction(() => /integrity="sha384-/.test(
                /** @type {HTMLTextAreaElement} */ ([...document.querySelectorAll('.share-copy textarea')].at(-1)).value));
            assert.match(await code.inputValue(), new RegExp(`<breathing-room act="3" lang="${language}">`));
            await site.page.locator('.share-choice select').first().selectOption('iframe');
            assert.match(await code.inputValue(), /^<figure>\n<iframe src="http:.*act=3.*<figcaption>\S.*<a href="http:[^"]*act=3[^"]*">\S.*<\/figure>\s*$/s);
            for (const width of language === 'en' ? [960, 640, 320] : [320]) {
                await site.page.getByRole('button', { name: String(width), exact: true }).click();
                await site.page.waitForFunction((wanted) => {
                    const frame = /** @type {HTMLElement | null} */ (document.querySelector('.share-preview iframe'));
                    return frame?.offsetWidth === wanted;
                }, width);
            }
            const inner = site.page.frameLocator('.share-preview iframe');
            await inner.locator('html[data-state="ready"]').waitFor({ state: 'attached', timeout: 60000 });
            assert.ok(await site.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
            assert.deepEqual(site.faults, []);
            await site.close();
        }
    });
});

describe('the printed page', () => {
    for (const [language, javaScriptEnabled] of /** @type {const} */ ([
        ['en', true], ['ms', true], ['zh', true], ['en', false], ['ms', false], ['zh', false]])) {
        it(`is one sheet in ${language} ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
            const site = await openSite(browser, { path: `index${language === 'en' ? '' : `.${language}`}.html`,
                context: { javaScriptEnabled } });
            if (javaScriptEnabled) {
                await site.ready();
                await site.page.waitForSelector(mirrored('timeline.play'), { state: 'attached' });
            }
            const pdf = (await site.page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
            assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1);
            await site.close();
        });
    }

    it('shows what is on the canvas as a picture with its table, and lets both go', async () => {
        const site = await openSite(browser, { path: '?lang=en&act=3' });
        await site.ready();
        const { page } = site;
        await page.waitForSelector(`${mirrored('chart.rates.table')} td`, { state: 'attached' });
        await page.emulateMedia({ media: 'print' });
        const printed = await page.evaluate(() => {
            window.dispatchEvent(new Event('beforeprint'));
            const [picture, table] = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.printed')]);
            return {
                picture: picture?.checkVisibility() && picture.clientWidth,
                table: table?.checkVisibility() && table.innerText.replace(/\s+/g, ' '),
                own: document.getElementById('m-chart.rates.table')?.textContent,
            };
        });
        assert.ok(Number(printed.picture) > 200);
        assert.match(String(printed.table), /^Orders per second Time asked/);
        assert.ok(String(printed.own).length > 50, 'the mirror keeps its own');
        const left = await page.evaluate(() => {
            window.dispatchEvent(new Event('afterprint'));
            return [...document.querySelectorAll('.printed')].filter((part) => part.checkVisibility()).length;
        });
        assert.equal(left, 0);
        assert.deepEqual(site.faults, []);
        await site.close();
    });
});
