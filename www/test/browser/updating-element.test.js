/** The base of the elements, alone on a blank page. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { SAME_IN_EACH } from '../support/shell.js';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { NO_BROWSER, launch } from '../support/browser.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 */

/** An element that counts: it writes down each rendering with what changed. */
const COUNTER = `
import { html } from 'lit-html';
import { UpdatingElement } from './updating-element.js';
globalThis.UpdatingElement = UpdatingElement;
globalThis.Counter = class extends UpdatingElement {
  static properties = ['count', 'label'];
  static styles = ['p { color: rgb(1, 2, 3) }'];
  constructor() {
    super();
    this.count = 0;
    this.label = 'none';
    this.log = [];
  }
  render() {
    if (this.count < 0) throw new RangeError('below zero');
    return html\`<p>\${this.label}: \${this.count}</p>\`;
  }
  updated(changed) {
    this.log.push([...changed].join(' '));
    if (this.count === 10) this.count = 11;
  }
};`;

describe('the base of the elements', { skip: NO_BROWSER || SAME_IN_EACH }, () => {
  /** @type {Browser} */ let browser;
  /** @type {Page} */ let page;

  before(async () => {
    const { outputFiles } = await esbuild.build({
      stdin: { contents: COUNTER, resolveDir: fileURLToPath(new URL('../../', import.meta.url)) },
      bundle: true, format: 'iife', write: false,
    });
    browser = await launch();
    page = await browser.newPage();
    await page.setContent('<x-counter id="first"></x-counter>');
    await page.evaluate(() => { Object.assign(/** @type {any} */ (document.querySelector('#first')), { label: 'early' }); });
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    await page.evaluate(() => customElements.define('x-counter', /** @type {any} */ (globalThis).Counter));
  });
  after(async () => { await browser?.close(); });

  /**
   * Sets properties, one after the other, and tells what comes of it.
   * @param {Record<string, unknown>[]} steps
   */
  const set = (steps) => page.evaluate(async (all) => {
    const element = /** @type {any} */ (document.createElement('x-counter'));
    await element.updateComplete;
    element.log.length = 0;
    for (const step of all) Object.assign(element, step);
    await element.updateComplete;
    return { log: element.log, text: element.renderRoot.textContent };
  }, steps);

  test('a value set before the element came alive wins over the constructor\'s', async () => {
    assert.equal(await page.locator('#first p').innerText(), 'early: 0');
    await page.evaluate(() => { Object.assign(/** @type {any} */ (document.querySelector('#first')), { label: 'later' }); });
    await page.getByText('later: 0').waitFor();
  });

  test('what changes together is rendered once', async () => {
    assert.deepEqual(await set([{ count: 1 }, { label: 'sum' }, { count: 2 }]), { log: ['count label'], text: 'sum: 2' });
  });

  test('the same value again renders nothing', async () => {
    assert.deepEqual(await set([{ count: 0, label: 'none' }]), { log: [], text: 'none: 0' });
    assert.deepEqual(await set([{ count: NaN }, { count: NaN }]), { log: ['count'], text: 'none: NaN' });
  });

  test('what changes after a rendering gets one of its own', async () => {
    const { log, text } = await page.evaluate(async () => {
      const element = /** @type {any} */ (document.createElement('x-counter'));
      await element.updateComplete;
      element.log.length = 0;
      element.count = 10;
      await element.updateComplete;
      await element.updateComplete;
      return { log: element.log, text: element.renderRoot.textContent };
    });
    assert.deepEqual({ log, text }, { log: ['count', 'count'], text: 'none: 11' });
  });

  test('a rendering that throws is told, and the next one is made', async () => {
    const told = await page.evaluate(async () => {
      const element = /** @type {any} */ (document.createElement('x-counter'));
      await element.updateComplete;
      element.count = -1;
      const reason = await element.updateComplete.catch((/** @type {Error} */ error) => error.message);
      element.count = 1;
      await element.updateComplete;
      return [reason, element.renderRoot.textContent];
    });
    assert.deepEqual(told, ['below zero', 'none: 1']);
  });

  test('elements of a class share one style sheet', async () => {
    const same = await page.evaluate(() => {
      const [one, other] = [document.createElement('x-counter'), document.createElement('x-counter')].map((element) => /** @type {any} */ (element).renderRoot.adoptedStyleSheets[0]);
      return one === other && one.cssRules[0].cssText;
    });
    assert.equal(same, 'p { color: rgb(1, 2, 3); }');
  });
});
