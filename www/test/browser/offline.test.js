/** The site without a network, its newer versions, and the site as an application. */

import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from '../support/suite.js';
import { NOT_SERVED } from '../support/shell.js';
import { NO_BROWSER, launch, ready, visit } from '../support/browser.js';
import { captureOf, dropCapture, shownAfter } from '../support/drop.js';
import { ChangingSite, cachesOf, kept } from '../support/kept-site.js';
import { DIST, serveSite } from '../support/site.js';

/**
 * @import {TestContext} from 'node:test'
 * @import {Browser, Page} from 'playwright-core'
 */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** Milliseconds in which a page that must not change would have changed. */
const MEANWHILE_MS = 1000;

/** @param {Page} page */
const newerOf = (page) => page.locator('footer.offline').getByRole('button', { name: 'Use the newer version' });

/**
 * Does something after which the page is loaded anew, and waits until it is ready again.
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 */
async function reloadedBy(page, act) {
  const loaded = page.waitForEvent('load');
  await act();
  await loaded;
  await ready(page);
}

describe('offline', { skip: NO_BROWSER || NOT_SERVED }, () => {
  /** @type {Browser} */ let browser;
  before(async () => { browser = await launch(); });
  after(async () => { await browser?.close(); });

  /**
   * A site that changes, served until the test ends, and its first version visited.
   * @param {TestContext} t
   */
  async function visitChanging(t) {
    const versions = new ChangingSite();
    t.after(() => versions.remove());
    await versions.change('first');
    const site = await serveSite({ folder: versions.folder });
    t.after(() => site.close());
    const visited = await visit(browser, site.url);
    t.after(() => visited.close());
    await kept(visited.page);
    return { versions, site, ...visited };
  }

  test('after the first visit the site works without its server: samples, own files, the other language', async (t) => {
    const site = await serveSite();
    const { page, complaints, close } = await visit(browser, site.url);
    t.after(close);
    await kept(page);
    await site.close();
    await page.reload();
    await ready(page);
    await shownAfter(page, () => page.getByRole('button', { name: 'Upload, passive mode' }).click());
    assert.ok(await page.locator('.exchange', { hasText: 'STOR' }).count() > 0);
    // Packets, and what the full module makes of a transfer.
    await dropCapture(page, 'passive-with-data');
    await page.locator('.packet-link').first().click();
    await page.locator('.hex-line').first().waitFor();
    await page.locator('ftp-capture-transfers tbody tr').first().click();
    await page.locator('ftp-capture-transfer').getByRole('button', { name: 'Compute hashes' }).click();
    await page.locator('[data-hash=sha256]').waitFor();
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByText('Cuộc trao đổi', { exact: true }).waitFor();
    await kept(page, 'vi');
    // A new tab, with what an address can hold.
    const other = await page.context().newPage();
    await other.goto(`${site.url}?from=lesson#sample=login`);
    await other.locator('.exchange').first().waitFor();
    assert.deepEqual(complaints, []);
  });

  test('a second visit asks the server for the service worker alone', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const { page, complaints, close } = await visit(browser, site.url);
    t.after(close);
    await kept(page);
    site.log.length = 0;
    await page.reload();
    await ready(page);
    await kept(page);
    await shownAfter(page, () => page.getByRole('button', { name: 'Login', exact: true }).click());
    await page.waitForTimeout(MEANWHILE_MS);
    assert.deepEqual([...new Set(site.log)].filter((path) => path !== '/service-worker.js'), []);
    assert.deepEqual(complaints, []);
  });

  test('what is not of the site passes, also beside it and with a query', async (t) => {
    const { site, versions, page } = await visitChanging(t);
    await reloadedBy(page, () => page.reload());
    site.log.length = 0;
    for (const path of ['index.js?fresh', 'not-there.pcap', 'samples/']) await page.evaluate((asked) => fetch(asked), path);
    rmSync(join(versions.folder, 'index.css'));
    assert.equal(await page.evaluate(async () => (await fetch('index.css')).status), 200, 'kept');
    assert.deepEqual(site.log.filter((path) => path !== '/service-worker.js'), ['/index.js?fresh', '/not-there.pcap', '/samples/']);
  });

  test('a newer version is offered, and nothing changes before the reader agrees', async (t) => {
    const { versions, page, complaints } = await visitChanging(t);
    const [before] = await cachesOf(page);
    await versions.change('second');
    await reloadedBy(page, () => page.reload());
    await newerOf(page).waitFor();
    assert.match(await page.locator('footer.offline [role=status]').innerText(), /A newer version.*capture that is open/s);
    // Not by a reload either, nor by closing every page of the site and coming back.
    await reloadedBy(page, () => page.reload());
    assert.equal(await page.title(), 'first');
    const url = page.url();
    await page.goto('about:blank');
    await page.waitForTimeout(MEANWHILE_MS);
    await page.goto(url);
    await ready(page);
    assert.equal(await page.title(), 'first');
    assert.ok(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting === null), 'the newer worker has become the active one');
    assert.equal((await cachesOf(page)).length, 3, 'two versions, and which one is used');
    await newerOf(page).waitFor();
    let loads = 0;
    page.on('load', () => { loads += 1; });
    await reloadedBy(page, () => newerOf(page).click());
    assert.equal(await page.title(), 'second');
    await kept(page);
    await page.waitForTimeout(MEANWHILE_MS);
    assert.equal(loads, 1);
    const left = await cachesOf(page);
    assert.equal(left.length, 2);
    assert.ok(!left.includes(before ?? ''));
    assert.deepEqual(complaints, []);
  });

  test('every page of the site goes on to the newer version, one with a capture when its reader says so', async (t) => {
    const { versions, page, site } = await visitChanging(t);
    const context = page.context();
    await reloadedBy(page, () => page.reload());
    const [idle, busy] = [await context.newPage(), await context.newPage()];
    for (const tab of [idle, busy]) {
      await tab.goto(site.url);
      await ready(tab);
      await kept(tab);
    }
    await dropCapture(busy, 'login');
    await versions.change('second');
    await reloadedBy(page, () => page.reload());
    await newerOf(page).waitFor();
    await Promise.all([page, idle].map((tab) => newerOf(tab).waitFor()));
    await reloadedBy(idle, () => reloadedBy(page, () => newerOf(page).click()));
    assert.deepEqual([await page.title(), await idle.title(), await busy.title()], ['second', 'second', 'first']);
    assert.ok(await busy.locator('.exchange').count() > 0, 'the capture is still open');
    await busy.locator('footer.offline').getByText('was chosen in another tab').waitFor();
    await reloadedBy(busy, () => busy.locator('footer.offline').getByRole('button', { name: 'Reload' }).click());
    assert.equal(await busy.title(), 'second');
  });

  test('who does not want the newer version now is not asked again in this visit', async (t) => {
    const { versions, page } = await visitChanging(t);
    await versions.change('second');
    await reloadedBy(page, () => page.reload());
    await newerOf(page).waitFor();
    await page.getByRole('button', { name: 'Not now' }).click();
    await kept(page);
    await page.waitForTimeout(MEANWHILE_MS);
    assert.equal(await newerOf(page).count(), 0);
    assert.equal(await page.title(), 'first');
    await reloadedBy(page, () => page.reload());
    await newerOf(page).waitFor();
  });

  for (const [what, damage] of /** @type {[string, (folder: string) => void][]} */ ([
    ['a file is missing', (folder) => rmSync(join(folder, 'strings/vi-rest.json'))],
    ['a file is of another version', (folder) => appendFileSync(join(folder, 'later.js'), '\n')],
  ])) {
    test(`a newer version of which ${what} leaves the one before as it was`, async (t) => {
      const { versions, site, page } = await visitChanging(t);
      const before = await cachesOf(page);
      await versions.change('second');
      damage(versions.folder);
      site.log.length = 0;
      await reloadedBy(page, () => page.reload());
      // It was tried.
      while (!site.log.includes('/index.html')) await page.waitForTimeout(50);
      await page.waitForTimeout(MEANWHILE_MS);
      assert.deepEqual(await cachesOf(page), before);
      await site.close();
      await reloadedBy(page, () => page.reload());
      assert.equal(await page.title(), 'first');
      await kept(page);
      await page.getByRole('button', { name: 'Tiếng Việt' }).click();
      await shownAfter(page, () => page.getByRole('button', { name: 'Đăng nhập', exact: true }).click());
    });
  }

  test('two sites in folders of one origin keep their own', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'ftpscope-two-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const [one, other] = [new ChangingSite(join(folder, 'one')), new ChangingSite(join(folder, 'other'))];
    await Promise.all([one.change('one'), other.change('other')]);
    const site = await serveSite({ folder });
    const { page, complaints, close } = await visit(browser, `${site.url}one/`);
    t.after(close);
    await kept(page);
    const before = await cachesOf(page);
    await page.goto(`${site.url}other/`);
    await ready(page);
    await kept(page);
    assert.equal((await cachesOf(page)).length, 4);
    await other.change('other, second');
    await reloadedBy(page, () => page.reload());
    await reloadedBy(page, async () => newerOf(page).click());
    assert.equal(await page.title(), 'other, second');
    await kept(page);
    const left = await cachesOf(page);
    assert.deepEqual(left.filter((name) => before.includes(name)), before);
    assert.equal(left.length, 4);
    await site.close();
    await page.goto(`${site.url}one/`);
    await ready(page);
    assert.equal(await page.title(), 'one');
    assert.deepEqual(complaints, []);
  });

  test('where there is no encryption nothing is kept, said or complained about', async () => {
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    /** @type {string[]} */
    const complaints = [];
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.route('http://server.in.the.room/**', (route) => {
      const path = new URL(route.request().url()).pathname.slice(1) || 'index.html';
      return route.fulfill({ path: join(DIST, path), ...path.endsWith('.wasm') ? { contentType: 'application/wasm' } : {} });
    });
    const asked = page.waitForResponse('**/offline.js');
    await page.goto('http://server.in.the.room/');
    await ready(page);
    await asked;
    await page.waitForTimeout(MEANWHILE_MS);
    assert.equal(await page.evaluate(() => isSecureContext), false);
    assert.equal(await page.locator('footer.offline').innerText(), '');
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('where the first version does not come whole nothing is kept or said', async (t) => {
    const versions = new ChangingSite();
    t.after(() => versions.remove());
    rmSync(join(versions.folder, 'strings/vi-rest.json'));
    const site = await serveSite({ folder: versions.folder });
    t.after(() => site.close());
    const { page, close } = await visit(browser, site.url);
    t.after(close);
    while (!site.log.includes('/strings/vi-rest.json')) await page.waitForTimeout(50);
    await page.waitForTimeout(MEANWHILE_MS);
    assert.deepEqual(await cachesOf(page), []);
    assert.equal(await page.locator('footer.offline').innerText(), '');
  });

  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`what is said has enough contrast, large buttons and no need of a wide screen, ${colorScheme}`, async (t) => {
      const versions = new ChangingSite();
      t.after(() => versions.remove());
      const site = await serveSite({ folder: versions.folder });
      t.after(() => site.close());
      const { page, close } = await visit(browser, site.url, { colorScheme, viewport: { width: 320, height: 640 } });
      t.after(close);
      await kept(page);
      assert.deepEqual(await violations(page), [], 'kept');
      await versions.change('second');
      await reloadedBy(page, () => page.reload());
      await newerOf(page).waitFor();
      await dropCapture(page, 'login');
      assert.deepEqual(await violations(page), [], 'newer');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320);
      for (const button of await page.locator('footer.offline button').all()) {
        const box = await button.boundingBox();
        assert.ok(box !== null && box.height >= 24 && box.width >= 24);
        assert.ok(box.y + box.height <= 640, 'in sight, wherever the page is scrolled to');
      }
      // With the keyboard, from the last of the page on; a switch of the language keeps the place.
      await newerOf(page).focus();
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Not now');
      assert.notEqual(await page.evaluate(() => document.activeElement && getComputedStyle(document.activeElement).outlineStyle), 'none');
      await page.evaluate(() => { document.documentElement.lang = 'vi'; });
      await page.waitForFunction(() => document.activeElement?.textContent === 'Để sau');
    });
  }

  test('browsers find nothing wrong with the manifest, and would install the page', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const { page, complaints, close } = await visit(browser, site.url);
    t.after(close);
    const session = await page.context().newCDPSession(page);
    const { url, errors, data } = await session.send('Page.getAppManifest');
    assert.equal(url, `${site.url}manifest.webmanifest`);
    assert.deepEqual(errors, []);
    assert.equal(JSON.parse(data ?? '').name, 'ftpscope');
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'), []);
    assert.deepEqual(complaints, []);
  });

  test('a file that the system opens with the page is shown', async (t) => {
    const site = await serveSite();
    t.after(() => site.close());
    const context = await browser.newContext({ locale: 'en' });
    t.after(() => context.close());
    const page = await context.newPage();
    // What the browser has for installed pages: it keeps the files until somebody takes them.
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'launchQueue', {
        value: { setConsumer: (/** @type {unknown} */ take) => Object.assign(globalThis, { launch: take }) },
      });
    });
    await page.goto(`${site.url}#sample=login`);
    await ready(page);
    await page.locator('.exchange').first().waitFor();
    // Launched by its icon alone.
    await page.evaluate(() => /** @type {any} */ (globalThis).launch({ files: [] }));
    await page.waitForTimeout(MEANWHILE_MS);
    assert.ok(await page.locator('.exchange').count() > 0, 'what is open stays');
    const bytes = [...readFileSync(captureOf('upload-passive'))];
    await shownAfter(page, () => page.evaluate((content) => /** @type {any} */ (globalThis).launch({
      files: [{ getFile: () => Promise.resolve(new File([new Uint8Array(content)], 'lesson.pcap')) }],
    }), bytes));
    await page.locator('section.capture').getByText('lesson.pcap').first().waitFor();
    assert.ok(await page.locator('.exchange', { hasText: 'STOR' }).count() > 0);
    // The address names it, as any file that a reader opens.
    await page.waitForFunction(() => location.hash.startsWith('#file=lesson.pcap&size='), null, { polling: 50 });
  });
});

/**
 * What axe finds wrong, in one line each.
 * @param {Page} page
 */
async function violations(page) {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return found.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ { target }) => target.join(' ')).join(' | ')}`);
}
