/**
 * What a first look does without: rarer words, and the packets. It is fetched once the page is idle, and at
 * the latest when it is needed.
 */

/**
 * `waiting` until it is fetched, `missing` after that failed.
 * @typedef {'waiting' | 'there' | 'missing'} RestState
 */

/** Milliseconds after which a page counts as idle where the browser does not tell. */
const GUESSED_IDLE_MS = 200;

/** Parts that are fetched together. */
export class Rest {
  /** @type {() => Promise<unknown>[]} */ #fetchParts;
  /** @type {() => void} */ #changed;
  /** @type {Promise<void> | null} */ #fetching = null;
  /** @type {() => void} */ #settle = () => {};

  /**
   * @param {() => Promise<unknown>[]} fetchParts
   * @param {() => void} changed Told of each new state.
   */
  constructor(fetchParts, changed) {
    this.#fetchParts = fetchParts;
    this.#changed = changed;
    /** @type {RestState} */
    this.state = 'waiting';
    /**
     * Settles once it is there.
     * @type {Promise<void>}
     */
    this.there = new Promise((resolve) => { this.#settle = resolve; });
  }

  /**
   * Fetches the parts, once; after a failure anew. Settles either way.
   * @returns {Promise<void>}
   */
  fetch() {
    this.#fetching ??= allOf(this.#fetchParts()).then(
      () => {
        this.state = 'there';
        this.#settle();
      },
      (error) => {
        console.warn(error);
        this.state = 'missing';
        this.#fetching = null;
      },
    ).finally(this.#changed);
    return this.#fetching;
  }
}

/**
 * Waits for all, whether they fail or not.
 * @param {Promise<unknown>[]} promises
 */
async function allOf(promises) {
  for (const result of await Promise.allSettled(promises)) {
    if (result.status === 'rejected') throw result.reason;
  }
}

/**
 * Settles once the browser has nothing else to do.
 * @returns {Promise<unknown>}
 */
export function idle() {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve);
    else setTimeout(resolve, GUESSED_IDLE_MS);
  });
}
