/**
 * The words of one language: looked up by key, with placeholders and plurals. The files in `strings/`
 * hold them; no other file holds a word that a reader sees.
 */

import { fetchWords } from './places.js';

/**
 * @typedef {string | { [key: string]: Tree }} Tree
 * @typedef {'en' | 'vi'} Language
 */

/**
 * Languages that there are words for; the first is taken where nothing fits.
 * @type {readonly Language[]}
 */
export const LANGUAGES = ['en', 'vi'];

const PLACEHOLDER = /\{(\w+)\}/;

/** The words of one language. */
export class Words {
  /** @type {Tree[]} */ #trees;
  /** @type {Intl.PluralRules} */ #plurals;
  /** @type {(() => Promise<Tree>) | null} Null once the rest is there. */ #fetchRest;
  /** @type {Promise<void> | null} */ #completing = null;
  #missed = false;

  /**
   * @param {Language} language
   * @param {Tree} tree
   * @param {(() => Promise<Tree>) | null} [fetchRest] Where all other words come from; null where there are none.
   */
  constructor(language, tree, fetchRest = null) {
    this.language = language;
    this.#trees = [tree];
    this.#fetchRest = fetchRest;
    this.#plurals = new Intl.PluralRules(language);
  }

  /** Whether something was looked up that may be among the words that are not there yet. */
  get lacking() {
    return this.#missed && this.#fetchRest !== null;
  }

  /**
   * Fetches the words that are not there yet, once; after a failure anew.
   * @returns {Promise<void>}
   */
  async complete() {
    const fetchRest = this.#fetchRest;
    if (fetchRest === null) return;
    this.#completing ??= fetchRest().then((tree) => {
      this.#trees.push(tree);
      this.#fetchRest = null;
    }).finally(() => { this.#completing = null; });
    await this.#completing;
  }

  /**
   * The words at a key, in pieces: texts and the values of the placeholders between them, so that a value
   * can be an element. The key itself where there are no words; nothing while they may still come.
   * @template T
   * @param {string} key Path such as `page.session.user`.
   * @param {Record<string, T>} values `count` chooses the plural form; `{count}` itself is in `values` too.
   * @param {number} [count]
   * @returns {(string | T)[]}
   */
  parts(key, values, count = 0) {
    const text = this.#text(key, count);
    if (text === null) return [this.lacking ? '' : key];
    return text.split(PLACEHOLDER).map((piece, index) => (index % 2 === 0 ? piece : values[piece] ?? `{${piece}}`));
  }

  /**
   * The words at a key as one text.
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   * @param {number} [count] Chooses the plural form.
   */
  text(key, values = {}, count = 0) {
    return this.parts(key, values, count).join('');
  }

  /**
   * Whether there are words at this key.
   * @param {string} key
   */
  has(key) {
    return this.#find(key) !== undefined;
  }

  /**
   * @param {string} key
   * @param {number} count
   * @returns {string | null}
   */
  #text(key, count) {
    const found = this.#find(key);
    if (typeof found === 'string') return found;
    if (found === undefined) return null;
    const form = found[this.#plurals.select(count)] ?? found['other'];
    return typeof form === 'string' ? form : null;
  }

  /**
   * @param {string} key
   * @returns {Tree | undefined}
   */
  #find(key) {
    const path = key.split('.');
    for (const tree of this.#trees) {
      /** @type {Tree | undefined} */
      let found = tree;
      for (const name of path) found = typeof found === 'object' && Object.hasOwn(found, name) ? found[name] : undefined;
      if (found !== undefined) return found;
    }
    this.#missed = true;
    return undefined;
  }
}

/**
 * The language that fits best: the first of the wishes that there are words for.
 * @param {readonly (string | null | undefined)[]} wishes Language tags such as `vi-VN`, best first.
 * @returns {Language}
 */
export function chooseLanguage(wishes) {
  for (const wish of wishes) {
    const primary = wish?.toLowerCase().split('-')[0];
    const language = LANGUAGES.find((known) => known === primary);
    if (language) return language;
  }
  return 'en';
}

/**
 * Fetches the words that a first look at a language needs. The others come with `complete`.
 * @param {Language} language
 * @returns {Promise<Words>}
 */
export async function loadWords(language) {
  return new Words(language, await fetchOnce(language, 'first'), () => fetchOnce(language, 'rest'));
}

/**
 * Words that were fetched or are on their way: the elements of a page share them.
 * @type {Map<string, Promise<Tree>>}
 */
const fetched = new Map();

/**
 * Fetches words, once; after a failure anew.
 * @param {Language} language
 * @param {'first' | 'rest'} part
 * @returns {Promise<Tree>}
 */
function fetchOnce(language, part) {
  const key = `${language} ${part}`;
  const known = fetched.get(key);
  if (known) return known;
  const fetching = fetchWords(language, part);
  fetched.set(key, fetching);
  fetching.catch(() => fetched.delete(key));
  return fetching;
}
