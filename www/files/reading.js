/** The bytes of files and transfers, read out of the capture piece by piece. */

/**
 * @import {SavedFileView} from '../types/model.js'
 * @import {TransferSource} from './source.js'
 */

/** Bytes from which on pieces are handed to the browser, which may keep them on disk. */
const HANDED_BYTES = 1024 * 1024;

/** The reader cancelled. */
export class Stopped extends Error {}

/**
 * What is read: a file, or what one transfer carried.
 * @typedef {{ file: number } | { session: number, transfer: number }} Subject
 */

/**
 * How it is read.
 * @typedef {object} Options
 * @property {'wire' | 'local'} text Line ends of text: as they were sent, or LF.
 * @property {boolean} fillHoles Whether missing bytes become zeros; else they are left out.
 */

/** One reading, which has to be closed. */
export class Reading {
  /** @type {TransferSource} */ #source;
  /** @type {number} */ #handle;

  /**
   * @param {TransferSource} source
   * @param {number} handle
   */
  constructor(source, handle) {
    this.#source = source;
    this.#handle = handle;
  }

  /**
   * @param {TransferSource} source
   * @param {Subject} subject
   * @param {Options} options
   */
  static async open(source, subject, { text, fillHoles }) {
    const handle = 'file' in subject
      ? await source.call('open_file', subject.file, text, fillHoles)
      : await source.call('open_transfer', subject.session, subject.transfer, text, fillHoles);
    return new Reading(source, handle);
  }

  /**
   * The next bytes, or null at the end.
   * @returns {Promise<Uint8Array<ArrayBuffer> | null>}
   */
  async next() {
    const piece = await this.#source.call('read_file', this.#handle);
    return piece.length === 0 ? null : /** @type {Uint8Array<ArrayBuffer>} */ (piece);
  }

  /**
   * What was told of the bytes that were read.
   * @returns {Promise<SavedFileView | null>}
   */
  close() {
    return this.#source.call('close_file', this.#handle);
  }
}

/**
 * Hands each piece to `take`; ends with what was told of all of them, or early where `take` answers false.
 * @param {TransferSource} source
 * @param {Subject} subject
 * @param {Options} options
 * @param {(piece: Uint8Array<ArrayBuffer>) => boolean} take
 * @returns {Promise<SavedFileView | null>}
 */
export async function readAll(source, subject, options, take) {
  const reading = await Reading.open(source, subject, options);
  try {
    for (let piece = await reading.next(); piece !== null && take(piece);) piece = await reading.next();
  } catch (error) {
    // That it failed is what counts.
    await reading.close().catch(() => null);
    throw error;
  }
  return reading.close();
}

/** Bytes that are handed to the browser as they come, so that the page need not hold them. */
export class Collector {
  /** @type {Blob[]} */ #blobs = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */ #loose = [];
  #looseBytes = 0;

  /** @param {Uint8Array<ArrayBuffer>} piece */
  add(piece) {
    this.#loose.push(piece);
    this.#looseBytes += piece.length;
    if (this.#looseBytes >= HANDED_BYTES) this.#hand();
  }

  #hand() {
    this.#blobs.push(new Blob(this.#loose));
    this.#loose = [];
    this.#looseBytes = 0;
  }

  /**
   * All of it.
   * @param {string} type Media type.
   */
  blob(type) {
    this.#hand();
    return new Blob(this.#blobs, { type });
  }
}
