/**
 * Nothing leaves the page, proved from outside: browser and server stand in a network namespace with the
 * loopback interface alone, and from the drop to the end neither the server's log nor tcpdump sees anything. Before
 * it the page is fetched, and once it is idle the copy of it that is kept for use without a network.
 */

import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from '../support/suite.js';
import { NOT_SERVED } from '../support/shell.js';
import { launch, ready, visit } from '../support/browser.js';
import { dropCapture } from '../support/drop.js';
import { kept } from '../support/kept-site.js';
import { NO_NAMESPACE, QuietNetwork } from '../support/quiet-network.js';
import { DIST } from '../support/site.js';
import { writeServiceWorker } from '../../build-offline.js';

/** Milliseconds that are watched after the last act: a beacon may be late. */
const AFTERWARDS_MS = 1500;

/**
 * What is seen on the network while captures are dropped and read.
 * @param {string} folder The site.
 * @param {{ isKept?: boolean }} [options] `isKept` has the page come from its kept copy.
 * @returns {Promise<{ log: string[], packets: string[], before: string[] }>}
 */
async function watch(folder, { isKept = false } = {}) {
  const network = new QuietNetwork();
  try {
    await network.start(folder);
    const browser = await launch(network.browser);
    const { page } = await visit(browser, network.url);
    await kept(page);
    if (isKept) {
      network.log.length = 0;
      await page.reload();
      await ready(page);
      await kept(page);
      // When the browser asks for a newer version is its own affair: once after each load of the page.
      while (!network.log.includes('/service-worker.js')) await page.waitForTimeout(100);
    }
    await network.quiet();
    const before = network.log.splice(0);
    network.packets.length = 0;
    for (const name of ['login', 'passive-with-data']) {
      await dropCapture(page, name);
      await page.locator('.bar').getByRole('button', { name: 'Show passwords' }).first().click();
      await page.getByRole('button', { name: 'Hide passwords' }).first().waitFor();
    }
    await page.waitForTimeout(AFTERWARDS_MS);
    const seen = { log: [...network.log], packets: [...network.packets], before };
    await browser.close();
    return seen;
  } finally {
    await network.stop();
  }
}

describe('nothing leaves the page', { skip: NO_NAMESPACE || NOT_SERVED }, () => {
  test('from the drop to the end nobody hears of the capture', async () => {
    const { log, packets, before } = await watch(DIST);
    assert.ok(before.some((path) => path.endsWith('.wasm')), 'the server saw the page being loaded');
    assert.deepEqual(log, []);
    assert.deepEqual(packets, []);
  });

  test('nor where the page comes from its kept copy', async () => {
    const { log, packets, before } = await watch(DIST, { isKept: true });
    assert.ok(before.includes('/service-worker.js'), 'the server was asked for a newer version');
    assert.deepEqual(log, []);
    assert.deepEqual(packets, []);
  });

  test('a fetch planted in the worker is seen', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ftpscope-planted-'));
    try {
      cpSync(DIST, folder, { recursive: true });
      appendFileSync(join(folder, 'ftpscope.worker.js'), "\naddEventListener('message', ({ data }) => { if (data.kind === 'open') fetch('planted'); });\n");
      await writeServiceWorker(folder);
      const { log, packets } = await watch(folder);
      assert.ok(log.includes('/planted'), log.join(' '));
      assert.ok(packets.length > 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
