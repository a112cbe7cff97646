/** Marks bytes in the text of a packet. */

import { piecesOf } from './hex.js';

/** Name of the highlight; the style sheet has its colours. */
const NAME = 'ftp-capture-bytes';

/**
 * Marks bytes, and nothing else. Where the browser has no highlights the whole lines are marked.
 * @param {Element[]} lines
 * @param {number} start
 * @param {number} length
 */
export function highlight(lines, start, length) {
  const pieces = piecesOf(start, length);
  const marked = new Set(pieces.map(({ line }) => line));
  const fine = 'highlights' in CSS;
  lines.forEach((line, index) => line.classList.toggle('marked', !fine && marked.has(index)));
  if (!fine) return;
  const ranges = pieces.flatMap(({ line, from, to }) => {
    const text = [...(lines[line]?.childNodes ?? [])].find((node) => node.nodeType === Node.TEXT_NODE);
    return text === undefined ? [] : [new StaticRange({ startContainer: text, startOffset: from, endContainer: text, endOffset: to })];
  });
  CSS.highlights.set(NAME, new Highlight(...ranges));
}
