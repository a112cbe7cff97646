/** Pages that use the npm package, made by each bundler and by none, opened in the browser. */

import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';
import { NO_BROWSER, launch } from '../support/browser.js';
import { captureOf } from '../support/drop.js';
import { serveSite } from '../support/site.js';
import { installedProject, run } from './installed.js';

/**
 * @import {Browser, Page} from 'playwright-core'
 * @import {Project} from './installed.js'
 */

const BODY = '<ftp-capture lang="en" loading="eager" src="login.pcap"></ftp-capture>';

/** Uses the element, and the core in a worker and on the page itself. */
const APP = `
import { FtpCaptureElement } from 'ftpscope';
import { openCapture } from 'ftpscope/core';

globalThis.sameClass = document.querySelector('ftp-capture') instanceof FtpCaptureElement;
const file = await (await fetch('login.pcap')).blob();
const worker = new Worker(new URL('./work.js', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => { globalThis.told = data; };
worker.onerror = ({ message }) => { globalThis.told = message; };
worker.postMessage(file);
const capture = await openCapture(file);
globalThis.toldHere = [capture.sessions(0, 9).length, capture.frame(1).row.number];
capture.free();
`;

const WORK = `
import { openCapture } from 'ftpscope/core';

addEventListener('message', async ({ data }) => {
  const capture = await openCapture(data);
  postMessage([capture.sessions(0, 9).length, capture.frame(1).row.number]);
});
`;

/** A port that nobody listens on. Vite does not tell its page one that the system chose. */
async function freePort() {
  const site = await serveSite({ folder: '.' });
  await site.close();
  return Number(new URL(site.url).port);
}

/**
 * @param {string} script Address of the page's script.
 * @param {string} [head]
 */
const pageOf = (script, head = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A lesson</title>
<link rel="icon" href="data:,">${head}<script type="module" src="${script}"></script>${BODY}`;

describe('pages that use the npm package', { skip: NO_BROWSER }, () => {
  /** @type {Project} */ let project;
  /** @type {Browser} */ let browser;

  before(async () => {
    project = await installedProject();
    project.put('src/app.js', APP);
    project.put('src/work.js', WORK);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    project?.remove();
  });

  /**
   * Opens a page and looks at what is on it.
   * @param {string} url
   * @param {{ withCore?: boolean }} [options] Whether the page uses the core, too.
   */
  async function look(url, { withCore = true } = {}) {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1000, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    /** @type {string[]} */
    const complaints = [];
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('response', (response) => { if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`); });
    await page.goto(url);
    await shown(page);
    if (withCore) {
      await page.waitForFunction(() => 'told' in globalThis && 'toldHere' in globalThis, null, { polling: 50 });
      const seen = await page.evaluate(() => {
        const { told, toldHere, sameClass } = /** @type {any} */ (globalThis);
        return { told, toldHere, sameClass };
      });
      assert.deepEqual(seen, { told: [1, 1], toldHere: [1, 1], sameClass: true });
    }
    assert.deepEqual(complaints, []);
    await context.close();
  }

  /**
   * The conversation is on the page, then its packets, its story, and both in the other language: all that is loaded
   * one after another was found.
   * @param {Page} page
   */
  async function shown(page) {
    const element = page.locator('ftp-capture');
    await element.getByText('USER', { exact: true }).first().waitFor();
    await element.evaluate((one) => /** @type {any} */ (one).ready);
    await element.locator('ftp-capture-packets tr[data-number="1"]').waitFor();
    await element.evaluate((one) => { one.setAttribute('view', 'story'); });
    await element.locator('ftp-capture-story li').first().waitFor();
    await element.evaluate((one) => { one.setAttribute('lang', 'vi'); });
    await element.getByText('phiên', { exact: false }).first().waitFor();
  }

  /**
   * Serves a folder while something is done with it.
   * @param {string} folder
   * @param {{ withCore?: boolean }} [options]
   */
  async function lookAt(folder, options) {
    cpSync(captureOf('login'), join(folder, 'login.pcap'));
    const site = await serveSite({ folder });
    try {
      await look(site.url, options);
    } finally {
      await site.close();
    }
  }

  test('none: the files of the package as they are', async () => {
    project.put('index.html', pageOf('node_modules/ftpscope/index.js'));
    await lookAt(project.folder, { withCore: false });
  });

  test('none: with an import map, the core too', async () => {
    project.put('index.html', pageOf('src/unbundled.js', `<script type="importmap">
      {"imports": {"ftpscope": "./node_modules/ftpscope/index.js", "ftpscope/core": "./node_modules/ftpscope/core.js"}}</script>`));
    project.put('src/unbundled.js', APP.replace('./work.js', './work-unbundled.js'));
    // Workers know no import maps.
    project.put('src/work-unbundled.js', WORK.replace('ftpscope/core', '../node_modules/ftpscope/core.js'));
    await lookAt(project.folder);
  });

  test('vite', async () => {
    project.put('index.html', pageOf('/src/app.js'));
    await vite.build({ root: project.folder, configFile: false, logLevel: 'error', build: { outDir: 'vite' } });
    await lookAt(join(project.folder, 'vite'));
  });

  test("vite's server for development", async () => {
    project.put('index.html', pageOf('/src/app.js'));
    cpSync(captureOf('login'), join(project.folder, 'login.pcap'));
    const port = await freePort();
    const server = await vite.createServer({
      root: project.folder, configFile: false, logLevel: 'error',
      server: { host: '127.0.0.1', port, strictPort: true },
    });
    try {
      await server.listen();
      await look(`http://127.0.0.1:${port}/`);
    } finally {
      await server.close();
    }
  });

  test('webpack', async () => {
    const output = join(project.folder, 'webpack');
    const compiler = webpack({
      context: project.folder, mode: 'production', entry: './src/app.js', output: { path: output, filename: 'app.js' }, performance: false,
    });
    const stats = await new Promise((resolve, reject) => {
      compiler?.run((error, result) => { compiler.close(() => (error ? reject(error) : resolve(result))); });
    });
    assert.ok(!stats.hasErrors() && !stats.hasWarnings(), stats.toString({ all: false, errors: true, warnings: true }));
    project.put('webpack/index.html', pageOf('app.js'));
    await lookAt(output);
  });

  test('esbuild, with the files copied that the text of the package tells', async () => {
    await esbuild.build({
      absWorkingDir: project.folder, entryPoints: ['src/app.js', 'src/work.js'], bundle: true, format: 'esm', outdir: 'dist', minify: true, logLevel: 'error',
    });
    const text = readFileSync(new URL('../../package/README.md', import.meta.url), 'utf8');
    const copy = /^cp -r .*$/m.exec(text)?.[0] ?? '';
    await run('sh', ['-c', copy], project.folder);
    assert.ok(existsSync(join(project.folder, 'dist/strings/en.json')));
    project.put('dist/index.html', pageOf('app.js'));
    await lookAt(join(project.folder, 'dist'));
  });

  test('a name of its own, with worker and module from addresses that the bundler gives', async () => {
    project.put('index.html', pageOf('/src/own.js').replaceAll('ftp-capture ', 'my-capture ').replaceAll('/ftp-capture>', '/my-capture>'));
    project.put('src/own.js', `
      import { FtpCaptureElement } from 'ftpscope/element';
      import worker from 'ftpscope/worker?url';
      import wasm from 'ftpscope/wasm?url';
      globalThis.known = customElements.get('ftp-capture') !== undefined;
      const element = document.querySelector('my-capture');
      Object.assign(element, { workerUrl: worker, wasmUrl: wasm });
      customElements.define('my-capture', class extends FtpCaptureElement {});
    `);
    await vite.build({ root: project.folder, configFile: false, logLevel: 'error', build: { outDir: 'own' } });
    const folder = join(project.folder, 'own');
    cpSync(captureOf('login'), join(folder, 'login.pcap'));
    const site = await serveSite({ folder });
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.locator('my-capture').getByText('USER', { exact: true }).first().waitFor();
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).known), false);
    await page.close();
    await site.close();
  });
});
