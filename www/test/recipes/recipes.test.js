/** The recipes of `docs/recipes.md` for courses, followed to the letter, and the result opened in the browser. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { NO_BROWSER, launch } from '../support/browser.js';
import { serveSite } from '../support/site.js';
import { NoPackages, blocksOf, followed } from './recipe.js';

/**
 * @import {TestContext} from 'node:test'
 * @import {Browser, Page} from 'playwright-core'
 */

describe('recipes', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  before(async () => { browser = await launch(); });
  after(() => browser?.close());

  /**
   * Follows a recipe and opens a page that it makes.
   * @param {TestContext} context
   * @param {string} section
   * @param {string} below Folder that is put on a host.
   * @param {string} path
   * @param {(page: Page) => Promise<void>} look
   */
  async function open(context, section, below, path, look) {
    let made;
    try {
      made = await followed(section);
    } catch (error) {
      if (!(error instanceof NoPackages)) throw error;
      context.skip(`the packages for it are not to be had here: ${error.message}`);
      return;
    }
    const site = await serveSite({ folder: join(made.folder, below), prefix: '/course/' });
    const page = await browser.newPage({ locale: 'en-US' });
    page.setDefaultTimeout(20_000);
    /** @type {string[]} */
    const elsewhere = [];
    await page.route((url) => !url.href.startsWith(site.url), (route) => {
      elsewhere.push(route.request().url());
      return route.abort();
    });
    try {
      await page.goto(site.url + path);
      await look(page);
      // What the pages around it fetch from others is theirs to say; nothing may need it.
      assert.deepEqual(elsewhere.filter((url) => /ftpscope|pcap/.test(url)), []);
    } finally {
      await page.close();
      await site.close();
      made.remove();
    }
  }

  test('plain HTML', (context) => open(context, 'Plain HTML', '.', 'lesson.html', async (page) => {
    await page.locator('ftp-capture ftp-capture-story li').first().waitFor();
  }));

  test('MkDocs with Material', (context) => open(context, 'MkDocs', 'site', '', async (page) => {
    const element = page.locator('.md-content ftp-capture');
    await element.getByText('USER', { exact: true }).first().waitFor();
    await element.locator('ftp-capture-packets tr[data-number="1"]').waitFor();
  }));

  test('Jupyter, turned into HTML', (context) => open(context, 'Jupyter', '.', 'lesson.html', async (page) => {
    await page.frameLocator('iframe').locator('ftp-capture-story li').first().waitFor();
  }));

  test('Hugo', (context) => open(context, 'Hugo', 'public', 'lessons/login/', async (page) => {
    await page.locator('ftp-capture ftp-capture-story li').first().waitFor();
  }));

  test('Docusaurus, also on a page that it opens without loading it', (context) => open(context, 'Docusaurus', 'build', '', async (page) => {
    await page.locator('article ftp-capture ftp-capture-story li').first().waitFor();
    await page.getByRole('link', { name: 'What else is in it' }).first().click();
    await page.locator('article ftp-capture ftp-capture-packets tr[data-number="1"]').waitFor();
  }));

  test('a block that is neither a file nor a command is noticed', () => {
    assert.throws(() => blocksOf('Moodle'), /neither/);
    assert.equal(blocksOf('MkDocs').length, 4);
    assert.equal(blocksOf('Nowhere').length, 0);
  });
});
