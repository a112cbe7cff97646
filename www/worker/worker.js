/**
 * The worker: owns the compiled module and the capture that is open. It has no DOM and knows nothing
 * of the page but the messages in `types/messages.d.ts`.
 */

import { createGlue } from 'ftpscope-glue';
import { Cancelled, FULL_PROGRAM_NEEDED, explain, index, instantiate, needsFullProgram } from './opening.js';
import { compileProgram } from './program.js';

/**
 * @import {CallName, Calls, FileCalls, Report, Request} from '../types/messages.js'
 * @import {Progress} from '../types/model.js'
 * @import {OpenCapture} from './opening.js'
 * @import {Program} from './program.js'
 */

/**
 * An open capture with what is needed to open it again.
 * @typedef {OpenCapture & { generation: number, file: Blob, revealed: boolean, again: Promise<void> | null }} Current
 */

const PROGRAM = new URL('ftpscope_bg.wasm', location.href).href;

/** The same with everything in it that few captures need. */
const FULL_PROGRAM = new URL('ftpscope_full_bg.wasm', location.href).href;

/**
 * What files are opened with: the small module, and once it is there the full one.
 * @type {Program | null}
 */
let program = null;

/**
 * The full module, from when it is first wanted.
 * @type {Promise<Program> | null}
 */
let fullProgram = null;

/**
 * The opening under way.
 * @type {{ generation: number, aborted: boolean } | null}
 */
let opening = null;

/**
 * The capture that is open. Replacing it drops its instance and all of its memory.
 * @type {Current | null}
 */
let current = null;

/**
 * What the small module has no code for.
 * @type {ReadonlySet<CallName>}
 */
const FILE_CALLS = new Set(/** @type {(keyof FileCalls)[]} */ ([
  'file_count', 'files', 'transfer_map', 'listing', 'reply_listing', 'tree_count', 'tree', 'open_file', 'open_transfer', 'read_file', 'close_file',
]));

/**
 * @param {Report} report
 * @param {Transferable[]} [handed] What of it is handed over rather than copied.
 */
function tell(report, handed = []) {
  postMessage(report, handed);
}

/**
 * What an exception means. A fault of ours also goes to the console, with the place it comes from.
 * @param {unknown} error
 * @param {WebAssembly.Memory | null} memory
 */
function told(error, memory) {
  const problem = explain(error, memory);
  if (problem.code === 'crashed') console.error(error);
  return problem;
}

/** The full module; a download that failed is tried again the next time. */
function full() {
  return fullProgram ??= compileProgram(FULL_PROGRAM).then(
    (module) => program = { module, full: true },
    (error) => {
      fullProgram = null;
      throw error;
    },
  );
}

/**
 * @param {number} generation
 * @param {Blob} file
 */
async function open(generation, file) {
  if (opening) opening.aborted = true;
  const signal = (opening = { generation, aborted: false });
  /** @type {OpenCapture | null} */
  let next = null;
  try {
    if (program === null) throw new Error('opened before the program was ready');
    /** @param {Progress} progress */
    const onProgress = (progress) => tell({ kind: 'progress', generation, ...progress });
    try {
      next = instantiate(createGlue(), program, file);
      await index(next, file, signal, onProgress);
    } catch (error) {
      // The full module may have come meanwhile: what counts is which one read the file.
      if (next === null || next.full || !needsFullProgram(error)) throw error;
      // Where it cannot be loaded, the page says what the file is and how to unpack it.
      const fuller = await full().catch((reason) => { console.warn(reason); throw error; });
      if (signal.aborted) throw new Cancelled();
      next = instantiate(createGlue(), fuller, file);
      await index(next, file, signal, onProgress);
    }
    current = { ...next, generation, file, revealed: false, again: null };
    tell({ kind: 'opened', generation });
  } catch (error) {
    if (error instanceof Cancelled) return;
    current = null;
    tell({ kind: 'failed', generation, error: told(error, next?.memory ?? null) });
  } finally {
    if (opening === signal) opening = null;
  }
}

/**
 * Opens a capture again with the full module. It stays open as it is until then.
 * @param {Current} capture
 */
async function openAgain(capture) {
  const fuller = await full();
  const next = instantiate(createGlue(), fuller, capture.file);
  await index(next, capture.file, { get aborted() { return current !== capture; } }, () => {});
  next.capture.reveal_passwords(capture.revealed);
  Object.assign(capture, next);
}

/**
 * @param {Current} capture
 * @param {CallName} name
 * @param {unknown[]} args
 * @returns {unknown}
 */
function call(capture, name, args) {
  // What the page may ask is what the module offers: the types are compared here. Those of the arguments
  // were checked where they were given.
  /** @type {Calls} */
  const calls = capture.capture;
  if (!capture.full && FILE_CALLS.has(name)) throw FULL_PROGRAM_NEEDED;
  if (name === 'reveal_passwords') capture.revealed = args[0] === true;
  const method = /** @type {(...args: unknown[]) => unknown} */ (calls[name]);
  return method.apply(calls, args);
}

/** @param {Extract<Request, { kind: 'call' }>} request */
async function answer({ generation, id, name, args }) {
  const capture = current;
  if (capture?.generation !== generation) {
    tell({ kind: 'refused', id, error: null });
    return;
  }
  try {
    let value;
    try {
      value = call(capture, name, args);
    } catch (error) {
      if (capture.full || !needsFullProgram(error)) throw error;
      // Where the full module cannot be loaded, that is what the page hears.
      await full().catch((reason) => { console.warn(reason); throw error; });
      await (capture.again ??= openAgain(capture).finally(() => { capture.again = null; }));
      value = call(capture, name, args);
    }
    // Bytes are a copy of their own already, and may be many.
    tell({ kind: 'answer', id, value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    tell({ kind: 'refused', id, error: error instanceof Cancelled ? null : told(error, capture.memory) });
  }
}

addEventListener('message', ({ data }) => {
  const request = /** @type {Request} */ (data);
  switch (request.kind) {
    case 'open':
      void open(request.generation, request.file);
      break;
    case 'cancel':
      if (opening?.generation === request.generation) opening.aborted = true;
      break;
    case 'call':
      void answer(request);
      break;
    case 'prepare':
      full().then(() => tell({ kind: 'prepared' }), (error) => console.warn(error));
      break;
  }
});

compileProgram(PROGRAM).then(
  (module) => {
    program ??= { module, full: false };
    tell({ kind: 'ready' });
  },
  (error) => {
    console.warn(error);
    tell({ kind: 'unavailable' });
  },
);
