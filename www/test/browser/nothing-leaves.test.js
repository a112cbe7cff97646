/**
 * Nothing leaves the page, proved from outside: browser and server stand in a network namespace with the
 * loopback interface alone, and from the drop to the end neither the server's log nor tcpdump sees anything. Before
 * it the page is fetched, and once it is idle the copy of it that is kept for use without a network.
 */

import assert from 'node:assert/strict';
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, test } from '../support/suite.js';
import { SAME_IN_EACH, SINGLE } from '../support/shell.js';
import { launch, ready, visit } from '../support/browser.js';
import { dropCapture } from '../support/drop.js';
import { kept } from '../support/kept-site.js';
import { NO_NAMESPACE, QuietNetwork } from '../support/quiet-network.js';
import { DIST } from '../support/site.js';
import { writeServiceWorker } from '../../build-offline.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 */

/** Milliseconds that are watched after the last act: a beacon may be late. */
const AFTERWARDS_MS = 1500;

/**
 * What is seen on the network while a page works on captures.
 * @param {(browser: Browser, network: QuietNetwork) => Promise<Page>} open Opens the page, until it has all that it needs.
 * @param {(page: Page) => Promise<void>} act What is done with it then.
 * @param {string} [folder] The site.
 * @returns {Promise<{ log: string[], packets: string[], before: string[], packetsBefore: number }>}
 */
async function watch(open, act, folder = DIST) {
  const network = new QuietNetwork();
  try {
    await network.start(folder);
    const browser = await launch(network.browser);
    const page = await open(browser, network);
    await network.quiet();
    const before = network.log.splice(0);
    const packetsBefore = network.packets.splice(0).length;
    await act(page);
    await page.waitForTimeout(AFTERWARDS_MS);
    const seen = { log: [...network.log], packets: [...network.packets], before, packetsBefore };
    await browser.close();
    return seen;
  } finally {
    await network.stop();
  }
}

/**
 * Opens the site, until it keeps itself.
 * @param {Browser} browser
 * @param {QuietNetwork} network
 */
async function openSite(browser, { url }) {
  const { page } = await visit(browser, url);
  await kept(page);
  return page;
}

/**
 * Drops two captures and shows their passwords.
 * @param {Page} page
 */
async function readCaptures(page) {
  for (const name of ['login', 'passive-with-data']) {
    await dropCapture(page, name);
    await showPasswords(page);
  }
}

/** @param {Page} page */
async function showPasswords(page) {
  await page.locator('.bar').getByRole('button', { name: 'Show passwords' }).first().click();
  await page.getByRole('button', { name: 'Hide passwords' }).first().waitFor();
}

/**
 * Goes through the views of the first capture of a page, and opens a packet.
 * @param {Page} page
 */
async function useViews(page) {
  const element = page.locator('ftp-capture').first();
  await element.getByRole('button', { name: 'Step by step' }).click();
  await element.locator('ftp-capture-story .fact').first().waitFor();
  await element.getByRole('button', { name: 'Line by line' }).click();
  await element.locator('.packet-link').first().click();
  await element.locator('.hex-line').first().waitFor();
}

/**
 * That a server was asked for its own files by their names and told no more.
 * @param {string[]} log
 * @param {string[]} addresses That it was asked for with something behind the name.
 */
function onlyFilesOfTheSite(log, addresses) {
  for (const path of log) {
    assert.ok(addresses.includes(path) || existsSync(join(DIST, path)), path);
  }
}

describe('nothing leaves the page', { skip: NO_NAMESPACE || SAME_IN_EACH }, () => {
  test('from the drop to the end nobody hears of the capture', async () => {
    const { log, packets, before } = await watch(openSite, readCaptures);
    assert.ok(before.some((path) => path.endsWith('.wasm')), 'the server saw the page being loaded');
    assert.deepEqual(log, []);
    assert.deepEqual(packets, []);
  });

  test('nor where the page comes from its kept copy', async () => {
    const { log, packets, before } = await watch(async (browser, network) => {
      const page = await openSite(browser, network);
      network.log.length = 0;
      await page.reload();
      await ready(page);
      await kept(page);
      // When the browser asks for a newer version is its own affair: once after each load of the page.
      while (!network.log.includes('/service-worker.js')) await page.waitForTimeout(100);
      return page;
    }, readCaptures);
    assert.ok(before.includes('/service-worker.js'), 'the server was asked for a newer version');
    assert.deepEqual(log, []);
    assert.deepEqual(packets, []);
  });

  test('nor where the page is one file, which asks nobody for anything from the first', async () => {
    const { log, packets, before, packetsBefore } = await watch(async (browser) => (await visit(browser, pathToFileURL(SINGLE).href)).page, async (page) => {
      await readCaptures(page);
      await useViews(page);
    });
    assert.deepEqual([before, packetsBefore], [[], 0]);
    assert.deepEqual(log, []);
    assert.deepEqual(packets, []);
  });

  test('nor in the page that others put into a frame', async () => {
    const address = 'embed.html?src=samples/login.pcap';
    const { log, packets, before } = await watch(async (browser, { url }) => {
      const page = await browser.newPage();
      await page.goto(`${url}${address}`);
      await page.locator('ftp-capture .conversation').waitFor();
      await dropCapture(page, 'upload-passive');
      await useViews(page);
      return page;
    }, async (page) => {
      await readCaptures(page);
      await useViews(page);
    });
    assert.ok(before.includes('/samples/login.pcap'), before.join(' '));
    onlyFilesOfTheSite(before, [`/${address}`]);
    assert.deepEqual(log, []);
    assert.deepEqual(packets, []);
  });

  test('nor in a lesson, whose answers are checked where they are given', async () => {
    const { log, packets, before } = await watch(async (browser, { url }) => {
      const page = await browser.newPage();
      await page.goto(`${url}learn/en/1-log-in.html`);
      for (const element of await page.locator('ftp-capture').all()) {
        await element.scrollIntoViewIfNeeded();
        await element.locator('.conversation, .question').first().waitFor();
      }
      await useViews(page);
      return page;
    }, async (page) => {
      const lab = page.locator('ftp-capture').last();
      await lab.locator('.question input').first().fill('a wrong guess');
      await lab.locator('.check').first().click();
      await lab.locator('[data-deed=show]').first().click();
      await lab.locator('.answer').first().waitFor();
      await useViews(page);
    });
    assert.ok(before.some((path) => path.endsWith('.pcap') || path.endsWith('.pcapng')), before.join(' '));
    onlyFilesOfTheSite(before, []);
    assert.deepEqual(log, []);
    assert.deepEqual(packets, []);
  });

  test('a fetch planted in the worker is seen', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ftpscope-planted-'));
    try {
      cpSync(DIST, folder, { recursive: true });
      appendFileSync(join(folder, 'ftpscope.worker.js'), "\naddEventListener('message', ({ data }) => { if (data.kind === 'open') fetch('planted'); });\n");
      await writeServiceWorker(folder);
      const { log, packets } = await watch(openSite, readCaptures, folder);
      assert.ok(log.includes('/planted'), log.join(' '));
      assert.ok(packets.length > 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
