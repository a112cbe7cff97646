/** The packets: their list, one of them opened, and the way to the conversation and back. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture } from '../support/drop.js';
import { serveSite } from '../support/site.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 * @import {Visit} from '../support/browser.js'
 */

/**
 * The text that the highlight of bytes covers.
 * @param {Page} page
 */
const highlighted = (page) => page.evaluate(() => [.../** @type {any} */ (CSS).highlights.get('ftp-capture-bytes') ?? []]
  .map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset)));

describe('packets', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;
  /** @type {Visit} */ let visited;
  let offered = false;

  before(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
    visited = await visit(browser, site.url);
    await dropCapture(visited.page, 'login');
    offered = await visited.page.locator('ftp-capture-packets').count() > 0;
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /**
   * A test of the packets, skipped where the module does not read packets again.
   * @param {string} name
   * @param {(page: Page) => Promise<void>} body
   */
  const packetTest = (name, body) => test(name, async (t) => {
    if (!offered) t.skip('this module does not read packets again');
    else await body(visited.page);
  });

  packetTest('the list has Wireshark\'s columns and a row for each packet', async (page) => {
    assert.deepEqual(await page.locator('th').allInnerTexts(), ['No.', 'Time', 'Source', 'Destination', 'Protocol', 'Length', 'Info']);
    const facts = await page.locator('section.capture').innerText();
    await page.locator('tbody tr').nth(Number(/(\d+) packets/.exec(facts)?.[1]) - 1).waitFor();
  });

  packetTest('a packet of an exchange is opened, and all of its packets are marked', async (page) => {
    const exchange = page.locator('.exchange').filter({ has: page.locator('.verb', { hasText: 'USER' }) });
    const links = await exchange.locator('.packet-link').allInnerTexts();
    await exchange.locator('.packet-link').first().click();
    await page.locator(`tr[data-number="${links[0]}"][aria-selected=true]`).waitFor();
    await page.locator('.exchange.chosen').waitFor();
    const marked = await page.locator('tr.marked').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-number')));
    assert.ok(links.every((link) => marked.includes(link)), `${marked.join(' ')} has ${links.join(' ')}`);
  });

  packetTest('a field marks its bytes, and a byte its field', async (page) => {
    await page.locator('[data-field="ftp.request.command"]').click();
    assert.ok((await highlighted(page)).includes('USER'));
    const line = page.locator('.hex-line', { hasText: 'USER' });
    const box = await line.boundingBox();
    const text = await line.innerText();
    assert.ok(box);
    await page.locator('[data-field="ip"]').first().click();
    await page.mouse.click(box.x + (box.width * (text.indexOf('USER') + 0.5)) / text.length, box.y + box.height / 2);
    assert.equal(await page.locator('[role=treeitem][aria-selected=true]').getAttribute('data-field'), 'ftp.request.command');
  });

  packetTest('the keyboard goes through the list and the tree', async (page) => {
    const selected = page.locator('tr[aria-selected=true]');
    const before = Number(await selected.getAttribute('data-number'));
    await selected.focus();
    await page.keyboard.press('ArrowDown');
    await page.locator(`tr[data-number="${before + 1}"][aria-selected=true]`).waitFor();
    await page.locator('[role=treeitem][tabindex="0"]').focus();
    await page.keyboard.press('Home');
    assert.equal(await page.locator('[role=treeitem]').first().getAttribute('aria-selected'), 'true');
  });

  packetTest('a packet leads back to its exchange', async (page) => {
    const link = page.locator('.exchange').filter({ has: page.locator('.verb', { hasText: 'PASS' }) }).locator('.packet-link').first();
    await link.click();
    await page.getByRole('heading', { name: `Packet ${await link.innerText()}`, exact: true }).waitFor();
    await page.getByRole('button', { name: 'To its exchange' }).click();
    assert.ok(await link.evaluate((button) => /** @type {ShadowRoot} */ (button.getRootNode()).activeElement === button));
  });

  packetTest('an opened packet does not tell a masked password', async (page) => {
    const text = await page.locator('ftp-capture-packets').evaluate((element) => element.shadowRoot?.textContent ?? '');
    assert.ok(!text.includes('secret1'));
    assert.ok(!text.includes('73 65 63 72'), 'its bytes');
  });

  packetTest('nothing was complained about', async () => {
    assert.deepEqual(visited.complaints, []);
  });
});
