/** The packets: their list, one of them opened, and the way to the conversation and back. */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { captureOf, dropCapture, dropMade, dropPaths, shownAfter } from '../support/drop.js';
import { makeCapture } from '../support/make-capture.js';
import { openShell } from '../support/shell.js';

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

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
    visited = await visit(browser, site.url);
    await dropCapture(visited.page, 'login');
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /**
   * A test of the packets of the login.
   * @param {string} name
   * @param {(page: Page) => Promise<void>} body
   */
  const packetTest = (name, body) => test(name, () => body(visited.page));

  packetTest('the list has Wireshark\'s columns and a row for each packet', async (page) => {
    assert.deepEqual(await page.locator('th').allInnerTexts(), ['No.', 'Time', 'Source', 'Destination', 'Protocol', 'Length', 'Info']);
    const facts = await page.locator('section.capture').innerText();
    const count = Number(/(\d+) packets/.exec(facts)?.[1]);
    await page.locator('tbody tr').nth(count - 1).waitFor();
    assert.equal(await page.locator('tbody tr').count(), count);
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
    const text = await line.innerText();
    await page.locator('[data-field="ip"]').first().click();
    const box = await line.boundingBox();
    assert.ok(box);
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

  packetTest('a field that names another packet leads to it', async (page) => {
    const exchange = page.locator('.exchange').filter({ has: page.locator('.verb', { hasText: 'USER' }) });
    const [command, reply] = await exchange.locator('.packet-link').allInnerTexts();
    await exchange.locator('.packet-link').first().click();
    await page.getByRole('heading', { name: `Packet ${command}`, exact: true }).waitFor();
    await page.locator('[data-field="ftp.response_in"] button').click();
    await page.getByRole('heading', { name: `Packet ${reply}`, exact: true }).waitFor();
    assert.equal(await page.locator('[data-field="ftp.response.code"] .value').innerText(), '331');
  });

  packetTest('keys lead from packet to packet wherever the focus is, and are listed', async (page) => {
    const heading = page.locator('#packet-title');
    const at = async () => Number(/\d+/.exec(await heading.innerText())?.[0]);
    const before = await at();
    await page.getByRole('button', { name: 'Show passwords' }).first().focus();
    for (const [key, target] of /** @type {[string, number][]} */ ([
      ['F8', before + 1], ['Control+ArrowDown', before + 2], ['F7', before + 1], ['Control+ArrowUp', before], ['Control+.', before + 1], ['Control+,', before],
    ])) {
      await page.keyboard.press(key);
      await page.getByRole('heading', { name: `Packet ${target}`, exact: true }).waitFor();
    }
    assert.equal(await page.locator('.keys[open]').count(), 0);
    await page.keyboard.press('?');
    await page.locator('.keys[open]').getByText('Ctrl+.', { exact: true }).waitFor();
    await page.keyboard.press('?');
    await page.locator('.keys:not([open])').waitFor();
  });

  packetTest('choosing an exchange marks its packets', async (page) => {
    await page.locator('.exchange').filter({ has: page.locator('.verb', { hasText: 'OPTS' }) }).locator('.meaning').first().click();
    await page.locator('tr.marked').nth(1).waitFor();
    const infos = await page.locator('tr.marked .info').allInnerTexts();
    assert.deepEqual(infos, ['Request: OPTS UTF8 ON', 'Response: 200 Always in UTF8 mode.']);
  });

  packetTest('an opened packet does not tell a masked password', async (page) => {
    const line = page.locator('.exchange').filter({ has: page.locator('.verb', { hasText: 'PASS' }) });
    await line.locator('.packet-link').first().click();
    await page.locator('.hex-line', { hasText: '••' }).first().waitFor();
    const text = await page.locator('ftp-capture-packets').evaluate((element) => element.shadowRoot?.textContent ?? '');
    assert.ok(!text.includes('secret1'));
    assert.ok(!text.includes('73 65 63 72'), 'its bytes');
    assert.ok(!text.includes('2a 2a 2a'), 'and nothing that could be taken for them');
    await page.getByRole('button', { name: 'Show passwords' }).first().click();
    await page.locator('tbody .info', { hasText: 'Request: PASS secret1' }).waitFor();
    await line.locator('.packet-link').first().click();
    await page.locator('.hex-line', { hasText: '73 65 63 72' }).waitFor();
    await page.getByRole('button', { name: 'Hide passwords' }).click();
    await page.locator('tbody .info', { hasText: 'Request: PASS' }).filter({ hasNotText: 'secret1' }).waitFor();
  });

  packetTest('the packets are folded away and come back', async (page) => {
    await page.getByRole('heading', { name: 'Packets', exact: true }).click();
    await page.locator('tbody tr').first().waitFor({ state: 'hidden' });
    await page.locator('.packet-link').first().click();
    await page.locator('tr[aria-selected=true]').waitFor();
  });

  packetTest('nothing was complained about', async () => {
    assert.deepEqual(visited.complaints, []);
  });
});

describe('packets of unusual captures', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('of a long list only the rows that are seen are made, and its last packet is reached', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    /** @type {['client' | 'server', string][]} */
    const said = Array.from({ length: 2500 }, (_, index) => (index % 2 === 0 ? ['client', 'NOOP\r\n'] : ['server', '200 ok\r\n']));
    await shownAfter(page, () => dropMade(page, { name: 'long.pcap', head: makeCapture(said), body: new Uint8Array(), times: 0 }));
    await page.locator('tr[data-number="1"]').waitFor();
    assert.ok(await page.locator('tbody tr').count() < 60);
    await page.locator('tr[data-number="1"]').click();
    await page.keyboard.press('End');
    await page.locator('tr[data-number="2500"][aria-selected=true]').waitFor();
    await page.keyboard.press('PageUp');
    await page.locator('tr[aria-selected=true]:not([data-number="2500"])').waitFor();
    assert.equal(await page.locator('table').getAttribute('aria-rowcount'), '2501');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a packet that cannot be read further says why in its row', async () => {
    const { page, close } = await visit(browser, site.url);
    const capture = makeCapture([['server', '220 ready\r\n'], ['client', 'NOOP\r\n']]);
    // The second packet claims an IP header of 4 bytes, fewer than any has.
    capture[capture.length - 46] = 0x41;
    await shownAfter(page, () => dropMade(page, { name: 'odd.pcap', head: capture, body: new Uint8Array(), times: 0 }));
    assert.match(await page.locator('tr[data-number="2"] .odd').innerText(), /Packet headers not readable/);
    await close();
  });

  test('a file that was changed meanwhile is explained in place, and the page goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
    try {
      const path = join(folder, 'login.pcap');
      writeFileSync(path, readFileSync(captureOf('login')));
      const { page, close } = await visit(browser, site.url);
      await shownAfter(page, () => dropPaths(page, [path]));
      await page.locator('tbody tr').first().waitFor();
      rmSync(path);
      await page.locator('tr[data-number="6"]').click();
      const problem = page.locator('ftp-capture-packets section.problem');
      await problem.waitFor();
      assert.match(await problem.innerText(), /The file cannot be read/);
      assert.ok(await page.locator('.exchange').count() > 0);
      await page.locator('.bar').getByRole('button', { name: 'Show passwords' }).click();
      await page.getByText('secret1', { exact: true }).waitFor();
      await dropCapture(page, 'upload-passive');
      await page.locator('tr[data-number="1"]').click();
      await page.getByRole('heading', { name: 'Packet 1', exact: true }).waitFor();
      assert.equal(await problem.count(), 0);
      await close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
