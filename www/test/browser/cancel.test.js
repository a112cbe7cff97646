/** Large files: progress, cancelling, another file in the middle. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { captureOf, dropCapture, dropMade } from '../support/drop.js';
import { serveSite } from '../support/site.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

/** Bytes of the header of a pcap file. */
const PCAP_HEADER = 24;

/**
 * A large capture: the packets of the login over and over.
 * @param {Page} page
 */
async function dropLarge(page) {
  const whole = readFileSync(captureOf('login'));
  const packets = whole.subarray(PCAP_HEADER);
  const body = Buffer.concat(Array.from({ length: 700 }, () => packets));
  await dropMade(page, { name: 'large.pcap', head: whole.subarray(0, PCAP_HEADER), body, times: 250 });
}

describe('large files', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('progress is shown and moves; cancelling brings back what was shown', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    await dropLarge(page);
    const progress = page.locator('section.progress');
    await progress.waitFor();
    const first = await progress.innerText();
    assert.match(first, /large\.pcap/);
    await page.waitForFunction((before) => {
      const now = document.querySelector('ftp-capture')?.shadowRoot?.querySelector('section.progress');
      return now instanceof HTMLElement && now.innerText !== before;
    }, first);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled.').waitFor();
    assert.equal(await progress.count(), 0);
    assert.ok(await page.locator('.exchange').count() > 0);
    // The capture that is shown again still answers.
    await page.locator('.bar').getByRole('button', { name: 'Show passwords' }).click();
    await page.getByText('secret1', { exact: true }).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  test('another file dropped in the middle takes its place', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropLarge(page);
    await page.locator('section.progress').waitFor();
    await dropCapture(page, 'login');
    assert.equal(await page.locator('section.progress').count(), 0);
    assert.match(await page.locator('section.capture').innerText(), /15 packets/);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a small file shows no progress', async () => {
    const { page, close } = await visit(browser, site.url);
    await page.evaluate(() => {
      const root = document.querySelector('ftp-capture')?.shadowRoot;
      if (root) new MutationObserver(() => { if (root.querySelector('section.progress')) console.warn('progress'); }).observe(root, { childList: true, subtree: true });
    });
    /** @type {string[]} */
    const warned = [];
    page.on('console', (message) => warned.push(message.text()));
    await dropCapture(page, 'login');
    assert.deepEqual(warned, []);
    await close();
  });
});
