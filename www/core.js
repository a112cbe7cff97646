/**
 * The core without a page: opens a capture and answers about it, in Node, in a worker of one's own, or wherever else
 * WebAssembly runs. Nothing of the surroundings is changed. It reads as the element's worker does, at once rather
 * than by messages.
 */

import { createGlue } from 'ftpscope-glue';
import { MemoryBlob, MemoryReader } from './package/memory-file.js';
import { compileAt, compileFull } from './package/modules.js';
import { Cancelled, FULL_PROGRAM_NEEDED, explain, index, instantiate } from './worker/opening.js';

/**
 * @import {CallName, Calls} from './types/messages.js'
 * @import {OpenError, Progress} from './types/model.js'
 * @import {OpenCapture} from './worker/opening.js'
 */

export { plain } from './plain-text.js';

/**
 * A capture that was opened: it is asked for its parts by half-open ranges, which are cut to what there is. `free` gives
 * its memory back; nothing is asked after that.
 * @typedef {Calls & { free(): void }} OpenedCapture
 */

/**
 * What may be said of an opening.
 * @typedef {object} OpenOptions
 * @property {string | URL | ArrayBuffer | Uint8Array | object} [wasm] A module in the place of the package's full one: its
 *   address, its bytes, or compiled (a `WebAssembly.Module`, which declarations for Node alone have no name for). With the small one (`ftpscope/wasm`), calls for packets and files throw
 *   `full_module_needed`.
 * @property {(progress: Progress) => void} [onProgress] Called at most ten times a second, and not at all when the
 *   capture is read quickly.
 * @property {AbortSignal} [signal] Ends the reading; then `openCapture` rejects with the signal's reason.
 * @property {boolean} [revealPasswords] Without it passwords are masked everywhere but in the answer to `password`.
 */

/** The capture could not be opened, or could not be read again when it was asked. */
export class CaptureError extends Error {
  /**
   * @param {OpenError} problem
   * @param {unknown} [cause]
   */
  constructor({ code, offset, detail }, cause) {
    super(offset === null ? code : `${code} at byte ${offset}`, { cause });
    this.name = 'CaptureError';
    /** What is wrong; `strings/en.json` has sentences for it, at `page.problem`. */
    this.code = code;
    /** The byte of the file at which it was noticed. */
    this.offset = offset;
    /** The value that does not fit, as text. */
    this.detail = detail;
  }
}

/**
 * What a capture is asked; a call that is missing here does not pass the check of types.
 * @type {Record<CallName, true>}
 */
const CALLS = {
  capture: true, sessions: true, exchanges: true, password: true, transfers: true, experts: true, expert_counts: true,
  story_count: true, story: true, explain_exchange: true, reveal_passwords: true, frame_rows: true, frame: true,
  frame_bytes: true, file_count: true, files: true, transfer_map: true, listing: true, reply_listing: true,
  tree_count: true, tree: true, open_file: true, open_transfer: true, read_file: true, close_file: true,
  explain_field: true, exchanges_among: true, transfers_among: true, story_among: true, session_is_among: true,
};

/**
 * Reads a capture to its end. In a worker of a browser a `Blob` stays on the disk and is read again where packets and
 * files are asked for; elsewhere it is read into memory first. Bytes are not copied: they must stay as they are
 * until `free`.
 * @param {Uint8Array | ArrayBuffer | Blob} source
 * @param {OpenOptions} [options]
 * @returns {Promise<OpenedCapture>}
 * @throws {CaptureError} When it is no capture, cannot be read, or the module cannot be loaded.
 */
export async function openCapture(source, { wasm, onProgress = () => {}, signal, revealPasswords = false } = {}) {
  signal?.throwIfAborted();
  const [module, file] = await Promise.all([moduleOf(wasm), fileOf(source)]);
  signal?.throwIfAborted();
  const glue = file instanceof MemoryBlob ? createGlue({ Blob: MemoryBlob, FileReaderSync: MemoryReader }) : createGlue();
  // As far as reading looks at it, the one is like the other.
  const blob = /** @type {Blob} */ (file);
  /** @type {OpenCapture | null} */
  let open = null;
  try {
    open = instantiate(glue, { module, detailed: true, full: true }, blob);
    await index(open, blob, signal ?? { aborted: false }, onProgress);
    open.capture.reveal_passwords(revealPasswords);
  } catch (error) {
    if (error instanceof Cancelled) throw signal?.reason;
    throw new CaptureError(explain(error, open?.memory ?? null), error);
  }
  return answering(open);
}

/**
 * @param {OpenCapture} open
 * @returns {OpenedCapture}
 */
function answering({ capture, program, memory }) {
  const known = new Set(WebAssembly.Module.exports(program.module).map(({ name }) => name));
  const methods = /** @type {Record<string, (...args: unknown[]) => unknown>} */ (/** @type {unknown} */ (capture));
  let isFree = false;
  const calls = Object.keys(CALLS).map((name) => [name, (/** @type {unknown[]} */ ...args) => {
    if (isFree) throw new Error('the capture was given back by free()');
    if (!known.has(`capture_${name}`)) throw new CaptureError({ ...FULL_PROGRAM_NEEDED, offset: null });
    try {
      return methods[name]?.(...args);
    } catch (error) {
      throw new CaptureError(explain(error, memory), error);
    }
  }]);
  const free = () => {
    if (!isFree) capture.free();
    isFree = true;
  };
  return /** @type {OpenedCapture} */ (Object.freeze({ ...Object.fromEntries(calls), free }));
}

/**
 * The package's own module, compiled once; after a failure anew.
 * @type {Promise<WebAssembly.Module> | null}
 */
let full = null;

/**
 * @param {OpenOptions['wasm']} wasm
 * @returns {Promise<WebAssembly.Module>}
 */
async function moduleOf(wasm) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  try {
    if (typeof wasm === 'string' || wasm instanceof URL) return await compileAt(wasm);
    if (wasm !== undefined) return await WebAssembly.compile(/** @type {BufferSource} */ (wasm));
    return await (full ??= compileFull());
  } catch (error) {
    full = null;
    throw new CaptureError({ code: 'program_missing', offset: null, detail: null }, error);
  }
}

/**
 * @param {Uint8Array | ArrayBuffer | Blob} source
 * @returns {Promise<MemoryBlob | Blob>}
 */
async function fileOf(source) {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return MemoryBlob.over(source);
  if (!(source instanceof Blob)) throw new TypeError('a capture is given as Uint8Array, ArrayBuffer or Blob');
  // Only workers of browsers have it: nowhere else may reading wait.
  if ('FileReaderSync' in globalThis) return source;
  try {
    return MemoryBlob.over(await source.arrayBuffer());
  } catch (error) {
    throw new CaptureError({ code: 'read_failed', offset: 0, detail: null }, error);
  }
}
