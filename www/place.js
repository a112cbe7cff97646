/** What the address of the page says after `#`: which sample, how it is looked at. Never a password. */

/**
 * @import {View} from './attributes.js'
 * @import {Language} from './words.js'
 */

/**
 * @typedef {object} Place
 * @property {string | null} sample
 * @property {View} view
 * @property {number | null} select Number of the packet that is opened.
 * @property {Language | null} lang Null where the reader did not choose one.
 */

/** @type {readonly View[]} */
const VIEWS = ['conversation', 'story', 'lab'];

/**
 * @param {string} hash With or without its `#`.
 * @returns {Place}
 */
export function readPlace(hash) {
  const told = new URLSearchParams(hash.replace(/^#/, ''));
  const lang = told.get('lang');
  const select = told.get('sel') ?? '';
  return {
    sample: told.get('sample'),
    view: VIEWS.find((view) => view === told.get('view')) ?? 'conversation',
    select: /^[1-9][0-9]{0,9}$/.test(select) ? Number(select) : null,
    lang: lang === 'en' || lang === 'vi' ? lang : null,
  };
}

/**
 * @param {Place} place
 * @returns {string} With its `#`; nothing where there is nothing to say.
 */
export function writePlace({ sample, view, select, lang }) {
  const told = new URLSearchParams();
  if (sample !== null) told.set('sample', sample);
  if (view !== 'conversation') told.set('view', view);
  if (select !== null) told.set('sel', String(select));
  if (lang !== null) told.set('lang', lang);
  const text = told.toString();
  return text === '' ? '' : `#${text}`;
}
