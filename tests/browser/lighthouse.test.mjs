// @ts-check
// What Lighthouse judges without a clock: accessibility, practices and findability of the page, all in full.
// How fast it is depends on the machine and is measured by ./run bench.

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { startServer } from '../../web/tools/serve.mjs';
import { judge } from '../bench/lighthouse.mjs';
import { siteFolder } from '../support/browser.mjs';

it('Lighthouse has nothing to add to accessibility, practices and findability', { timeout: 180_000 }, async () => {
    const server = await startServer({ folder: siteFolder });
    const { scores, faults } = await judge(server.address, 'phone', { categories: ['accessibility', 'best-practices', 'seo'] });
    await server.close();
    assert.deepEqual(faults, []);
    assert.deepEqual(scores, { accessibility: 100, 'best-practices': 100, seo: 100 });
});
