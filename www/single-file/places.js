/** Where the parts are in the page that is one file: in itself. */

import { fileIn, treeIn } from './bundle.js';
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

/** @type {Map<Language, Record<'first' | 'rest', Tree>>} */
const words = new Map();

/**
 * @param {Language} language
 * @param {'first' | 'rest'} part
 * @returns {Promise<Tree>}
 */
export async function fetchWords(language, part) {
  const known = words.get(language) ?? /** @type {Record<'first' | 'rest', Tree>} */ (treeIn(partOf('words'), language));
  words.set(language, known);
  return known[part];
}

/**
 * @param {string} url Path of a sample, or of the capture of a lesson; the policy of the file lets nothing be fetched.
 * @returns {Promise<Blob>}
 * @throws {Error} Where there is none, or it is damaged.
 */
export async function fetchCapture(url) {
  if (url.startsWith(CAPTURES)) return unpackCapture(url);
  const sample = fileIn(partOf('samples'), url);
  if (sample === null) throw new Error(`no ${url} in this file`);
  return new Blob([sample]);
}

/** @returns {Promise<string | Document>} */
export async function fetchSingle() {
  return document;
}
