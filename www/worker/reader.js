/** Reads a file from its first byte to its last, in pieces. */

/** Bytes of a piece: the size that is the quickest to read. */
export const CHUNK_BYTES = 1024 * 1024;

/** After so many milliseconds without a byte the stream is given up and the rest is read in slices. */
const WATCHDOG_MS = 10_000;

/**
 * Streams being read. They are held from here because a browser may collect a reader that only a
 * suspended function knows, and then the reading never goes on.
 * @type {Set<ReadableStreamBYOBReader>}
 */
const held = new Set();

/** The browser could not read the file at this byte. */
export class ReadError extends Error {
  /**
   * @param {number} offset
   * @param {unknown} cause
   */
  constructor(offset, cause) {
    super('read_failed', { cause });
    this.offset = offset;
  }
}

/**
 * Hands each piece of a file to `take`, in order. A piece is valid only while `take` runs.
 * @param {Blob} file
 * @param {(chunk: Uint8Array) => void | Promise<void>} take
 * @param {number} [watchdogMs]
 * @returns {Promise<void>}
 * @throws {ReadError} When the browser cannot read the file.
 */
export async function readFile(file, take, watchdogMs = WATCHDOG_MS) {
  const offset = await readStream(file, take, watchdogMs);
  for (let from = offset; from < file.size; from += CHUNK_BYTES) {
    const piece = file.slice(from, from + CHUNK_BYTES);
    const bytes = await piece.arrayBuffer().catch((cause) => { throw new ReadError(from, cause); });
    await take(new Uint8Array(bytes));
  }
}

/**
 * Streams the file through one buffer of its own.
 * @param {Blob} file
 * @param {(chunk: Uint8Array) => void | Promise<void>} take
 * @param {number} watchdogMs
 * @returns {Promise<number>} Where it stopped: the file's size, or less where the browser has no such
 *   streams or the stream stood still.
 */
async function readStream(file, take, watchdogMs) {
  const reader = byteReader(file);
  if (reader === null) return 0;
  held.add(reader);
  let offset = 0;
  try {
    let buffer = new ArrayBuffer(CHUNK_BYTES);
    for (;;) {
      const { done, value } = await orTimeout(reader.read(new Uint8Array(buffer), { min: CHUNK_BYTES }), watchdogMs)
        .catch((cause) => { throw cause === TIMEOUT ? TIMEOUT : new ReadError(offset, cause); });
      // At its end a stream may still hand over what is left of the last piece.
      if (value && value.byteLength > 0) {
        await take(value);
        offset += value.byteLength;
        buffer = value.buffer;
      }
      if (done) return offset;
    }
  } catch (error) {
    if (error === TIMEOUT) return offset;
    throw error;
  } finally {
    held.delete(reader);
    // Frees the file when the reading was given up; after the end there is nothing left to cancel.
    reader.cancel().catch(() => {});
  }
}

/**
 * @param {Blob} file
 * @returns {ReadableStreamBYOBReader | null} Null where the browser has no byte streams.
 */
function byteReader(file) {
  try {
    return file.stream().getReader({ mode: 'byob' });
  } catch {
    return null;
  }
}

const TIMEOUT = Symbol('timeout');

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {number} ms
 * @returns {Promise<T>}
 */
function orTimeout(promise, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(TIMEOUT), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
