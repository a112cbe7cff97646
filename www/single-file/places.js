/** Where the parts are in the page that is one file: in itself. */

import { fileParts } from './parts.js';

/**
 * @import {ProgramPlaces} from '../types/messages.js'
 * @import {Language, Tree} from '../words.js'
 */

/**
 * @param {string} name
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {Error} Where the file is damaged.
 */
function partOf(name) {
  const part = fileParts().unpack(name);
  if (part === null) throw new Error(`no ${name} in this file`);
  return part;
}

/** @type {string | null} */
let worker = null;

/** @returns {string} */
export function workerPlace() {
  return worker ??= URL.createObjectURL(new Blob([partOf('worker')], { type: 'text/javascript' }));
}

/** @returns {Promise<ProgramPlaces>} */
export async function programPlaces() {
  return { first: partOf('module').buffer, detailed: true, full: null };
}

/** @type {Record<Language, Tree> | null} */
let words = null;

/**
 * @param {Language} language
 * @param {'first' | 'rest'} part
 * @returns {Promise<Tree>}
 */
export async function fetchWords(language, part) {
  words ??= /** @type {Record<Language, Tree>} */ (JSON.parse(new TextDecoder().decode(partOf('words'))));
  return part === 'first' ? words[language] : {};
}

/**
 * @param {string} url Path of a sample; the policy of the file lets nothing be fetched.
 * @returns {Promise<Blob>}
 */
export async function fetchCapture(url) {
  return new Blob([partOf(url.replace(/^\.\//, ''))]);
}
