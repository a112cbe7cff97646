/** English and Vietnamese. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture } from '../support/drop.js';
import { NOT_SERVED, openShell } from '../support/shell.js';

/**
 * @import {Browser} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

describe('languages', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('the browser\'s language is taken, and only its words are downloaded', { skip: NOT_SERVED }, async () => {
    site.log.length = 0;
    // The copy that is kept for use without a network has both.
    const { page, close } = await visit(browser, site.url, { locale: 'vi-VN', serviceWorkers: 'block' });
    assert.equal(await page.locator('html').getAttribute('lang'), 'vi');
    await page.getByText('Thả tệp bắt gói').first().waitFor();
    assert.deepEqual(site.log.filter((path) => path.includes('/strings/')), ['/strings/vi.json', '/strings/vi-rest.json']);
    await close();
  });

  test('a language without words is answered in English', async () => {
    const { page, close } = await visit(browser, site.url, { locale: 'fr-FR' });
    await page.getByText('Drop a capture').waitFor();
    await close();
  });

  test('the switch changes every word of a capture that is shown, and is remembered', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, 'upload-passive');
    const english = await page.locator('.exchange').count();
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByText('Cuộc trao đổi', { exact: true }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'vi');
    assert.equal(await page.locator('.exchange').count(), english);
    const text = await page.locator('main').innerText();
    assert.match(text, /Request command/);
    for (const word of ['Packet', 'The conversation', 'Transfers', 'from client']) {
      assert.ok(!text.includes(word), `"${word}" is left in the Vietnamese page`);
    }
    await page.reload();
    await page.getByText('Thả tệp bắt gói').first().waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  test('ports and packet numbers are not grouped, byte counts are', async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    const capture = await page.locator('section.capture').innerText();
    assert.match(capture, /1,413 bytes/);
    assert.match(await page.locator('.session-head').innerText(), /port 57927/);
    await close();
  });
});
