/** The address holds what is looked at, and Back leads through it. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture, shownAfter } from '../support/drop.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

describe('address and history', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;
  before(async () => {
    site = await openShell();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** @param {Page} page */
  const hash = (page) => page.evaluate(() => location.hash);

  /**
   * @param {Page} page
   * @param {number} number
   */
  const opened = (page, number) => page.locator(`ftp-capture-packets tr[aria-selected=true][data-number="${number}"]`).waitFor();

  test('a link opens its sample, view, packet and language', async () => {
    const { page, complaints, close } = await visit(browser, `${site.url}#sample=login&view=story&sel=6&lang=vi`);
    await page.locator('.step').first().waitFor();
    await opened(page, 6);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'vi');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('Back leads from a packet to the view, to the capture before, to the empty page, and Forward back again', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await shownAfter(page, () => page.getByRole('button', { name: 'Upload, passive mode' }).click());
    await page.getByRole('button', { name: 'Step by step' }).click();
    assert.equal(await hash(page), '#sample=upload-passive&view=story');
    await page.locator('ftp-capture-packets tr[data-number="4"]').click();
    await opened(page, 4);
    assert.equal(await hash(page), '#sample=upload-passive&view=story&sel=4');
    await dropCapture(page, 'login');
    assert.match(await hash(page), /^#file=capture.pcap&size=\d+(&sha256=[0-9a-f]{64})?&view=story$/, 'a packet of another capture is not selected');
    assert.equal(await page.locator('ftp-capture-packets tr[aria-selected=true]').count(), 0);
    await shownAfter(page, () => page.evaluate(() => history.back()));
    await opened(page, 4);
    await page.evaluate(() => history.back());
    assert.equal(await hash(page), '#sample=upload-passive&view=story');
    await page.evaluate(() => history.back());
    await page.locator('.exchange', { hasText: 'STOR' }).waitFor();
    await page.evaluate(() => history.back());
    await page.locator('.chooser:not(.small)').waitFor();
    assert.equal(await hash(page), '');
    await page.evaluate(() => history.forward());
    await page.locator('.exchange', { hasText: 'STOR' }).waitFor();
    for (let entry = 0; entry < 2; entry += 1) await page.evaluate(() => history.forward());
    await shownAfter(page, () => page.evaluate(() => history.forward()));
    await page.locator('.step').first().waitFor();
    assert.ok((await page.locator('ftp-capture').evaluate((one) => one.shadowRoot?.textContent ?? '')).includes('login'), 'the dropped file is open again');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('packets that a key runs through are one entry, and no address holds a password', async () => {
    const { page, close } = await visit(browser, `${site.url}#sample=login`);
    await page.getByRole('button', { name: 'Show passwords' }).first().click();
    await page.locator('ftp-capture-packets tr[data-number="4"]').click();
    await opened(page, 4);
    const before = await page.evaluate(() => history.length);
    for (let number = 5; number <= 8; number += 1) {
      await page.keyboard.press('ArrowDown');
      await opened(page, number);
    }
    assert.equal(await page.evaluate(() => history.length), before);
    assert.equal(await hash(page), '#sample=login&sel=8');
    await close();
  });
});
