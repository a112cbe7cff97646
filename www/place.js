/** What the address of the page says after `#`: which sample or file, how it is looked at. Never a password. */

/**
 * @import {View} from './attributes.js'
 * @import {FileMark} from './file-mark.js'
 * @import {Language} from './words.js'
 */

/**
 * @typedef {object} Place
 * @property {string | null} sample
 * @property {FileMark | null} file One that the reader gave.
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
    file: readMark(told),
    view: VIEWS.find((view) => view === told.get('view')) ?? 'conversation',
    select: /^[1-9][0-9]{0,9}$/.test(select) ? Number(select) : null,
    lang: lang === 'en' || lang === 'vi' ? lang : null,
  };
}

/**
 * @param {Place} place
 * @returns {string} With its `#`; nothing where there is nothing to say.
 */
export function writePlace({ sample, file, view, select, lang }) {
  const told = new URLSearchParams();
  if (sample !== null) told.set('sample', sample);
  if (file !== null) {
    told.set('file', file.name);
    told.set('size', String(file.size));
    if (file.sha256 !== null) told.set('sha256', file.sha256);
  }
  if (view !== 'conversation') told.set('view', view);
  if (select !== null) told.set('sel', String(select));
  if (lang !== null) told.set('lang', lang);
  const text = told.toString();
  return text === '' ? '' : `#${text}`;
}

/** Characters of a name that are read. */
const LONGEST_NAME = 255;

/**
 * @param {URLSearchParams} told
 * @returns {FileMark | null}
 */
function readMark(told) {
  const name = told.get('file');
  const size = told.get('size') ?? '';
  if (!name || !/^[0-9]{1,15}$/.test(size)) return null;
  const sha256 = told.get('sha256') ?? '';
  return { name: name.slice(0, LONGEST_NAME), size: Number(size), sha256: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null };
}
