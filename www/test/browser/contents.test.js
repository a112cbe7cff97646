/** Captures of unusual contents: very long, without FTP, hostile. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropMade, shownAfter } from '../support/drop.js';
import { makeCapture } from '../support/make-capture.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

/**
 * @param {Page} page
 * @param {Uint8Array} head
 */
const drop = (page, head) => shownAfter(page, () => dropMade(page, { name: 'made.pcap', head, body: new Uint8Array(), times: 0 }));

describe('contents', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('beyond 2,000 exchanges the page says how many there are and shows more when asked', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    /** @type {['client' | 'server', string][]} */
    const said = [['server', '220 ready\r\n']];
    for (let index = 0; index < 2500; index += 1) said.push(['client', 'NOOP\r\n'], ['server', '200 ok\r\n']);
    await drop(page, makeCapture(said));
    assert.equal(await page.locator('.exchange').count(), 2000);
    // By what they are in, since finding a button by its role among 5,000 takes the test program long.
    await page.getByText('2,000 of 2,501 exchanges are shown.').waitFor();
    await page.locator('.more button', { hasText: 'Show the next 200' }).click();
    await page.getByText('2,200 of 2,501 exchanges are shown.').waitFor();
    assert.equal(await page.locator('.exchange').count(), 2200);
    assert.equal(await page.locator('.exchange').last().getAttribute('data-exchange'), '2199');
    await page.locator('.more button', { hasText: 'Show the next 200' }).click();
    await page.locator('.more button', { hasText: 'Show the next 101' }).click();
    await page.locator('.exchange[data-exchange="2500"]').waitFor();
    assert.equal(await page.locator('.more').count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a capture without FTP says what is in it instead', async () => {
    const { page, close } = await visit(browser, site.url);
    await drop(page, makeCapture([['client', 'GET / HTTP/1.1\r\n\r\n'], ['server', 'HTTP/1.1 200 OK\r\n\r\n']], 80));
    const text = await page.locator('section.nothing').innerText();
    assert.match(text, /No FTP in this capture/);
    assert.match(text, /2 packets were read; 1 TCP connection/);
    await close();
  });

  test('text from a capture is never markup', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    const markup = '<img src=x onerror="document.title=\'owned\'">';
    await drop(page, makeCapture([
      ['server', `220 ${markup}\r\n`], ['client', `USER ${markup}\r\n`], ['server', `230 ${markup}\r\n`],
      ['client', `${markup}\r\n`], ['server', `500 ${markup}\r\n`], ['client', `MKD {0}{text}${'${1}'}\r\n`], ['server', '257 made\r\n'],
    ]));
    assert.ok(await page.getByText(markup).count() >= 4);
    assert.equal(await page.locator('img').count(), 0);
    assert.doesNotMatch(await page.title(), /owned/);
    assert.ok(await page.getByText('{0}{text}${1}').count() > 0);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a name cannot make itself read as another one', async () => {
    const { page, close } = await visit(browser, site.url);
    await drop(page, makeCapture([
      ['server', '220 ready\u0007\r\n'], ['client', 'RETR \u202efdp.exe\r\n'], ['server', '150 go\r\n'], ['server', '226 done\r\n'],
    ]));
    await page.getByText('\\u{202e}fdp.exe').first().waitFor();
    const text = await page.locator('ftp-capture').evaluate((element) => element.shadowRoot?.textContent ?? '');
    assert.doesNotMatch(text, /[\u0007\u202e]/);
    assert.match(text, /ready\\u\{7\}/);
    await close();
  });
});
