/** What an embedder says of an element: attributes, each with its property. */

import { UpdatingElement } from './updating-element.js';

/**
 * What of a capture is shown.
 * @typedef {'conversation' | 'story' | 'lab'} View
 *
 * A part of the page.
 * @typedef {'header' | 'choose' | 'capture' | 'talk' | 'transfers' | 'oddities' | 'packets' | 'lesson'} Pane
 */

/**
 * All parts of the page, from top to bottom: name and languages, the way to another file, the capture in short, its
 * conversation or story, its transfers, what is odd, its packets.
 * @type {readonly Pane[]}
 */
export const PANES = ['header', 'choose', 'capture', 'talk', 'transfers', 'oddities', 'packets', 'lesson'];

/** What belongs to a page rather than to a capture that is shown in one. */
const OF_A_PAGE = ['header', 'choose', 'lesson'];

/** Properties of the class below, for those that were set before the element came alive. */
const PROPERTIES = /** @type {const} */ ([
  'src', 'frames', 'session', 'view', 'select', 'collapsed', 'theme', 'revealPasswords', 'loading', 'panes', 'height', 'workerUrl', 'wasmUrl', 'questions',
]);

/**
 * An element whose attributes are its settings.
 *
 * Frameworks set the property of an attribute's name where there is one, with what stands in their template: mostly the
 * attribute's text, and `undefined` or null to take it back. Each property here takes both.
 */
export class AttributesElement extends UpdatingElement {
  static observedAttributes = [
    'src', 'frames', 'session', 'view', 'select', 'collapsed', 'lang', 'theme', 'reveal-passwords', 'panes', 'height', 'questions',
  ];

  /** @type {unknown} */ #questions = null;

  constructor() {
    super();
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
  }

  /**
   * Address of a capture to open; null where the reader gives one.
   * @returns {string | null}
   */
  get src() { return this.getAttribute('src'); }

  set src(url) { this.#reflect('src', url); }

  /**
   * The packets that are shown, with what belongs to them: numbers and ranges such as `5-20,31`; null for all.
   * @returns {string | null}
   */
  get frames() { return this.getAttribute('frames'); }

  set frames(frames) { this.#reflect('frames', frames); }

  /**
   * Number of the only session that is shown, from 1, as the page counts; null for all.
   * @returns {number | null}
   */
  get session() { return numberOf(this.getAttribute('session')); }

  set session(number) { this.#reflect('session', number); }

  /**
   * Line by line, step by step, or with questions about it.
   * @returns {View}
   */
  get view() {
    const view = this.getAttribute('view');
    return view === 'story' || view === 'lab' ? view : 'conversation';
  }

  set view(view) { this.#reflect('view', view); }

  /**
   * Number of the packet that is opened, from 1; follows the reader.
   * @returns {number | null}
   */
  get select() { return numberOf(this.getAttribute('select')); }

  set select(number) { this.#reflect('select', number); }

  /** Whether only a button is seen that opens it; until then nothing is read. */
  get collapsed() { return this.hasAttribute('collapsed'); }

  set collapsed(isCollapsed) { this.#toggle('collapsed', isCollapsed); }

  /**
   * `light` or `dark`; `auto` follows the reader's system.
   * @returns {'light' | 'dark' | 'auto'}
   */
  get theme() {
    const theme = this.getAttribute('theme');
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  }

  set theme(theme) { this.#reflect('theme', theme); }

  /** Whether passwords are shown from the beginning. */
  get revealPasswords() { return this.hasAttribute('reveal-passwords'); }

  set revealPasswords(reveal) { this.#toggle('reveal-passwords', reveal); }

  /**
   * `lazy` starts when the element comes near to what is seen, `eager` at once.
   * @returns {'lazy' | 'eager'}
   */
  get loading() { return this.getAttribute('loading') === 'eager' ? 'eager' : 'lazy'; }

  set loading(loading) { this.#reflect('loading', loading); }

  /**
   * The parts that are shown, of `header choose capture talk transfers oddities packets lesson`. All where none are named,
   * but with `src` no `header`, no `choose` and no `lesson`.
   * @returns {readonly Pane[]}
   */
  get panes() {
    const named = this.getAttribute('panes')?.split(/\s+/) ?? null;
    if (named !== null) return PANES.filter((pane) => named.includes(pane));
    return PANES.filter((pane) => this.src === null || !OF_A_PAGE.includes(pane));
  }

  /** @param {ReadonlyArray<Pane> | string | null | undefined} panes */
  set panes(panes) { this.#reflect('panes', Array.isArray(panes) ? panes.join(' ') : /** @type {string} */ (panes)); }

  /**
   * A CSS length, or `auto` for as high as what is in it.
   * @returns {string | null}
   */
  get height() { return this.getAttribute('height'); }

  set height(height) { this.#reflect('height', height); }

  /**
   * Questions of the page's own for `view="lab"`: a set as `docs/lab.md` tells. Null for those at the address in the
   * attribute `questions`, and where that is missing, for the built-in ones. A string is such an address.
   */
  get questions() { return this.#questions; }

  set questions(questions) {
    const isAddress = typeof questions === 'string';
    this.#questions = isAddress ? null : questions ?? null;
    if (isAddress || questions === undefined) this.#reflect('questions', questions);
    this.settingChanged('questions');
  }

  /**
   * An attribute was changed, or what has none.
   * @internal
   * @param {string} _name
   */
  settingChanged(_name) {}

  /**
   * Address of the worker's script, where it is not beside the others. Read when the first file is opened.
   * @returns {string | null}
   */
  get workerUrl() { return this.getAttribute('worker-url'); }

  set workerUrl(url) { this.#reflect('worker-url', url); }

  /**
   * Address of `ftpscope_bg.wasm`, where it is not beside the scripts; `ftpscope_full_bg.wasm` is looked for in its
   * folder. Read when the first file is opened.
   * @returns {string | null}
   */
  get wasmUrl() { return this.getAttribute('wasm-url'); }

  set wasmUrl(url) { this.#reflect('wasm-url', url); }

  /**
   * @param {string} name
   * @param {string | number | null | undefined} value
   */
  #reflect(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  /**
   * The attribute's text, `''`, means yes, as it does in HTML.
   * @param {string} name
   * @param {boolean | string | null | undefined} value
   */
  #toggle(name, value) {
    this.toggleAttribute(name, value === '' || Boolean(value));
  }
}

/**
 * A number from 1 on; null for everything else.
 * @param {string | null} text
 */
function numberOf(text) {
  return text !== null && /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : null;
}
