import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cancelled, explain, index, needsFullProgram } from '../../worker/opening.js';
import { ReadError } from '../../worker/reader.js';

/**
 * @import {OpenCapture} from '../../worker/opening.js'
 */

/** Counts what is pushed into it. */
class Counter {
  read = 0;
  finished = false;

  /** @param {Uint8Array} chunk */
  push(chunk) {
    assert.ok(chunk.length <= 1024 * 1024);
    this.read += chunk.length;
  }

  bytes() {
    return this.read;
  }

  frames() {
    return 1;
  }

  finish() {
    this.finished = true;
  }
}

/** @param {Counter} counter */
const open = (counter) => /** @type {OpenCapture} */ (/** @type {unknown} */ ({ capture: counter, memory: null }));

/** @param {number} bytes */
const memory = (bytes) => /** @type {WebAssembly.Memory} */ (/** @type {unknown} */ ({ buffer: { byteLength: bytes } }));

test('a file is pushed whole and finished', async () => {
  const counter = new Counter();
  await index(open(counter), new Blob([new Uint8Array(3_000_000)]), { aborted: false }, () => {});
  assert.equal(counter.read, 3_000_000);
  assert.equal(counter.finished, true);
});

test('a cancelled reading stops and is not finished', async () => {
  const counter = new Counter();
  const signal = { aborted: false };
  counter.push = (chunk) => { counter.read += chunk.length; signal.aborted = true; };
  await assert.rejects(index(open(counter), new Blob([new Uint8Array(3_000_000)]), signal, () => {}), Cancelled);
  assert.ok(counter.read < 3_000_000);
  assert.equal(counter.finished, false);
});

test('a cancel is heard within a piece of the file whose bytes take long each', async () => {
  const counter = new Counter();
  const signal = { aborted: false };
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { signal.aborted = true; port1.close(); };
  counter.push = (chunk) => {
    counter.read += chunk.length;
    for (const end = performance.now() + 60; performance.now() < end;);
    port2.postMessage(null);
  };
  await assert.rejects(index(open(counter), new Blob([new Uint8Array(1_000_000)]), signal, () => {}), Cancelled);
  assert.ok(counter.read < 100_000, `${counter.read} bytes were read`);
});

test('a quick reading tells no progress, a slow one does', async () => {
  const quick = new Counter();
  await index(open(quick), new Blob([new Uint8Array(10)]), { aborted: false }, () => assert.fail('progress'));
  const slow = new Counter();
  slow.push = (chunk) => {
    slow.read += chunk.length;
    for (const end = performance.now() + 350; performance.now() < end;);
  };
  /** @type {number[]} */
  const told = [];
  await index(open(slow), new Blob([new Uint8Array(8000)]), { aborted: false }, ({ bytes, ms }) => {
    assert.ok(ms >= 350, `${ms} ms`);
    told.push(bytes);
  });
  assert.deepEqual(told, [4096, 8000]);
});

test('each failure has its code', () => {
  const thrown = { code: 'header_cut', offset: 20, detail: null };
  assert.deepEqual(explain(thrown, null), thrown);
  assert.deepEqual(explain(new ReadError(7, null), null), { code: 'read_failed', offset: 7, detail: null });
  assert.equal(explain(new WebAssembly.RuntimeError('unreachable'), memory(1 << 20)).code, 'crashed');
  assert.equal(explain(new WebAssembly.RuntimeError('unreachable'), memory(2 ** 31)).code, 'out_of_memory');
  assert.equal(explain(new RangeError('could not allocate memory'), null).code, 'out_of_memory');
});

test('a compression that is not known and packets ask for the full module, and nothing else does', () => {
  assert.equal(needsFullProgram({ code: 'full_module_needed', offset: 0, detail: null }), true);
  assert.equal(needsFullProgram({ code: 'compressed', offset: 0, detail: 'xz' }), true);
  for (const other of [{ code: 'compressed_twice', offset: 0, detail: 'xz' }, new Error('compressed'), null, 'compressed']) {
    assert.equal(needsFullProgram(other), false);
  }
});
