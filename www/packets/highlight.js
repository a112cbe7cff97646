/** Marks bytes in the text of a packet. */

import { piecesOf } from './hex.js';

/** Names of the highlights; the style sheet has their colours. */
const CHOSEN = 'ftp-capture-bytes';
const MASKED = 'ftp-capture-masked';

/** The marks of one list of bytes. The browser keeps marks by name for the whole document: others may have some, too. */
export class ByteMarks {
  /** @type {Map<string, StaticRange[]>} */ #own = new Map();

  /**
   * Marks the bytes of the chosen field, and those that are masked, in the place of what was marked. Where the
   * browser has no highlights the whole lines of the field are marked.
   * @param {Element[]} lines
   * @param {[start: number, length: number]} chosen
   * @param {[start: number, length: number][]} masked
   */
  mark(lines, chosen, masked) {
    const fine = 'highlights' in CSS;
    const marked = new Set(piecesOf(...chosen).map(({ line }) => line));
    lines.forEach((line, index) => line.classList.toggle('marked', !fine && marked.has(index)));
    if (!fine) return;
    this.#exchange(CHOSEN, rangesOf(lines, [chosen]));
    this.#exchange(MASKED, rangesOf(lines, masked));
  }

  /** Takes all marks away. */
  clear() {
    for (const name of this.#own.keys()) this.#exchange(name, []);
  }

  /**
   * @param {string} name
   * @param {StaticRange[]} ranges
   */
  #exchange(name, ranges) {
    const highlight = CSS.highlights.get(name) ?? new Highlight();
    if (name === CHOSEN) highlight.priority = 1;
    CSS.highlights.set(name, highlight);
    for (const range of this.#own.get(name) ?? []) highlight.delete(range);
    for (const range of ranges) highlight.add(range);
    this.#own.set(name, ranges);
  }
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
