/**
 * The worker: owns the compiled module and the capture that is open. It has no DOM and knows nothing
 * of the page but the messages in `types/messages.d.ts`.
 */

import { createGlue } from 'ftpscope-glue';
import { Cancelled, explain, index, instantiate, needsFullProgram } from './opening.js';
import { compileProgram } from './program.js';

/**
 * @import {Calls, Report, Request} from '../types/messages.js'
 * @import {Progress} from '../types/model.js'
 * @import {OpenCapture} from './opening.js'
 */

const PROGRAM = new URL('ftpscope_bg.wasm', location.href).href;

/** The same with everything in it that few captures need. */
const FULL_PROGRAM = new URL('ftpscope_full_bg.wasm', location.href).href;

/** @type {WebAssembly.Module | null} */
let program = null;

/**
 * The full module, from the first file on that asked for it.
 * @type {Promise<WebAssembly.Module> | null}
 */
let fullProgram = null;

/**
 * The opening under way.
 * @type {{ generation: number, aborted: boolean } | null}
 */
let opening = null;

/**
 * The capture that is open. Replacing it drops its instance and all of its memory.
 * @type {(OpenCapture & { generation: number }) | null}
 */
let current = null;

/** @param {Report} report */
function tell(report) {
  postMessage(report);
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

/** The full module; a download that failed is tried again for the next file. */
function full() {
  return fullProgram ??= compileProgram(FULL_PROGRAM).catch((error) => {
    fullProgram = null;
    throw error;
  });
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
      if (!needsFullProgram(error)) throw error;
      // Where it cannot be loaded, the page says what the file is and how to unpack it.
      const fuller = await full().catch((reason) => { console.warn(reason); throw error; });
      if (signal.aborted) throw new Cancelled();
      next = instantiate(createGlue(), fuller, file);
      await index(next, file, signal, onProgress);
    }
    current = { ...next, generation };
    tell({ kind: 'opened', generation });
  } catch (error) {
    if (error instanceof Cancelled) return;
    current = null;
    tell({ kind: 'failed', generation, error: told(error, next?.memory ?? null) });
  } finally {
    if (opening === signal) opening = null;
  }
}

/** @param {Extract<Request, { kind: 'call' }>} request */
function answer({ generation, id, name, args }) {
  if (current?.generation !== generation) {
    tell({ kind: 'refused', id, error: null });
    return;
  }
  try {
    // What the page may ask is what the module offers: the types are compared here. Those of the arguments
    // were checked where they were given.
    /** @type {Calls} */
    const calls = current.capture;
    const method = /** @type {(...args: unknown[]) => unknown} */ (calls[name]);
    tell({ kind: 'answer', id, value: method.apply(calls, args) });
  } catch (error) {
    tell({ kind: 'refused', id, error: told(error, current.memory) });
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
      answer(request);
      break;
  }
});

compileProgram(PROGRAM).then(
  (module) => {
    program = module;
    tell({ kind: 'ready' });
  },
  (error) => {
    console.warn(error);
    tell({ kind: 'unavailable' });
  },
);
