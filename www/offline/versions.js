/**
 * The versions of the site that are kept on this computer, each whole or not at all in a cache of its own. One is
 * in use; a newer one only replaces it when the reader agrees. That the browser makes a newer service worker the active
 * one, as it does once every page of the site is closed, is no agreement: it goes on answering from the version in use.
 * Names tell whose the caches are, for all sites of an origin share them.
 */

const PREFIX = 'ftpscope-';

/** Where it is written which version is in use. */
const RECORD = 'in-use';

/** The caches of one site, as the service worker of one version sees them. */
export class Versions {
  #caches;
  #scope;
  #own;
  /**
   * Looked up once: a worker keeps to one version until it is told otherwise, or is replaced.
   * @type {Promise<string> | null}
   */
  #used = null;

  /**
   * @param {CacheStorage} caches
   * @param {string} scope Address of the folder of the site.
   * @param {KeptSite} own The version that the service worker brings.
   */
  constructor(caches, scope, own) {
    this.#caches = caches;
    this.#scope = scope;
    this.#own = own;
    /** Whether the own version is known to be in use. */
    this.isOwnUsed = false;
  }

  /**
   * Fetches the own version.
   * @returns {Promise<void>}
   * @throws {Error} Where a file is missing, is of another version, or does not fit: then nothing of it stays.
   */
  async fetch() {
    const name = this.#name(this.#own.version);
    const wasThere = await this.#caches.has(name);
    try {
      const cache = await this.#caches.open(name);
      // All or none. What the browser has is asked about anew; a host in the middle of an update sends files of two versions.
      await cache.addAll(Object.entries(this.#own.files)
        .map(([path, integrity]) => new Request(this.#scope + path, { integrity, cache: 'no-cache' })));
    } catch (error) {
      if (!wasThere) await this.#caches.delete(name);
      throw error;
    }
    await this.#tidy(await this.#recorded());
  }

  /** Makes sure that there is a version in use, the own one where there was none, and that the others go. */
  async settle() {
    const recorded = await this.#recorded();
    if (recorded === null || !await this.#caches.has(this.#name(recorded))) await this.take();
    await this.#tidy(await this.#recorded());
  }

  /** Has the own version used from now on. The one before stays until `settle`: another worker may still need it. */
  async take() {
    const record = await this.#caches.open(this.#name(RECORD));
    await record.put(this.#scope, new Response(this.#own.version));
    this.#used = null;
  }

  /** Whether the own version waits for the reader to agree. */
  async isNewer() {
    return await this.#inUse() !== this.#own.version;
  }

  /**
   * A file of the version in use.
   * @param {string} path
   * @returns {Promise<Response | undefined>}
   */
  async find(path) {
    const found = await this.#caches.match(this.#scope + path, { cacheName: this.#name(await this.#inUse()), ignoreVary: true });
    // Some hosts send `index.html` elsewhere; no browser shows a page that came about so.
    return found?.redirected ? new Response(found.body, found) : found;
  }

  async #inUse() {
    this.#used ??= this.#recorded().then((recorded) => recorded ?? this.#own.version);
    const used = await this.#used;
    this.isOwnUsed = used === this.#own.version;
    return used;
  }

  /** @returns {Promise<string | null>} */
  async #recorded() {
    const found = await this.#caches.match(this.#scope, { cacheName: this.#name(RECORD) });
    return found ? found.text() : null;
  }

  /**
   * Deletes what is neither in use nor may be.
   * @param {string | null} used
   */
  async #tidy(used) {
    const wanted = [RECORD, this.#own.version, ...(used === null ? [] : [used])].map((part) => this.#name(part));
    for (const name of await this.#caches.keys()) {
      if (this.#isOfSite(name) && !wanted.includes(name)) await this.#caches.delete(name);
    }
  }

  /** @param {string} part A version, or the record. */
  #name(part) {
    return `${PREFIX}${part}@${this.#scope}`;
  }

  /** @param {string} name */
  #isOfSite(name) {
    return name.startsWith(PREFIX) && name.slice(name.indexOf('@') + 1) === this.#scope;
  }
}
