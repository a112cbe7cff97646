/** The site works wherever a static host puts it, and asks it for no more than it says. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture, shownAfter } from '../support/drop.js';
import { DIST, serveSite } from '../support/site.js';

/**
 * @import {Browser} from 'playwright-core'
 */

describe('hosting', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  before(async () => { browser = await launch(); });
  after(async () => { await browser?.close(); });

  test('under a path, with the wasm as application/octet-stream', async () => {
    const site = await serveSite({ prefix: '/a/b/', wasmType: 'application/octet-stream' });
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    await shownAfter(page, async () => {
      await page.getByText('Samples').click();
      await page.getByRole('button', { name: 'Upload, passive mode' }).click();
    });
    assert.ok(await page.locator('.exchange', { hasText: 'STOR' }).count() > 0);
    assert.ok(site.log.every((path) => path.startsWith('/a/b/')), site.log.join(' '));
    assert.deepEqual(complaints, []);
    await close();
    await site.close();
  });

  test('a visitor downloads what first-visit.json tells until the login sample is shown', async () => {
    const { page: files, sample } = JSON.parse(readFileSync(join(DIST, '../first-visit.json'), 'utf8'));
    const site = await serveSite();
    const { page, complaints, close } = await visit(browser, site.url);
    assert.deepEqual([...new Set(site.log.map((path) => (path === '/' ? 'index.html' : path.slice(1))))].sort(), [...files].sort());
    await shownAfter(page, () => page.getByRole('button', { name: 'Login', exact: true }).click());
    assert.equal(`/${sample[0]}`, site.log.at(-1));
    assert.equal(site.log.length, files.length + 1);
    assert.equal(new URL(page.url()).hash, '#sample=login');
    assert.deepEqual(complaints, []);
    await close();
    await site.close();
  });

  test('an address with a sample opens it', async () => {
    const site = await serveSite();
    const { page, close } = await visit(browser, `${site.url}#sample=login`);
    await page.locator('.exchange').first().waitFor();
    await close();
    await site.close();
  });

  test('without the wasm file the page says that a part is missing, and does not go blank', async () => {
    const site = await serveSite();
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto(`${site.url}#sample=login`);
    await page.getByText('A part of this page is missing').waitFor();
    await context.close();
    await site.close();
  });

  test('without its words the page says that a part could not be loaded', async () => {
    const site = await serveSite();
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.route('**/strings/*', (route) => route.abort());
    await page.goto(site.url);
    await page.getByText('could not be loaded').waitFor({ timeout: 5000 });
    await context.close();
    await site.close();
  });

  test('an older browser gets one sentence', async () => {
    const site = await serveSite();
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.addInitScript(() => { delete (/** @type {any} */ (Document.prototype).adoptedStyleSheets); });
    await page.goto(site.url);
    await page.getByText('a browser no older than').waitFor({ timeout: 10_000 });
    await context.close();
    await site.close();
  });

  test('without JavaScript the page says what it needs', async () => {
    const site = await serveSite();
    const { page, close } = await visit(browser, site.url, { javaScriptEnabled: false });
    await page.getByText('This page needs JavaScript').waitFor({ timeout: 10_000 });
    await close();
    await site.close();
  });
});
