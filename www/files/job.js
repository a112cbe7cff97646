/** One thing that takes time at a time: how far it is, and an end to it when the reader wants one. */

import { Stopped } from './reading.js';

/** Progress is worth a look only on what takes longer than this. */
const QUIET_MS = 300;

/** Milliseconds between two looks. */
const PROGRESS_MS = 100;

/**
 * @typedef {object} JobProgress
 * @property {string} kind What is done, a key of the words.
 * @property {number} done Bytes so far.
 * @property {number | null} total Bytes in all, where that is known.
 */

/**
 * What a job is given.
 * @typedef {object} Task
 * @property {{ stopped: boolean }} signal
 * @property {(bytes: number) => void} onBytes Told of each piece.
 */

/** Runs one job after another: a new one ends the one before. */
export class Jobs {
  /** @type {{ stopped: boolean } | null} */ #running = null;
  /** @type {(progress: JobProgress | null) => void} */ #show;

  /** @param {(progress: JobProgress | null) => void} show Told how far a job is that takes long, and null at its end. */
  constructor(show) {
    this.#show = show;
  }

  /** Ends the job under way; what it made is dropped. */
  stop() {
    if (this.#running) this.#running.stopped = true;
    this.#running = null;
    this.#show(null);
  }

  /**
   * @template T
   * @param {string} kind
   * @param {number | null} total
   * @param {(task: Task) => Promise<T>} body
   * @returns {Promise<T | null>} Null where it was stopped.
   */
  async run(kind, total, body) {
    this.stop();
    const signal = (this.#running = { stopped: false });
    const start = performance.now();
    let told = start + QUIET_MS - PROGRESS_MS;
    let done = 0;
    /** @param {number} bytes */
    const onBytes = (bytes) => {
      done += bytes;
      const now = performance.now();
      if (signal.stopped || now - told < PROGRESS_MS) return;
      told = now;
      this.#show({ kind, done, total });
    };
    try {
      const made = await body({ signal, onBytes });
      return signal.stopped ? null : made;
    } catch (error) {
      if (signal.stopped || error instanceof Stopped) return null;
      throw error;
    } finally {
      if (this.#running === signal) this.stop();
    }
  }
}
