/** What one client has open: its capture, and the opening of the next one. */

import { createGlue } from 'ftpscope-glue';
import { Cancelled, FULL_PROGRAM_NEEDED, explain, index, instantiate, needsFullProgram, withoutFullProgram } from './opening.js';

/**
 * @import {CallName, Calls, FileCalls, Report, Request} from '../types/messages.js'
 * @import {Progress} from '../types/model.js'
 * @import {OpenCapture} from './opening.js'
 * @import {Programs} from './program.js'
 */

/**
 * An open capture with what is needed to open it again.
 * @typedef {OpenCapture & { generation: number, file: Blob, revealed: boolean, again: Promise<void> | null }} Current
 */

/**
 * A report to the client that is served.
 * @template R
 * @typedef {R extends Report ? Omit<R, 'client'> : never} OwnReport
 */

/**
 * What the small module has no code for.
 * @type {ReadonlySet<CallName>}
 */
const FILE_CALLS = new Set(/** @type {(keyof FileCalls)[]} */ ([
  'file_count', 'files', 'transfer_map', 'listing', 'reply_listing', 'tree_count', 'tree', 'open_file', 'open_transfer', 'read_file', 'close_file',
  'explain_field', 'exchanges_among', 'transfers_among', 'story_among', 'session_is_among',
]));

/** Opens one capture after another for one client, each in an instance of its own, and answers about it. */
export class CaptureHolder {
  #programs;
  #tell;
  /**
   * The opening under way.
   * @type {{ generation: number, aborted: boolean } | null}
   */
  #opening = null;
  /**
   * The capture that is open. Replacing it drops its instance and all of its memory.
   * @type {Current | null}
   */
  #current = null;

  /**
   * @param {Programs} programs
   * @param {(report: OwnReport<Report>, handed?: Transferable[]) => void} tell The second: what of the report is
   *   handed over rather than copied.
   */
  constructor(programs, tell) {
    this.#programs = programs;
    this.#tell = tell;
  }

  /**
   * @param {number} generation
   * @param {Blob} file
   */
  async open(generation, file) {
    if (this.#opening) this.#opening.aborted = true;
    const signal = (this.#opening = { generation, aborted: false });
    /** @type {OpenCapture | null} */
    let next = null;
    try {
      /** @param {Progress} progress */
      const onProgress = (progress) => this.#tell({ kind: 'progress', generation, ...progress });
      try {
        next = instantiate(createGlue(), this.#programs.best, file);
        await index(next, file, signal, onProgress);
      } catch (error) {
        // The full module may have come meanwhile: what counts is which one read the file.
        if (next === null || next.program.full || !needsFullProgram(error)) throw error;
        // Where it cannot be loaded, the page says what the file is and how to unpack it.
        if (!this.#programs.mayBeFull) throw withoutFullProgram(error);
        const fuller = await this.#programs.full().catch((reason) => { console.warn(reason); throw error; });
        if (signal.aborted) throw new Cancelled();
        next = instantiate(createGlue(), fuller, file);
        await index(next, file, signal, onProgress);
      }
      this.#current = { ...next, generation, file, revealed: false, again: null };
      this.#tell({ kind: 'opened', generation });
    } catch (error) {
      if (error instanceof Cancelled) return;
      this.#current = null;
      this.#tell({ kind: 'failed', generation, error: told(error, next?.memory ?? null) });
    } finally {
      if (this.#opening === signal) this.#opening = null;
    }
  }

  /** @param {number} generation */
  cancel(generation) {
    if (this.#opening?.generation === generation) this.#opening.aborted = true;
  }

  /** Lets go of everything. */
  leave() {
    if (this.#opening) this.#opening.aborted = true;
    this.#current = null;
  }

  /** @param {Extract<Request, { kind: 'call' }>} request */
  async answer({ generation, id, name, args }) {
    const capture = this.#current;
    if (capture?.generation !== generation) {
      this.#tell({ kind: 'refused', id, error: null });
      return;
    }
    try {
      let value;
      try {
        value = call(capture, name, args);
      } catch (error) {
        if (capture.program.full || !needsFullProgram(error)) throw error;
        // Where the full module cannot be loaded, that is what the page hears.
        await this.#programs.full().catch((reason) => { console.warn(reason); throw error; });
        await (capture.again ??= this.#openAgain(capture).finally(() => { capture.again = null; }));
        value = call(capture, name, args);
      }
      // Bytes are a copy of their own already, and may be many.
      this.#tell({ kind: 'answer', id, value }, value instanceof Uint8Array ? [value.buffer] : []);
    } catch (error) {
      this.#tell({ kind: 'refused', id, error: error instanceof Cancelled ? null : told(error, capture.memory) });
    }
  }

  /**
   * Opens a capture again with the full module. It stays open as it is until then.
   * @param {Current} capture
   */
  async #openAgain(capture) {
    const fuller = await this.#programs.full();
    const next = instantiate(createGlue(), fuller, capture.file);
    const isGone = () => this.#current !== capture;
    await index(next, capture.file, { get aborted() { return isGone(); } }, () => {});
    next.capture.reveal_passwords(capture.revealed);
    Object.assign(capture, next);
  }
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
  if (!capture.program.detailed && FILE_CALLS.has(name)) throw FULL_PROGRAM_NEEDED;
  if (name === 'reveal_passwords') capture.revealed = args[0] === true;
  const method = /** @type {(...args: unknown[]) => unknown} */ (calls[name]);
  return method.apply(calls, args);
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
