/**
 * The static site's own script: everything outside of the element. It owns the language of the document,
 * the hash, and files that are dropped or pasted beside the element.
 */

import { SAMPLES } from './samples.js';
import { chooseLanguage } from './words.js';
import { beginOffline } from './offline/begin.js';
import { FtpCaptureElement } from './public/ftp-capture.js';

/** Where the chosen language is remembered, where the browser allows it. */
const LANGUAGE_KEY = 'ftpscope-language';

/** What the page needs and the oldest browsers it is made for have. */
const CAPABLE = 'adoptedStyleSheets' in Document.prototype && 'hasOwn' in Object && 'container' in document.documentElement.style;

/** @returns {string | null} */
function rememberedLanguage() {
  try {
    return localStorage.getItem(LANGUAGE_KEY);
  } catch {
    return null;
  }
}

/** @param {string} language */
function rememberLanguage(language) {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(LANGUAGE_KEY, language);
  } catch {
    // Storage is not to be had in a sandboxed frame; the language then lasts as long as the page.
  }
}

/** @param {FtpCaptureElement} element */
function openFromHash(element) {
  const id = new URLSearchParams(location.hash.slice(1)).get('sample');
  const sample = SAMPLES.find((known) => known.id === id);
  if (sample) void element.openUrl(sample.url);
}

/** @param {FtpCaptureElement} element */
function takeFiles(element) {
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    element.openFiles(event.dataTransfer?.files);
  });
  document.addEventListener('paste', (event) => {
    const files = event.clipboardData?.files;
    if (!event.defaultPrevented && files && files.length > 0) element.openFiles(files);
  });
}

/** @param {FtpCaptureElement} element */
function followElement(element) {
  element.addEventListener('ftp-capture-language', (event) => {
    rememberLanguage(/** @type {CustomEvent<{ language: string }>} */ (event).detail.language);
  });
  element.addEventListener('ftp-capture-open', (event) => {
    const { sample } = /** @type {CustomEvent<{ sample?: string }>} */ (event).detail;
    history.replaceState(null, '', sample === undefined ? location.pathname + location.search : `#sample=${sample}`);
  });
}

if (CAPABLE) {
  document.documentElement.lang = chooseLanguage([rememberedLanguage(), ...navigator.languages]);
  customElements.define('ftp-capture', FtpCaptureElement);
  const element = document.querySelector('ftp-capture');
  if (element instanceof FtpCaptureElement) {
    element.samples = SAMPLES;
    followElement(element);
    takeFiles(element);
    beginOffline(element);
    openFromHash(element);
    addEventListener('hashchange', () => openFromHash(element));
  }
}
