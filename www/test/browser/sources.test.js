/** The ways in which a file comes to the page, beside being dropped. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, notInFirefox, visit } from '../support/browser.js';
import { captureOf, dropPaths, shownAfter } from '../support/drop.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

describe('sources', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('a file is chosen, and the same file again', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    for (let time = 0; time < 2; time += 1) {
      await shownAfter(page, () => page.locator('input[type=file]').setInputFiles(captureOf('login')));
      assert.match(await page.locator('section.capture').innerText(), /15 packets/);
    }
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a file is pasted', { skip: notInFirefox('there no script makes a paste with files in it') }, async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    const bytes = [...readFileSync(captureOf('login'))];
    await shownAfter(page, () => page.evaluate((content) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(content)], 'pasted.pcap'));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, bytes));
    assert.match(await page.locator('section.capture').innerText(), /pasted\.pcap/);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('of several files the first is opened, and the page says so', async () => {
    const { page, close } = await visit(browser, site.url);
    await shownAfter(page, () => dropPaths(page, [captureOf('login'), captureOf('upload-passive')]));
    await page.getByText('only capture.pcap was opened').waitFor();
    assert.match(await page.locator('section.capture').innerText(), /15 packets/);
    await close();
  });

  test('text in the clipboard is left alone', async () => {
    const { page, close } = await visit(browser, site.url);
    const prevented = await page.evaluate(() => {
      const event = new ClipboardEvent('paste', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    });
    assert.equal(prevented, false);
    await close();
  });

  test('the command that keeps the data connection is copied', async () => {
    const { page, close } = await visit(browser, site.url, { permissions: ['clipboard-read', 'clipboard-write'] });
    await shownAfter(page, () => dropPaths(page, [captureOf('upload-passive')]));
    await page.getByRole('button', { name: 'Copy the command' }).click();
    await page.getByText('Copied.').waitFor();
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      "tcpdump -i <interface> -n -w ftp.pcap 'host 192.0.2.10 and host 192.0.2.20'",
    );
    await close();
  });
});
