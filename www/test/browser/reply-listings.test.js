/** Listings in replies: tables in the conversation. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture } from '../support/drop.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

const CASE = 'listings-in-replies';

/** @param {Page} page */
const tables = (page) => page.locator('ftp-capture-reply-listing');

describe('listings in replies', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('each stands at its exchange, opened by keyboard, and leads to transfers', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, CASE);
    const verbs = await page.locator('.exchange:has(ftp-capture-reply-listing) .verb').allInnerTexts();
    assert.deepEqual(verbs, ['STAT', 'MLST']);
    const [stat, mlst] = [tables(page).first(), tables(page).last()];
    assert.equal(await stat.locator('table').count(), 0);
    await stat.getByText('The listing as a table').focus();
    await page.keyboard.press('Enter');
    await stat.getByRole('heading', { name: 'Listing of /home/user1/docs' }).waitFor();
    const rows = (await stat.locator('tbody tr').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    assert.equal(rows.length, 4);
    assert.match(rows[2] ?? '', /^directory old .* drwxr-xr-x user1 \/ user1/);
    assert.match(rows[3] ?? '', /^file plan\.txt 892 .* -rw-r--r-- user1 \/ user1/);
    // The region that scrolls, and the way to the transfer, are next.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('ftp-capture-transfer').getByRole('heading', { name: 'RETR /home/user1/docs/plan.txt' }).waitFor();
    await mlst.getByText('The listing as a table').click();
    await mlst.locator('tr[data-entry="/home/user1/docs/plan.txt"]').waitFor();
    assert.match(await mlst.locator('h4').innerText(), /format: MLSD facts/);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('nothing of them is left when another capture is opened', async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, CASE);
    await tables(page).first().locator('summary').click();
    await tables(page).first().locator('table').waitFor();
    await dropCapture(page, CASE);
    assert.equal(await tables(page).count(), 2);
    assert.equal(await tables(page).locator('table').count(), 0);
    assert.equal(await tables(page).locator('details[open]').count(), 0);
    await dropCapture(page, 'stat-during-transfer');
    assert.equal(await tables(page).count(), 0);
    await close();
  });

  test('one that is open stays so when passwords are shown', async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, CASE);
    await tables(page).first().locator('summary').click();
    await tables(page).first().locator('table').waitFor();
    await page.getByRole('button', { name: 'Show passwords' }).first().click();
    await page.getByRole('button', { name: 'Hide passwords' }).waitFor();
    assert.equal(await tables(page).first().locator('table').count(), 1);
    await close();
  });

  test('it is said in Vietnamese', async () => {
    const { page, close } = await visit(browser, site.url, { locale: 'vi-VN' });
    await dropCapture(page, CASE);
    await tables(page).first().getByText('Danh sách thư mục dưới dạng bảng').click();
    await tables(page).first().getByRole('heading', { name: 'Danh sách của /home/user1/docs' }).waitFor();
    await close();
  });
});
