/** The lessons in the browser. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from '../support/suite.js';
import { NOT_SERVED } from '../support/shell.js';
import { LESSONS, WORKSHEETS } from '../../learn/lessons.js';
import { NO_BROWSER, launch } from '../support/browser.js';
import { serveSite } from '../support/site.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

describe('the lessons', { skip: NO_BROWSER || NOT_SERVED }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /**
   * @param {string} path
   * @param {import('playwright-core').BrowserContextOptions} [options]
   * @returns {Promise<{ page: Page, complaints: string[], asked: string[], close: () => Promise<void> }>}
   */
  async function opened(path, options = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    /** @type {string[]} */ const complaints = [];
    /** @type {string[]} */ const asked = [];
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${site.url}learn/${path}`);
    return { page, complaints, asked, close: () => context.close() };
  }

  /**
   * Brings every capture of the page near and waits until it is shown.
   * @param {Page} page
   */
  async function showAll(page) {
    for (const element of await page.locator('ftp-capture').all()) {
      await element.scrollIntoViewIfNeeded();
      await element.evaluate((one) => new Promise((resolve) => {
        const look = () => (/** @type {any} */ (one).state === 'shown' ? resolve(undefined) : setTimeout(look, 50));
        look();
      }));
    }
  }

  for (const language of ['en', 'vi']) {
    test(`each shows its captures and asks its own questions, ${language}`, async () => {
      for (const { id } of LESSONS) {
        const { page, complaints, asked, close } = await opened(`${language}/${id}.html`, { colorScheme: language === 'en' ? 'light' : 'dark' });
        await showAll(page);
        await page.locator('ftp-capture').last().locator('.question').first().waitFor();
        const { questions } = JSON.parse(readFileSync(new URL(`../../learn/questions/${id}.json`, import.meta.url), 'utf8'));
        assert.equal(await page.locator('ftp-capture').last().locator('.question').count(), questions.length, id);
        assert.equal(await page.getByText(/no answer to this question|không có câu trả lời/).count(), 0, id);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }));
        assert.deepEqual(violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes[0].target}`), [], id);
        assert.deepEqual(complaints, [], id);
        assert.ok(asked.every((url) => url.startsWith(site.url) || /^(?:blob|data):/.test(url)), id);
        await close();
      }
    });
  }

  test('the list leads to each lesson and worksheet, in both languages, and the page to the list', async () => {
    const { page, close } = await opened('../index.html');
    await page.locator('.learn a').first().click();
    await page.getByRole('heading', { name: 'Lessons' }).waitFor();
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Bài học' }).waitFor();
    const places = await page.locator('main a').evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
    assert.equal(places.length, LESSONS.length + WORKSHEETS.length * 2);
    for (const place of places) assert.equal((await page.request.get(place)).status(), 200, place);
    await close();
  });

  test('without scripts the lines of the capture are there', async () => {
    const { page, close } = await opened('en/1-log-in.html', { javaScriptEnabled: false });
    assert.match(await page.locator('ftp-capture pre').first().innerText(), /10 {2}USER user1\n[^]*14 {2}230 Login successful\./);
    await close();
  });

  test('a narrow screen needs no scrolling sideways', async () => {
    for (const path of ['vi/5-active-passive.html', 'en/index.html', 'vi/worksheet-1-answers.html']) {
      const { page, close } = await opened(path, { viewport: { width: 320, height: 640 } });
      await showAll(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, path);
      await close();
    }
  });
});
