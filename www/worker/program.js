/** Loads and compiles the WebAssembly modules. */

/**
 * @import {ProgramPlaces} from '../types/messages.js'
 */

/**
 * A compiled module.
 * @typedef {object} Program
 * @property {WebAssembly.Module} module
 * @property {boolean} detailed Whether it takes packets and files apart.
 * @property {boolean} full Whether it is the full one: what this one does not do, no one does.
 */

/** The modules of one worker: each is compiled once, for all captures. */
export class Programs {
  #places;
  /** @type {Promise<Program> | null} */ #full = null;
  /** @type {Program | null} */ #best = null;

  /** @param {ProgramPlaces} places */
  constructor(places) {
    this.#places = places;
    /**
     * Settles once files can be opened.
     * @type {Promise<void>}
     */
    this.ready = compile(places.first).then((module) => { this.#best ??= { module, detailed: places.detailed, full: false }; });
  }

  /**
   * What files are opened with: the first module, and once it is there the full one.
   * @throws {Error} Before one is there.
   */
  get best() {
    if (this.#best === null) throw new Error('opened before the program was ready');
    return this.#best;
  }

  /** Whether the page has a full module to load. */
  get mayBeFull() {
    return this.#places.full !== null;
  }

  /**
   * The full module; a download that failed is tried again the next time.
   * @returns {Promise<Program>}
   */
  full() {
    const { full } = this.#places;
    if (full === null) return Promise.reject(new Error('this page has no full module'));
    return this.#full ??= compile(full).then(
      (module) => (this.#best = { module, detailed: true, full: true }),
      (error) => {
        this.#full = null;
        throw error;
      },
    );
  }

  /** Has all loaded that this page can load. */
  async prepare() {
    if (this.mayBeFull) await this.full();
  }
}

/**
 * @param {string | ArrayBuffer} place
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(place) {
  if (typeof place !== 'string') return WebAssembly.compile(place);
  const response = await fetch(place);
  if (!response.ok) throw new Error(`${response.status} ${place}`);
  // Compiling while it downloads works only with this type, which not every static host sends.
  const streams = response.headers.get('content-type')?.split(';')[0]?.trim() === 'application/wasm';
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
