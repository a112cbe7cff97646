/** What a browser's worker has and Node has not: a file whose slices are read without waiting. */

/** A file held in memory, as far as the module looks at it. */
class MemoryBlob {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }

  get size() {
    return this.bytes.length;
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  slice(start, end) {
    return new MemoryBlob(this.bytes.subarray(start, end));
  }
}

/** Reads at once, as the browser's own one does. */
class FileReaderSync {
  /** @param {MemoryBlob} blob */
  readAsArrayBuffer(blob) {
    if (gone.has(blob.bytes.buffer)) throw new DOMException('the file is gone', 'NotFoundError');
    return blob.bytes.slice().buffer;
  }
}

/**
 * Files that cannot be read any more.
 * @type {WeakSet<ArrayBufferLike>}
 */
const gone = new WeakSet();

Object.assign(globalThis, { FileReaderSync });

/**
 * A file with these bytes, as far as the module looks at it.
 * @param {Uint8Array} bytes
 */
export function blobOf(bytes) {
  return new MemoryBlob(new Uint8Array(bytes));
}

/**
 * Takes a file away, as a hand does that deletes it while it is open.
 * @param {{ bytes: Uint8Array }} blob
 */
export function takeAway({ bytes }) {
  gone.add(bytes.buffer);
}
