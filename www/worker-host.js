/** One worker for all elements of a page that want the same modules. */

import { programPlaces, workerPlace } from './places.js';
import { startWorker } from './start-worker.js';

/**
 * @import {Announcement, Order, ProgramPlaces, Report, Request} from './types/messages.js'
 */

/**
 * Who is served by a host.
 * @typedef {object} Guest
 * @property {(report: Report) => void} hear
 * @property {() => void} lost The worker is gone, or there never was one.
 */

/**
 * What of a worker is needed.
 * @typedef {Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>} WorkerLike
 */

/** Talks to one worker for many clients. */
export class WorkerHost {
  /** @type {Map<number, Guest>} */ #guests = new Map();
  #numbers = 0;
  #isLost = false;
  #worker;
  #onEnd;
  #settleReady = { resolve: () => {}, reject: (/** @type {Error} */ _reason) => {} };
  #settlePrepared = () => {};

  /**
   * @param {Promise<WorkerLike>} worker
   * @param {Promise<ProgramPlaces>} places
   * @param {() => void} [onEnd] Told when the worker is gone.
   */
  constructor(worker, places, onEnd = () => {}) {
    this.#onEnd = onEnd;
    /**
     * Settles once files can be opened.
     * @type {Promise<void>}
     */
    this.ready = new Promise((resolve, reject) => { this.#settleReady = { resolve, reject }; });
    // Whoever opens a file hears of it; without a file nobody needs to.
    this.ready.catch(() => {});
    /**
     * Settles once all is there that `prepare` asks for; from then on nothing is fetched.
     * @type {Promise<void>}
     */
    this.prepared = new Promise((resolve) => { this.#settlePrepared = resolve; });
    this.#worker = Promise.all([worker, places]).then(([started, where]) => {
      started.addEventListener('message', ({ data }) => this.#hear(data));
      started.addEventListener('error', () => this.#lost());
      started.addEventListener('messageerror', () => this.#lost());
      started.postMessage(/** @type {Order} */ ({ kind: 'start', places: where }));
      return started;
    });
    this.#worker.catch((error) => {
      console.warn(error);
      this.#lost();
    });
  }

  /**
   * @param {Guest} guest
   * @returns {number} The number that the guest's messages carry.
   */
  join(guest) {
    const number = (this.#numbers += 1);
    if (this.#isLost) guest.lost();
    else this.#guests.set(number, guest);
    return number;
  }

  /**
   * Without guests the worker ends.
   * @param {number} number
   */
  leave(number) {
    if (!this.#guests.delete(number)) return;
    this.send({ kind: 'leave', client: number });
    if (this.#guests.size === 0) this.#lost();
  }

  /** @param {Order | Request} message */
  send(message) {
    void this.#worker.then((worker) => { if (!this.#isLost) worker.postMessage(message); }, () => {});
  }

  /** @param {Announcement | Report} message */
  #hear(message) {
    switch (message.kind) {
      case 'ready':
        this.#settleReady.resolve();
        break;
      case 'prepared':
        this.#settlePrepared();
        break;
      case 'unavailable':
        this.#lost();
        break;
      default:
        this.#guests.get(message.client)?.hear(message);
    }
  }

  #lost() {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#onEnd();
    void this.#worker.then((worker) => worker.terminate(), () => {});
    this.#settleReady.reject(new Error('the worker is gone'));
    const guests = [...this.#guests.values()];
    this.#guests.clear();
    for (const guest of guests) guest.lost();
  }
}

/**
 * Hosts by what they run.
 * @type {Map<string, WorkerHost>}
 */
const hosts = new Map();

/**
 * The host of these places, started when it is first wanted.
 * @param {{ worker?: string | null, wasm?: string | null }} [wishes] Addresses in the place of the usual ones; the full
 *   module is beside the other one.
 */
export function hostOf({ worker = null, wasm = null } = {}) {
  const key = JSON.stringify([worker, wasm]);
  const known = hosts.get(key);
  if (known) return known;
  const script = worker === null ? workerPlace() : new URL(worker, document.baseURI).href;
  const host = new WorkerHost(startWorker(script), wasm === null ? programPlaces() : Promise.resolve(placesBeside(wasm)), () => {
    if (hosts.get(key) === host) hosts.delete(key);
  });
  hosts.set(key, host);
  return host;
}

/**
 * @param {string} wasm
 * @returns {ProgramPlaces}
 */
function placesBeside(wasm) {
  const first = new URL(wasm, document.baseURI);
  return { first: first.href, detailed: false, full: new URL('ftpscope_full_bg.wasm', first).href };
}
