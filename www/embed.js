/**
 * The script of `embed.html`, a page for iframes: settings from its address, what the reader looks at in its hash, its
 * height to the page around it.
 */

/**
 * @import {FtpCaptureElement} from './public/ftp-capture.js'
 */

import { readPlace, writePlace } from './place.js';
import { chooseLanguage } from './words.js';

/** Attributes of the element that the address may set. What is not named here is not heard. */
const SETTINGS = ['src', 'frames', 'session', 'view', 'select', 'collapsed', 'lang', 'theme', 'reveal-passwords', 'panes', 'height', 'questions'];

const wishes = new URLSearchParams(location.search);
const element = /** @type {FtpCaptureElement | null} */ (document.querySelector('ftp-capture'));
document.documentElement.lang = chooseLanguage([wishes.get('lang'), ...navigator.languages]);
document.documentElement.dataset['theme'] = wishes.get('theme') ?? '';
for (const name of SETTINGS) {
  const wish = wishes.get(name);
  if (wish !== null) element?.setAttribute(name, wish);
}

/** Looks at what the hash says, where it says something. */
function follow() {
  if (location.hash === '') return;
  const { view, select } = readPlace(location.hash);
  element?.setAttribute('view', view);
  if (select === null) element?.removeAttribute('select');
  else element?.setAttribute('select', String(select));
}

follow();
addEventListener('hashchange', follow);
// No entry of the history: Back is for the page around.
element?.addEventListener('ftp-capture-place', (event) => {
  const looked = /** @type {CustomEvent} */ (event).detail;
  location.replace(writePlace({ sample: null, file: null, lang: null, ...looked }) || '#');
});

/** Tells the page around how high a frame needs to be, so that it need not scroll in itself. */
function tellHeight() {
  parent.postMessage({ type: 'ftpscope-height', height: Math.ceil(element?.getBoundingClientRect().height ?? 0) }, '*');
}

if (element && parent !== window) new ResizeObserver(tellHeight).observe(element);
