/** A file that is no capture, or only a piece of one, is explained in place and the page goes on. */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { captureOf, dropCapture, dropPaths, shownAfter } from '../support/drop.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 * @import {Visit} from '../support/browser.js'
 */

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');

describe('wrong files', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;
  /** @type {Visit} */ let visited;
  const folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
    visited = await visit(browser, site.url);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true });
  });

  /**
   * Drops a file with these bytes.
   * @param {string} name
   * @param {Uint8Array | string} bytes
   */
  async function drop(name, bytes) {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    await dropPaths(visited.page, [path]);
  }

  /** The explanation on the page. */
  async function explanation() {
    const problem = visited.page.locator('section.problem');
    await problem.waitFor();
    return problem.innerText();
  }

  for (const [name, bytes, expected] of /** @type {[string, Uint8Array | string, RegExp[]][]} */ ([
    ['picture.png', PNG, [/picture\.png/, /PNG/, /not a packet capture/i, /byte 0 of 33/]],
    ['empty.pcap', '', [/empty\.pcap/, /empty/i, /tcpdump/]],
    ['notes.pcap', 'Remember to capture the upload again.\n', [/notes\.pcap/, /text/i]],
    ['header.pcap', readFileSync(captureOf('login')).subarray(0, 20), [/header\.pcap/, /cut off/, /byte 20/]],
  ])) {
    test(`${name} is explained, and a capture after it is shown`, async () => {
      await drop(name, bytes);
      const text = await explanation();
      for (const pattern of expected) assert.match(text, pattern);
      assert.equal(await visited.page.locator('section.capture').count(), 0);
      await dropCapture(visited.page, 'login');
      assert.equal(await visited.page.locator('section.problem').count(), 0);
      assert.ok(await visited.page.locator('.exchange').count() > 0);
    });
  }

  test('a capture that ends inside a packet shows what is there and says where it ends', async () => {
    const whole = readFileSync(captureOf('login'));
    await shownAfter(visited.page, () => drop('cut.pcap', whole.subarray(0, whole.length - 10)));
    assert.ok(await visited.page.locator('.exchange').count() > 0);
    assert.match(await visited.page.locator('[data-code=file_cut]').innerText(), /ends too early/);
  });

  test('a drop without a file says so', async () => {
    await visited.page.evaluate(() => {
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true }));
    });
    await visited.page.locator('.status', { hasText: 'no file' }).waitFor();
  });

  test('nothing was complained about', () => {
    assert.deepEqual(visited.complaints, []);
  });
});
