/** The browser's history of what was looked at: Back and Forward lead through captures, views and packets. */

import { isMeant, markOf } from './file-mark.js';
import { readPlace, writePlace } from './place.js';
import { SAMPLES } from './samples.js';

/**
 * @import {FtpCaptureElement} from './public/ftp-capture.js'
 * @import {Place} from './place.js'
 */

/** Packets that are chosen one soon after the other, as by a key held down, are one entry. */
const RUN_MS = 1000;

/**
 * Files of this visit, by the number in their entries: a page cannot ask for them again by itself.
 * @type {Map<number, File>}
 */
const files = new Map();

/** Follows one element and leads it. */
export class PageHistory {
  #element;
  /** What the current entry is about. */ #place = readPlace(location.hash);
  /**
   * Number of the file that is open.
   * @type {number | null}
   */
  #file = null;
  #chosenAt = -RUN_MS;
  /** @type {Place | null} What a link leads to whose file the reader has yet to give. */ #wanted = null;

  /** @param {FtpCaptureElement} element One that is alive. */
  constructor(element) {
    this.#element = element;
    element.addEventListener('ftp-capture-open', (event) => this.#opened(/** @type {CustomEvent} */ (event).detail));
    element.addEventListener('ftp-capture-place', (event) => this.#looked(/** @type {CustomEvent} */ (event).detail));
    addEventListener('popstate', ({ state }) => void this.#go(readPlace(location.hash), state?.file ?? null));
  }

  /** Goes where the address leads; one that says nothing leaves the element as its attributes have it. */
  async start() {
    const place = this.#place;
    if (location.hash === '') {
      this.#place = { ...place, view: this.#element.view, select: this.#element.select };
      return;
    }
    this.#place = { ...place, sample: null };
    await this.#go(place, null);
  }

  /**
   * The reader chose a language.
   * @param {Place['lang']} lang
   */
  speak(lang) {
    this.#place = { ...this.#place, lang };
    this.#enter('replaceState');
  }

  /** @param {{ sample?: string, file?: File }} opened */
  #opened({ sample, file }) {
    this.#file = null;
    if (file !== undefined) {
      this.#file = files.size;
      files.set(this.#file, file);
    }
    this.#place = { ...this.#place, sample: sample ?? null, file: file ? { name: file.name, size: file.size, sha256: null } : null, select: null };
    this.#enter('pushState');
    if (file) void this.#recognise(file);
    else this.#want(null);
  }

  /**
   * Marks the file in the address, and where a link asks for one, tells whether it is that.
   * @param {File} file The one that is open.
   */
  async #recognise(file) {
    const number = this.#file;
    // Where it cannot be read, its name and size are told.
    const mark = await markOf(file).catch(() => this.#place.file);
    if (number !== this.#file || mark === null) return;
    this.#place = { ...this.#place, file: mark };
    const wanted = this.#wanted;
    if (wanted?.file && isMeant(wanted.file, mark)) {
      this.#place = { ...this.#place, select: wanted.select };
      this.#element.select = wanted.select;
      this.#want(null);
    } else if (wanted?.file) {
      this.#element.linked = { ...wanted.file, isOther: true };
    }
    this.#enter('replaceState');
  }

  /** @param {Place | null} place Whose file the reader is asked for. */
  #want(place) {
    this.#wanted = place;
    this.#element.linked = place?.file ? { ...place.file, isOther: false } : null;
  }

  /** @param {Pick<Place, 'view' | 'select'>} looked */
  #looked(looked) {
    const now = performance.now();
    const isRun = looked.view === this.#place.view && now - this.#chosenAt < RUN_MS;
    this.#chosenAt = looked.view === this.#place.view ? now : -RUN_MS;
    this.#place = { ...this.#place, ...looked };
    this.#enter(isRun ? 'replaceState' : 'pushState');
  }

  /** @param {'pushState' | 'replaceState'} how */
  #enter(how) {
    history[how]({ file: this.#file }, '', `${location.pathname}${location.search}${writePlace(this.#place)}`);
  }

  /**
   * @param {Place} place
   * @param {number | null} number Of the file that is to be open.
   */
  async #go(place, number) {
    const element = this.#element;
    const isOpen = place.sample === this.#place.sample && number === this.#file;
    this.#place = place;
    this.#file = number;
    this.#want(number === null && place.file ? place : null);
    element.view = place.view;
    if (place.lang !== null) element.lang = place.lang;
    if (!isOpen) await this.#open(place, number);
    // Without a capture there is no packet.
    if (this.#place === place) element.select = place.sample === null && number === null ? null : place.select;
  }

  /**
   * @param {Place} place
   * @param {number | null} number
   */
  #open({ sample: id }, number) {
    const file = number === null ? undefined : files.get(number);
    if (file) return this.#element.open(file);
    const sample = SAMPLES.find((known) => known.id === id);
    if (sample) return this.#element.openUrl(sample.url);
    this.#element.close();
    return undefined;
  }
}
