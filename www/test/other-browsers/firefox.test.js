/** The page in Firefox: a sample, a file of one's own, a packet with its fields and bytes. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { captureOf } from '../support/drop.js';
import { Firefox, NO_FIREFOX } from '../support/firefox.js';
import { serveSite } from '../support/site.js';

/**
 * @import {Site} from '../support/site.js'
 */

const ROOT = "document.querySelector('ftp-capture').shadowRoot";
const PACKETS = `${ROOT}.querySelector('ftp-capture-packets').shadowRoot`;
const TRANSFERS = `${ROOT}.querySelector('ftp-capture-transfers')?.shadowRoot`;
const TRANSFER = `${TRANSFERS}?.querySelector('ftp-capture-transfer')?.shadowRoot`;

describe('Firefox', { skip: NO_FIREFOX }, () => {
  const firefox = new Firefox();
  /** @type {Site} */ let site;

  before(async () => {
    site = await serveSite();
    await firefox.start();
    await firefox.open(`${site.url}#sample=login`);
    await firefox.until(`${ROOT}?.querySelector('.exchange')`);
  });
  after(async () => {
    await firefox.stop();
    await site?.close();
  });

  test('the login sample is shown', async () => {
    const text = String(await firefox.evaluate(`${ROOT}.querySelector('.exchanges').textContent`));
    for (const words of ['(vsFTPd 3.0.3)', 'USER', 'user1', '331', '230']) assert.ok(text.includes(words), words);
    assert.ok(!text.includes('secret1'));
  });

  test('a packet is opened, and a field marks its bytes', async () => {
    await firefox.until(`${ROOT}.querySelector('ftp-capture-packets')`);
    await firefox.evaluate(`[...${ROOT}.querySelectorAll('.exchange')].find((item) => item.querySelector('.verb')?.textContent === 'USER').querySelector('.packet-link').click()`);
    await firefox.until(`${PACKETS}.querySelector('[data-field="ftp.request.command"]')`);
    await firefox.evaluate(`${PACKETS}.querySelector('[data-field="ftp.request.command"]').click()`);
    await firefox.until(`${PACKETS}.querySelector('[data-field="ftp.request.command"][aria-selected=true]')`);
    const marked = await firefox.evaluate(`'highlights' in CSS
      ? [...CSS.highlights.get('ftp-capture-bytes')].map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset)).join(' ')
      : ${PACKETS}.querySelector('.hex-line.marked').textContent`);
    assert.match(String(marked), /55 53 45 52.*USER/);
    assert.equal(await firefox.evaluate(`${PACKETS}.querySelector('tr[aria-selected=true]').dataset.number`),
      await firefox.evaluate(`[...${ROOT}.querySelectorAll('.exchange.chosen .packet-link')][0].textContent`));
  });

  test('a file is chosen, read from the disk, and its packets too', async () => {
    await firefox.choose(`${ROOT}.querySelector('input[type=file]')`, [captureOf('upload-passive')]);
    await firefox.until(`[...${ROOT}.querySelectorAll('.verb')].some(({ textContent }) => textContent === 'STOR')`);
    await firefox.until(`${PACKETS}.querySelectorAll('tbody tr').length > 8`);
    const infos = String(await firefox.evaluate(`[...${PACKETS}.querySelectorAll('.info')].map(({ textContent }) => textContent).join('\\n')`));
    assert.match(infos, /Request: STOR upload\.ftp/);
  });

  test('a transfer is opened, its missing bytes are drawn, its contents shown, its hashes computed', async () => {
    await firefox.choose(`${ROOT}.querySelector('input[type=file]')`, [captureOf('segments-not-captured')]);
    await firefox.until(`${TRANSFERS}?.querySelector('tbody tr[data-verdict=incomplete]')`);
    await firefox.evaluate(`${TRANSFERS}.querySelector('tbody tr').click()`);
    await firefox.until(`${TRANSFER}?.querySelector('svg.bar-of-bytes .of-missing')`);
    await firefox.evaluate(`${TRANSFER}.querySelectorAll('.contents .buttons button')[0].click()`);
    await firefox.until(`${TRANSFER}.querySelector('pre.hex')`);
    await firefox.evaluate(`${TRANSFER}.querySelectorAll('.contents .buttons button')[2].click()`);
    await firefox.until(`${TRANSFER}.querySelector('[data-hash=sha256]')`);
    assert.match(String(await firefox.evaluate(`${TRANSFER}.querySelector('[data-hash=sha256]').textContent`)), /^[0-9a-f]{64}$/);
  });
});
