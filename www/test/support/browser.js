/** The browser and a page on which every complaint is kept. */

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { NO_FIREFOX, launchFirefox } from './firefox.js';
import { notHere } from './suite.js';

/**
 * @import {Browser, BrowserContextOptions, Page} from 'playwright-core'
 */

/** Path of the browser. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const NAME = process.env['FTPSCOPE_BROWSER'] ?? 'chromium';
if (!['chromium', 'firefox'].includes(NAME)) throw new Error(`FTPSCOPE_BROWSER is chromium or firefox, not ${NAME}`);

/** Whether the tests run in Firefox, and not in Chromium. */
export const IS_FIREFOX = NAME === 'firefox';

const NO_CHROMIUM = existsSync(CHROMIUM) ? false : `no Chromium at ${CHROMIUM}`;

/** Why there is no browser to test with, or false. Given to `skip`. */
export const NO_BROWSER = IS_FIREFOX ? NO_FIREFOX : NO_CHROMIUM;

/**
 * Why a test cannot run in Firefox, or false in Chromium.
 * @param {string} why
 */
export const notInFirefox = (why) => (IS_FIREFOX ? notHere(why) : false);

/** Why a test that saves a file cannot run, or false. */
export const NO_DOWNLOADS = notInFirefox('over WebDriver BiDi the tests hear of no downloads there');

/** Nothing of the browser's own may use the network. */
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/**
 * Starts the browser with an empty profile.
 * @param {string} [executablePath] Of Chromium.
 * @returns {Promise<Browser>}
 */
export function launch(executablePath = CHROMIUM) {
  return IS_FIREFOX ? launchFirefox() : chromium.launch({ executablePath, args: FLAGS });
}

/**
 * @typedef {object} Visit
 * @property {Page} page
 * @property {string[]} complaints Errors and warnings of the console, exceptions, violations of the policy.
 * @property {() => Promise<void>} close
 */

/**
 * A new page on a site, ready for a file.
 * @param {Browser} browser
 * @param {string} url
 * @param {BrowserContextOptions} [options]
 * @returns {Promise<Visit>}
 */
export async function visit(browser, url, options = {}) {
  // Firefox has one colour scheme for all its pages: a page in the other one is in a Firefox of its own.
  const own = IS_FIREFOX && options.colorScheme === 'dark' ? await launchFirefox({ colorScheme: 'dark' }) : null;
  const context = await (own ?? browser).newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  /** @type {string[]} */
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto(url);
  if (options.javaScriptEnabled !== false) await ready(page);
  return { page, complaints, close: () => own?.close() ?? context.close() };
}

/**
 * Waits until nothing is left to be fetched.
 * @param {Page} page
 */
export async function ready(page) {
  await page.locator('ftp-capture header').waitFor();
  await page.evaluate(() => /** @type {any} */ (document.querySelector('ftp-capture')).ready);
}
