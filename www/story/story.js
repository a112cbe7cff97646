/** `<ftp-capture-story>`: the story of the open capture. Stands inside of `<ftp-capture>`. */

import { html, nothing } from 'lit-html';
import { answerOf } from '../files/asking.js';
import { pullRange } from '../loader.js';
import { placesInStory } from '../notes.js';
import notesCss from '../styles/notes.css';
import storyCss from '../styles/story.css';
import themeCss from '../styles/theme.css';
import { UpdatingElement } from '../updating-element.js';
import { storyView } from '../views/story.js';

/**
 * @import {Ends, OpenError, Step} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * Where the story of a capture comes from.
 * @typedef {object} StorySource
 * @property {() => Promise<number>} count
 * @property {(start: number, end: number) => Promise<Step[]>} steps
 */

/** Steps that are shown at first, and that are added each time. */
const WINDOW = 200;

/** Shows the steps of a capture. */
export class FtpStoryElement extends UpdatingElement {
  /** @override */
  static styles = [themeCss, storyCss, notesCss];

  /** @override */
  static properties = ['kit', 'source', 'sessions', 'only', 'onPacket', 'onExchange', 'steps', 'count', 'problem', 'notes'];

  /** Those of the packets with notes that have a place in it, as was told. */ #told = '';

  constructor() {
    super();
    /** @type {Kit | null} */
    this.kit = null;
    /** @type {StorySource | null} */
    this.source = null;
    /** @type {Ends[]} */
    this.sessions = [];
    /**
     * The only session that is told, with what is of none.
     * @type {number | null}
     */
    this.only = null;
    /** @type {(frame: number) => void} */
    this.onPacket = () => {};
    /** @type {(session: number, exchange: number) => void} */
    this.onExchange = () => {};
    /** @type {Step[]} */
    this.steps = [];
    /** Steps in all. */
    this.count = 0;
    /** @type {OpenError | null} */
    this.problem = null;
    /**
     * Packets that the author of the page remarks on. `notes-placed` tells which of them have a place in the story.
     * @type {number[]}
     */
    this.notes = [];
  }

  /**
   * @override
   * @param {ReadonlySet<string>} changed
   */
  updated(changed) {
    if (changed.has('source')) void this.#pull(Math.max(WINDOW, this.steps.length));
    const placed = [...this.#places().values()].flat();
    if (placed.join() === this.#told) return;
    this.#told = placed.join();
    this.dispatchEvent(new CustomEvent('notes-placed', { detail: placed }));
  }

  /** Which steps the notes stand in: each in the first one that names its packet. */
  #places() {
    return placesInStory(this.notes, this.steps.filter(({ session }) => this.only === null || session === null || session === this.only));
  }

  /** @override */
  render() {
    const { kit, problem } = this;
    if (kit === null) return nothing;
    return html`<section class="story" aria-labelledby="story-title">
      <h2 id="story-title">${kit.t('story.title')}</h2>
      ${problem === null ? nothing : html`<p>${kit.lookup(`open_error.${problem.code}.title`) ?? problem.code}</p>`}
      ${storyView(kit, {
        steps: this.steps,
        only: this.only,
        sessions: this.sessions,
        count: this.count,
        window: WINDOW,
        onMore: () => void this.#pull(this.steps.length + WINDOW),
        onPacket: this.onPacket,
        onExchange: this.onExchange,
        notes: this.#places(),
      })}</section>`;
  }

  /**
   * Pulls the first steps, so many.
   * @param {number} wanted
   */
  async #pull(wanted) {
    const { source } = this;
    if (source === null) return;
    /** @param {OpenError} problem */
    const failed = (problem) => { if (source === this.source) this.problem = problem; };
    const count = await answerOf(source.count(), failed);
    if (count === null) return;
    const steps = await answerOf(pullRange(source.steps, 0, Math.min(count, wanted)), failed);
    if (steps === null || source !== this.source) return;
    Object.assign(this, { steps, count, problem: null });
  }
}
