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
 * The page that is one file, of which lessons are made. Parsed by the browser, without a way from its text to this page's markup.
 * @returns {Promise<Document>}
 */
export function fetchSingle() {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', new URL('./ftpscope.html', import.meta.url));
    request.responseType = 'document';
    request.addEventListener('load', () => {
      if (request.status === 200 && request.responseXML) resolve(request.responseXML);
      else reject(new Error(`${request.status} ftpscope.html`));
    });
    request.addEventListener('error', () => reject(new Error('ftpscope.html is not reached')));
    request.send();
  });
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
