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

/**
 * Presses Cancel as soon as the progress has moved. Within the page: from outside, the file may have been
 * read before the press arrives. What the progress said is kept in `progress`.
 * @param {Page} page
 */
async function cancelWhenMoved(page) {
  await page.evaluate(() => {
    const root = document.querySelector('ftp-capture')?.shadowRoot;
    /** @type {string[]} */
    const said = [];
    Object.assign(globalThis, { progress: said });
    const look = () => {
      const section = root?.querySelector('section.progress');
      if (!(section instanceof HTMLElement) || said.length === 2 || said.at(-1) === section.innerText) return;
      said.push(section.innerText);
      if (said.length === 2) section.querySelector('button')?.click();
    };
    if (root) new MutationObserver(look).observe(root, { childList: true, subtree: true, characterData: true, attributes: true });
  });
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
    await cancelWhenMoved(page);
    await dropLarge(page);
    await page.getByText('Cancelled.').waitFor();
    const [first, second] = await page.evaluate(() => /** @type {any} */ (globalThis).progress);
    assert.match(first, /large\.pcap/);
    assert.notEqual(second, first);
    assert.equal(await page.locator('section.progress').count(), 0);
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
