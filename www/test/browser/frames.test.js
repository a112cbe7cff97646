/** A part of a capture, chosen by its packets: `frames="5-20,31"`. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { SAME_IN_EACH } from '../support/shell.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCapture } from '../support/make-capture.js';
import { NO_BROWSER } from '../support/browser.js';
import { OwnSite, until } from '../support/own-page.js';

/**
 * @import {Page} from 'playwright-core'
 */

/** What the goldens know of the captures that are used here. */
const DATA = JSON.parse(readFileSync(new URL('../../../tests/captures/passive-with-data/expected.json', import.meta.url), 'utf8'));

describe('a part of a capture', { skip: NO_BROWSER || SAME_IN_EACH }, () => {
  /** @type {OwnSite} */ let own;
  before(async () => { own = await OwnSite.open({ 'data.pcap': 'passive-with-data', 'two.pcap': 'mirror-over-two-connections' }); });
  after(() => own?.close());

  /**
   * @param {string} attributes
   * @param {string} [src]
   */
  async function show(attributes, src = 'samples/login.pcap') {
    const shown = await own.show(`<ftp-capture loading="eager" height="auto" ${attributes} src="${src}"></ftp-capture>`);
    await until(shown.page);
    return shown;
  }

  /** @param {Page} page */
  const exchanges = (page) => page.locator('.exchange').evaluateAll((all) => all.map((one) => Number(/** @type {HTMLElement} */ (one).dataset['exchange'])));
  /** @param {Page} page */
  const rows = async (page) => {
    await page.locator('ftp-capture-packets tbody tr').first().waitFor();
    return page.locator('ftp-capture-packets tbody tr').evaluateAll((all) => all.map((one) => Number(/** @type {HTMLElement} */ (one).dataset['number'])));
  };

  test('exchanges and packets of it, and what is left out is said', async () => {
    const { page, complaints, close } = await show('frames="8-10,13"');
    assert.deepEqual(await rows(page), [8, 9, 10, 13]);
    assert.deepEqual(await exchanges(page), [1, 2, 3]);
    await page.getByText('Packets 8–10, 13 of 15 are shown').waitFor();
    assert.equal(await page.locator('ftp-capture-packets [role=grid]').getAttribute('aria-rowcount'), '5');
    assert.deepEqual(await page.locator('ftp-capture-packets tbody tr').evaluateAll((all) => all.map((one) => one.getAttribute('aria-rowindex'))), ['2', '3', '4', '5']);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('the keyboard goes from packet to packet of the part; a link leads out of it', async () => {
    const { page, close } = await show('frames="8-10,13"');
    await rows(page);
    await page.locator('tr[data-number="10"]').click();
    await page.locator('tr[data-number="10"][aria-selected=true]').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('tr[data-number="13"][aria-selected=true]').waitFor();
    await page.keyboard.press('F7');
    await page.locator('tr[data-number="10"][aria-selected=true]').waitFor();
    await page.keyboard.press('Home');
    await page.locator('tr[data-number="8"][aria-selected=true]').waitFor();
    await page.locator('.exchange .packet-link', { hasText: /^6$/ }).click();
    await page.getByRole('heading', { name: 'Packet 6' }).waitFor();
    await page.keyboard.press('F8');
    await page.locator('tr[data-number="8"][aria-selected=true]').waitFor();
    await close();
  });

  test('steps of the story that tell of it, the opening of the connection alone too', async () => {
    const { page, close } = await show('frames="1-3" view="story" panes="talk"');
    await page.locator('.step').first().waitFor();
    assert.deepEqual(await page.locator('.step').evaluateAll((all) => all.map((one) => /** @type {HTMLElement} */ (one).dataset['step'])), ['2']);
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).view = 'conversation'; });
    await page.getByText('Nothing is said in these packets.').waitFor();
    await close();
  });

  test('transfers and their exchanges by a packet of their data', async () => {
    const [transfer] = DATA.sessions[0].transfers;
    const frame = transfer.data.first_frame ?? transfer.data.handshake?.frames?.[0];
    assert.equal(typeof frame, 'number', 'the golden has a data connection');
    const { page, close } = await show(`frames="${frame}"`, 'data.pcap');
    await page.locator('ftp-capture-transfers tbody tr').first().waitFor();
    assert.deepEqual(await page.locator('ftp-capture-transfers tbody tr').evaluateAll((all) => all.map((one) => Number(/** @type {HTMLElement} */ (one).dataset['transfer']))), [transfer.id]);
    assert.deepEqual(await exchanges(page), [transfer.exchange]);
    assert.equal(await page.locator('ftp-capture-tree').count(), 0, 'the tree is of the whole capture');
    await page.getByText(`Packet ${frame} of ${DATA.capture.frames} is shown`).waitFor();
    await close();
  });

  test('of thousands of exchanges as many are shown at once as of a whole capture, the next ones when they are asked for', async () => {
    /** @type {['client' | 'server', string][]} */
    const said = [['server', '220 ready\r\n']];
    for (let index = 0; index < 6000; index += 1) said.push(['client', `CWD d${index}\r\n`], ['server', '250 ok\r\n']);
    writeFileSync(join(own.folder, 'long.pcap'), makeCapture(said));
    const { page, close } = await show('frames="2001-8000,12001"', 'long.pcap');
    // Packets 2000 and 2001 are an exchange, and so are 12000 and 12001.
    await page.getByText('2,000 of 3,002 exchanges are shown.').waitFor();
    const first = await exchanges(page);
    assert.deepEqual([first.length, first[0], first.at(-1)], [2000, 1000, 2999]);
    await page.locator('.conversation .more button').click();
    await page.waitForFunction(() => document.querySelector('ftp-capture')?.shadowRoot?.querySelectorAll('.exchange').length === 2200, null, { polling: 50 });
    assert.equal((await exchanges(page)).at(-1), 3199);
    const list = page.locator('ftp-capture-packets .list');
    assert.equal(await page.locator('ftp-capture-packets [role=grid]').getAttribute('aria-rowcount'), '6002');
    await list.evaluate((box) => { box.scrollTop = box.scrollHeight; });
    await page.locator('tr[data-number="12001"]').waitFor();
    assert.deepEqual((await rows(page)).slice(-2), [8000, 12001]);
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).select = 5000; });
    await page.locator('tr[data-number="5000"][aria-selected=true]').waitFor();
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).view = 'story'; });
    await page.locator('.step').first().waitFor();
    const steps = await page.locator('.step').evaluateAll((all) => all.map((one) => Number(/** @type {HTMLElement} */ (one).dataset['step'])));
    assert.ok((steps[0] ?? 0) > 20, String(steps[0]));
    await close();
  });

  test('sessions without it are left out', async () => {
    const { page, close } = await show('', 'two.pcap');
    const all = await page.locator('.session').count();
    assert.ok(all > 1);
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).frames = '4'; });
    await page.waitForFunction(() => document.querySelector('ftp-capture')?.shadowRoot?.querySelectorAll('.session').length === 1, null, { polling: 50 });
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).frames = null; });
    await page.waitForFunction((count) => document.querySelector('ftp-capture')?.shadowRoot?.querySelectorAll('.session').length === count, all, { polling: 50 });
    assert.equal(await page.locator('.excerpt').count(), 0);
    await close();
  });

  test('what is no list of packets is said, and so is a list of none that are there', async () => {
    const { page, close } = await show('frames="five"');
    await page.getByText('“five” is no list of packets').waitFor();
    assert.equal((await exchanges(page)).length, 4);
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).frames = '500-600'; });
    await page.getByText('None of the packets 500-600 is in this capture, which has 15 packets.').waitFor();
    assert.deepEqual(await exchanges(page), []);
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).frames = '4'; });
    await page.getByText('Packet 4 of 15 is shown').waitFor();
    assert.deepEqual(await exchanges(page), [0]);
    await close();
  });

  test('passwords are shown and masked in a part as in the whole; a question is about the whole', async () => {
    const { page, close } = await show('frames="13-14"');
    await rows(page);
    assert.ok(!(await page.locator('.exchange').innerText()).includes('secret1'));
    await page.getByRole('button', { name: 'Show passwords' }).first().click();
    await page.locator('.exchange', { hasText: 'secret1' }).waitFor();
    assert.deepEqual(await exchanges(page), [3]);
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).view = 'lab'; });
    await page.locator('ftp-capture-lab .questions').waitFor();
    assert.equal(await page.locator('.excerpt').count(), 0);
    await close();
  });
});
