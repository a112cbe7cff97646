/** Elements in other people's pages: many at once, with settings, moved about, under a strict policy. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { SAME_IN_EACH } from '../support/shell.js';
import { createServer } from 'node:http';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_BROWSER, launch } from '../support/browser.js';
import { captureOf } from '../support/drop.js';
import { DIST, serveSite } from '../support/site.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Site} from '../support/site.js'
 */

/** The least that a policy has to allow. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types ftpscope lit-html";

describe('elements in a page of its own', { skip: NO_BROWSER || SAME_IN_EACH }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftpscope-embedding-'));
  /** @type {Browser} */ let browser;
  /** @type {Site} */ let site;

  before(async () => {
    cpSync(DIST, folder, { recursive: true });
    cpSync(captureOf('passive-with-data'), join(folder, 'data.pcap'));
    browser = await launch();
    site = await serveSite({ folder });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /**
   * A page with these elements, opened.
   * @param {string} body
   * @param {{ head?: string }} [options]
   */
  async function pageWith(body, { head = '' } = {}) {
    const name = `page-${Math.random()}.html`;
    writeFileSync(join(folder, name), `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
      <title>A lesson</title>${head}<script type="module" src="ftp-capture.js"></script>${body}`);
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    /** @type {string[]} */
    const complaints = [];
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    site.log.length = 0;
    await page.goto(site.url + name);
    return { page, complaints, close: () => context.close() };
  }

  /**
   * Waits until an element is in a state.
   * @param {Page} page
   * @param {string} selector
   * @param {string} [state]
   */
  const until = (page, selector, state = 'shown') => page.waitForFunction(
    ([selector, state]) => /** @type {any} */ (document.querySelector(selector ?? ''))?.state === state, [selector, state], { polling: 50 },
  );

  test('twenty elements start one worker and load one module; those out of sight have no DOM', async () => {
    const { page, complaints, close } = await pageWith(Array.from({ length: 20 }, (_, index) => `<ftp-capture id="e${index}" src="samples/login.pcap"></ftp-capture>`).join('\n'));
    await until(page, '#e0');
    const counts = await page.locator('ftp-capture').evaluateAll((all) => all.map((one) => one.shadowRoot?.childNodes.length ?? -1));
    assert.ok((counts[0] ?? 0) > 0);
    const asleep = await page.locator('ftp-capture').evaluateAll((all) => all.map((one) => /** @type {any} */ (one).state === 'waiting'));
    assert.ok(asleep.filter(Boolean).length >= 15, String(asleep));
    assert.deepEqual(counts.filter((_, index) => asleep[index]), asleep.filter(Boolean).map(() => 0));
    for (let index = 0; index < 20; index += 1) {
      await page.locator(`#e${index}`).scrollIntoViewIfNeeded();
      await until(page, `#e${index}`);
    }
    await page.evaluate(() => Promise.all([...document.querySelectorAll('ftp-capture')].map((one) => /** @type {any} */ (one).ready)));
    assert.equal(page.workers().length, 1);
    for (const path of ['/ftpscope.worker.js', '/ftpscope_bg.wasm', '/ftpscope_full_bg.wasm', '/strings/en.json', '/strings/en-rest.json']) {
      assert.equal(site.log.filter((asked) => asked === path).length, 1, path);
    }
    assert.deepEqual(complaints, []);
    await close();
  });

  test('nothing moves when a capture is shown', async () => {
    const { page, close } = await pageWith('<ftp-capture src="samples/login.pcap"></ftp-capture><p id="below">below</p>');
    await page.evaluate(() => new Promise((resolve) => { customElements.whenDefined('ftp-capture').then(() => requestAnimationFrame(resolve)); }));
    const place = () => page.locator('#below').evaluate((below) => below.getBoundingClientRect().top);
    const first = await place();
    await until(page, 'ftp-capture');
    await page.evaluate(() => /** @type {any} */ (document.querySelector('ftp-capture')).ready);
    assert.ok(first > 500);
    assert.equal(await place(), first);
    await close();
  });

  test('the height that is told is the element\'s, before and after its capture is shown; a wrong one is none', async () => {
    const { page, close } = await pageWith(`<ftp-capture id="a" height="300px" src="samples/login.pcap"></ftp-capture><ftp-capture id="b" height="high" src="samples/login.pcap"></ftp-capture>
      <ftp-capture id="c" height="auto" src="samples/login.pcap"></ftp-capture>`);
    const height = (/** @type {string} */ id) => page.locator(id).evaluate((one) => one.getBoundingClientRect().height);
    for (const id of ['#a', '#b', '#c']) {
      await page.locator(id).scrollIntoViewIfNeeded();
      await until(page, id);
    }
    assert.equal(await height('#a'), 300);
    assert.equal(await height('#b'), 576);
    assert.ok(await height('#c') > 700);
    await page.locator('#a').evaluate((one) => { /** @type {any} */ (one).height = '20rem'; });
    assert.equal(await height('#a'), 320);
    await page.locator('#a').evaluate((one) => { /** @type {any} */ (one).height = null; });
    assert.equal(await height('#a'), 576);
    await close();
  });

  test('only what is named in panes is shown; without them an element with src has no head and no file input', async () => {
    const { page, complaints, close } = await pageWith(`<ftp-capture id="a" loading="eager" src="data.pcap" panes="talk"></ftp-capture>
      <ftp-capture id="b" loading="eager" src="data.pcap"></ftp-capture>`);
    await until(page, '#a');
    await until(page, '#b');
    await page.locator('#b ftp-capture-packets').waitFor();
    /** @param {string} id */
    const parts = (id) => page.locator(id).evaluate((one) => ['header', '.chooser', '.capture', '.exchanges', 'ftp-capture-transfers', 'ftp-capture-packets'].map((selector) => one.shadowRoot?.querySelector(selector) !== null));
    assert.deepEqual(await parts('#a'), [false, false, false, true, false, false]);
    assert.deepEqual(await parts('#b'), [false, false, true, true, true, true]);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a packet that is selected is opened, and where there are no packets its exchange is marked', async () => {
    const { page, close } = await pageWith(`<ftp-capture id="a" loading="eager" src="samples/login.pcap" select="6"></ftp-capture>
      <ftp-capture id="b" loading="eager" src="samples/login.pcap" select="6" panes="talk"></ftp-capture>`);
    await until(page, '#a');
    await page.locator('#a tr[aria-selected=true][data-number="6"]').waitFor();
    await page.locator('#b .exchange.chosen').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BODY', 'the keyboard stays where it is');
    await page.locator('#a tr[data-number="8"]').click();
    await page.locator('#a tr[aria-selected=true][data-number="8"]').waitFor();
    assert.equal(await page.locator('#a').getAttribute('select'), '8');
    await close();
  });

  test('each element keeps the marks of its own bytes, and takes them with it', async () => {
    const element = (/** @type {string} */ id) => `<ftp-capture id="${id}" loading="eager" src="samples/login.pcap" select="6"></ftp-capture>`;
    const { page, close } = await pageWith(element('a') + element('b'));
    await until(page, '#a');
    await until(page, '#b');
    const marked = () => page.evaluate(() => [...CSS.highlights.get('ftp-capture-bytes') ?? []].length);
    await page.waitForFunction(() => ['a', 'b'].every((id) => document.getElementById(id)?.shadowRoot?.querySelector('[part=packets]')?.shadowRoot?.querySelector('.hex-line')), null, { polling: 50 });
    await page.evaluate(() => Promise.all(['a', 'b'].map((id) => /** @type {any} */ (document.getElementById(id)?.shadowRoot?.querySelector('[part=packets]')).updateComplete)));
    const both = await marked();
    assert.ok(both >= 2 && both % 2 === 0, String(both));
    await page.evaluate(() => document.getElementById('a')?.remove());
    assert.equal(await marked(), both / 2);
    await close();
  });

  test('collapsed: nothing is fetched of it before the reader opens it', async () => {
    const { page, close } = await pageWith('<ftp-capture loading="eager" collapsed src="samples/login.pcap"></ftp-capture>');
    const button = page.getByRole('button', { name: 'Show the capture login.pcap' });
    await button.waitFor();
    assert.deepEqual(site.log.filter((path) => /pcap|worker/.test(path)), []);
    await button.click();
    await until(page, 'ftp-capture');
    assert.equal(await page.locator('ftp-capture').getAttribute('collapsed'), null);
    await close();
  });

  test('passwords are shown where the author says so, masked everywhere else', async () => {
    const { page, close } = await pageWith(`<ftp-capture id="a" loading="eager" reveal-passwords src="samples/login.pcap"></ftp-capture>
      <ftp-capture id="b" loading="eager" src="samples/login.pcap"></ftp-capture>`);
    await page.locator('#a .exchange', { hasText: 'secret1' }).waitFor();
    await until(page, '#b');
    assert.ok(!(await page.locator('#b').evaluate((one) => one.shadowRoot?.textContent ?? '')).includes('secret1'));
    await close();
  });

  test('light and dark as the author wants, in the parts within as well', async () => {
    const { page, close } = await pageWith(`<ftp-capture id="a" loading="eager" theme="dark" src="samples/login.pcap"></ftp-capture>
      <ftp-capture id="b" loading="eager" src="samples/login.pcap"></ftp-capture>`);
    await page.locator('#a ftp-capture-packets').waitFor();
    await page.locator('#b ftp-capture-packets').waitFor();
    /** @param {string} selector */
    const colour = (selector) => page.locator(selector).evaluate((one) => getComputedStyle(one).backgroundColor);
    const row = 'ftp-capture-packets tr.protocol-ftp:not(.marked) td.info';
    assert.deepEqual([await colour('#a'), await colour(`#a ${row} >> nth=0`)], ['rgb(15, 19, 24)', 'rgb(42, 32, 68)']);
    assert.equal(await colour('#b'), 'rgb(255, 255, 255)');
    assert.notEqual(await colour(`#b ${row} >> nth=0`), 'rgb(42, 32, 68)');
    await page.locator('#a').evaluate((one) => { /** @type {any} */ (one).theme = 'light'; });
    assert.equal(await colour('#a'), 'rgb(255, 255, 255)');
    await close();
  });

  test('a property takes the text of its attribute and gives it back, as frameworks do', async () => {
    const { page, complaints, close } = await pageWith('<ftp-capture></ftp-capture>');
    const found = await page.evaluate(async () => {
      await customElements.whenDefined('ftp-capture');
      const texts = {
        src: 'data.pcap', frames: '4-9', session: '1', view: 'story', select: '6', collapsed: '', theme: 'dark', revealPasswords: '', panes: 'talk packets',
        height: '20em', questions: 'own.json', loading: 'eager', workerUrl: 'a.js', wasmUrl: 'b.wasm',
      };
      const attributeOf = (/** @type {string} */ name) => name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
      const observed = /** @type {any} */ (customElements.get('ftp-capture')).observedAttributes.filter((/** @type {string} */ name) => name !== 'lang');
      const missing = observed.filter((/** @type {string} */ name) => !Object.keys(texts).map(attributeOf).includes(name));
      const wrong = [];
      for (const [name, text] of Object.entries(texts)) {
        const element = /** @type {any} */ (document.createElement('ftp-capture'));
        element[name] = text;
        if (element.getAttribute(attributeOf(name)) !== text) wrong.push(`${name} is not reflected`);
        for (const back of name === 'questions' ? [undefined] : [undefined, null]) {
          element[name] = text;
          element[name] = back;
          const left = element.getAttributeNames();
          if (left.length > 0) wrong.push(`${name} leaves ${left} after ${back}`);
        }
      }
      return { missing, wrong };
    });
    assert.deepEqual(found, { missing: [], wrong: [] });
    assert.deepEqual(complaints, []);
    await close();
  });

  test('one session of several, by its number', async () => {
    cpSync(captureOf('mirror-over-two-connections'), join(folder, 'two.pcap'));
    const { page, close } = await pageWith(`<ftp-capture id="a" loading="eager" session="2" src="two.pcap"></ftp-capture>
      <ftp-capture id="b" loading="eager" session="9" src="two.pcap"></ftp-capture>`);
    await until(page, '#a');
    await until(page, '#b');
    assert.deepEqual(await page.locator('#a .session').evaluateAll((all) => all.map((one) => /** @type {HTMLElement} */ (one).dataset['session'])), ['1']);
    await page.locator('#b').getByText('has no session 9').waitFor();
    await page.locator('#b').evaluate((one) => { /** @type {any} */ (one).session = 1; });
    await page.locator('#b .session[data-session="0"]').waitFor();
    assert.equal(await page.locator('#b .session').count(), 1);
    await close();
  });

  test('an element that is moved, and one that is taken out and put back, show their capture and answer', async () => {
    const { page, complaints, close } = await pageWith('<ftp-capture loading="eager" src="samples/login.pcap"></ftp-capture><div id="place"></div>');
    await until(page, 'ftp-capture');
    await page.evaluate(() => document.querySelector('#place')?.append(/** @type {Element} */ (document.querySelector('ftp-capture'))));
    await page.locator('.packet-link').first().click();
    await page.locator('tr[aria-selected=true]').waitFor();
    assert.equal(page.workers().length, 1);
    await page.evaluate(() => {
      const element = /** @type {Element} */ (document.querySelector('ftp-capture'));
      Object.assign(globalThis, { element });
      element.remove();
    });
    for (const end = Date.now() + 10_000; page.workers().length > 0 && Date.now() < end;) await new Promise((done) => { setTimeout(done, 50); });
    assert.equal(page.workers().length, 0, 'the worker ends with its last element');
    await page.evaluate(() => document.querySelector('#place')?.append(/** @type {any} */ (globalThis).element));
    await until(page, 'ftp-capture');
    await page.locator('tr[data-number="4"]').click();
    await page.locator('tr[aria-selected=true][data-number="4"]').waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  test('a capture of a host that does not allow it: a sentence and the way to the file', async (t) => {
    const other = createServer((_request, response) => { response.end('x'); });
    await new Promise((done) => { other.listen(0, '127.0.0.1', () => done(undefined)); });
    t.after(() => other.close());
    const address = other.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/far.pcap`;
    const { page, close } = await pageWith(`<ftp-capture id="a" loading="eager" src="${url}"></ftp-capture><ftp-capture id="b" loading="eager" src="javascript:alert(1)"></ftp-capture>`);
    await until(page, '#a', 'failed');
    assert.equal(await page.locator('#a').getByRole('link', { name: 'Download the capture' }).getAttribute('href'), url);
    await until(page, '#b', 'failed');
    assert.equal(await page.locator('#b a').count(), 0);
    await close();
  });

  for (const sandbox of ['', 'sandbox="allow-scripts"']) {
    test(`embed.html in ${sandbox === '' ? 'a frame' : 'a sandboxed frame'}: settings from its address, its height to the page around it`, async (t) => {
      const host = await serveSite({ folder, open: true });
      t.after(() => host.close());
      writeFileSync(join(folder, 'frame.html'), `<!doctype html><title>x</title><link rel="icon" href="data:,"><iframe ${sandbox} width="900" height="100"
        src="embed.html?src=samples/login.pcap&view=story&panes=talk&theme=dark&lang=vi&onclick=1"></iframe>
        <script>addEventListener('message', ({ data, source }) => {
          if (data?.type !== 'ftpscope-height') return;
          for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow === source) frame.height = data.height;
        });</script>`);
      const page = await browser.newPage();
      /** @type {string[]} */
      const complaints = [];
      page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
      await page.goto(`${host.url}frame.html`);
      const frame = page.frameLocator('iframe');
      await frame.locator('.step').first().waitFor();
      assert.match(String(await frame.locator('.step').first().textContent()), /gói/);
      assert.equal(await frame.locator('ftp-capture').getAttribute('onclick'), null);
      assert.equal(await frame.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor), 'rgb(15, 19, 24)');
      await page.waitForFunction(() => Number(document.querySelector('iframe')?.height) > 500, null, { polling: 50 });
      const { needed, given } = await frame.locator('html').evaluate((html) => ({ needed: html.scrollHeight, given: innerHeight }));
      assert.ok(Math.abs(needed - given) <= 20, `${needed} ${given}`);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }

  test('each state is told, in its order', async () => {
    const { page, close } = await pageWith('<ftp-capture src="samples/login.pcap"></ftp-capture>', { head: '<script src="states.js"></script>' });
    await until(page, 'ftp-capture');
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).states), ['reading', 'shown']);
    await close();
  });

  before(() => {
    writeFileSync(join(folder, 'states.js'), `globalThis.states = [];
      addEventListener('DOMContentLoaded', () => document.querySelector('ftp-capture').addEventListener('statechange', ({ detail }) => states.push(detail.state)));`);
  });

  test('what is in the element stays readable where scripts are switched off', async () => {
    writeFileSync(join(folder, 'plain.html'), '<!doctype html><title>x</title><ftp-capture src="samples/login.pcap"><table><tr><td>USER user1</td></tr></table></ftp-capture>');
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}plain.html`);
    assert.ok(await page.getByText('USER user1').isVisible());
    await context.close();
  });
});
