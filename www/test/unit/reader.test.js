import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHUNK_BYTES, ReadError, readFile } from '../../worker/reader.js';

/**
 * @param {number} length
 * @returns {Uint8Array<ArrayBuffer>}
 */
const pattern = (length) => Uint8Array.from({ length }, (_, index) => (index * 31) % 251);

/**
 * What `readFile` hands over, joined.
 * @param {Blob} file
 * @param {number} [watchdogMs]
 */
async function read(file, watchdogMs) {
  /** @type {Uint8Array[]} */
  const pieces = [];
  await readFile(file, (chunk) => { pieces.push(chunk.slice()); }, watchdogMs);
  return { bytes: Buffer.concat(pieces), pieces };
}

/**
 * A blob whose stream hands over these pieces and then goes on as `end` says.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} streamed Bytes that the stream hands over.
 * @param {(controller: ReadableByteStreamController) => void} end
 */
function streaming(bytes, streamed, end) {
  const blob = new Blob([bytes]);
  blob.stream = () => new ReadableStream({
    type: 'bytes',
    start(controller) {
      if (streamed > 0) controller.enqueue(bytes.slice(0, streamed));
      end(controller);
    },
  });
  return blob;
}

test('a file is read from its first byte to its last', async () => {
  for (const length of [0, 1, 1000, CHUNK_BYTES, CHUNK_BYTES * 2 + 17]) {
    const bytes = pattern(length);
    assert.ok((await read(new Blob([bytes]))).bytes.equals(bytes), `${length} bytes`);
  }
});

test('a piece has at most as many bytes as the module takes', async () => {
  const { pieces } = await read(new Blob([pattern(CHUNK_BYTES * 3 + 5)]));
  assert.ok(pieces.every(({ length }) => length <= CHUNK_BYTES));
});

test('where there are no byte streams the file is read in slices', async () => {
  const bytes = pattern(CHUNK_BYTES + 3);
  const blob = new Blob([bytes]);
  blob.stream = () => { throw new TypeError('no streams'); };
  assert.ok((await read(blob)).bytes.equals(bytes));
});

test('a stream that stands still is given up, and the rest is read in slices', async () => {
  const bytes = pattern(5000);
  // Nothing more comes: a read waits for ever.
  const { bytes: got } = await read(streaming(bytes, 0, () => {}), 50);
  assert.ok(got.equals(bytes));
});

test('a stream that breaks tells the byte', async () => {
  const broken = streaming(pattern(5000), 0, (controller) => controller.error(new Error('gone')));
  await assert.rejects(read(broken), (error) => error instanceof ReadError && error.offset === 0);
});

test('an exception of the taker is the caller\'s own', async () => {
  const mine = { code: 'not_a_capture' };
  await assert.rejects(readFile(new Blob([pattern(10)]), () => { throw mine; }), (error) => error === mine);
});
