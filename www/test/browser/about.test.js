/** The file in full: compression, interfaces, comments. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { captureOf, dropMade, dropPaths, shownAfter } from '../support/drop.js';
import { makePcapng } from '../support/make-capture.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

/** @type {['client' | 'server', string][]} */
const SAID = [['server', '220 ready\r\n'], ['client', 'QUIT\r\n'], ['server', '221 bye\r\n']];

const MARKUP = '<b>bold</b> & {frame}\n  second line';

/** A pcapng file with something in every place that the page shows. */
const TALKATIVE = makePcapng(SAID, {
  comment: MARKUP,
  interfaces: [
    { name: 'ens33', description: 'the <i>first</i> card', filter: 'port ftp', os: 'Linux 6.1' },
    { comment: 'never used' },
  ],
  packetComment: (number) => (number === 2 ? 'the end begins' : null),
});

/**
 * @param {Page} page
 * @param {Uint8Array} head
 */
const drop = (page, head) => shownAfter(page, () => dropMade(page, { name: 'made.pcapng', head, body: new Uint8Array(), times: 0 }));

/**
 * Label and value of each fact in the part, list item by list item.
 * @param {Page} page
 */
const factsOf = (page) => page.locator('.about').evaluate((about) => [...about.querySelectorAll('dl')].map((list) => (
  Object.fromEntries([...list.querySelectorAll('div')].map((fact) => [
    fact.querySelector('dt')?.textContent, fact.querySelector('dd')?.textContent,
  ]))
)));

/** @param {Page} page */
const headings = (page) => page.locator('.about h3').allTextContents();

describe('about the file', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('interfaces and comments are told, as text, and a comment leads to its packet', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await drop(page, TALKATIVE);
    assert.equal(await page.locator('.about').getAttribute('open'), null);
    await page.getByText('About the file').click();
    assert.deepEqual(await headings(page), ['Interfaces', 'Comments']);
    assert.deepEqual(await factsOf(page), [{
      Interface: '0 (ens33)', Description: 'the <i>first</i> card', 'Capture filter': 'port ftp', 'Operating system': 'Linux 6.1',
      'Link type': 'ETHERNET (1)', 'Snapshot length': '262,144 bytes', 'Time unit': '10⁻⁶ s',
    }, {
      Interface: '1', 'Link type': 'ETHERNET (1)', 'Snapshot length': '262,144 bytes', 'Time unit': '10⁻⁶ s',
    }]);
    assert.deepEqual(await page.locator('.about p.text').allTextContents(), [MARKUP, 'never used', 'the end begins']);
    assert.deepEqual(await page.locator('.about .of').allTextContents(), ['The whole capture', 'Interface 1', 'Packet 2']);
    assert.equal(await page.locator('.about :is(b, i)').count(), 0);
    await page.locator('.about .packet-link').click();
    await page.locator('tr[data-number="2"][aria-selected=true]').waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  test('of a compressed file it says how, and how much was unpacked', async () => {
    const { page, close } = await visit(browser, site.url);
    await drop(page, gzipSync(TALKATIVE));
    const [first] = await factsOf(page);
    assert.deepEqual(first, { Compression: `gzip, ${TALKATIVE.length.toLocaleString('en')} bytes unpacked` });
    await close();
  });

  test('parts that a file does not have are not there', async () => {
    const { page, close } = await visit(browser, site.url);
    await shownAfter(page, () => dropPaths(page, [captureOf('login-pcapng-us')]));
    assert.deepEqual(await headings(page), ['Interfaces']);
    assert.deepEqual(await factsOf(page), [{ 'Link type': 'ETHERNET (1)', 'Snapshot length': '262,144 bytes', 'Time unit': '10⁻⁶ s' }]);
    await drop(page, makePcapng([], { interfaces: [], packetComment: () => null }));
    assert.equal(await page.locator('.about').count(), 0);
    await close();
  });

  test('of many interfaces and comments the first hundred are listed and the rest counted', async () => {
    const { page, close } = await visit(browser, site.url);
    const interfaces = Array.from({ length: 65_536 }, (_, index) => ({ name: `if${index}` }));
    /** @type {typeof SAID} */
    const noops = Array.from({ length: 1500 }, () => ['client', 'NOOP\r\n']);
    const folder = mkdtempSync(join(tmpdir(), 'ftpscope-about-'));
    const path = join(folder, 'many.pcapng');
    writeFileSync(path, makePcapng([...noops, ...SAID], { interfaces, packetComment: (number) => `of ${number}` }));
    await shownAfter(page, () => dropPaths(page, [path]));
    rmSync(folder, { recursive: true });
    const [listed, commented] = await page.locator('.about ul').all();
    assert.equal(await listed?.locator(':scope > li').count(), 100);
    assert.equal(await commented?.locator(':scope > li').count(), 100);
    assert.deepEqual(await page.locator('.about > p').allTextContents(), ['65,436 more, not listed', '1,403 more, not listed']);
    assert.ok(await page.locator('.about *').count() < 3000);
    // What stands above it does not name them all either.
    assert.ok((await page.locator('section.capture > .facts').textContent() ?? '').length < 1000);
    await close();
  });

  test('it is said in Vietnamese as well', async () => {
    const { page, close } = await visit(browser, site.url, { locale: 'vi' });
    await drop(page, TALKATIVE);
    await page.getByText('Chi tiết về tệp').click();
    assert.deepEqual(await page.locator('.about .of').allInnerTexts(), ['Toàn bộ tệp bắt gói', 'Giao diện mạng 1', 'Gói tin 2']);
    await close();
  });
});
