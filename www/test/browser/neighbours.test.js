/** Elements beside each other, and in the shadow root of somebody else's element. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { SAME_IN_EACH } from '../support/shell.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_BROWSER } from '../support/browser.js';
import { captureOf } from '../support/drop.js';
import { OwnSite, until } from '../support/own-page.js';

/**
 * @import {Page} from 'playwright-core'
 */

describe('neighbours', { skip: NO_BROWSER || SAME_IN_EACH }, () => {
  /** @type {OwnSite} */ let own;
  before(async () => { own = await OwnSite.open({ 'data.pcap': 'passive-with-data' }); });
  after(() => own?.close());

  const ELEMENT = 'loading="eager" src="samples/login.pcap" panes="talk packets choose"';

  /**
   * Drops a capture in the middle of something, as a hand does.
   * @param {Page} page
   * @param {string} selector
   * @param {string} name
   */
  async function dropOn(page, selector, name) {
    const box = await page.locator(selector).boundingBox();
    assert.ok(box);
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [captureOf(name)], dragOperationsMask: 1 };
    for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop'])) await session.send('Input.dispatchDragEvent', { type, ...at, data });
    await session.detach();
  }

  /**
   * @param {Page} page
   * @param {string} selector
   */
  const verbs = (page, selector) => page.locator(`${selector} .verb`).allInnerTexts();

  test('a file that is dropped on one is opened in that one', async () => {
    const { page, complaints, close } = await own.show(`<ftp-capture id="a" height="300px" ${ELEMENT}></ftp-capture><ftp-capture id="b" height="300px" ${ELEMENT}></ftp-capture>`);
    await until(page, '#a');
    await until(page, '#b');
    const before = await verbs(page, '#a');
    await dropOn(page, '#b', 'passive-with-data');
    await page.locator('#b .exchange', { hasText: 'PASV' }).first().waitFor();
    assert.deepEqual(await verbs(page, '#a'), before);
    assert.equal(await page.locator('.dropping').count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('keys act in the element that they are pressed in, and beside them not at all', async () => {
    const { page, close } = await own.show(`<input aria-label="beside"><ftp-capture id="a" ${ELEMENT}></ftp-capture><ftp-capture id="b" ${ELEMENT}></ftp-capture>`);
    await until(page, '#a');
    await until(page, '#b');
    for (const id of ['#a', '#b']) {
      await page.locator(`${id} tr[data-number="4"]`).click();
      await page.locator(`${id} tr[data-number="4"][aria-selected=true]`).waitFor();
    }
    await page.keyboard.press('F8');
    await page.locator('#b tr[data-number="5"][aria-selected=true]').waitFor();
    assert.equal(await page.locator('#a').getAttribute('select'), '4');
    await page.getByLabel('beside').focus();
    for (const key of ['F8', '?', 'Control+ArrowDown', 'x']) await page.keyboard.press(key);
    assert.equal(await page.getByLabel('beside').inputValue(), '?x', 'what is typed is for the page');
    assert.deepEqual(await page.locator('ftp-capture').evaluateAll((all) => all.map((one) => one.getAttribute('select'))), ['4', '5']);
    await close();
  });

  for (const mode of ['open', 'closed']) {
    test(`in a shadow root that is ${mode}: it begins, speaks the language around it, shows notes and packets`, async () => {
      writeFileSync(join(own.folder, `shadow-${mode}.js`), `class Lesson extends HTMLElement {
          connectedCallback() {
            const root = this.attachShadow({ mode: '${mode}' });
            const element = document.createElement('ftp-capture');
            element.setAttribute('src', 'samples/login.pcap');
            const note = document.createElement('ftp-note');
            note.setAttribute('frame', '6');
            note.textContent = 'Said.';
            element.append(note);
            root.append(element);
            globalThis.inner = element;
          }
        }
        customElements.define('a-lesson', Lesson);`);
      const { page, complaints, close } = await own.show('<div lang="vi"><a-lesson></a-lesson></div>', { scripts: ['ftp-capture.js', `shadow-${mode}.js`] });
      await page.waitForFunction(() => /** @type {any} */ (globalThis).inner?.state === 'shown', null, { polling: 50 });
      await page.evaluate(() => /** @type {any} */ (globalThis).inner.ready);
      const seen = () => page.evaluate(() => {
        const { renderRoot, select } = /** @type {any} */ (globalThis).inner;
        return { lang: renderRoot.querySelector('.page').lang, notes: renderRoot.querySelectorAll('.exchange .remark').length, select };
      });
      await page.waitForFunction(() => /** @type {any} */ (globalThis).inner.renderRoot.querySelector('.remark') !== null, null, { polling: 50 });
      assert.deepEqual(await seen(), { lang: 'vi', notes: 1, select: null });
      await page.evaluate(() => /** @type {any} */ (globalThis).inner.renderRoot.querySelector('.packet-link').click());
      await page.waitForFunction(() => /** @type {any} */ (globalThis).inner.select === 4, null, { polling: 50 });
      assert.deepEqual(complaints, []);
      await close();
    });
  }
});
