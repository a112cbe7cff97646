/** `<ftp-capture-why>`: one exchange of the conversation, explained. Stands inside of `<ftp-capture>`. */

import { html, nothing } from 'lit-html';
import { answerOf } from '../files/asking.js';
import { factItem } from '../parts/fact.js';
import themeCss from '../styles/theme.css';
import storyCss from '../styles/story.css';
import { UpdatingElement } from '../updating-element.js';

/**
 * @import {Fact, OpenError} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** Shows the facts about an exchange. */
export class FtpWhyElement extends UpdatingElement {
  /** @override */
  static styles = [themeCss, storyCss];

  /** @override */
  static properties = ['kit', 'source', 'onPacket', 'facts', 'problem'];

  constructor() {
    super();
    /** @type {Kit | null} */
    this.kit = null;
    /**
     * Gives the facts.
     * @type {(() => Promise<Fact[]>) | null}
     */
    this.source = null;
    /** @type {(frame: number) => void} */
    this.onPacket = () => {};
    /** @type {Fact[]} */
    this.facts = [];
    /** @type {OpenError | null} */
    this.problem = null;
  }

  /**
   * @override
   * @param {ReadonlySet<string>} changed
   */
  updated(changed) {
    if (changed.has('source')) void this.#pull();
  }

  /** @override */
  render() {
    const { kit, facts, problem } = this;
    if (kit === null) return nothing;
    return html`<div class="why" role="region" aria-label=${kit.t('story.why')}>
      ${problem === null ? nothing : html`<p>${kit.lookup(`open_error.${problem.code}.title`) ?? problem.code}</p>`}
      <ul class="explained">${facts.map((fact) => factItem(kit, fact, this.onPacket))}</ul></div>`;
  }

  async #pull() {
    const { source } = this;
    if (source === null) return;
    /** @param {OpenError} problem */
    const failed = (problem) => { if (source === this.source) this.problem = problem; };
    const facts = await answerOf(source(), failed);
    if (facts !== null && source === this.source) Object.assign(this, { facts, problem: null });
  }
}
