/** Where the parts are that are not in the page's scripts. Written out one by one, so that bundlers find them. */

/**
 * @import {ProgramPlaces} from './types/messages.js'
 * @import {Language, Tree} from './words.js'
 */

/** @returns {string} */
export function workerPlace() {
  return new URL('./ftpscope.worker.js', import.meta.url).href;
}

/** @returns {Promise<ProgramPlaces>} */
export async function programPlaces() {
  return {
    first: new URL('./ftpscope_bg.wasm', import.meta.url).href,
    detailed: false,
    full: new URL('./ftpscope_full_bg.wasm', import.meta.url).href,
  };
}

/**
 * Words of a language: those of a first look, and all others.
 * @type {Record<Language, { first: () => URL, rest: () => URL }>}
 */
const WORDS = {
  en: {
    first: () => new URL('./strings/en.json', import.meta.url),
    rest: () => new URL('./strings/en-rest.json', import.meta.url),
  },
  vi: {
    first: () => new URL('./strings/vi.json', import.meta.url),
    rest: () => new URL('./strings/vi-rest.json', import.meta.url),
  },
};

/**
 * @param {Language} language
 * @param {'first' | 'rest'} part
 * @returns {Promise<Tree>}
 */
export async function fetchWords(language, part) {
  const response = await fetch(WORDS[language][part]());
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.json();
}

/**
 * The page that is one file, of which lessons are made.
 * @returns {Promise<string | Document>} Its text, or itself.
 */
export async function fetchSingle() {
  return (await fetchCapture(new URL('./ftpscope.html', import.meta.url).href)).text();
}

/**
 * @param {string} url Of a capture.
 * @returns {Promise<Blob>}
 * @throws {TypeError} Where the host is not reached, or does not allow it.
 * @throws {Error} Where it has no such file.
 */
export async function fetchCapture(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.blob();
}
