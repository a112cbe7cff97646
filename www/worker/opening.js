/** Opening one file: bytes in, an indexed capture out, with progress on the way. */

import { ReadError, readFile } from './reader.js';

/**
 * @import {OpenError, Progress} from '../types/model.js'
 * @import {Program} from './program.js'
 * @typedef {typeof import('ftpscope-bindings')} Glue
 * @typedef {InstanceType<Glue['Capture']>} Capture
 */

/** Progress is worth a look only on what takes longer than this. */
const QUIET_MS = 300;

/** Milliseconds between two messages of progress. */
const PROGRESS_MS = 100;

/**
 * Bytes of one push: so few that whatever they unpack to takes but a moment. Decoders are shown no more at a time,
 * and a compressed file may hold thousands of times as much.
 */
const PUSH_BYTES = 4096;

/** Milliseconds after which messages are heard, `cancel` among them. */
const TURN_MS = 50;

/** Memory beyond which a trap is taken for running out of it. */
const LARGE_MEMORY_BYTES = 1.5 * 1024 ** 3;

/** The opening was cancelled. */
export class Cancelled extends Error {}

/**
 * A capture with the memory it lives in.
 * @typedef {object} OpenCapture
 * @property {Capture} capture
 * @property {Program} program The module that it is in.
 * @property {WebAssembly.Memory} memory
 */

/**
 * @param {Glue} glue A fresh one: it keeps one instance.
 * @param {Program} program
 * @param {Blob} file Read again where packets are asked for.
 * @returns {OpenCapture}
 */
export function instantiate(glue, program, file) {
  const { memory } = glue.initSync({ module: program.module });
  return { capture: new glue.Capture(file), program, memory };
}

/** What is thrown where a module has no code at all. */
export const FULL_PROGRAM_NEEDED = Object.freeze({ code: 'full_module_needed', offset: 0, detail: null });

/** What a smaller module says where only the full one goes on: of a file, and of packets. */
const NEEDS_FULL = ['compressed', 'full_module_needed'];

/**
 * Whether a smaller module did not do something that the full one does.
 * @param {unknown} error
 */
export function needsFullProgram(error) {
  return isOpenError(error) && NEEDS_FULL.includes(error.code);
}

/**
 * What the page hears where it has no full module at all, as a page that is one file.
 * @param {unknown} error One that `needsFullProgram`.
 */
export function withoutFullProgram(error) {
  return isOpenError(error) && error.code === 'compressed' ? { ...error, code: 'compressed_one_file' } : error;
}

/**
 * Reads the file to its end.
 * @param {OpenCapture} open
 * @param {Blob} file
 * @param {{ aborted: boolean }} signal
 * @param {(progress: Progress) => void} onProgress
 */
export async function index({ capture }, file, signal, onProgress) {
  const start = performance.now();
  let told = start + QUIET_MS - PROGRESS_MS;
  let turn = start;
  await readFile(file, async (chunk) => {
    for (let from = 0; from < chunk.byteLength; from += PUSH_BYTES) {
      if (signal.aborted) throw new Cancelled();
      capture.push(chunk.subarray(from, from + PUSH_BYTES));
      const now = performance.now();
      if (now - told >= PROGRESS_MS) {
        told = now;
        onProgress({ bytes: capture.bytes(), frames: capture.frames(), ms: now - start });
      }
      if (now - turn >= TURN_MS) {
        await nextTurn();
        turn = performance.now();
      }
    }
  });
  if (signal.aborted) throw new Cancelled();
  capture.finish();
}

/**
 * What an exception means to the reader of the page.
 * @param {unknown} error
 * @param {WebAssembly.Memory | null} memory
 * @returns {OpenError}
 */
export function explain(error, memory) {
  if (isOpenError(error)) return { code: error.code, offset: error.offset ?? null, detail: error.detail ?? null };
  if (error instanceof ReadError) return { code: 'read_failed', offset: error.offset, detail: null };
  const large = memory !== null && memory.buffer.byteLength > LARGE_MEMORY_BYTES;
  const code = error instanceof RangeError || large ? 'out_of_memory' : 'crashed';
  return { code, offset: null, detail: null };
}

/**
 * @param {unknown} error
 * @returns {error is OpenError}
 */
function isOpenError(error) {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}

/** Lets the worker hear its messages. Not by a timer: browsers slow those down. */
function nextTurn() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => { port1.close(); resolve(undefined); };
    port2.postMessage(null);
  });
}
