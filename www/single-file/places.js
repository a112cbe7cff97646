/** Where the parts are in the page that is one file: in itself. */

import { CAPTURES, unpackCapture } from './capture.js';
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

/** @type {Record<Language, { first: Tree, rest: Tree }> | null} */
let words = null;

/**
 * @param {Language} language
 * @param {'first' | 'rest'} part
 * @returns {Promise<Tree>}
 */
export async function fetchWords(language, part) {
  words ??= /** @type {Record<Language, { first: Tree, rest: Tree }>} */ (JSON.parse(new TextDecoder().decode(partOf('words'))));
  return words[language][part];
}

/**
 * @param {string} url Path of a sample, or of the capture of a lesson; the policy of the file lets nothing be fetched.
 * @returns {Promise<Blob>}
 * @throws {Error} Where there is none, or it is damaged.
 */
export async function fetchCapture(url) {
  const path = url.replace(/^\.\//, '');
  return path.startsWith(CAPTURES) ? unpackCapture(path) : new Blob([partOf(path)]);
}

/** @returns {Promise<string | Document>} */
export async function fetchSingle() {
  return document;
}
