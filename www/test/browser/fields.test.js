/** The explanation of a chosen field of a packet. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture, dropMade } from '../support/drop.js';
import { makeCapture } from '../support/make-capture.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

/**
 * Opens a packet.
 * @param {Page} page
 * @param {number} number
 */
async function openPacket(page, number) {
  await page.locator(`tr[data-number="${number}"]`).click();
  await page.locator('[data-field="tcp"]').first().waitFor();
}

/**
 * Waits until the explanation holds a text.
 * @param {Page} page
 * @param {string} text
 */
const told = (page, text) => page.locator('.about-field', { hasText: text }).waitFor();

describe('the explanation of a field', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('follows the field that is chosen, by mouse and keyboard', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    await openPacket(page, 1);
    await page.locator('[data-field="tcp.dstport"]').click();
    await told(page, 'Destination Port');
    await told(page, '21');
    await page.locator('[data-field="tcp.flags"]').click();
    await page.keyboard.press('ArrowRight');
    const before = await page.locator('.about-field').innerText();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((text) => {
      const root = /** @type {ShadowRoot} */ (document.querySelector('ftp-capture')?.shadowRoot?.querySelector('ftp-capture-packets')?.shadowRoot);
      return /** @type {HTMLElement} */ (root.querySelector('.about-field')).innerText !== text;
    }, before);
    await page.locator('[data-field="tcp.flags.syn"]').click();
    await told(page, 'RFC 9293 §3.5');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('works out the port of a PORT command, in Vietnamese as well', async () => {
    const { page, close } = await visit(browser, site.url, { locale: 'vi-VN' });
    await dropCapture(page, 'upload-active');
    await openPacket(page, 6);
    await page.locator('[data-field="ftp.active.port"]').click();
    await told(page, '149 × 256 + 63');
    assert.match(await page.locator('.about-field').innerText(), /cổng/);
    await close();
  });

  test('shows text of the capture as text', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    const head = makeCapture([['server', '220 ready\r\n'], ['client', 'DELE <img src=x onerror=alert(1)>\r\n'], ['server', '250 gone\r\n']]);
    await dropMade(page, { name: 'markup.pcap', head, body: new Uint8Array(), times: 0 });
    await openPacket(page, 2);
    await page.locator('[data-field="ftp.request.arg"]').click();
    await page.locator('.about-field .fact').first().waitFor();
    assert.equal(await page.locator('.about-field img').count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });
});
