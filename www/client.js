/**
 * The worker as promises. One client serves one element: it opens one file after another, and each
 * opening is a generation, so that what an earlier one still says is not heard.
 */

import { plain } from './plain-text.js';

/**
 * @import {CallName, Calls, Report, Request} from './types/messages.js'
 * @import {OpenError, Progress} from './types/model.js'
 */

/** The file was not read to its end because another one came or the reader cancelled. */
export class Superseded extends Error {}

/** The capture could not be opened, or the module failed while it was asked. */
export class CaptureError extends Error {
  /** @param {OpenError} problem */
  constructor(problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/**
 * @typedef {object} Waiting
 * @property {(value: any) => void} resolve
 * @property {(reason: Error) => void} reject
 */

/** Talks to one worker. */
export class CaptureClient {
  /** @type {Worker} */ #worker;
  #generation = 0;
  /** Generation of the capture that is open. */ #open = 0;
  #calls = 0;
  /** @type {(Waiting & { onProgress: (progress: Progress) => void }) | null} */ #opening = null;
  /** @type {Map<number, Waiting>} */ #asked = new Map();
  /** @type {Waiting} */ #settleReady;
  #settlePrepared = () => {};

  /** @param {Worker} worker */
  constructor(worker) {
    this.#worker = worker;
    /** @type {Waiting} */
    let settle = { resolve: () => {}, reject: () => {} };
    /**
     * Settles once the program is there.
     * @type {Promise<void>}
     */
    this.ready = new Promise((resolve, reject) => { settle = { resolve, reject }; });
    // Whoever opens a file hears of it; without a file nobody needs to.
    this.ready.catch(() => {});
    this.#settleReady = settle;
    /**
     * Settles once all is there that `prepare` asks for; from then on nothing is fetched.
     * @type {Promise<void>}
     */
    this.prepared = new Promise((resolve) => { this.#settlePrepared = resolve; });
    worker.addEventListener('message', ({ data }) => this.#hear(data));
    worker.addEventListener('error', () => this.#lost());
    worker.addEventListener('messageerror', () => this.#lost());
  }

  /**
   * Opens a file. An opening under way is cancelled.
   * @param {Blob} file
   * @param {(progress: Progress) => void} onProgress Called at most ten times a second, and not at all
   *   when the file is read quickly.
   * @returns {Promise<void>}
   * @throws {Superseded} When another opening or `cancel` comes first.
   * @throws {CaptureError} When the file cannot be opened.
   */
  async open(file, onProgress) {
    this.cancel();
    const generation = (this.#generation += 1);
    await this.ready;
    if (generation !== this.#generation) throw new Superseded();
    return new Promise((resolve, reject) => {
      this.#opening = { resolve, reject, onProgress };
      this.#send({ kind: 'open', generation, file });
    });
  }

  /** Has all loaded that a file or a look at packets may want. */
  prepare() {
    this.#send({ kind: 'prepare' });
  }

  /** Cancels the opening under way, if there is one. The capture that was open stays open. */
  cancel() {
    this.#send({ kind: 'cancel', generation: this.#generation });
    this.#generation += 1;
    this.#opening?.reject(new Superseded());
    this.#opening = null;
  }

  /**
   * Asks the opened capture. Rejects with `Superseded` when another one was opened meanwhile.
   * @template {CallName} N
   * @param {N} name
   * @param {Parameters<Calls[N]>} args
   * @returns {Promise<ReturnType<Calls[N]>>}
   */
  call(name, ...args) {
    const id = (this.#calls += 1);
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#send({ kind: 'call', generation: this.#open, id, name, args });
    });
  }

  /** Ends the worker. */
  close() {
    this.#worker.terminate();
    this.#lost();
  }

  /** @param {Request} request */
  #send(request) {
    this.#worker.postMessage(request);
  }

  /** @param {Report} report */
  #hear(report) {
    switch (report.kind) {
      case 'ready':
        this.#settleReady.resolve(undefined);
        break;
      case 'prepared':
        this.#settlePrepared();
        break;
      case 'progress':
        if (report.generation === this.#generation) this.#opening?.onProgress(report);
        break;
      case 'opened':
        if (report.generation === this.#generation) {
          this.#open = report.generation;
          this.#settleOpening((opening) => opening.resolve(undefined));
        }
        break;
      case 'failed':
        if (report.generation === this.#generation) {
          this.#settleOpening((opening) => opening.reject(new CaptureError(report.error)));
        }
        break;
      case 'answer':
        this.#settleCall(report.id, (asked) => asked.resolve(plain(report.value)));
        break;
      case 'refused':
        this.#settleCall(report.id, (asked) => asked.reject(
          report.error === null ? new Superseded() : new CaptureError(report.error),
        ));
        break;
      case 'unavailable':
        this.#lost();
        break;
    }
  }

  /** @param {(opening: Waiting) => void} settle */
  #settleOpening(settle) {
    const opening = this.#opening;
    this.#opening = null;
    if (opening) settle(opening);
  }

  /**
   * @param {number} id
   * @param {(asked: Waiting) => void} settle
   */
  #settleCall(id, settle) {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (asked) settle(asked);
  }

  /** The worker or the program it runs could not be loaded, or it ended. */
  #lost() {
    const error = new CaptureError({ code: 'program_missing', offset: null, detail: null });
    this.#settleReady.reject(error);
    this.#settleOpening((opening) => opening.reject(error));
    for (const asked of this.#asked.values()) asked.reject(error);
    this.#asked.clear();
  }
}
