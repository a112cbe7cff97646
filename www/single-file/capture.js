/** The capture of a lesson, packed by the browser's own packer. */

import { crc32 } from './crc32.js';
import { packedPart } from './parts.js';
import { SLICE, toPrintable } from './printable.js';

/**
 * @import {Part} from './page.js'
 */

/** What the names of such parts begin with. */
export const CAPTURES = 'capture/';

/** A lesson with more than this, in bytes after packing, no browser would be glad to open. */
export const MOST_PACKED = 64_000_000;

/**
 * @param {string} name Of the part.
 * @returns {Promise<Blob>}
 * @throws {Error} Where there is none, or it is damaged.
 */
export async function unpackCapture(name) {
  const packed = packedPart(name);
  if (packed === null) throw new Error(`no ${name} in this file`);
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).blob();
}

/**
 * @param {Blob} capture
 * @returns {Promise<Part | null>} Null where it is too large.
 */
export async function packCapture(capture) {
  const packed = new Uint8Array(await new Response(capture.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
  if (packed.length > MOST_PACKED) return null;
  /** @type {string[]} */
  const texts = [];
  for (let start = 0; start < packed.length; start += SLICE) texts.push(toPrintable(packed.subarray(start, start + SLICE)));
  return { text: texts.join(''), crc32: crc32(packed) };
}
