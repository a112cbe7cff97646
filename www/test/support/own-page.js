/** A folder with the built site in which tests write pages of their own, under the least policy that the element needs. */

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './browser.js';
import { captureOf } from './drop.js';
import { DIST, serveSite } from './site.js';

/**
 * @import {Browser, BrowserContextOptions, Page} from 'playwright-core'
 * @import {Site} from './site.js'
 */

/** The least that a policy has to allow. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types ftpscope lit-html";

/**
 * @typedef {object} OwnPage
 * @property {Page} page
 * @property {string[]} complaints Errors and warnings of the console, exceptions.
 * @property {() => Promise<void>} close
 */

/** A site of a test's own. */
export class OwnSite {
  /**
   * @param {string} folder
   * @param {Browser} browser
   * @param {Site} site
   */
  constructor(folder, browser, site) {
    this.folder = folder;
    this.browser = browser;
    this.site = site;
  }

  /**
   * @param {Record<string, string>} captures Cases in `tests/captures/` under the names that pages give them.
   */
  static async open(captures = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'ftpscope-page-'));
    cpSync(DIST, folder, { recursive: true });
    for (const [name, id] of Object.entries(captures)) cpSync(captureOf(id), join(folder, name));
    return new OwnSite(folder, await launch(), await serveSite({ folder }));
  }

  /**
   * A page with these elements, opened.
   * @param {string} body
   * @param {{ head?: string, context?: BrowserContextOptions, policy?: string, scripts?: string[] }} [options]
   * @returns {Promise<OwnPage>}
   */
  async show(body, { head = '', context: wishes = {}, policy = POLICY, scripts = ['ftp-capture.js'] } = {}) {
    const name = `page-${Math.random()}.html`;
    writeFileSync(join(this.folder, name), `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
      <title>A lesson</title>${head}${scripts.map((script) => `<script type="module" src="${script}"></script>`).join('')}<body>${body}`);
    const context = await this.browser.newContext({ viewport: { width: 1000, height: 700 }, ...wishes });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    /** @type {string[]} */
    const complaints = [];
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    this.site.log.length = 0;
    await page.goto(this.site.url + name);
    return { page, complaints, close: () => context.close() };
  }

  async close() {
    await this.browser.close();
    await this.site.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Waits until an element is in a state and nothing of it is left to be fetched.
 * @param {Page} page
 * @param {string} [selector]
 * @param {string} [state]
 */
export async function until(page, selector = 'ftp-capture', state = 'shown') {
  await page.waitForFunction(([wanted, phase]) => /** @type {any} */ (document.querySelector(wanted ?? ''))?.state === phase, [selector, state], { polling: 50 });
  await page.evaluate((wanted) => /** @type {any} */ (document.querySelector(wanted)).ready, selector);
}
