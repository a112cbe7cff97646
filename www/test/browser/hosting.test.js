/** The site works wherever a static host puts it, and asks it for no more than it says. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from '../support/suite.js';
import { NOT_SERVED } from '../support/shell.js';
import { NO_BROWSER, launch, ready, visit } from '../support/browser.js';
import { dropCapture, shownAfter } from '../support/drop.js';
import { kept } from '../support/kept-site.js';
import { DIST, serveSite } from '../support/site.js';

/**
 * @import {Browser} from 'playwright-core'
 */

describe('hosting', { skip: NO_BROWSER || NOT_SERVED }, () => {
  /** @type {Browser} */ let browser;
  before(async () => { browser = await launch(); });
  after(async () => { await browser?.close(); });

  test('under a path, with the wasm as application/octet-stream', async (t) => {
    const site = await serveSite({ prefix: '/a/b/', wasmType: 'application/octet-stream' });
    t.after(() => site.close());
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
  });

  test('a visitor who opens the login sample at once downloads what first-visit.json tells until its rows are shown', async (t) => {
    const { page: files, sample } = JSON.parse(readFileSync(join(DIST, '../first-visit.json'), 'utf8'));
    const site = await serveSite();
    t.after(() => site.close());
    // The copy that is kept comes after all of it; its requests would be counted with those of the page.
    const context = await browser.newContext({ locale: 'en', serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        const element = document.querySelector('ftp-capture');
        element?.addEventListener('ftp-capture-shown', () => Object.assign(globalThis, {
          shownAt: performance.now(), rows: element.shadowRoot?.querySelectorAll('.exchange').length,
        }), { once: true });
      });
    });
    await page.goto(`${site.url}#sample=login`);
    await ready(page);
    // What the page began to fetch after the rows were shown.
    const { later, rows } = await page.evaluate(() => ({
      rows: /** @type {any} */ (globalThis).rows,
      later: performance.getEntriesByType('resource')
        .filter(({ startTime }) => startTime > /** @type {any} */ (globalThis).shownAt).map(({ name }) => new URL(name).pathname),
    }));
    assert.ok(rows > 0, 'rows were shown');
    assert.ok(later.includes('/later.js') && later.includes('/strings/en-rest.json'), later.join(' '));
    // The worker is asked for the full module when all that has come, and for what keeps the site after that.
    const [full, offline] = ['/ftpscope_full_bg.wasm', '/offline.js'];
    const others = later.filter((path) => path !== offline);
    assert.ok(site.log.indexOf(full) > Math.max(...others.map((path) => site.log.indexOf(path))), site.log.join(' '));
    await page.waitForFunction((name) => performance.getEntriesByType('resource').some((entry) => entry.name.endsWith(name)), offline, { polling: 50 });
    assert.ok(site.log.indexOf(offline) > site.log.indexOf(full), site.log.join(' '));
    const until = site.log.filter((path) => ![...others, full, offline].includes(path)).map((path) => (path === '/' ? 'index.html' : path.slice(1)));
    assert.deepEqual([...until].sort(), [...files, ...sample].sort());
    await context.close();
  });

  test('a page that is left alone fetches the rest by itself, and a sample then nothing but itself', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const { page, complaints, close } = await visit(browser, site.url);
    for (const path of ['/later.js', '/strings/en-rest.json', '/ftpscope_full_bg.wasm']) assert.ok(site.log.includes(path), site.log.join(' '));
    await kept(page);
    site.log.length = 0;
    await shownAfter(page, () => page.getByRole('button', { name: 'Login', exact: true }).click());
    assert.deepEqual(site.log, ['/samples/login.pcap']);
    assert.equal(new URL(page.url()).hash, '#sample=login');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('no word is missing while the rest is still to come', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    let letThrough = () => {};
    const held = new Promise((resolve) => { letThrough = () => resolve(undefined); });
    await page.route('**/en-rest.json', async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest('**/en-rest.json');
    await page.goto(`${site.url}#sample=upload-passive`);
    await asked;
    // The page shows what it showed while the file was read.
    await page.getByText('Open another file').waitFor({ timeout: 5000 });
    await page.waitForTimeout(200);
    assert.equal(await page.locator('.exchange').count(), 0);
    letThrough();
    await page.locator('ftp-capture-transfers tbody tr').waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /\b(?:page|value|command|expert|transfer|missing|announce)\.\w+/);
    await context.close();
  });

  test('without the rest the conversation is shown, the page says what is missing, and tries again when asked', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.route('**/en-rest.json', (route) => route.abort());
    await page.goto(`${site.url}#sample=upload-passive`);
    await page.getByText('A part of this page is missing').waitFor();
    assert.ok(await page.locator('.exchange').count() > 0);
    assert.equal(await page.locator('.missing').count(), 0);
    await page.unroute('**/en-rest.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.missing', { hasText: 'data connection' }).waitFor();
    assert.equal(await page.getByText('A part of this page is missing').count(), 0);
    await context.close();
  });

  test('an address with a sample opens it', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const { page, close } = await visit(browser, `${site.url}#sample=login`);
    await page.locator('.exchange').first().waitFor();
    await close();
  });

  test('without the wasm file the page says that a part is missing, and does not go blank', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto(`${site.url}#sample=login`);
    await page.getByText('A part of this page is missing').waitFor();
    await context.close();
  });

  test('without its words the page says that a part could not be loaded', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.route('**/strings/*', (route) => route.abort());
    await page.goto(site.url);
    await page.getByText('could not be loaded').waitFor({ timeout: 5000 });
    await context.close();
  });

  test('an older browser gets one sentence', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.addInitScript(() => { delete (/** @type {any} */ (Document.prototype).adoptedStyleSheets); });
    await page.goto(site.url);
    await page.getByText('a browser no older than').waitFor({ timeout: 10_000 });
    await context.close();
  });

  test('without JavaScript the page says what it needs', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const { page, close } = await visit(browser, site.url, { javaScriptEnabled: false });
    await page.getByText('This page needs JavaScript').waitFor({ timeout: 10_000 });
    await close();
  });
});
