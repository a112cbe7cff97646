/** The page that is one file: opened from the disk, without a host, without a network. */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { after, before, describe, test } from '../support/suite.js';
import { SAME_IN_EACH } from '../support/shell.js';
import { NO_BROWSER, NO_DOWNLOADS, launch, ready, visit } from '../support/browser.js';
import { captureOf, dropCapture, dropPaths, shownAfter } from '../support/drop.js';
import { DIST, serveSite } from '../support/site.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Visit} from '../support/browser.js'
 */

const SINGLE = join(DIST, '../ftpscope.html');

/** @param {string} ending */
const compressed = (ending) => fileURLToPath(new URL(`../../../tests/compressed/login.pcap.${ending}`, import.meta.url));

/** @param {Page} page */
const isDamaged = (page) => page.locator('.damaged').isVisible();

/** @param {Page} page */
const stateOf = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('ftp-capture')).state);

/** @param {Page} page */
const shown = (page) => page.locator('ftp-capture .exchange').first().waitFor();

describe('the page that is one file', { skip: NO_BROWSER || SAME_IN_EACH }, () => {
  /** @type {Browser} */ let browser;
  /** @type {string} */ let folder;
  /** @type {string} */ let text;

  before(async () => {
    [browser, folder, text] = await Promise.all([launch(), mkdtemp(join(tmpdir(), 'ftpscope-single-')), readFile(SINGLE, 'utf8')]);
  });
  after(async () => {
    await browser?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  /**
   * Opens a changed copy from the disk.
   * @param {string} content
   * @returns {Promise<Visit>}
   */
  async function opened(content) {
    const path = join(folder, 'copy.html');
    await writeFile(path, content);
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    /** @type {string[]} */
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(pathToFileURL(path).href);
    return { page, complaints, close: () => context.close() };
  }

  test('shows samples and own files with packets and contents, in both languages, and asks for nothing', async () => {
    const visited = await visit(browser, pathToFileURL(SINGLE).href);
    const { page } = visited;
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => { if (!/^(?:blob|data):/.test(request.url())) asked.push(request.url()); });
    await page.goto(`${pathToFileURL(SINGLE).href}#sample=passive-with-data`);
    await page.reload();
    await shown(page);
    await page.locator('ftp-capture-packets tbody tr').first().waitFor();
    await shownAfter(page, () => dropCapture(page, 'download-passive'));
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Tệp bắt gói (capture file)' }).waitFor();
    await page.getByRole('button', { name: 'Từng bước' }).click();
    await page.locator('ftp-capture-story li').first().waitFor();
    assert.deepEqual([...new Set(asked)].map((url) => url.replace(/#.*/, '')), [pathToFileURL(SINGLE).href]);
    assert.deepEqual(visited.complaints, []);
    await visited.close();
  });

  test('may fetch from nowhere and run nothing but what it was built with', async () => {
    const site = await serveSite({ open: true });
    const { page, close } = await opened(text);
    await ready(page);
    const refused = await page.evaluate((url) => fetch(url).then(() => 'fetched', () => 'refused'), `${site.url}index.html`);
    assert.equal(refused, 'refused');
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.text = 'globalThis.ran = true';
      } catch {
        return 'refused';
      }
      document.head.append(script);
      return 'ran' in globalThis ? 'ran' : 'refused';
    });
    assert.equal(ran, 'refused');
    assert.deepEqual(site.log, []);
    await Promise.all([close(), site.close()]);
  });

  test('says which captures need the full build', async () => {
    const { page, complaints, close } = await opened(text);
    await ready(page);
    await dropPaths(page, [compressed('zst')]);
    const problem = page.locator('.problem[role=alert]');
    await problem.waitFor();
    assert.match(await problem.innerText(), /as a single file does not unpack it; its full build, on a site, does/);
    assert.match(await problem.innerText(), /unzstd/);
    await shownAfter(page, () => dropPaths(page, [compressed('gz')]));
    assert.deepEqual(complaints, []);
    await close();
  });

  test('opens with the ends of lines of another system, and with lines broken', async () => {
    const { page, close } = await opened(text.replace(/\n/g, '\r\n').replace(/(data-part="module"[^>]*>.{1000})/, '$1\r\n'));
    await shownAfter(page, () => dropCapture(page, 'login'));
    assert.equal(await isDamaged(page), false);
    await close();
  });

  for (const part of ['program', 'words', 'worker', 'module']) {
    test(`says that it is damaged where one character of its ${part} is another one`, async () => {
      const changed = text.replace(new RegExp(`(data-part="${part}"[^>]*>.{500})(.)`), (_, before, one) => `${before}${one === 'a' ? 'b' : 'a'}`);
      assert.notEqual(changed, text);
      const { page, close } = await opened(changed);
      await page.locator('.damaged').waitFor();
      assert.match(await page.locator('.damaged').innerText(), /Download it again/);
      await close();
    });
  }

  test('is the same text for the same build', () => {
    assert.ok(!/[^\S\n ]/.test(text), 'white space that editors change');
    assert.ok(text.length > 100_000);
  });

  describe('saved as a lesson', { skip: NO_DOWNLOADS }, () => {
    /**
     * Fills in the form and saves.
     * @param {Page} page
     * @param {{ title?: string, introduction?: string, notes?: [frame: string, text: string][] }} lesson
     * @returns {Promise<{ path: string, name: string }>}
     */
    async function save(page, { title, introduction, notes = [] }) {
      await page.locator('[data-deed=lesson]').click();
      const form = page.locator('ftp-capture-lesson dialog');
      await form.waitFor();
      if (title !== undefined) await form.locator('[name=title]').fill(title);
      if (introduction !== undefined) await form.locator('[name=introduction]').fill(introduction);
      for (const [index, [frame, remark]] of notes.entries()) {
        if (index > 0) await form.locator('[data-deed=add]').click();
        await form.locator('[name=frame]').nth(index).fill(frame);
        await form.locator('[name=text]').nth(index).fill(remark);
      }
      const [download] = await Promise.all([page.waitForEvent('download'), form.locator('[data-deed=save]').click()]);
      const path = join(folder, `${crypto.randomUUID()}.html`);
      await download.saveAs(path);
      await form.getByRole('status').filter({ hasText: /./ }).waitFor();
      return { path, name: download.suggestedFilename() };
    }

    /** @param {Page} page */
    const capture = (page) => page.evaluate(async () => {
      const { file } = /** @type {any} */ (document.querySelector('ftp-capture'));
      return { name: file.name, bytes: [...new Uint8Array(await file.arrayBuffer())] };
    });

    const HOSTILE = '</script><script>globalThis.ran = true</script><img src=x onerror="globalThis.ran=true">';

    test('holds capture, view, packet, language, title and remarks, as text, and no more of the page before', async () => {
      const { page, complaints, close } = await opened(text);
      await page.goto(`${page.url()}#sample=login&view=story&sel=9&lang=vi`);
      await page.reload();
      await page.locator('ftp-capture-story li').first().waitFor();
      const { path, name } = await save(page, { title: `Đăng nhập ${HOSTILE}`, introduction: `Một.\n\n${HOSTILE}`, notes: [['9', `Chú ý ${HOSTILE}`], ['11', 'Hai']] });
      assert.match(name, /^Đăng-nhập-[\p{L}\p{M}\p{N}_-]+\.html$/u);
      await page.goto(pathToFileURL(path).href);
      await page.locator('ftp-capture-story li').first().waitFor();
      assert.equal(await page.locator('header.lesson h1').innerText(), `Đăng nhập ${HOSTILE}`);
      assert.deepEqual(await page.locator('header.lesson p').allInnerTexts(), ['Một.', HOSTILE]);
      assert.deepEqual(await page.locator('ftp-note').allTextContents(), [`Chú ý ${HOSTILE}`, 'Hai']);
      assert.deepEqual(await page.locator('ftp-note').evaluateAll((notes) => notes.map((note) => note.getAttribute('frame'))), ['9', '11']);
      assert.equal(await page.title(), `Đăng nhập ${HOSTILE}`);
      assert.equal(await page.getAttribute('html', 'lang'), 'vi');
      assert.equal(await page.evaluate(() => 'ran' in globalThis), false);
      await page.locator('ftp-capture-packets [aria-selected=true], ftp-capture-packets .open, ftp-capture-packets tr.chosen').first().waitFor();
      assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector('ftp-capture')).select), 9);
      const original = await readFile(captureOf('login'));
      assert.deepEqual(await capture(page), { name: 'login.pcap', bytes: [...original] });
      assert.deepEqual(complaints, []);
      await close();
    });

    test('masks passwords and says before that the capture holds them', async () => {
      const { page, close } = await opened(text);
      await shownAfter(page, () => dropCapture(page, 'login'));
      await page.getByRole('button', { name: 'Show passwords' }).first().click();
      await page.locator('[data-deed=lesson]').click();
      assert.match(await page.locator('ftp-capture-lesson .warning').innerText(), /the capture in it holds them as they were sent/);
      await page.keyboard.press('Escape');
      const { path } = await save(page, {});
      await page.goto(pathToFileURL(path).href);
      await shown(page);
      await page.getByRole('button', { name: 'Show passwords' }).first().waitFor();
      assert.doesNotMatch(await page.locator('ftp-capture .page').innerText(), /123456/);
      await close();
    });

    test('can be changed and saved again, without the capture before', async () => {
      const { page, close } = await opened(text);
      await shownAfter(page, () => dropCapture(page, 'passive-with-data'));
      const first = await save(page, { title: 'One', introduction: 'Text', notes: [['4', 'Greeting']] });
      await page.goto(pathToFileURL(first.path).href);
      await shown(page);
      await page.locator('[data-deed=lesson]').click();
      await page.locator('ftp-capture-lesson dialog').waitFor();
      assert.equal(await page.locator('dialog [name=title]').inputValue(), 'One');
      assert.equal(await page.locator('dialog [name=introduction]').inputValue(), 'Text');
      assert.deepEqual(await page.locator('dialog [name=text]').evaluateAll((inputs) => inputs.map((input) => /** @type {HTMLInputElement} */ (input).value)), ['Greeting', '']);
      await page.keyboard.press('Escape');
      await shownAfter(page, () => dropCapture(page, 'login'));
      const second = await save(page, { title: 'Two' });
      const saved = await readFile(second.path, 'utf8');
      assert.equal(saved.match(/data-part="capture\//g)?.length, 1);
      assert.ok(saved.length < text.length + 4000, `${saved.length - text.length} characters more`);
      await page.goto(pathToFileURL(second.path).href);
      await shown(page);
      assert.deepEqual((await capture(page)).bytes, [...await readFile(captureOf('login'))]);
      await close();
    });

    test('says that its capture is damaged rather than showing another one', async () => {
      const { page, close } = await opened(text);
      await shownAfter(page, () => dropCapture(page, 'login'));
      const { path } = await save(page, { title: 'One' });
      await close();
      const saved = await readFile(path, 'utf8');
      const changed = await opened(saved.replace(/(data-part="capture\/[^>]*>.{200})(.)/, (_, before, one) => `${before}${one === 'a' ? 'b' : 'a'}`));
      await changed.page.locator('.damaged').waitFor();
      await changed.page.waitForFunction(() => /** @type {any} */ (document.querySelector('ftp-capture')).state === 'failed');
      await changed.close();
    });

    test('is made on a site as well', async () => {
      const site = await serveSite();
      const visited = await visit(browser, site.url);
      await shownAfter(visited.page, () => dropCapture(visited.page, 'login'));
      assert.ok(!site.log.some((path) => path.endsWith('ftpscope.html')), 'fetched before it was wanted');
      const { path } = await save(visited.page, { title: 'From a site' });
      assert.deepEqual(visited.complaints, []);
      await visited.close();
      await site.close();
      const { page, close } = await opened(await readFile(path, 'utf8'));
      await shown(page);
      assert.equal(await stateOf(page), 'shown');
      await close();
    });

    test('keys typed into the form do nothing else', async () => {
      const { page, close } = await opened(text);
      await shownAfter(page, () => dropCapture(page, 'login'));
      await page.locator('ftp-capture-packets tbody tr').first().waitFor();
      await page.locator('[data-deed=lesson]').click();
      await page.locator('dialog [name=title]').pressSequentially('jknp]/[');
      await page.keyboard.press('ArrowDown');
      assert.match(await page.locator('dialog [name=title]').inputValue(), /jknp\]\/\[$/);
      assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector('ftp-capture')).select), null);
      await close();
    });
  });
});
