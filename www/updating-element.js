/** The base of the elements: properties that are watched, and one rendering for all that changed together. */

import { render } from 'lit-html';

/** An element whose shadow root is rendered anew, once, after any of its properties changed. */
export class UpdatingElement extends HTMLElement {
  /**
   * Names of the properties that are watched. A constructor gives each of them its first value.
   * @type {readonly string[]}
   */
  static properties = [];

  /**
   * Text of the style sheets, which all elements of the class share.
   * @type {readonly string[]}
   */
  static styles = [];

  /** @type {WeakMap<typeof UpdatingElement, CSSStyleSheet[]>} */ static #sheets = new WeakMap();

  #root = this.attachShadow({ mode: 'open' });
  /** @type {Map<string, unknown>} */ #values = new Map();
  /**
   * Values that were set before the element came alive; they win over those of the constructor.
   * @type {[string, unknown][]}
   */
  #early = [];
  /**
   * Properties that changed since the last rendering.
   * @type {Set<string>}
   */
  #changed = new Set();
  /** @type {Promise<void> | null} */ #update = null;

  constructor() {
    super();
    const { properties } = new.target;
    this.#root.adoptedStyleSheets = UpdatingElement.#sheetsOf(new.target);
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of properties) {
      if (Object.hasOwn(this, name)) this.#early.push([name, own[name]]);
      Object.defineProperty(this, name, {
        get: () => this.#values.get(name),
        set: (value) => this.#set(name, value),
      });
    }
    this.requestUpdate();
  }

  /** Where the element renders. */
  get renderRoot() {
    return this.#root;
  }

  /** Settles once everything that changed so far is rendered. */
  get updateComplete() {
    return this.#update ?? Promise.resolve();
  }

  /**
   * Adds a style sheet that was not there from the beginning.
   * @param {string} text
   * @returns {CSSStyleSheet} The element's own.
   */
  addStyles(text) {
    const sheet = sheetOf(text);
    this.#root.adoptedStyleSheets.push(sheet);
    return sheet;
  }

  /** Renders anew, soon and once, however often it is called. */
  requestUpdate() {
    this.#update ??= Promise.resolve().then(() => this.#perform());
  }

  /** Whether nothing is rendered yet. What changes meanwhile is rendered when it is asked for again. */
  get dormant() {
    return false;
  }

  /**
   * What stands in the element.
   * @returns {unknown}
   */
  render() {
    return undefined;
  }

  /**
   * Called after each rendering.
   * @param {ReadonlySet<string>} _changed Properties that changed since the one before.
   */
  updated(_changed) {}

  /**
   * @param {string} name
   * @param {unknown} value
   */
  #set(name, value) {
    if (this.#values.has(name) && Object.is(this.#values.get(name), value)) return;
    this.#values.set(name, value);
    this.#changed.add(name);
    this.requestUpdate();
  }

  #perform() {
    for (const [name, value] of this.#early.splice(0)) this.#set(name, value);
    if (this.dormant) {
      this.#update = null;
      return;
    }
    const changed = this.#changed;
    this.#changed = new Set();
    // What changes from here on, in `updated` above all, is for the next rendering.
    this.#update = null;
    render(this.render(), this.#root);
    this.updated(changed);
  }

  /** @param {typeof UpdatingElement} kind */
  static #sheetsOf(kind) {
    const known = UpdatingElement.#sheets.get(kind);
    if (known) return known;
    const made = kind.styles.map(sheetOf);
    UpdatingElement.#sheets.set(kind, made);
    return made;
  }
}

/** @param {string} text */
function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
