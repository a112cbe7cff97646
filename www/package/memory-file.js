/** Files in memory, for where the module cannot have a file of the browser's that is read without waiting. */

/** Bytes in the place of a `Blob`, as far as the module and the reading look at it. */
export class MemoryBlob {
  /** @type {Uint8Array<ArrayBuffer>} */ #bytes;

  /** @param {readonly (Uint8Array | MemoryBlob)[]} parts Copied, as they are by a `Blob`. */
  constructor(parts) {
    /** @type {Uint8Array[]} */
    const pieces = parts.map((part) => (part instanceof MemoryBlob ? part.#bytes : part));
    this.#bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    pieces.reduce((at, piece) => (this.#bytes.set(piece, at), at + piece.length), 0);
  }

  /**
   * A file of bytes that stay where they are.
   * @param {ArrayBuffer | ArrayBufferView} bytes
   * @returns {MemoryBlob}
   */
  static over(bytes) {
    const blob = new MemoryBlob([]);
    // Not the view itself: that of Node has a `slice` of its own, which copies nothing.
    blob.#bytes = ArrayBuffer.isView(bytes)
      ? new Uint8Array(/** @type {ArrayBuffer} */ (bytes.buffer), bytes.byteOffset, bytes.byteLength)
      : new Uint8Array(bytes);
    return blob;
  }

  get size() {
    return this.#bytes.length;
  }

  /**
   * @param {number} start
   * @param {number} end
   * @returns {MemoryBlob}
   */
  slice(start, end) {
    return MemoryBlob.over(this.#bytes.subarray(start, end));
  }

  /** @returns {Promise<ArrayBuffer>} */
  async arrayBuffer() {
    return this.copy();
  }

  /** @returns {ArrayBuffer} */
  copy() {
    return this.#bytes.slice().buffer;
  }
}

/** Reads such files in the place of a `FileReaderSync`. */
export class MemoryReader {
  /**
   * @param {MemoryBlob} blob
   * @returns {ArrayBuffer}
   */
  readAsArrayBuffer(blob) {
    return blob.copy();
  }
}
