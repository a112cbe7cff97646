/** The shape in which the page is tested: the site on a server, or the one file that is opened from the disk. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST, serveSite } from './site.js';
import { notHere } from './suite.js';

/**
 * @import {Site} from './site.js'
 */

/** Path of the page that is one file. */
export const SINGLE = join(DIST, '../ftpscope.html');

const NAME = process.env['FTPSCOPE_SHELL'] ?? 'site';
if (!['site', 'file'].includes(NAME)) throw new Error(`FTPSCOPE_SHELL is site or file, not ${NAME}`);

/** Whether the page comes from a server. */
export const IS_SERVED = NAME === 'site';

/** Why a test about the server's part cannot run, or false. */
export const NOT_SERVED = IS_SERVED ? false : notHere('a page that is one file has no server');

/** Why a test of what only the full module does cannot run, or false. */
export const NOT_FULL = IS_SERVED ? false : notHere('a page that is one file has no full module');

/** Why a test that opens what it is about by itself need not run again, or false. */
export const SAME_IN_EACH = IS_SERVED ? false : notHere('what it opens is the same in each shape of the page, and tested with the site');

/**
 * The page, ready to be visited.
 * @returns {Promise<Site>}
 */
export async function openShell() {
  if (IS_SERVED) return serveSite();
  if (!existsSync(SINGLE)) throw new Error(`${SINGLE} is not built`);
  return { url: pathToFileURL(SINGLE).href, log: [], close: async () => {} };
}
