/** Marks bytes in the text of a packet. */

import { piecesOf } from './hex.js';

/** Names of the highlights; the style sheet has their colours. */
const CHOSEN = 'ftp-capture-bytes';
const MASKED = 'ftp-capture-masked';

/**
 * Marks the bytes of the chosen field, and those that are masked. Where the browser has no highlights the
 * whole lines of the field are marked.
 * @param {Element[]} lines
 * @param {[start: number, length: number]} chosen
 * @param {[start: number, length: number][]} masked
 */
export function markBytes(lines, chosen, masked) {
  const fine = 'highlights' in CSS;
  const marked = new Set(piecesOf(...chosen).map(({ line }) => line));
  lines.forEach((line, index) => line.classList.toggle('marked', !fine && marked.has(index)));
  if (!fine) return;
  const field = new Highlight(...rangesOf(lines, [chosen]));
  field.priority = 1;
  CSS.highlights.set(CHOSEN, field);
  CSS.highlights.set(MASKED, new Highlight(...rangesOf(lines, masked)));
}

/**
 * @param {Element[]} lines
 * @param {[start: number, length: number][]} bytes
 */
function rangesOf(lines, bytes) {
  return bytes.flatMap(([start, length]) => piecesOf(start, length)).flatMap(({ line, from, to }) => {
    const text = [...(lines[line]?.childNodes ?? [])].find((node) => node.nodeType === Node.TEXT_NODE);
    return text === undefined ? [] : [new StaticRange({ startContainer: text, startOffset: from, endContainer: text, endOffset: to })];
  });
}
