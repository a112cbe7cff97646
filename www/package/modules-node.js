/** Where the core has its modules from in Node, which fetches nothing from the disk. */

import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { compile } from '../worker/program.js';

/**
 * @param {string | URL} address A path of the disk, too.
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileAt(address) {
  const url = typeof address === 'string' && !URL.canParse(address) ? pathToFileURL(address) : new URL(address);
  return url.protocol === 'file:' ? WebAssembly.compile(await readFile(url)) : compile(url.href);
}

/** @returns {Promise<WebAssembly.Module>} */
export function compileFull() {
  return compileAt(new URL('./ftpscope_full_bg.wasm', import.meta.url));
}
