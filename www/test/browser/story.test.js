/** The story on the page, and the explanation of one exchange. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { NO_BROWSER, launch, visit } from '../support/browser.js';
import { dropCapture, dropMade, shownAfter } from '../support/drop.js';
import { makeCapture } from '../support/make-capture.js';
import { sentencesOf } from '../support/rows.js';
import { openShell } from '../support/shell.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

/** @param {Page} page */
const toStory = (page) => page.getByRole('button', { name: 'Step by step' }).click();

/**
 * The exchange of a verb.
 * @param {Page} page
 * @param {string} verb
 */
const exchangeOf = (page, verb) => page.locator('.exchange').filter({ has: page.locator('.verb', { hasText: new RegExp(`^${verb}$`) }) }).first();

describe('the story', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('is told in numbered steps in the place of the lines', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, 'passive-with-data');
    await toStory(page);
    const sentences = await sentencesOf(page);
    assert.ok(sentences.some((sentence) => sentence.includes('241 × 256 + 201 = 61897')), sentences.join('\n'));
    assert.equal(await page.locator('.exchange').count(), 0);
    const headings = await page.locator('ftp-capture-story .step h3').allInnerTexts();
    assert.deepEqual(headings.map((text) => Number.parseInt(text, 10)), headings.map((_, index) => index + 1));
    assert.ok(headings.some((heading) => heading.includes('Download of table.csv')), headings.join('\n'));
    assert.deepEqual(complaints, []);
    await close();
  });

  test('leads to its packets and to the conversation', async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    await toStory(page);
    await page.locator('ftp-capture-story').getByRole('button', { name: 'Packet 13: open' }).first().click();
    await page.locator('ftp-capture-packets [aria-selected=true]', { hasText: 'PASS' }).waitFor();
    await page.locator('.step', { hasText: 'Logging in' }).getByRole('button', { name: 'In the conversation' }).click();
    await page.locator('.exchange .verb', { hasText: 'USER' }).waitFor();
    assert.equal(await page.locator('ftp-capture-story').count(), 0);
    await close();
  });

  test('says a password only after it is shown, and hides it again', async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    await toStory(page);
    assert.ok(!(await sentencesOf(page)).join().includes('secret1'));
    await page.getByRole('button', { name: 'Line by line' }).click();
    await page.getByRole('button', { name: 'Show passwords' }).first().click();
    await page.getByRole('button', { name: 'Hide passwords' }).waitFor();
    await toStory(page);
    await page.locator('ftp-capture-story code', { hasText: /^secret1$/ }).waitFor();
    await page.getByRole('button', { name: 'Line by line' }).click();
    await page.getByRole('button', { name: 'Hide passwords' }).click();
    await page.getByRole('button', { name: 'Show passwords' }).first().waitFor();
    await toStory(page);
    assert.ok(!(await sentencesOf(page)).join().includes('secret1'));
    await close();
  });

  test('tells sessions apart, and only where there are several', async () => {
    const { page, close } = await visit(browser, site.url);
    await dropCapture(page, 'login');
    await toStory(page);
    await sentencesOf(page);
    assert.equal(await page.locator('.of-session').count(), 0);
    await dropMade(page, { name: 'x', head: new Uint8Array(), body: new Uint8Array(), times: 0 });
    await page.locator('section.problem').waitFor();
    await shownAfter(page, () => dropCapture(page, 'mirror-over-two-connections'));
    await page.locator('.of-session').first().waitFor();
    assert.ok(await page.locator('.of-session').count() >= 2);
    await close();
  });

  test('of a long session comes in parts', async () => {
    const { page, close } = await visit(browser, site.url);
    /** @type {[from: 'client' | 'server', text: string][]} */
    const said = [['server', '220 ready\r\n']];
    for (let number = 0; number < 300; number += 1) said.push(['client', `DELE ${number}\r\n`], ['server', '250 gone\r\n']);
    await dropMade(page, { name: 'long.pcap', head: makeCapture(said), body: new Uint8Array(), times: 0 });
    await page.locator('.exchange').first().waitFor();
    await toStory(page);
    await page.locator('.step').first().waitFor();
    assert.equal(await page.locator('.step').count(), 200);
    await page.locator('ftp-capture-story .more button').click();
    await page.locator('.step').nth(300).waitFor();
    // The capture, the beginning, the greeting, 300 commands, the end, what to notice.
    assert.equal(await page.locator('.step').count(), 305);
    assert.equal(await page.locator('ftp-capture-story .more').count(), 0);
    await close();
  });

  test('is there from the beginning where the element asks for it', async () => {
    const { page, close } = await visit(browser, site.url);
    await page.locator('ftp-capture').evaluate((element) => element.setAttribute('view', 'story'));
    await dropCapture(page, 'login').catch(() => {});
    assert.ok((await sentencesOf(page)).some((sentence) => sentence.includes('vsFTPd 3.0.3')));
    await close();
  });
});

describe('the explanation of an exchange', { skip: NO_BROWSER }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    [browser, site] = await Promise.all([launch(), openShell()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test('opens below it by the keyboard, one at a time, and closes', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, 'upload-active');
    const port = exchangeOf(page, 'PORT').getByRole('button', { name: 'Explain' });
    await port.focus();
    await page.keyboard.press('Enter');
    await page.locator('ftp-capture-why .fact').first().waitFor();
    assert.equal(await port.getAttribute('aria-expanded'), 'true');
    assert.match(await page.locator('ftp-capture-why .why').innerText(), /called back.*149 × 256 \+ 63.*RFC 959 §4\.1\.2/s);
    await exchangeOf(page, 'STOR').getByRole('button', { name: 'Explain' }).click();
    await page.locator('ftp-capture-why', { hasText: 'upload.ftp' }).waitFor();
    assert.equal(await page.locator('ftp-capture-why').count(), 1);
    assert.equal(await port.getAttribute('aria-expanded'), 'false');
    await exchangeOf(page, 'STOR').getByRole('button', { name: 'Explain' }).click();
    await page.locator('ftp-capture-why').waitFor({ state: 'detached' });
    assert.deepEqual(complaints, []);
    await close();
  });

  test('stands at a transfer as well', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    await dropCapture(page, 'passive-with-data');
    await page.locator('ftp-capture-transfers tbody tr').first().click();
    const button = page.locator('ftp-capture-transfer').getByRole('button', { name: 'Explain' });
    await button.click();
    await page.locator('ftp-capture-transfer .why .fact', { hasText: 'They carry 5,369 bytes' }).waitFor();
    await page.locator('ftp-capture-transfers tbody tr').nth(1).click();
    await page.locator('ftp-capture-transfer .why').waitFor({ state: 'detached' });
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('shows text of the capture as text', async () => {
    const { page, complaints, close } = await visit(browser, site.url);
    const name = '<img src=x onerror=alert(1)>.{text}';
    const head = makeCapture([['server', '220 ready\r\n'], ['client', `DELE ${name}\r\n`], ['server', `250 ${name} <b>gone</b>\r\n`]]);
    await dropMade(page, { name: 'markup.pcap', head, body: new Uint8Array(), times: 0 });
    await exchangeOf(page, 'DELE').getByRole('button', { name: 'Explain' }).click();
    const why = page.locator('ftp-capture-why .why');
    await why.locator('.fact').first().waitFor();
    assert.ok((await why.innerText()).includes(name));
    assert.equal(await why.locator('img, b').count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });
});
