/** The script of `embed.html`, a page for iframes: settings from its address, its height to the page around it. */

import { chooseLanguage } from './words.js';

/** Attributes of the element that the address may set. What is not named here is not heard. */
const SETTINGS = ['src', 'frames', 'session', 'view', 'select', 'collapsed', 'lang', 'theme', 'reveal-passwords', 'panes', 'height', 'questions'];

const wishes = new URLSearchParams(location.search);
const element = document.querySelector('ftp-capture');
document.documentElement.lang = chooseLanguage([wishes.get('lang'), ...navigator.languages]);
document.documentElement.dataset['theme'] = wishes.get('theme') ?? '';
for (const name of SETTINGS) {
  const wish = wishes.get(name);
  if (wish !== null) element?.setAttribute(name, wish);
}

/** Tells the page around how high a frame needs to be, so that it need not scroll in itself. */
function tellHeight() {
  parent.postMessage({ type: 'ftpscope-height', height: Math.ceil(element?.getBoundingClientRect().height ?? 0) }, '*');
}

if (element && parent !== window) new ResizeObserver(tellHeight).observe(element);
