/** Every statement of the tutorial is found on the page when its capture is dropped. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from '../support/suite.js';
import { parse } from 'smol-toml';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture } from '../support/drop.js';
import { rowsOf, sentencesOf, standTogether } from '../support/rows.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 * @typedef {{ id: string, words: string, captures: string[], page: string[], told_en: string[], told_vi: string[] }} Statement
 */

const TABLE = new URL('../../../tests/tutorial.toml', import.meta.url);
const { statement: STATEMENTS } = /** @type {{ statement: Statement[] }} */ (/** @type {unknown} */ (parse(readFileSync(TABLE, 'utf8'))));
const CAPTURES = [...new Set(STATEMENTS.flatMap(({ captures }) => captures))];

describe('the tutorial', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;
  /**
   * Rows of each capture.
   * @type {Map<string, string[]>}
   */
  const rows = new Map();
  /**
   * Sentences of the story of each capture, by language.
   * @type {Map<string, string[]>}
   */
  const sentences = new Map();

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
    for (const name of CAPTURES) {
      const { page, close } = await visit(browser, site.url);
      await dropCapture(page, name);
      rows.set(name, await rowsOf(page));
      await page.getByRole('button', { name: 'Step by step' }).click();
      sentences.set(`${name} en`, await sentencesOf(page));
      await page.getByRole('button', { name: 'Tiếng Việt' }).click();
      await page.getByRole('heading', { name: 'Diễn biến từng bước' }).waitFor();
      sentences.set(`${name} vi`, await sentencesOf(page));
      await close();
    }
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('the table has its statements', () => {
    assert.ok(STATEMENTS.length >= 20, `${STATEMENTS.length} statements`);
  });

  for (const { id, words, captures, page, told_en: english, told_vi: vietnamese } of STATEMENTS) {
    for (const capture of captures) {
      test(`${id} (${capture}): ${words}`, () => {
        const shown = rows.get(capture) ?? [];
        assert.ok(standTogether(shown, page), `${JSON.stringify(page)} in none of ${shown.length} rows`);
      });

      for (const [language, told] of [['en', english], ['vi', vietnamese]]) {
        test(`${id} (${capture}) is told, ${language}`, () => {
          const texts = /** @type {string[]} */ (told).map((text) => text.replaceAll('`', ''));
          const shown = sentences.get(`${capture} ${language}`) ?? [];
          assert.ok(texts.length > 0 && shown.some((sentence) => texts.every((text) => sentence.includes(text))), `${JSON.stringify(texts)} in none of ${shown.length} sentences`);
        });
      }
    }
  }

  test('a banner that is not in the capture is not found', () => {
    const shown = rows.get('login') ?? [];
    assert.ok(standTogether(shown, ['220', '(vsFTPd 3.0.3)']));
    assert.ok(!standTogether(shown, ['220', '(vsFTPd 3.0.2)']));
    assert.ok(!standTogether(shown, ['221', '(vsFTPd 3.0.3)']));
  });
});
