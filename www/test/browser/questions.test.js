/** Questions of a page's own: `questions="set.json"`, or as a value. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { SAME_IN_EACH } from '../support/shell.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_BROWSER } from '../support/browser.js';
import { OwnSite, until } from '../support/own-page.js';

/** @param {string} ask */
const setOf = (ask) => ({
  schema: { name: 'ftpscope-lab', version: '1.0' }, title: 'Of this page',
  questions: [{ id: 'who', ask, answer: { from: 'user' } }],
});

describe('questions of a page', { skip: NO_BROWSER || SAME_IN_EACH }, () => {
  /** @type {OwnSite} */ let own;
  before(async () => {
    own = await OwnSite.open();
    writeFileSync(join(own.folder, 'set.json'), JSON.stringify(setOf('Who is it?')));
    writeFileSync(join(own.folder, 'wrong.json'), JSON.stringify({ ...setOf(''), more: 1 }));
  });
  after(() => own?.close());

  /** @param {string} attributes */
  async function show(attributes) {
    const shown = await own.show(`<ftp-capture loading="eager" height="auto" panes="talk" src="samples/login.pcap" ${attributes}></ftp-capture>`);
    await until(shown.page);
    return shown;
  }

  test('fetched when they are looked at, not before; asked and checked', async () => {
    const { page, complaints, close } = await show('questions="set.json"');
    assert.ok(!own.site.log.includes('/set.json'));
    await page.getByRole('button', { name: 'Lab' }).click();
    await page.getByText('Who is it?').waitFor();
    assert.equal(await page.locator('.questions > li').count(), 1);
    await page.locator('.questions input').fill('user1');
    await page.keyboard.press('Enter');
    await page.locator('ftp-capture-lab').getByText('1 of 1').waitFor();
    assert.equal(own.site.log.filter((path) => path === '/set.json').length, 1);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a value goes before an address, and may change', async () => {
    const { page, close } = await show('questions="set.json" view="lab"');
    await page.getByText('Who is it?').waitFor();
    await page.evaluate((set) => { /** @type {any} */ (document.querySelector('ftp-capture')).questions = set; }, setOf('Who else?'));
    await page.getByText('Who else?').waitFor();
    assert.equal(await page.getByText('Who is it?').count(), 0);
    await page.evaluate(() => { /** @type {any} */ (document.querySelector('ftp-capture')).questions = null; });
    await page.getByText('Who is it?').waitFor();
    await page.evaluate(() => document.querySelector('ftp-capture')?.removeAttribute('questions'));
    await page.waitForFunction(() => (document.querySelector('ftp-capture')?.shadowRoot?.querySelector('[part=lab]')?.shadowRoot?.querySelectorAll('.questions > li').length ?? 0) > 1, null, { polling: 50 });
    await close();
  });

  test('a value that was given before the element came alive is asked', async () => {
    writeFileSync(join(own.folder, 'early.js'), `document.querySelector('ftp-capture').questions = ${JSON.stringify(setOf('Early?'))};`);
    const { page, close } = await own.show('<ftp-capture loading="eager" panes="talk" view="lab" src="samples/login.pcap"></ftp-capture><script src="early.js"></script>');
    await until(page);
    await page.getByText('Early?').waitFor();
    await close();
  });

  test('what cannot be had or is wrong is said, and nothing else is asked in its place', async () => {
    const { page, close } = await show('questions="none.json" view="lab"');
    await page.getByText('The questions in none.json cannot be used.').waitFor();
    await page.getByText('They cannot be fetched from none.json.').waitFor();
    assert.equal(await page.locator('.questions > li').count(), 0);
    await page.locator('ftp-capture').evaluate((one) => one.setAttribute('questions', 'wrong.json'));
    await page.getByText('The questions in wrong.json cannot be used.').waitFor();
    await page.locator('ftp-capture-lab [role=alert]').getByText('“more”').waitFor();
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).questions = 7; });
    await page.getByText('The questions in questions cannot be used.').waitFor();
    // The reader may still open a set.
    await page.locator('ftp-capture-lab input[type=file]').setInputFiles(join(own.folder, 'set.json'));
    await page.getByText('Who is it?').waitFor();
    assert.equal(await page.locator('ftp-capture-lab [role=alert]').count(), 0);
    await close();
  });
});
