/** What stands in the page that is one file, beside its markup: each part in a data block of its own. */

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
 * The data block of a part.
 * @param {string} name
 * @returns {HTMLScriptElement | null}
 */
export function blockOf(name) {
  return [...document.querySelectorAll('script')].find((script) => script.dataset['part'] === name) ?? null;
}
