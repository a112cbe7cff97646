/** While passwords are masked, no password is anywhere in the document. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture } from '../support/drop.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

const PASSWORD = 'secret1';

/**
 * All text and all attributes of the document, shadow roots included.
 * @param {Page} page
 */
const everything = (page) => page.evaluate(() => {
  /** @type {string[]} */
  const found = [];
  /** @param {Node} node */
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.COMMENT_NODE) found.push(node.nodeValue ?? '');
    if (node instanceof Element) {
      for (const { name, value } of node.attributes) found.push(`${name}=${value}`);
      if (node instanceof HTMLInputElement) found.push(node.value);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    for (const child of node.childNodes) walk(child);
  };
  walk(document);
  return found.join('\n');
});

describe('passwords', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('are masked, shown on a click, and masked again', async () => {
    const { page, complaints } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    const line = page.locator('.exchange').filter({ has: page.locator('.verb', { hasText: 'PASS' }) });
    assert.match(await line.innerText(), /hidden/);
    assert.ok(!(await everything(page)).includes(PASSWORD));

    await line.getByRole('button', { name: 'Show passwords' }).click();
    await line.getByText(PASSWORD, { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Hide passwords' }).click();
    await line.getByText('hidden').waitFor();
    assert.ok(!(await everything(page)).includes(PASSWORD));
    assert.deepEqual(complaints, []);
  });

  test('are masked again in the next capture', async () => {
    const { page } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    await page.locator('.bar').getByRole('button', { name: 'Show passwords' }).click();
    await page.getByText(PASSWORD, { exact: true }).waitFor();
    await dropCapture(page, 'failed-login');
    assert.ok(await page.locator('.exchange', { hasText: '530' }).count() > 0);
    assert.ok(!(await everything(page)).includes(PASSWORD));
  });
});
