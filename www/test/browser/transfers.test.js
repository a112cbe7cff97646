/** The transfers: their ledger, one of them opened, what it carried, and the way to packets, conversation and back. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, NO_DOWNLOADS, launch, visit } from '../support/browser.js';
import { captureOf, dropCapture, dropMade, shownAfter } from '../support/drop.js';
import { originalsOf } from '../support/originals.js';
import { openShell } from '../support/shell.js';
import { unzip } from '../support/unzip.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 * @import {Visit} from '../support/browser.js'
 */

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * Opens the transfer of a packet's command.
 * @param {Page} page
 * @param {number} place Its row, from 0.
 */
async function openRow(page, place) {
  await page.locator('ftp-capture-transfers tbody tr').nth(place).click();
  await page.locator('ftp-capture-transfers tbody tr[aria-selected=true]').waitFor();
  await page.locator('ftp-capture-transfer .detail').waitFor();
}

/**
 * What a click makes the browser save.
 * @param {Page} page
 * @param {string | RegExp} button
 */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('ftp-capture-transfers').getByRole('button', { name: button, exact: typeof button === 'string' }).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/**
 * A capture whose bytes were changed, as long as before.
 * @param {string} name
 * @param {[from: string, to: string][]} changes
 */
function changed(name, changes) {
  const capture = readFileSync(captureOf(name));
  for (const [from, to] of changes) {
    assert.equal(Buffer.byteLength(from), Buffer.byteLength(to), `${from} → ${to}`);
    const at = capture.indexOf(from);
    assert.ok(at > 0, `${from} is not in ${name}`);
    capture.set(Buffer.from(to), at);
  }
  return capture;
}

describe('transfers', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;
  /** @type {Visit} */ let visited;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
    visited = await visit(browser, site.url);
    await dropCapture(visited.page, 'passive-with-data');
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /**
   * A test of a download, an upload and a listing.
   * @param {string} name
   * @param {(page: Page) => Promise<void>} body
   * @param {string | false} [skip]
   */
  const transferTest = (name, body, skip = false) => test(name, { skip }, () => body(visited.page));

  transferTest('the ledger has a row for each transfer, with its verdict in words', async (page) => {
    const rows = page.locator('ftp-capture-transfers tbody tr');
    await rows.nth(2).waitFor();
    const texts = (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    assert.equal(texts.length, 3);
    assert.match(texts[0] ?? '', /18 .*complete .*download RETR table\.csv 5,369 bytes .* passive mode/);
    assert.match(texts[1] ?? '', /complete .*upload STOR upload\.ftp 19 bytes/);
    assert.match(texts[2] ?? '', /complete .*directory listing LIST/);
  });

  transferTest('a head sorts, and says so', async (page) => {
    const head = page.locator('ftp-capture-transfers th.size');
    const frames = () => page.locator('ftp-capture-transfers tbody td.frame').allInnerTexts();
    await head.getByRole('button').click();
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    assert.deepEqual(await frames(), ['38', '54', '18']);
    await head.getByRole('button').click();
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    assert.deepEqual(await frames(), ['18', '54', '38']);
    await page.locator('ftp-capture-transfers th.frame button').click();
    assert.equal(await head.getAttribute('aria-sort'), 'none');
  });

  transferTest('only the wanted ones are listed', async (page) => {
    await page.locator('[data-filter=direction]').selectOption('upload');
    assert.equal(await page.locator('ftp-capture-transfers tbody tr').count(), 1);
    await page.getByText('1 of 3 transfers are shown.').waitFor();
    await page.locator('[data-filter=direction]').selectOption('');
    assert.equal(await page.locator('ftp-capture-transfers tbody tr').count(), 3);
  });

  transferTest('an opened transfer gives its reason, its settings, and a map of its bytes', async (page) => {
    await openRow(page, 0);
    const detail = page.locator('ftp-capture-transfer .detail');
    assert.match(await detail.locator('.reason').innerText(), /Everything from the first byte to the sender’s end \(FIN\) is in the capture: 5,369 bytes, as many as expected/);
    assert.match(await detail.locator('.facts').innerText(), /TYPE I\s+binary/);
    assert.match(await detail.locator('svg.bar-of-bytes').getAttribute('aria-label') ?? '', /^5,369 bytes from first to last; captured: 5,369 bytes$/);
    await detail.locator('svg.bar-of-bytes .of-captured').waitFor();
  });

  transferTest('the keyboard goes through the ledger', async (page) => {
    await openRow(page, 0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('ftp-capture-transfer').getByRole('heading', { name: 'STOR upload.ftp' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press(' ');
    await page.locator('ftp-capture-transfer').getByRole('heading', { name: /^LIST / }).waitFor();
  });

  transferTest('a transfer leads to its packets and its command, and they lead back', async (page) => {
    await openRow(page, 0);
    const detail = page.locator('ftp-capture-transfer .detail');
    await detail.getByRole('button', { name: 'Packet 30: open' }).click();
    await page.getByRole('heading', { name: 'Packet 30', exact: true }).waitFor();
    await page.locator('.of-transfer').getByText('RETR table.csv').waitFor();
    await openRow(page, 1);
    await page.locator('.of-transfer').getByRole('button').click();
    await detail.getByRole('heading', { name: 'RETR table.csv' }).waitFor();
    await detail.getByRole('button', { name: 'To its command' }).click();
    const exchange = page.locator('.exchange').filter({ has: page.locator('.verb', { hasText: 'RETR' }) });
    assert.ok(await exchange.locator('.packet-link').first().evaluate((button) => /** @type {ShadowRoot} */ (button.getRootNode()).activeElement === button));
    await openRow(page, 1);
    await exchange.getByRole('button', { name: 'To the transfer' }).click();
    await detail.getByRole('heading', { name: 'RETR table.csv' }).waitFor();
  });

  transferTest('a text is previewed, as text and in hexadecimal', async (page) => {
    await openRow(page, 0);
    const contents = page.locator('ftp-capture-transfer .contents');
    await contents.getByRole('button', { name: 'Preview' }).click();
    assert.match(await contents.locator('pre.text').innerText(), /^n,square,cube\n1,1,1\n/);
    await contents.getByRole('button', { name: 'Hexadecimal' }).click();
    assert.match(await contents.locator('pre.hex').innerText(), /^0000 {2}6e 2c 73/);
    await contents.getByRole('button', { name: 'Preview' }).click();
    assert.equal(await contents.locator('pre').count(), 0);
  });

  transferTest('a saved file has exactly the bytes that were sent, and its hashes are told', async (page) => {
    await openRow(page, 1);
    const { name, bytes } = await saved(page, 'Save');
    assert.equal(name, 'upload.ftp');
    assert.equal(bytes.length, 19);
    assert.equal(await page.locator('[data-hash=sha256]').innerText(), sha256(bytes));
    assert.equal(await page.locator('[data-hash=md5]').innerText(), createHash('md5').update(bytes).digest('hex'));
    await openRow(page, 0);
    assert.equal(await page.locator('[data-hash=sha256]').count(), 0);
    await page.locator('ftp-capture-transfer').getByRole('button', { name: 'Compute hashes' }).click();
    await page.locator('[data-hash=sha1]').waitFor();
  }, NO_DOWNLOADS);

  transferTest('all files come in one archive, with a manifest', async (page) => {
    const { name, bytes } = await saved(page, 'Save all 2 files as ZIP');
    assert.equal(name, 'ftp-files.zip');
    const entries = unzip(bytes);
    assert.deepEqual([...entries.keys()], ['table.csv', 'upload.ftp', 'manifest.json']);
    const { files } = JSON.parse(new TextDecoder().decode(entries.get('manifest.json')));
    for (const { name: file, sha256: hash, verdict } of files) {
      assert.deepEqual([hash, verdict], [sha256(entries.get(file) ?? new Uint8Array()), 'complete'], file);
    }
  }, NO_DOWNLOADS);

  transferTest('a listing is a table, and its entries lead to their transfers', async (page) => {
    await openRow(page, 2);
    const listing = page.locator('ftp-capture-transfer .listing');
    await listing.locator('tr[data-entry="table.csv"]').waitFor();
    assert.match((await listing.locator('tr[data-entry="table.csv"]').innerText()).replace(/\s+/g, ' '), /^file table\.csv 5,369 /);
    await listing.getByRole('button', { name: 'To the transfer of upload.ftp' }).click();
    await page.locator('ftp-capture-transfer').getByRole('heading', { name: 'STOR upload.ftp' }).waitFor();
  });

  transferTest('the tree of the server is used by keyboard, and leads to transfers', async (page) => {
    await page.locator('ftp-capture-tree summary').click();
    const items = page.locator('ftp-capture-tree [role=treeitem]');
    await items.first().waitFor();
    const count = await items.count();
    await items.first().focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal(await items.count(), 1);
    assert.equal(await items.first().getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('ArrowRight');
    assert.equal(await items.count(), count);
    await page.keyboard.press('End');
    assert.match(await page.locator('ftp-capture-tree [tabindex="0"][role=treeitem]').innerText(), /upload\.ftp/);
    await openRow(page, 0);
    await items.last().focus();
    await page.keyboard.press('Enter');
    await page.locator('ftp-capture-transfer').getByRole('heading', { name: 'STOR upload.ftp' }).waitFor();
  });

  transferTest('nothing was complained about', async () => {
    assert.deepEqual(visited.complaints, []);
  });
});

describe('transfers of unusual captures', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('missing bytes are told with the packets around them, and zeros stand in their places only when asked', { skip: NO_DOWNLOADS }, async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, 'segments-not-captured');
    await openRow(page, 0);
    assert.match(await page.locator('ftp-capture-transfer .reason').innerText(), /incomplete\s+2,896 bytes are missing, in 2 ranges/);
    assert.match((await page.locator('.ranges').innerText()).replace(/\s+/g, ' '), /bytes 5,792 to 7,239 \(1,448 bytes\), between packets 27 and 33/);
    assert.equal(await page.locator('svg.bar-of-bytes .of-missing').count(), 2);
    const [original] = originalsOf('segments-not-captured');
    const { bytes: left } = await saved(page, 'Save');
    assert.equal(left.length, 20_000 - 2_896);
    await page.getByText('2,896 bytes are missing and left out').waitFor();
    await page.locator('ftp-capture-transfer [data-choice=holes]').check();
    const { bytes: filled } = await saved(page, 'Save');
    assert.equal(filled.length, 20_000);
    assert.ok(filled.subarray(5792, 7240).every((byte) => byte === 0));
    assert.deepEqual(filled.subarray(0, 5792), left.subarray(0, 5792));
    assert.notEqual(sha256(filled), original?.sha256);
    await page.getByText('2,896 bytes are missing; zeros stand in their places.').waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a text comes with either line ends', { skip: NO_DOWNLOADS }, async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, 'ascii-by-ftp');
    const local = originalsOf('ascii-by-ftp').find(({ form }) => form === 'local');
    await page.locator('ftp-capture-transfers tbody tr', { has: page.locator('td.frame', { hasText: String(local?.frame) }) }).click();
    const { bytes: wire } = await saved(page, 'Save');
    await page.locator('ftp-capture-transfer [data-choice=text]').selectOption('local');
    const { bytes } = await saved(page, 'Save');
    assert.equal(sha256(bytes), local?.sha256);
    assert.equal(wire.toString('latin1').replaceAll('\r\n', '\n'), bytes.toString('latin1'));
    assert.ok(wire.length > bytes.length);
    await close();
  });

  test('without its data connection a transfer is called not captured, with the command that would have kept it', async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, 'upload-passive');
    const row = page.locator('ftp-capture-transfers tbody tr');
    assert.match((await row.innerText()).replace(/\s+/g, ' '), /not captured .*upload STOR/);
    await page.locator('ftp-capture-transfers .missing').getByText('tcpdump -i').waitFor();
    await row.click();
    await page.locator('ftp-capture-transfer .missing').getByText('tcpdump -i').waitFor();
    assert.equal(await page.locator('.missing').count(), 1);
    assert.equal(await page.locator('ftp-capture-transfer .contents').count(), 0);
    await close();
  });

  test('a page in a file is seen as text and nothing else', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    const markup = '<html><img src=x onerror="document.title=\'owned\'"><script>document.title=\'owned\'</script>';
    const beginning = readFileSync(captureOf('passive-with-data')).toString('latin1').match(/n,square,cube[\s\S]{200}/)?.[0] ?? '';
    const head = changed('passive-with-data', [[beginning.slice(0, markup.length), markup]]);
    await shownAfter(page, () => dropMade(page, { name: 'made.pcap', head, body: new Uint8Array(), times: 0 }));
    await openRow(page, 0);
    await page.locator('ftp-capture-transfer').getByRole('button', { name: 'Preview' }).click();
    assert.ok((await page.locator('ftp-capture-transfer pre.text').innerText()).startsWith(markup));
    await page.getByText('Here it is shown as text only.').waitFor();
    assert.equal(await page.locator('ftp-capture-transfers img, ftp-capture-transfers iframe').count(), 0);
    assert.doesNotMatch(await page.title(), /owned/);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a picture is drawn by the browser', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    // A red pixel as BMP; what follows it is not read.
    const picture = Buffer.alloc(58);
    picture.set(Buffer.from('BM'));
    for (const [at, value] of /** @type {[number, number][]} */ ([[2, 58], [10, 54], [14, 40], [18, 1], [22, 1], [34, 4]])) picture.writeUInt32LE(value, at);
    picture.writeUInt16LE(1, 26);
    picture.writeUInt16LE(24, 28);
    picture.set([0, 0, 255], 54);
    const head = readFileSync(captureOf('passive-with-data'));
    head.set(picture, head.indexOf('n,square,cube'));
    await shownAfter(page, () => dropMade(page, { name: 'made.pcap', head, body: new Uint8Array(), times: 0 }));
    await openRow(page, 0);
    await page.locator('ftp-capture-transfer').getByRole('button', { name: 'Preview' }).click();
    const image = page.locator('ftp-capture-transfer .preview img');
    await image.waitFor();
    await page.waitForFunction((element) => element instanceof HTMLImageElement && element.naturalWidth === 1, await image.elementHandle(), { polling: 50 });
    assert.match(await image.getAttribute('src') ?? '', /^blob:/);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a hostile name stays text, and what is saved has a safe one', { skip: NO_DOWNLOADS }, async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    const head = changed('passive-with-data', [['RETR table.csv', 'RETR ../<b>/..'], ['STOR upload.ftp', 'STOR \u202e<i>.exe']]);
    await shownAfter(page, () => dropMade(page, { name: 'made.pcap', head, body: new Uint8Array(), times: 0 }));
    const paths = await page.locator('ftp-capture-transfers tbody td.path').allInnerTexts();
    assert.ok(paths.some((path) => path.includes('\\u{202e}<i>.exe')), paths.join(' '));
    const { bytes } = await saved(page, /^Save all/);
    for (const name of unzip(bytes).keys()) {
      assert.doesNotMatch(name, /(?:^|\/)\.\.?(?:\/|$)|^\/|[<>:"|?*\\\u202e]/u, name);
    }
    assert.deepEqual(complaints, []);
    await close();
  });

  test('what takes long tells how far it is, and is cancelled', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    let downloads = 0;
    page.on('download', () => { downloads += 1; });
    await dropCapture(page, 'passive-with-data');
    await page.locator('ftp-capture-transfers tbody tr').nth(2).waitFor();
    await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('ftp-capture')?.shadowRoot?.querySelector('ftp-capture-transfers'));
      const { source } = element;
      let pieces = 0;
      element.source = {
        ...source,
        call: async (/** @type {string} */ name, /** @type {unknown[]} */ ...args) => {
          if (name !== 'read_file') return source.call(name, ...args);
          await new Promise((resolve) => { setTimeout(resolve, 100); });
          return (pieces += 1) < 100 ? new Uint8Array(50) : new Uint8Array();
        },
      };
    });
    await openRow(page, 0);
    for (const button of ['Save', /^Save all/]) {
      await page.locator('ftp-capture-transfers').getByRole('button', { name: button, exact: typeof button === 'string' }).click();
      const job = page.locator('ftp-capture-transfers .job');
      await job.locator('progress').waitFor();
      assert.match(await job.innerText(), /\d+ of 5,3\d\d bytes/);
      await job.getByRole('button', { name: 'Cancel' }).click();
      await job.waitFor({ state: 'detached' });
    }
    await page.waitForTimeout(300);
    assert.equal(downloads, 0);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('of very many transfers only the rows that are seen are made, and the last one is reached', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, 'passive-with-data');
    await page.locator('ftp-capture-transfers tbody tr').nth(2).waitFor();
    await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('ftp-capture')?.shadowRoot?.querySelector('ftp-capture-transfers'));
      element.rows = Array.from({ length: 5000 }, (_, index) => ({ ...element.rows[0], frame: 1000 + index, id: index }));
    });
    const rows = page.locator('ftp-capture-transfers tbody tr');
    await page.locator('ftp-capture-transfers table[aria-rowcount="5001"]').waitFor();
    assert.ok(await rows.count() < 60, String(await rows.count()));
    await rows.first().focus();
    await page.keyboard.press('End');
    await page.locator('tr[aria-rowindex="5001"]', { hasText: '5999' }).waitFor();
    assert.equal(await page.locator('tr[aria-rowindex="5001"]').getAttribute('tabindex'), '0');
    assert.deepEqual(complaints, []);
    await close();
  });
});
