/** A lesson: the page that is one file, with a capture, remarks and a view of its own in it. */

import { CAPTURES, packCapture } from './capture.js';
import { readPage, singlePage } from './page.js';
import template from './single.html';

/**
 * @import {Part, Single} from './page.js'
 */

/**
 * @typedef {object} Lesson
 * @property {File} file The capture.
 * @property {string} language
 * @property {string} title
 * @property {string} introduction
 * @property {{ frame: number, text: string }[]} notes
 * @property {string} view
 * @property {number | null} select The packet that is opened.
 */

/**
 * What a page that is one file is made of. The capture of a lesson stays behind.
 * @param {string | Document} page Its text, or itself.
 * @returns {Single | null} Null where it is no such page.
 */
export function readSingle(page) {
  const single = typeof page === 'string' ? readPage(page) : readDocument(page);
  for (const name of single?.parts.keys() ?? []) {
    if (name.startsWith(CAPTURES)) single?.parts.delete(name);
  }
  return single;
}

/**
 * @param {Document} page
 * @returns {Single | null}
 */
function readDocument(page) {
  const policy = page.querySelector('meta[http-equiv=Content-Security-Policy]')?.getAttribute('content');
  const style = page.querySelector('style')?.textContent;
  const loader = page.querySelector('script[data-loader]')?.textContent;
  if (!policy || !style || !loader) return null;
  /** @type {Map<string, Part>} */
  const parts = new Map();
  for (const { dataset: { part, crc32 }, text } of page.querySelectorAll('script')) {
    if (part !== undefined && crc32 !== undefined) parts.set(part, { text, crc32: Number(crc32) });
  }
  return { policy, style, loader, parts };
}

/**
 * @param {Single} single
 * @param {Lesson} lesson
 * @returns {Promise<Blob | null>} Null where the capture is too large.
 */
export async function lessonOf(single, { file, language, title, introduction, notes, view, select }) {
  const capture = await packCapture(file);
  if (capture === null) return null;
  const src = CAPTURES + encodeURIComponent(file.name);
  const page = singlePage(template, { ...single, parts: new Map([...single.parts, [src, capture]]) }, {
    language,
    title,
    introduction,
    notes,
    attributes: {
      src, lang: language, view, height: 'auto', panes: 'header choose capture talk transfers oddities packets lesson',
      ...(select === null ? {} : { select: String(select) }),
    },
  });
  return new Blob([page], { type: 'text/html' });
}

/**
 * @param {string} title
 * @returns {string} Name of a lesson's file.
 */
export function lessonName(title) {
  const base = title.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return `${base === '' ? 'ftpscope' : base}.html`;
}
