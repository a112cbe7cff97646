/**
 * The words of one language: looked up by key, with placeholders and plurals. The files in `strings/`
 * hold them; no other file holds a word that a reader sees.
 */

/**
 * @typedef {string | { [key: string]: Tree }} Tree
 * @typedef {'en' | 'vi'} Language
 */

/**
 * Languages that there are words for; the first is taken where nothing fits.
 * @type {readonly Language[]}
 */
export const LANGUAGES = ['en', 'vi'];

/**
 * Where the words are. Written out one by one, so that bundlers find them.
 * @type {Record<Language, () => URL>}
 */
const FILES = {
  en: () => new URL('./strings/en.json', import.meta.url),
  vi: () => new URL('./strings/vi.json', import.meta.url),
};

const PLACEHOLDER = /\{(\w+)\}/;

/** The words of one language. */
export class Words {
  /** @type {Tree} */ #tree;
  /** @type {Intl.PluralRules} */ #plurals;

  /**
   * @param {Language} language
   * @param {Tree} tree
   */
  constructor(language, tree) {
    this.language = language;
    this.#tree = tree;
    this.#plurals = new Intl.PluralRules(language);
  }

  /**
   * The words at a key, in pieces: texts and the values of the placeholders between them, so that a value
   * can be an element.
   * @template T
   * @param {string} key Path such as `page.session.user`.
   * @param {Record<string, T>} values `count` chooses the plural form; `{count}` itself is in `values` too.
   * @param {number} [count]
   * @returns {(string | T)[]}
   */
  parts(key, values, count = 0) {
    const text = this.#text(key, count);
    if (text === null) return [key];
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
    /** @type {Tree | undefined} */
    let found = this.#tree;
    for (const name of key.split('.')) {
      if (typeof found !== 'object' || !Object.hasOwn(found, name)) return undefined;
      found = found[name];
    }
    return found;
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
 * Fetches the words of a language.
 * @param {Language} language
 * @returns {Promise<Words>}
 */
export async function loadWords(language) {
  const response = await fetch(FILES[language]());
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return new Words(language, await response.json());
}
