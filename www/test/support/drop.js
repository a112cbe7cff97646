/** Dropping files on the page. */

import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { IS_FIREFOX } from './browser.js';

/**
 * @import {Page} from 'playwright-core'
 */

const CAPTURES = new URL('../../../tests/captures/', import.meta.url);

/**
 * Path of the capture of a case.
 * @param {string} name
 */
export function captureOf(name) {
  const found = ['pcap', 'pcapng'].map((ending) => fileURLToPath(new URL(`${name}/capture.${ending}`, CAPTURES))).find(existsSync);
  if (found === undefined) throw new Error(`no capture in ${name}`);
  return found;
}

/**
 * Drops files of this machine on the page as a hand does: Chromium itself makes the drag events and the
 * files in them. Firefox can be asked for no drag: there the files are its own, read from the disk, but the events
 * are made in the page.
 * @param {Page} page
 * @param {string[]} paths
 */
export function dropPaths(page, paths) {
  return IS_FIREFOX ? dropByEvents(page, paths) : dropByBrowser(page, paths);
}

/**
 * @param {Page} page
 * @param {string[]} paths
 */
async function dropByEvents(page, paths) {
  const chooser = await page.evaluateHandle(() => Object.assign(document.createElement('input'), { type: 'file', multiple: true }));
  await chooser.setInputFiles(paths);
  await chooser.evaluate(({ files }) => {
    const dataTransfer = new DataTransfer();
    for (const file of files ?? []) dataTransfer.items.add(file);
    const [x, y] = [innerWidth / 2, innerHeight - 10];
    for (const type of ['dragenter', 'dragover', 'drop']) {
      // What is there may have changed with the event before.
      const target = document.elementFromPoint(x, y) ?? document.body;
      target.dispatchEvent(new DragEvent(type, { dataTransfer, clientX: x, clientY: y, bubbles: true, composed: true, cancelable: true }));
    }
  });
  await chooser.dispose();
}

/**
 * @param {Page} page
 * @param {string[]} paths
 */
async function dropByBrowser(page, paths) {
  const { width, height } = page.viewportSize() ?? { width: 320, height: 320 };
  const at = { x: width / 2, y: height - 10 };
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop'])) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await session.detach();
}

/**
 * Drops the capture of a case and waits for what comes of it.
 * @param {Page} page
 * @param {string} name
 */
export async function dropCapture(page, name) {
  await shownAfter(page, () => dropPaths(page, [captureOf(name)]));
}

/**
 * Does something that opens a capture and waits until the conversation is on the page.
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 */
export async function shownAfter(page, act) {
  await page.evaluate(() => {
    const element = document.querySelector('ftp-capture');
    Object.assign(globalThis, { shown: false });
    element?.addEventListener('ftp-capture-shown', () => Object.assign(globalThis, { shown: true }), { once: true });
  });
  await act();
  try {
    // Asked at intervals: a browser that draws no frames, for want of anything new or of time, would not ask.
    await page.waitForFunction(() => /** @type {any} */ (globalThis).shown, null, { polling: 50 });
  } catch (error) {
    throw new Error(`no conversation came: ${await page.evaluate(whatIsShown)}`, { cause: error });
  }
}

/** What the page says instead, in the page itself. */
function whatIsShown() {
  const element = document.querySelector('ftp-capture');
  const { model, note } = /** @type {{ model: unknown, note: unknown }} */ (/** @type {unknown} */ (element));
  const { phase, file, problem, progress } = /** @type {any} */ (model);
  return JSON.stringify({ phase, file, problem, progress, note, hidden: document.hidden });
}

/**
 * Drops a file that is made in the page: `head` once, then `body` as often as asked.
 * @param {Page} page
 * @param {{ name: string, head: Uint8Array, body: Uint8Array, times: number }} made
 */
export async function dropMade(page, { name, head, body, times }) {
  await page.evaluate(({ name, head, body, times }) => {
    const parts = [new Uint8Array(head), ...Array.from({ length: times }, () => new Uint8Array(body))];
    const transfer = new DataTransfer();
    transfer.items.add(new File(parts, name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, { name, head: [...head], body: [...body], times });
}
