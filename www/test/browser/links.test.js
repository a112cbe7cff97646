/** Links to files that the reader has: the address names them, and asks for them again. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from '../support/suite.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { captureOf, dropCapture, shownAfter } from '../support/drop.js';
import { OwnSite } from '../support/own-page.js';
import { serveSite } from '../support/site.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

const LOGIN = readFileSync(captureOf('login'));
const MARK = `file=capture.pcap&size=${LOGIN.length}&sha256=${createHash('sha256').update(LOGIN).digest('hex')}`;
const SIZE = LOGIN.length.toLocaleString('en-US');

describe('links to files', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;
  before(async () => {
    site = await serveSite();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /**
   * @param {Page} page
   * @param {string} expected
   */
  const hashIs = (page, expected) => page.waitForFunction((hash) => location.hash === hash, expected, { polling: 50 });

  test('the address of a dropped file has its name, size and hash, and never a password', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    await hashIs(page, `#${MARK}`);
    await page.getByRole('button', { name: 'Show passwords' }).first().click();
    await page.locator('tr[data-number="8"]').click();
    await hashIs(page, `#${MARK}&sel=8`);
    assert.ok(!(await page.evaluate(() => location.href)).includes('secret1'));
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a page that is opened by it asks for the file, and shows what the link leads to once it is there', async () => {
    const { page, complaints, close } = await visit(browser, `${site.url}#${MARK}&view=story&sel=6&lang=en`);
    await page.getByText(`This link is about capture.pcap, ${SIZE} bytes. Drop that file here.`).waitFor();
    await dropCapture(page, 'login');
    await page.locator('.step').first().waitFor();
    await page.locator('tr[data-number="6"][aria-selected=true]').waitFor();
    assert.equal(await page.getByText('This link is about').count(), 0);
    await hashIs(page, `#${MARK}&view=story&sel=6&lang=en`);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('the same file under another name is the one that is meant', async () => {
    const { page, close } = await visit(browser, `${site.url}#${MARK.replace('capture.pcap', 'mine.pcap')}&sel=6`);
    await page.getByText('This link is about mine.pcap').waitFor();
    await dropCapture(page, 'login');
    await page.locator('tr[data-number="6"][aria-selected=true]').waitFor();
    await hashIs(page, `#${MARK}&sel=6`);
    await close();
  });

  test('another file is shown nevertheless, and said not to be the one; then the right one is taken', async () => {
    const { page, close } = await visit(browser, `${site.url}#${MARK}&sel=6`);
    await page.getByText('This link is about').waitFor();
    await dropCapture(page, 'passive-with-data');
    await page.getByText(`The link is about another file: capture.pcap, ${SIZE} bytes.`).waitFor();
    assert.ok(await page.locator('.exchange').count() > 0);
    assert.equal(await page.locator('tr[aria-selected=true]').count(), 0);
    await page.goBack();
    await page.getByText('This link is about').waitFor();
    assert.equal(await page.locator('.exchange').count(), 0);
    await dropCapture(page, 'passive-with-data');
    await page.getByText('The link is about another file').waitFor();
    await dropCapture(page, 'login');
    await page.locator('tr[data-number="6"][aria-selected=true]').waitFor();
    assert.equal(await page.getByText('The link is about another file').count(), 0);
    await close();
  });

  test('a sample is another wish', async () => {
    const { page, close } = await visit(browser, `${site.url}#${MARK}`);
    await page.getByText('This link is about').waitFor();
    await shownAfter(page, () => page.getByRole('button', { name: 'Upload, passive mode' }).click());
    assert.equal(await page.getByText('This link is about').count(), 0);
    await hashIs(page, '#sample=upload-passive');
    await close();
  });

  test('what a name holds is text', async () => {
    const { page, complaints, close } = await visit(browser, `${site.url}#file=${encodeURIComponent('<img src=x onerror=alert(1)>')}&size=7`);
    await page.getByText('This link is about <img src=x onerror=alert(1)>, 7 bytes.').waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  test('reloaded, a page asks for the file that it showed; Back and Forward of a visit open it again', async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    await hashIs(page, `#${MARK}`);
    await dropCapture(page, 'passive-with-data');
    await page.goBack();
    await page.locator('.exchange', { hasText: 'OPTS' }).waitFor();
    assert.equal(await page.getByText('This link is about').count(), 0);
    await page.reload();
    await page.getByText('This link is about capture.pcap').waitFor();
    await close();
  });

  test('on a page that is not loaded safely, name and size have to do', async () => {
    const { page, close } = await visit(browser, `${site.url}#file=capture.pcap&size=${LOGIN.length}&sel=6`, {});
    await page.evaluate(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
    await dropCapture(page, 'login');
    await page.locator('tr[data-number="6"][aria-selected=true]').waitFor();
    await hashIs(page, `#file=capture.pcap&size=${LOGIN.length}&sel=6`);
    await close();
  });
});

describe('the address of a frame', { skip: NO_BROWSER }, () => {
  /** @type {OwnSite} */ let own;
  before(async () => { own = await OwnSite.open(); });
  after(() => own?.close());

  for (const sandbox of ['', 'sandbox="allow-scripts"']) {
    test(`holds view and packet${sandbox === '' ? '' : ', in a sandbox too'}; Back stays with the page around`, async (t) => {
      const host = await serveSite({ folder: own.folder, open: true });
      t.after(() => host.close());
      writeFileSync(join(own.folder, 'around.html'), `<!doctype html><title>x</title><iframe ${sandbox} width="900" height="900" src="embed.html?src=samples/login.pcap&view=story#view=conversation&sel=6"></iframe>`);
      const page = await own.browser.newPage();
      /** @type {string[]} */
      const complaints = [];
      page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !message.text().includes('favicon')) complaints.push(message.text()); });
      await page.goto(`${host.url}around.html`);
      const frame = page.frameLocator('iframe');
      await frame.locator('tr[data-number="6"][aria-selected=true]').waitFor();
      const entries = await page.evaluate(() => history.length);
      await frame.getByRole('button', { name: 'Step by step' }).click();
      await frame.locator('.step').first().waitFor();
      await frame.locator('tr[data-number="8"]').click();
      await frame.locator('tr[data-number="8"][aria-selected=true]').waitFor();
      const inner = page.frames()[1];
      assert.ok(inner);
      await inner.waitForFunction(() => location.hash === '#view=story&sel=8', null, { polling: 50 });
      assert.equal(await page.evaluate(() => history.length), entries);
      await inner.evaluate(() => { location.hash = '#sel=4'; });
      await frame.locator('tr[data-number="4"][aria-selected=true]').waitFor();
      await frame.locator('.exchange').first().waitFor();
      assert.deepEqual(complaints.filter((complaint) => !/404/.test(complaint)), []);
      await page.close();
    });
  }
});
