/** Firefox as it is installed, driven over WebDriver BiDi (W3C), which it speaks itself. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { firefox } from 'playwright-core';

/**
 * @import {Browser} from 'playwright-core'
 */

/** Path of the browser. */
const FIREFOX = process.env['FIREFOX'] ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync) ?? '';

/** Why there is no Firefox to test with, or false. Given to `skip` of node:test. */
export const NO_FIREFOX = existsSync(FIREFOX) ? false : 'no Firefox is installed';

/** What starts it, and answers in its place what it does not know. */
const SHIM = fileURLToPath(new URL('./firefox-shim.js', import.meta.url));

/**
 * Nothing of the browser's own may use the network: all but this machine is behind a proxy that is not there.
 * @type {Record<string, string | number | boolean>}
 */
const PREFERENCES = {
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
};

/** Values of `layout.css.prefers-color-scheme.content-override`. */
const SCHEMES = { dark: 0, light: 1 };

/**
 * Starts Firefox with an empty profile.
 * @param {{ colorScheme?: 'light' | 'dark' }} [options] The colour scheme is one of the whole browser here.
 * @returns {Promise<Browser>}
 */
export function launchFirefox({ colorScheme = 'light' } = {}) {
  return firefox.launch({
    // playwright-core drives its own build by this name, and the installed one only by a channel.
    channel: 'moz-firefox',
    executablePath: SHIM,
    headless: true,
    env: { ...process.env, FIREFOX, FTPSCOPE_COLOUR_SCHEME: colorScheme },
    firefoxUserPrefs: { ...PREFERENCES, 'layout.css.prefers-color-scheme.content-override': SCHEMES[colorScheme] },
  });
}
