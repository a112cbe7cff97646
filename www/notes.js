/** The remarks of a page's author: `<ftp-note frame="9">` in `<ftp-capture>`. They stay where the page can style them. */

/**
 * @import {Step} from './types/model.js'
 */

/**
 * What of a conversation has packets: a command or a reply.
 * @typedef {{ frame: number, first_frame: number }} Line
 */

/** Name of the slot of notes that name no packet. */
const NO_FRAME = 'note-';

/** Follows the notes of one element. */
export class Notes {
  #host;
  /** @type {Set<Element>} Children that stand in a slot of ours. */ #slotted = new Set();

  /**
   * @param {HTMLElement} host
   * @param {() => void} changed
   */
  constructor(host, changed) {
    this.#host = host;
    /**
     * Packets that have notes, in order.
     * @type {number[]}
     */
    this.frames = [];
    /** Whether there are notes that name no packet. */
    this.hasOthers = false;
    this.#read();
    new MutationObserver(() => {
      this.#read();
      changed();
    }).observe(host, { childList: true, subtree: true, attributes: true, attributeFilter: ['frame'] });
  }

  #read() {
    /** @type {Map<Element, string>} */
    const wanted = new Map();
    for (const note of this.#host.querySelectorAll('ftp-note')) {
      const child = childWith(this.#host, note);
      // A paragraph that a page's generator puts around a note goes with it.
      if (child !== null && !wanted.has(child)) wanted.set(child, slotOf(note.getAttribute('frame')));
    }
    for (const child of this.#slotted) if (!wanted.has(child)) child.removeAttribute('slot');
    for (const [child, slot] of wanted) if (child.slot !== slot) child.slot = slot;
    this.#slotted = new Set(wanted.keys());
    const names = [...new Set(wanted.values())];
    this.hasOthers = names.includes(NO_FRAME);
    this.frames = names.filter((name) => name !== NO_FRAME).map((name) => Number(name.slice(NO_FRAME.length))).sort((a, b) => a - b);
  }
}

/**
 * Which lines of a conversation notes stand below: a packet can hold several, its notes stand below the first.
 * @template {Line} L
 * @param {readonly number[]} frames Packets that have notes.
 * @param {Iterable<L>} lines
 * @returns {Map<L, number[]>}
 */
export function placesOfNotes(frames, lines) {
  const left = new Set(frames);
  /** @type {Map<L, number[]>} */
  const places = new Map();
  for (const line of lines) {
    if (left.size === 0) break;
    const here = [...new Set([line.first_frame, line.frame])].filter((frame) => left.delete(frame));
    if (here.length > 0) places.set(line, here);
  }
  return places;
}

/**
 * Which steps of a story notes stand in: each in the first one that names its packet.
 * @param {readonly number[]} frames Packets that have notes.
 * @param {readonly Step[]} steps
 * @returns {Map<Step, number[]>}
 */
export function placesInStory(frames, steps) {
  /** @type {Map<Step, number[]>} */
  const places = new Map();
  for (const frame of frames) {
    const step = steps.find(({ facts }) => facts.some((fact) => fact.frames.some(([first, last]) => first <= frame && frame <= last)));
    if (step) places.set(step, [...places.get(step) ?? [], frame]);
  }
  return places;
}

/**
 * The child of the host that is a note or holds it; null where the note is another capture's.
 * @param {Element} host
 * @param {Element} note
 */
function childWith(host, note) {
  /** @type {Element} */
  let child = note;
  while (child.parentElement !== host) {
    if (child.parentElement === null || child.parentElement.localName === host.localName) return null;
    child = child.parentElement;
  }
  return child;
}

/** @param {string | null} frame */
function slotOf(frame) {
  return /^\s*[1-9][0-9]{0,9}\s*$/.test(frame ?? '') ? `${NO_FRAME}${Number(frame)}` : NO_FRAME;
}
