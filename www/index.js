/**
 * The static site's own script: everything outside of the element, which `define.js` makes known after it. It owns the language of the document,
 * the hash, and files that are dropped or pasted beside the element.
 */

import { PageHistory } from './history.js';
import { readPlace } from './place.js';
import { SAMPLES } from './samples.js';
import { chooseLanguage } from './words.js';
import { beginOffline } from './offline/begin.js';

/**
 * @import {FtpCaptureElement} from './public/ftp-capture.js'
 * @import {Language} from './words.js'
 */

/** Where the chosen language is remembered, where the browser allows it. */
const LANGUAGE_KEY = 'ftpscope-language';

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

// This runs before the element comes alive: it finds the language and the samples there.
const element = /** @type {FtpCaptureElement | null} */ (document.querySelector('ftp-capture'));
document.documentElement.lang = chooseLanguage([
  readPlace(location.hash).lang, element?.getAttribute('lang'), rememberedLanguage(), ...navigator.languages,
]);
if (element) {
  element.samples = SAMPLES;
  // Never where the browser is too old for the element.
  void customElements.whenDefined('ftp-capture').then(() => {
    takeFiles(element);
    beginOffline(element);
    const places = new PageHistory(element);
    element.addEventListener('ftp-capture-language', (event) => {
      const { language } = /** @type {CustomEvent<{ language: Language }>} */ (event).detail;
      rememberLanguage(language);
      places.speak(language);
    });
    void places.start();
  });
}
