/** A lesson: the page that is one file, with a capture, remarks and a view of its own in it. */

import { CAPTURES, packCapture } from './capture.js';
import { singlePage } from './page.js';
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
 * What a page that is one file is made of.
 * @param {Document} page
 * @returns {Single | null} Null where it is no such page.
 */
export function readSingle(page) {
  const policy = page.querySelector('meta[http-equiv=Content-Security-Policy]')?.getAttribute('content');
  const style = page.querySelector('style[data-single]')?.textContent;
  const loader = page.querySelector('script[data-loader]')?.textContent;
  if (!policy || !style || !loader) return null;
  /** @type {Map<string, Part>} */
  const parts = new Map();
  for (const { dataset, text } of page.querySelectorAll('script')) {
    const { part, crc32 } = dataset;
    // The capture of the lesson before stays behind.
    if (part !== undefined && crc32 !== undefined && !part.startsWith(CAPTURES)) parts.set(part, { text, crc32: Number(crc32) });
  }
  return { policy, style, loader, parts };
}

/**
 * @param {Single} single
 * @param {Lesson} lesson
 * @returns {Promise<Blob | null>} Null where the capture is too large.
 */
export async function lessonOf(single, { file, language, title, introduction, notes, view, select }) {
  const text = await packCapture(file);
  if (text === null) return null;
  const src = CAPTURES + encodeURIComponent(file.name);
  const page = singlePage(template, { ...single, parts: new Map([...single.parts, [src, { text, crc32: 0 }]]) }, {
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
