/** Every statement of the tutorial is found on the page when its capture is dropped. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { parse } from 'smol-toml';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture } from '../support/drop.js';
import { rowsOf, standTogether } from '../support/rows.js';
import { serveSite } from '../support/site.js';

/**
 * @import {Browser} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 * @typedef {{ id: string, words: string, captures: string[], page: string[] }} Statement
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

  before(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
    for (const name of CAPTURES) {
      const { page, close } = await visit(browser, site.url);
      await dropCapture(page, name);
      rows.set(name, await rowsOf(page));
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

  for (const { id, words, captures, page } of STATEMENTS) {
    for (const capture of captures) {
      test(`${id} (${capture}): ${words}`, () => {
        const shown = rows.get(capture) ?? [];
        assert.ok(standTogether(shown, page), `${JSON.stringify(page)} in none of ${shown.length} rows`);
      });
    }
  }

  test('a banner that is not in the capture is not found', () => {
    const shown = rows.get('login') ?? [];
    assert.ok(standTogether(shown, ['220', '(vsFTPd 3.0.3)']));
    assert.ok(!standTogether(shown, ['220', '(vsFTPd 3.0.2)']));
    assert.ok(!standTogether(shown, ['221', '(vsFTPd 3.0.3)']));
  });
});
