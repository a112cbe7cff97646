/** Bytes as text: sixteen a line, with their offset in front and their characters behind. */

/** Bytes of a line. */
export const LINE_BYTES = 16;

/** Columns of the offset with the two spaces after it. */
const HEX_COLUMN = 6;

/** Column at which the characters begin. */
const TEXT_COLUMN = HEX_COLUMN + LINE_BYTES * 3 + 2;

/**
 * A piece of a line, in columns.
 * @typedef {{ line: number, from: number, to: number }} Piece
 */

/**
 * @param {Uint8Array} bytes
 * @param {[start: number, length: number][]} [masked] Bytes that are not told.
 * @returns {string[]}
 */
export function hexLines(bytes, masked = []) {
  const hidden = new Set(masked.flatMap(([start, length]) => Array.from({ length }, (_, index) => start + index)));
  /** @type {string[]} */
  const lines = [];
  for (let start = 0; start < bytes.length; start += LINE_BYTES) {
    const part = bytes.subarray(start, start + LINE_BYTES);
    let hex = '';
    let text = '';
    part.forEach((byte, index) => {
      const told = !hidden.has(start + index);
      hex += `${told ? byte.toString(16).padStart(2, '0') : '••'}${index === LINE_BYTES / 2 - 1 ? '  ' : ' '}`;
      text += told ? character(byte) : '·';
    });
    lines.push(`${start.toString(16).padStart(4, '0')}  ${hex.padEnd(TEXT_COLUMN - HEX_COLUMN)}${text}`);
  }
  return lines;
}

/** @param {number} byte */
function character(byte) {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}

/**
 * Where the hexadecimal digits of a byte begin in its line: after its eighth byte a line has a wider space.
 * @param {number} index Of the byte in its line.
 */
function hexColumn(index) {
  return HEX_COLUMN + index * 3 + (index >= LINE_BYTES / 2 ? 1 : 0);
}

/**
 * The pieces of the text that stand for these bytes.
 * @param {number} start
 * @param {number} length
 * @returns {Piece[]}
 */
export function piecesOf(start, length) {
  /** @type {Piece[]} */
  const pieces = [];
  for (let at = start; at < start + length;) {
    const line = Math.floor(at / LINE_BYTES);
    const first = at % LINE_BYTES;
    const count = Math.min(LINE_BYTES - first, start + length - at);
    const last = first + count - 1;
    pieces.push({ line, from: hexColumn(first), to: hexColumn(last) + 2 });
    pieces.push({ line, from: TEXT_COLUMN + first, to: TEXT_COLUMN + last + 1 });
    at += count;
  }
  return pieces;
}

/**
 * The byte that stands at a place of the text, or null between the columns.
 * @param {number} line
 * @param {number} column
 * @param {number} count Bytes in all.
 * @returns {number | null}
 */
export function byteAt(line, column, count) {
  const index = column >= TEXT_COLUMN
    ? Math.floor(column - TEXT_COLUMN)
    : Math.floor((column - HEX_COLUMN - (column >= hexColumn(LINE_BYTES / 2) ? 1 : 0)) / 3);
  const byte = line * LINE_BYTES + index;
  return index >= 0 && index < LINE_BYTES && byte < count ? byte : null;
}
