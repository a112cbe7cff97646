/**
 * The worker as promises. One client serves one element: it opens one file after another, and each
 * opening is a generation, so that what an earlier one still says is not heard. Many clients share a worker.
 */

import { plain } from './plain-text.js';

/**
 * @import {CallName, Calls, Report, Request} from './types/messages.js'
 * @import {OpenError, Progress} from './types/model.js'
 * @import {WorkerHost} from './worker-host.js'
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

/**
 * A request without the number of the client.
 * @template R
 * @typedef {R extends Request ? Omit<R, 'client'> : never} OwnRequest
 */

/** Talks to a worker about one capture at a time. */
export class CaptureClient {
  #host;
  /** The number that the host gave. */ #client;
  #generation = 0;
  /** Generation of the capture that is open. */ #open = 0;
  #calls = 0;
  #isLost = false;
  /** @type {(Waiting & { onProgress: (progress: Progress) => void }) | null} */ #opening = null;
  /** @type {Map<number, Waiting>} */ #asked = new Map();

  /** @param {WorkerHost} host */
  constructor(host) {
    this.#host = host;
    this.#client = host.join({ hear: (report) => this.#hear(report), lost: () => this.#lost() });
  }

  /** Settles once the program is there; rejects with a `CaptureError` where it cannot be had. */
  get ready() {
    return this.#host.ready.catch(() => { throw missing(); });
  }

  /** Settles once all is there that `prepare` asks for; from then on nothing is fetched. */
  get prepared() {
    return this.#host.prepared;
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
    if (this.#isLost) throw missing();
    return new Promise((resolve, reject) => {
      this.#opening = { resolve, reject, onProgress };
      this.#send({ kind: 'open', generation, file });
    });
  }

  /** Has all loaded that a file or a look at packets may want. */
  prepare() {
    this.#host.send({ kind: 'prepare' });
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
    if (this.#isLost) return Promise.reject(missing());
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#send({ kind: 'call', generation: this.#open, id, name, args });
    });
  }

  /** Lets go of the capture; the worker ends with its last client. */
  close() {
    this.#host.leave(this.#client);
    this.#lost();
  }

  /** @param {OwnRequest<Request>} request */
  #send(request) {
    this.#host.send(/** @type {Request} */ ({ ...request, client: this.#client }));
  }

  /** @param {Report} report */
  #hear(report) {
    switch (report.kind) {
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
    this.#isLost = true;
    const error = missing();
    this.#settleOpening((opening) => opening.reject(error));
    for (const asked of this.#asked.values()) asked.reject(error);
    this.#asked.clear();
  }
}

/** There is no program to read captures with. */
function missing() {
  return new CaptureError({ code: 'program_missing', offset: null, detail: null });
}
