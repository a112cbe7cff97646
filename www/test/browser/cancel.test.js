/** Large files: progress, cancelling, another file in the middle. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { captureOf, dropCapture, dropMade, shownAfter } from '../support/drop.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

/** Bytes of the header of a pcap file. */
const PCAP_HEADER = 24;

/** Bytes of the header of a packet in it. */
const PCAP_RECORD_HEADER = 16;

/** Bytes of a packet that is as long as they may be in such a file. */
const PCAP_SNAPLEN = 65_535;

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
 * A gzip file of 1 GiB in 1 MB: equal frames, and a member of them over and over.
 * @param {Page} page
 */
async function dropPacked(page) {
  const whole = readFileSync(captureOf('login'));
  const frame = Buffer.alloc(PCAP_RECORD_HEADER + PCAP_SNAPLEN);
  frame.writeUInt32LE(PCAP_SNAPLEN, 8);
  frame.writeUInt32LE(PCAP_SNAPLEN, 12);
  const body = gzipSync(Buffer.concat(Array.from({ length: 256 }, () => frame)), { level: 9 });
  await dropMade(page, { name: 'packed.pcap.gz', head: gzipSync(whole.subarray(0, PCAP_HEADER)), body, times: 64 });
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
    [browser, site] = await Promise.all([launch(), openShell()]);
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

  test('a file that unpacks to a thousand times as much is cancelled while it is unpacked', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await cancelWhenMoved(page);
    await dropPacked(page);
    await page.getByText('Cancelled.').waitFor();
    const said = await page.evaluate(() => /** @type {any} */ (globalThis).progress);
    for (const text of said) {
      const [, read, size] = /([\d,]+) of ([\d,]+) bytes/.exec(text)?.map((number) => Number(number.replaceAll(',', ''))) ?? [];
      // Less than what is read from the file at a time.
      assert.ok(size !== undefined && size < 1_200_000, text);
      assert.ok(read !== undefined && read > 0 && read < size, text);
    }
    const pressed = Date.now();
    await shownAfter(page, () => page.getByRole('button', { name: 'Login' }).first().click());
    assert.ok(Date.now() - pressed < 1000, `${Date.now() - pressed} ms until the sample was shown`);
    assert.match(await page.locator('section.capture').innerText(), /15 packets/);
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

  for (const [locale, words] of [['en', 'About 20 seconds left'], ['vi', 'Còn khoảng 20 giây']]) {
    test(`after a while of reading the time left is said, ${locale}`, async () => {
      const { page, close } = await visit(browser, site.url, { locale });
      /** @param {{ bytes: number, ms: number }} progress Of 1,000 bytes. */
      const leftAt = (progress) => page.evaluate(async ({ bytes, ms }) => {
        const element = /** @type {any} */ (document.querySelector('ftp-capture'));
        element.model = { ...element.model, phase: 'reading', file: { name: 'slow.pcap', size: 1000 }, progress: { bytes, frames: 1, ms } };
        await element.updateComplete;
        return element.shadowRoot.querySelector('section.progress .left')?.textContent ?? null;
      }, progress);
      assert.equal(await leftAt({ bytes: 100, ms: 1000 }), null);
      assert.equal(await leftAt({ bytes: 200, ms: 5000 }), words);
      assert.equal(await leftAt({ bytes: 1000, ms: 25_000 }), null);
      await close();
    });
  }

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
