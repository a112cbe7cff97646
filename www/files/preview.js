/** The beginning of a file, for a look at it. */

import { hexLines } from '../packets/hex.js';
import { plain } from '../plain-text.js';
import { Stopped, readAll } from './reading.js';

/**
 * @import {SavedFileView} from '../types/model.js'
 * @import {Options, Subject} from './reading.js'
 * @import {TransferSource} from './source.js'
 */

/** Bytes that are looked at. */
export const PREVIEW_BYTES = 64 * 1024;

/** Bytes of a picture that is shown: half of one is none. */
export const PICTURE_BYTES = 8 * 1024 * 1024;

/** Pictures that a browser draws without obeying anything in them. SVG is not among them: it is markup. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'];

/**
 * @typedef {object} Preview
 * @property {'text' | 'hex' | 'image'} look How it is shown.
 * @property {string} text
 * @property {string} hex
 * @property {string | null} url Of the picture, if it is one; to be revoked.
 * @property {number} bytes Looked at.
 * @property {boolean} whole Whether that is all of it.
 * @property {SavedFileView | null} told
 */

/**
 * @param {TransferSource} source
 * @param {Subject} subject
 * @param {Options} options
 * @param {{ stopped: boolean }} signal
 * @param {(bytes: number) => void} onBytes
 * @returns {Promise<Preview>}
 */
export async function previewOf(source, subject, options, signal, onBytes) {
  const first = await beginning(source, subject, options, PREVIEW_BYTES, signal, onBytes);
  const mime = first.told?.content?.mime ?? '';
  const isPicture = PICTURES.includes(mime);
  // A longer picture is read again as far as it is shown.
  const picture = isPicture && !first.whole ? await beginning(source, subject, options, PICTURE_BYTES, signal, onBytes) : first;
  const bytes = concat(first.pieces).subarray(0, PREVIEW_BYTES);
  const shown = isPicture && picture.whole;
  const isText = first.told?.content?.is_text ?? false;
  return {
    look: shown ? 'image' : isText ? 'text' : 'hex',
    text: plain(new TextDecoder().decode(bytes).replace(/\r\n/g, '\n')),
    hex: hexLines(bytes).join('\n'),
    url: shown ? URL.createObjectURL(new Blob(picture.pieces, { type: mime })) : null,
    bytes: shown ? picture.bytes : bytes.length,
    whole: shown || (first.whole && bytes.length === first.bytes),
    told: first.told,
  };
}

/**
 * The pieces of the first bytes.
 * @param {TransferSource} source
 * @param {Subject} subject
 * @param {Options} options
 * @param {number} most
 * @param {{ stopped: boolean }} signal
 * @param {(bytes: number) => void} onBytes
 */
async function beginning(source, subject, options, most, signal, onBytes) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let bytes = 0;
  let whole = true;
  const told = await readAll(source, subject, options, (piece) => {
    if (signal.stopped) throw new Stopped();
    onBytes(piece.length);
    pieces.push(piece);
    bytes += piece.length;
    whole = bytes <= most;
    return whole;
  });
  return { pieces, bytes, whole, told };
}

/** @param {Uint8Array[]} pieces */
function concat(pieces) {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
