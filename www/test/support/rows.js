/** What stands together on the page: the facts of the capture or of a session, or one exchange. */

/**
 * @import {Page} from 'playwright-core'
 */

/**
 * The texts of all rows, spaces made single.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function rowsOf(page) {
  const rows = await page.locator('section.capture, .session-head, .exchange, .ledger > li').allInnerTexts();
  return rows.map((row) => row.replace(/\s+/g, ' ').trim());
}

/**
 * The sentences of the story, spaces made single.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function sentencesOf(page) {
  await page.locator('ftp-capture-story .fact').first().waitFor();
  const facts = await page.locator('ftp-capture-story .fact').allInnerTexts();
  return facts.map((fact) => fact.replace(/\s+/g, ' ').trim());
}

/**
 * Whether all these texts stand in one of the rows, each as words of their own: `8` is not in `18`.
 * @param {string[]} rows
 * @param {string[]} texts
 */
export function standTogether(rows, texts) {
  const patterns = texts.map((text) => new RegExp(`(?<![\\p{L}\\p{N}])${escape(text)}(?![\\p{L}\\p{N}])`, 'u'));
  return rows.some((row) => patterns.every((pattern) => pattern.test(row)));
}

/** @param {string} text */
function escape(text) {
  return text.replace(/\s+/g, ' ').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
