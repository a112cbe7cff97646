/** Compressed captures: what the small module unpacks, and what the full one is loaded for. */

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { captureOf, dropCapture, dropPaths, shownAfter } from '../support/drop.js';
import { kept } from '../support/kept-site.js';
import { NOT_FULL, openShell } from '../support/shell.js';

/**
 * @import {Browser} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 * @import {Visit} from '../support/browser.js'
 */

/** @param {string} ending */
const login = (ending) => fileURLToPath(new URL(`../../../tests/compressed/login.pcap.${ending}`, import.meta.url));

describe('compressed captures', { skip: NO_BROWSER || NOT_FULL }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;
  /** @type {Visit} */ let visited;
  /** @type {{ conversation: string[], packets: string[] }} */ let expected;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
    visited = await visit(browser, site.url);
    await kept(visited.page);
    await dropCapture(visited.page, 'login');
    expected = await shown();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** The conversation and the rows of the packets, which are read again from the file. */
  async function shown() {
    const { page } = visited;
    await page.locator('ftp-capture-packets tbody tr').first().waitFor();
    return {
      conversation: await page.locator('.exchange').allInnerTexts(),
      packets: await page.locator('ftp-capture-packets tbody tr').allInnerTexts(),
    };
  }

  /** How often the server was asked for the full module: by the page, and for the copy that is kept. */
  const loaded = () => site.log.filter((path) => path.endsWith('ftpscope_full_bg.wasm')).length;

  for (const ending of ['gz', 'zst', 'lz4', 'bz2', 'xz']) {
    test(`a file .${ending} and its packets are read, and the full module is loaded once`, async () => {
      await shownAfter(visited.page, () => dropPaths(visited.page, [login(ending)]));
      assert.deepEqual(await shown(), expected);
      assert.ok(expected.packets.length > 10, `${expected.packets.length} packets`);
      assert.equal(loaded(), 2);
    });
  }

  test('nothing was complained about', () => {
    assert.deepEqual(visited.complaints, []);
  });

  test('where the full module cannot be loaded, that and a way out are said', async () => {
    const context = await browser.newContext({ locale: 'en-US' });
    await context.route('**/ftpscope_full_bg.wasm', (route) => route.abort());
    const page = await context.newPage();
    await page.goto(site.url);
    await dropPaths(page, [login('xz')]);
    const problem = page.locator('section.problem');
    await problem.waitFor();
    const text = await problem.innerText();
    assert.match(text, /an xz file/);
    assert.match(text, /could not be loaded/);
    assert.match(text, /unxz/);
    // What the small one reads is shown; the packets say where they would be that they are not there.
    await shownAfter(page, () => dropPaths(page, [captureOf('login')]));
    assert.deepEqual(await page.locator('.exchange').allInnerTexts(), expected.conversation);
    await page.locator('ftp-capture-packets').getByText('could not be loaded').waitFor();
    await context.unroute('**/ftpscope_full_bg.wasm');
    await shownAfter(page, () => dropPaths(page, [login('xz')]));
    await page.locator('ftp-capture-packets tbody tr').first().waitFor();
    await context.close();
  });
});
