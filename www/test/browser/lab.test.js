/** Lab mode on the page: what is asked, checked, hinted at, shown and printed. */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, NO_DOWNLOADS, launch, visit } from '../support/browser.js';
import { dropCapture } from '../support/drop.js';
import { kept } from '../support/kept-site.js';
import { IS_SERVED, openShell } from '../support/shell.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 * @import {Visit} from '../support/browser.js'
 */

/**
 * A question by its id; of several ones with the same id the first.
 * @param {Page} page
 * @param {string} id
 */
const question = (page, id) => page.locator(`ftp-capture-lab [data-question="${id}"], ftp-capture-lab [data-question^="${id}/"]`).first();

/**
 * Types an answer and has it checked.
 * @param {Page} page
 * @param {string} id
 * @param {string} typed
 * @returns {Promise<string>} What is said.
 */
async function answer(page, id, typed) {
  const asked = question(page, id);
  await asked.locator('input[type=text], textarea').fill(typed);
  await asked.locator('.check').click();
  return asked.locator('.feedback').innerText();
}

/** @param {Page} page */
const score = (page) => page.locator('ftp-capture-lab .score p').innerText();

/** @param {object[]} questions */
const setOf = (questions) => JSON.stringify({ schema: { name: 'ftpscope-lab', version: '1.0' }, title: { en: 'Mine', vi: 'Của tôi' }, questions });

describe('the lab', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;
  /** @type {string} */ let folder;
  /** @type {Visit} */ let visited;

  before(async () => {
    [browser, site, folder] = await Promise.all([launch(), openShell(), mkdtemp(join(tmpdir(), 'ftpscope-lab-'))]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  /**
   * Opens a capture and goes to the lab.
   * @param {string} name
   * @param {Parameters<typeof visit>[2]} [options]
   * @returns {Promise<Page>}
   */
  async function lab(name, options) {
    visited = await visit(browser, site.url, options);
    const { page } = visited;
    await dropCapture(page, name);
    await page.locator('.views button').last().click();
    await page.locator('ftp-capture-lab .question').first().waitFor();
    return page;
  }

  /**
   * Chooses a file of questions.
   * @param {Page} page
   * @param {string} text
   */
  async function choose(page, text) {
    const path = join(folder, 'mine.json');
    await writeFile(path, text);
    await page.locator('ftp-capture-lab input[type=file]').setInputFiles(path);
  }

  test('checks answers against the capture, says what a near one is, and counts', async () => {
    const page = await lab('passive-with-data');
    const total = await page.locator('ftp-capture-lab .question').count();
    assert.ok(total > 20, `${total} questions`);
    assert.equal(await score(page), `0 of ${total} questions answered right`);
    assert.match(await answer(page, 'packets', ' 67 '), /Right\.$/);
    assert.match(await answer(page, 'client-address', '192.0.2.20'), /That is the server’s address\.$/);
    assert.equal(await score(page), `1 of ${total} questions answered right`);
    assert.match(await answer(page, 'client-address', '192.0.2.10'), /Right\.$/);
    assert.match(await answer(page, 'server-port', 'twenty-one'), /not a port/);
    assert.match(await answer(page, 'server-port', '22'), /Not right\.$/);
    assert.equal(await score(page), `2 of ${total} questions answered right`);
    // Who leaves and comes back finds it as it was.
    await page.getByRole('button', { name: 'Line by line' }).click();
    await page.locator('.views button').last().click();
    await page.locator('ftp-capture-lab .question').first().waitFor();
    assert.equal(await score(page), `2 of ${total} questions answered right`);
    await page.getByRole('button', { name: 'Start over' }).click();
    assert.equal(await score(page), `0 of ${total} questions answered right`);
    assert.equal(await question(page, 'packets').locator('input').inputValue(), '');
    assert.deepEqual(visited.complaints, []);
    await visited.close();
  });

  test('gives hints one after another, and the answer only when it is asked for', async () => {
    const page = await lab('login');
    const asked = question(page, 'client-address');
    assert.doesNotMatch(await page.locator('ftp-capture-lab').innerText(), /192\.0\.2\.10|192\.168/);
    await asked.getByRole('button', { name: 'Hint 1 of 2' }).click();
    assert.equal(await asked.locator('.given').count(), 1);
    await asked.getByRole('button', { name: 'Hint 2 of 2' }).click();
    assert.equal(await asked.locator('.given').count(), 2);
    assert.equal(await asked.locator('[data-deed=hint]').isDisabled(), true);
    await asked.getByRole('button', { name: 'Show the answer' }).click();
    const shown = await asked.locator('.answer dd').first().innerText();
    assert.match(shown, /^\d+\.\d+\.\d+\.\d+$/);
    // Who saw the answer did not find it.
    assert.match(await answer(page, 'client-address', shown), /The answer is shown/);
    assert.match(await score(page), /^0 of .*1 answer was shown$/);
    await visited.close();
  });

  test('leads to the packet that shows the answer', async () => {
    const page = await lab('login');
    await question(page, 'user').getByRole('button', { name: 'Show where' }).click();
    await page.locator('ftp-capture-packets [aria-selected=true]', { hasText: 'Request: USER' }).waitFor();
    await visited.close();
  });

  test('tells a password when it is asked for and not before', async () => {
    const page = await lab('login');
    const asked = question(page, 'password');
    const before = await page.locator('ftp-capture .page').innerText();
    await asked.getByRole('button', { name: 'Show the answer' }).click();
    const password = await asked.locator('.answer dd').first().innerText();
    assert.ok(password.length > 3 && !/•|\*/.test(password), password);
    assert.ok(!before.includes(password), 'told before');
    await page.getByRole('button', { name: 'Start over' }).click();
    assert.match(await answer(page, 'password', password), /Right\.$/);
    assert.doesNotMatch(await page.locator('ftp-capture-packets').innerText(), new RegExp(password));
    await visited.close();
  });

  test('takes questions of one’s own, and goes back to the built-in ones', async () => {
    const page = await lab('login');
    await choose(page, setOf([
      { id: 'greeting', ask: { en: 'Which <b>code</b> greets?', vi: 'Mã nào chào?' }, answer: { number: 220 }, explain: 'RFC 959 <i>5.4</i>' },
      { id: 'lost', ask: 'Which file is fetched?', answer: { from: 'file_name' } },
      { id: 'which', ask: 'Which?', answer: { choices: ['one', '<img src=x>'], choice: 2 } },
    ]));
    await page.locator('ftp-capture-lab [data-question=greeting]').waitFor();
    assert.match(await page.locator('ftp-capture-lab h2').innerText(), /Mine/);
    assert.match(await question(page, 'greeting').locator('h3').innerText(), /Which <b>code<\/b> greets\?/);
    assert.match(await question(page, 'lost').innerText(), /This capture has no answer to this question\. It does not count\./);
    assert.match(await answer(page, 'greeting', '220'), /Right\.$/);
    assert.match(await question(page, 'greeting').innerText(), /RFC 959 <i>5\.4<\/i>/);
    await question(page, 'which').getByText('<img src=x>').click();
    await question(page, 'which').locator('.check').click();
    assert.equal(await score(page), '2 of 2 questions answered right');
    await page.getByRole('button', { name: 'Use the built-in questions' }).click();
    await question(page, 'client-address').waitFor();
    assert.deepEqual(visited.complaints, []);
    await visited.close();
  });

  test('says all that is wrong with questions, and keeps those that were there', async () => {
    const page = await lab('login');
    await choose(page, setOf([
      { id: 'a', ask: 'A?', answer: { from: 'nothing_like_it' } },
      { id: 'a', ask: 'B?', answer: { number: 'x' } },
    ]));
    const problem = page.locator('ftp-capture-lab [role=alert]');
    await problem.waitFor();
    assert.match(await problem.innerText(), /mine\.json cannot be used/);
    assert.match(await problem.innerText(), /Question 1 \(a\):/);
    assert.match(await problem.innerText(), /Question 2 \(a\):/);
    await choose(page, '{"questions": [');
    await problem.filter({ hasText: 'not JSON' }).waitFor();
    assert.ok(await page.locator('ftp-capture-lab .question').count() > 5);
    await visited.close();
  });

  test('prints worksheets with room for answers, or with the answers, and what a capture says as text', { skip: NO_DOWNLOADS }, async () => {
    const page = await lab('odd-verbs-and-names');
    /** @param {string} deed */
    const saved = async (deed) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`ftp-capture-lab [data-deed=${deed}]`).click()]);
      return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
    };
    const sheet = await saved('sheet');
    const answers = await saved('sheet-answers');
    assert.equal(sheet.name, 'capture-worksheet.html');
    assert.equal(answers.name, 'capture-answers.html');
    assert.doesNotMatch(sheet.text, /class="answer"/);
    const asked = await page.locator('ftp-capture-lab .question').count();
    assert.equal(answers.text.match(/class="answer"/g)?.length, asked);
    for (const { text } of [sheet, answers]) {
      assert.match(text, /^<!doctype html>/i);
      assert.doesNotMatch(text, /<script|onerror=|<img/i);
    }
    const print = await visited.page.context().newPage();
    await print.goto('about:blank');
    await print.setContent(answers.text);
    assert.equal(await print.locator('li .answer').count(), asked);
    await visited.close();
  });

  test('asks the network for nothing, and works with the keyboard alone', async () => {
    const page = await lab('login');
    if (IS_SERVED) await kept(page);
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Bài thực hành' }).waitFor();
    const { length } = site.log;
    const input = question(page, 'user').locator('input');
    await input.focus();
    await page.keyboard.type('user1');
    await page.keyboard.press('Enter');
    await question(page, 'user').locator('[data-verdict=right]').waitFor();
    assert.match(await question(page, 'user').locator('.feedback').innerText(), /Đúng/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      return /** @type {HTMLElement | null} */ (focused)?.dataset['deed'];
    }), 'hint');
    assert.deepEqual(site.log.slice(length), []);
    await visited.close();
  });
});
