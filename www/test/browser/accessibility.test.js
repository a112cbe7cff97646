/** Keyboard, screen readers, narrow screens. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture, dropMade } from '../support/drop.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/**
 * What axe finds wrong, in one line each.
 * @param {Page} page
 */
async function violations(page) {
  // Not by a script element, which the page's own policy would block.
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return found.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ { target }) => target.join(' ')).join(' | ')}`);
}

/**
 * Opens a transfer with all that can be opened of it.
 * @param {Page} page
 * @param {number} row
 */
async function openTransfer(page, row) {
  await page.locator('ftp-capture-transfers tbody tr').nth(row).click();
  await page.locator('ftp-capture-transfer').getByRole('button', { name: 'Preview' }).click();
  await page.locator('ftp-capture-transfer .preview').waitFor();
  await page.locator('ftp-capture-transfer').getByRole('button', { name: 'Compute hashes' }).click();
  await page.locator('[data-hash=md5]').waitFor();
  const tree = page.locator('ftp-capture-tree');
  if (await tree.locator('[role=treeitem]').count() === 0) await tree.locator('summary').click();
  await tree.locator('[role=treeitem]').first().waitFor();
}

/**
 * Opens a capture with listings in replies, and their tables.
 * @param {Page} page
 */
async function openReplyListings(page) {
  await dropCapture(page, 'listings-in-replies');
  for (const listing of await page.locator('ftp-capture-reply-listing').all()) {
    await listing.locator('summary').click();
    await listing.locator('table').waitFor();
  }
}

describe('accessibility', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`axe finds nothing, ${colorScheme}`, async () => {
      const { page, close } = await visit(browser, site.url, { colorScheme });
      assert.deepEqual(await violations(page), [], 'nothing open');
      for (const name of ['login', 'upload-passive', 'make-rename-delete', 'multiline-banner-feat', 'failed-login', 'snaplen-96']) {
        await dropCapture(page, name);
        assert.deepEqual(await violations(page), [], name);
      }
      await page.locator('.about summary').click();
      assert.deepEqual(await violations(page), [], 'about the file');
      await page.getByRole('button', { name: 'Explain' }).first().click();
      await page.locator('ftp-capture-why .fact').first().waitFor();
      assert.deepEqual(await violations(page), [], 'an exchange explained');
      await page.getByRole('button', { name: 'Step by step' }).click();
      await page.locator('ftp-capture-story .fact').first().waitFor();
      assert.deepEqual(await violations(page), [], 'the story');
      await page.locator('.views').getByRole('button', { name: 'Lab' }).click();
      await page.locator('ftp-capture-lab .check').first().click();
      await page.locator('ftp-capture-lab [data-deed=show]').nth(1).click();
      await page.locator('ftp-capture-lab .answer').first().waitFor();
      assert.deepEqual(await violations(page), [], 'the lab');
      await page.locator('[data-deed=lesson]').click();
      await page.locator('ftp-capture-lesson dialog').waitFor();
      assert.deepEqual(await violations(page), [], 'the form of a lesson');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Line by line' }).click();
      await dropCapture(page, 'passive-with-data');
      await page.locator('.packet-link').first().click();
      await page.locator('.hex-line').first().waitFor();
      await page.locator('[data-field="tcp"]').click();
      await page.locator('.about-field .fact').first().waitFor();
      await page.keyboard.press('?');
      await page.locator('.keys[open]').waitFor();
      assert.deepEqual(await violations(page), [], 'a packet opened');
      for (const row of [0, 2]) {
        await openTransfer(page, row);
        assert.deepEqual(await violations(page), [], `transfer ${row} opened`);
      }
      await openReplyListings(page);
      assert.deepEqual(await violations(page), [], 'listings in replies');
      await dropCapture(page, 'segments-not-captured');
      await openTransfer(page, 0);
      assert.deepEqual(await violations(page), [], 'missing bytes');
      await dropMade(page, { name: 'note.txt', head: new Uint8Array([104, 105]), body: new Uint8Array(), times: 0 });
      await page.locator('section.problem').waitFor();
      assert.deepEqual(await violations(page), [], 'a wrong file');
      await close();
    });
  }

  test('at 320 pixels nothing has to be scrolled sideways', async () => {
    const { page, close } = await visit(browser, site.url, { viewport: { width: 320, height: 640 } });
    for (const name of ['login', 'passive-with-data', 'epsv-ipv6', 'multiline-banner-feat']) {
      await dropCapture(page, name);
      await page.locator('.packet-link').first().click();
      await page.locator('.hex-line').first().waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${name}: ${width} px`);
      await page.getByRole('button', { name: 'Step by step' }).click();
      await page.locator('ftp-capture-story .fact').first().waitFor();
      const told = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(told <= 320, `the story of ${name}: ${told} px`);
      await page.getByRole('button', { name: 'Line by line' }).click();
    }
    for (const [name, row] of /** @type {[string, number][]} */ ([['passive-with-data', 0], ['passive-with-data', 2], ['segments-not-captured', 0], ['mirror-by-lftp', 3]])) {
      await dropCapture(page, name);
      await openTransfer(page, row);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${name}, transfer ${row}: ${width} px`);
    }
    await openReplyListings(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 320, `listings in replies: ${width} px`);
    await close();
  });

  test('every target is at least 24 pixels', async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, 'multiline-banner-feat');
    await page.locator('.packet-link').nth(1).click();
    await page.locator('.hex-line').first().waitFor();
    await dropCapture(page, 'passive-with-data');
    await openTransfer(page, 2);
    await targetsAreLarge(page);
    await openReplyListings(page);
    await targetsAreLarge(page);
    await close();
  });

  /** @param {Page} page */
  async function targetsAreLarge(page) {
    for (const target of await page.locator('button, label.button, summary, select, label.check').all()) {
      const box = await target.boundingBox();
      if (box !== null) assert.ok(box.width >= 24 && box.height >= 24, `${await target.innerText()}: ${box.width} × ${box.height}`);
    }
  }

  test('everything can be reached and used by keyboard, and the focus is seen', async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    /** @type {string[]} */
    const reached = [];
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const active = document.querySelector('ftp-capture')?.shadowRoot?.activeElement;
        if (!active) return null;
        const outlined = active.matches('input') ? active.parentElement : active;
        return { name: active.tagName === 'INPUT' ? 'INPUT' : active.textContent?.trim() ?? '', outline: outlined ? getComputedStyle(outlined).outlineStyle : 'none' };
      });
      if (focused === null) break;
      assert.notEqual(focused.outline, 'none', focused.name);
      reached.push(focused.name);
      if (focused.name === 'Show passwords') break;
    }
    assert.ok(reached.includes('INPUT'), reached.join(', '));
    assert.equal(reached.at(-1), 'Show passwords');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Hide passwords' }).waitFor();
    await close();
  });
});
