/** What a browser's worker has and Node has not: a file whose slices are read without waiting. */

/** A file held in memory, as far as the module looks at it. */
class MemoryBlob {
  /** @param {(Uint8Array | MemoryBlob)[]} parts */
  constructor(parts) {
    /** @type {Uint8Array[]} */
    const pieces = parts.map((part) => (part instanceof MemoryBlob ? part.bytes : part));
    /** @type {Uint8Array} */
    this.bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    pieces.reduce((at, piece) => (this.bytes.set(piece, at), at + piece.length), 0);
  }

  get size() {
    return this.bytes.length;
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  slice(start, end) {
    const slice = new MemoryBlob([]);
    slice.bytes = this.bytes.subarray(start, end);
    return slice;
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

// What the module unpacks it keeps in blobs of its own.
Object.assign(globalThis, { FileReaderSync, Blob: MemoryBlob });

/**
 * A file with these bytes, as far as the module looks at it.
 * @param {Uint8Array} bytes
 */
export function blobOf(bytes) {
  return new MemoryBlob([bytes]);
}

/**
 * Takes a file away, as a hand does that deletes it while it is open.
 * @param {{ bytes: Uint8Array }} blob
 */
export function takeAway({ bytes }) {
  gone.add(bytes.buffer);
}
