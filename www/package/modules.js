/** Where the core has its modules from in browsers. The build puts `modules-node.js` in its place for Node. */

import { compile } from '../worker/program.js';

/**
 * @param {string | URL} address
 * @returns {Promise<WebAssembly.Module>}
 */
export function compileAt(address) {
  return compile(String(address));
}

/** @returns {Promise<WebAssembly.Module>} */
export function compileFull() {
  return compileAt(new URL('./ftpscope_full_bg.wasm', import.meta.url));
}
