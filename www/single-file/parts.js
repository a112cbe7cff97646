/** What stands in the page that is one file, beside its markup: each part in a data block of its own. */

import { crc32 } from './crc32.js';
import { fromPrintable } from './printable.js';

/**
 * What the loader leaves to the program.
 * @typedef {object} FileParts
 * @property {(name: string) => Uint8Array<ArrayBuffer> | null} unpack Bytes of a part; null where there is none of this name.
 * @property {boolean} isAlive Set by the program: it runs.
 */

/** Under this name of `globalThis`. */
export const PARTS = 'ftpscopeFile';

/** @returns {FileParts} */
export function fileParts() {
  return /** @type {any} */ (globalThis)[PARTS];
}

/**
 * Bytes of a part as they stand in the page, packed. Where they are not those that were put in, the page says so.
 * @param {string} name
 * @returns {Uint8Array<ArrayBuffer> | null} Null where there is none of this name.
 * @throws {Error} Where it was changed.
 */
export function packedPart(name) {
  const block = [...document.querySelectorAll('script')].find(({ dataset }) => dataset['part'] === name);
  if (block === undefined) return null;
  try {
    const bytes = fromPrintable(block.text);
    if (crc32(bytes) !== Number(block.dataset['crc32'])) throw new Error(`${name} is damaged`);
    return bytes;
  } catch (error) {
    sayDamaged();
    throw error;
  }
}

/** Shows what stands in the page for this case. */
export function sayDamaged() {
  document.documentElement.dataset['damaged'] = '';
}
