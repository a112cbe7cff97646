/** What every view is given: the words and the number formats of one language. */

/**
 * @import {Words} from '../words.js'
 * @import {Format} from '../format.js'
 */

/** Words and formats of one language. */
export class Kit {
  /**
   * @param {Words} words
   * @param {Format} format
   */
  constructor(words, format) {
    this.words = words;
    this.format = format;
  }

  /**
   * A text of the page.
   * @param {string} key Without `page.`.
   * @param {Record<string, string | number>} [values]
   * @param {number} [count] Chooses the plural form.
   */
  t(key, values = {}, count = 0) {
    return this.words.text(`page.${key}`, values, count);
  }

  /**
   * A text of the page in pieces, with elements in its placeholders.
   * @param {string} key Without `page.`.
   * @param {Record<string, unknown>} values
   * @param {number} [count] Chooses the plural form.
   */
  rich(key, values, count = 0) {
    return this.words.parts(`page.${key}`, values, count);
  }

  /**
   * The word for an enumerated value of the report; the value itself where there is none.
   * @param {string} field
   * @param {string} value
   */
  value(field, value) {
    const key = `value.${field}.${value}`;
    return this.words.has(key) ? this.words.text(key) : value;
  }

  /**
   * The words at a key outside of the page's own ones, or null.
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  lookup(key, values = {}) {
    return this.words.has(key) ? this.words.text(key, values) : null;
  }
}
