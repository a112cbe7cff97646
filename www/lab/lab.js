/** `<ftp-capture-lab>`: questions about the open capture, checked against it. Stands inside of `<ftp-capture>`. */

import { html, nothing } from 'lit-html';
import { answerOf } from '../files/asking.js';
import { handOver } from '../files/download.js';
import { definePart } from '../part-tags.js';
import labCss from '../styles/lab.css';
import themeCss from '../styles/theme.css';
import worksheetCss from '../styles/worksheet.css';
import { UpdatingElement } from '../updating-element.js';
import { resolved } from './answer.js';
import { ask, sessionsOf } from './asked.js';
import BUILT_IN from './built-in.json' with { type: 'json' };
import { check } from './check.js';
import { pullMaterial } from './material.js';
import { MOST_BYTES, NO_QUESTIONS, pageQuestions } from './page-questions.js';
import { UNTOUCHED, progressOf } from './progress.js';
import { parseQuestions, textIn } from './questions.js';
import { problemText, say } from './say.js';
import { questionView } from './view.js';
import { sheetName, worksheet } from './worksheet.js';

/**
 * @import {Answer} from './answer.js'
 * @import {Asked} from './asked.js'
 * @import {Call} from './material.js'
 * @import {Mark} from './progress.js'
 * @import {PageQuestions} from './page-questions.js'
 * @import {QuestionSet} from './questions.js'
 * @import {OpenError, SessionView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * Where the answers come from: another object for each capture. What the reader answered is kept as long as it is.
 * @typedef {{ call: Call }} LabSource
 */

/** Asks about a capture. */
export class FtpLabElement extends UpdatingElement {
  /** @override */
  static styles = [themeCss, labCss];

  /** @override */
  static properties = ['kit', 'source', 'sessions', 'only', 'name', 'questions', 'questionsPlace', 'page', 'onPacket', 'onExchange', 'asked', 'busy', 'problem', 'note'];

  constructor() {
    super();
    /** @type {Kit | null} */
    this.kit = null;
    /** @type {LabSource | null} */
    this.source = null;
    /**
     * All sessions of the capture, set together with the source.
     * @type {SessionView[]}
     */
    this.sessions = [];
    /**
     * Number of the only session that is asked about, from 0; null for all.
     * @type {number | null}
     */
    this.only = null;
    /** Name of the capture, for the worksheet. */
    this.name = '';
    /**
     * The page's own questions; null where it gave none.
     * @type {unknown}
     */
    this.questions = null;
    /**
     * Address of the page's own questions; null for the built-in ones.
     * @type {string | null}
     */
    this.questionsPlace = null;
    /**
     * What the page's own questions are; null until they are there.
     * @type {PageQuestions | null}
     */
    this.page = null;
    /** @type {(frame: number) => void} */
    this.onPacket = () => {};
    /** @type {(session: number, exchange: number) => void} */
    this.onExchange = () => {};
    /**
     * What is asked; null until the capture was looked at.
     * @type {Asked[] | null}
     */
    this.asked = null;
    /**
     * The question whose file is being read.
     * @type {string | null}
     */
    this.busy = null;
    /** @type {OpenError | null} */
    this.problem = null;
    /** What is said to those who listen rather than look. */
    this.note = '';
  }

  /** The questions in force: the reader's own, the page's, or the built-in ones. */
  get set() {
    return this.#progress?.set ?? this.page?.set ?? /** @type {QuestionSet} */ (BUILT_IN);
  }

  get #progress() {
    return this.source === null ? null : progressOf(this.source);
  }

  /**
   * @override
   * @param {ReadonlySet<string>} changed
   */
  updated(changed) {
    if (['source', 'questions', 'questionsPlace'].some((name) => changed.has(name))) void this.#read();
    if (['source', 'only', 'page'].some((name) => changed.has(name))) void this.#pull();
  }

  /** Reads the questions that the page has. */
  async #read() {
    const { questions, questionsPlace: place } = this;
    Object.assign(this, { page: null, asked: null });
    const page = questions === null && place === null ? NO_QUESTIONS : await pageQuestions(questions, place);
    if (questions === this.questions && place === this.questionsPlace) this.page = page;
  }

  /** Finds out what there is to ask. */
  async #pull() {
    const { source, sessions, only, set } = this;
    // Of questions that cannot be used the reader is told; others than the page's are not asked in their place.
    if (source === null || this.page === null || (this.page.problems.length > 0 && set === BUILT_IN)) return;
    const isStale = () => source !== this.source || only !== this.only || set !== this.set;
    const material = await answerOf(
      pullMaterial(source, sessions, sessionsOf(set, sessions, only)),
      (problem) => { if (!isStale()) this.problem = problem; },
    );
    if (material === null || isStale()) return;
    // Of a set of somebody's own the reader is told what this capture has no answer to.
    const isOwn = set !== BUILT_IN;
    Object.assign(this, { asked: ask(set, material, only).filter(({ answer }) => isOwn || answer !== null), problem: null });
  }

  /** @override */
  render() {
    const { kit, asked, problem, set } = this;
    if (kit === null) return nothing;
    const own = this.#progress?.set ?? null;
    return html`<section class="lab" aria-labelledby="lab-title">
      <h2 id="lab-title">${say(kit, 'title')}: ${textIn(set.title, kit.words.language)}</h2>
      <p>${say(kit, 'about')}</p>
      ${asked?.some(({ session, transfer }) => session !== null || transfer !== null) ? html`<p class="second">${say(kit, 'numbering')}</p>` : nothing}
      <div class="buttons tools">
        <label class="button">${say(kit, 'own')}<input type="file" accept=".json,application/json" @change=${this.#choose}></label>
        ${own === null ? nothing : html`<button type="button" data-deed="built-in" @click=${() => this.#take(null)}>${say(kit, 'built_in')}</button>`}
        <button type="button" data-deed="sheet" ?disabled=${this.#countable.length === 0} @click=${() => void this.#save(false)}>${say(kit, 'sheet.save')}</button>
        <button type="button" data-deed="sheet-answers" ?disabled=${this.#countable.length === 0} @click=${() => void this.#save(true)}>${say(kit, 'sheet.save_answers')}</button></div>
      ${this.#refused(kit)}
      ${problem === null ? nothing : html`<p class="problem">${kit.lookup(`open_error.${problem.code}.title`) ?? problem.code}</p>`}
      <p class="status" role="status">${this.note}</p>
      ${asked === null ? nothing : this.#countable.length === 0 && asked.length === 0 ? html`<p>${say(kit, 'none')}</p>` : html`
        <div class="score"><p>${this.#score(kit)}</p>
          <button type="button" class="quiet" data-deed="again" @click=${this.#startOver}>${say(kit, 'start_over')}</button></div>
        <ol class="questions">${asked.map((one, index) => questionView(kit, {
          asked: one, number: index + 1, mark: this.#mark(one.key), busy: this.busy === one.key,
        }, {
          onType: (typed) => this.#put(one.key, { typed }),
          onCheck: () => void this.#check(one),
          onHint: () => this.#put(one.key, { hints: this.#mark(one.key).hints + 1 }),
          onShow: () => void this.#show(one),
          onPacket: this.onPacket,
          onExchange: this.onExchange,
        }))}</ol>`}</section>`;
  }

  /** Questions that this capture has an answer to. */
  get #countable() {
    return (this.asked ?? []).filter(({ answer }) => answer !== null);
  }

  /** @param {Kit} kit */
  #score(kit) {
    const marks = this.#countable.map(({ key }) => this.#mark(key));
    const [right, shown] = [marks.filter((mark) => mark.right).length, marks.filter((mark) => mark.shown).length];
    const said = say(kit, 'score', { right: kit.format.amount(right), total: kit.format.amount(marks.length) }, marks.length);
    return shown === 0 ? said : html`${said}; ${say(kit, 'score_shown', { count: kit.format.amount(shown) }, shown)}`;
  }

  /** @param {Kit} kit */
  #refused(kit) {
    const refused = this.#progress?.refused ?? (this.page !== null && this.page.problems.length > 0 && this.#progress?.set === null ? this.page : null);
    if (refused === null) return nothing;
    return html`<div class="problem" role="alert"><p>${say(kit, 'not_opened', { name: refused.name })}</p>
      <ul>${refused.problems.map((one) => html`<li>${one.question === null ? nothing : html`<strong>${say(kit, 'question', { number: one.question })}${
        one.id === null ? nothing : html` (<code>${one.id}</code>)`}:</strong> `}${problemText(kit, one)}</li>`)}</ul></div>`;
  }

  /** @param {string} key */
  #mark(key) {
    return this.#progress?.marks.get(key) ?? UNTOUCHED;
  }

  /**
   * @param {string} key
   * @param {Partial<Mark>} change
   */
  #put(key, change) {
    this.#progress?.marks.set(key, { ...this.#mark(key), ...change });
    this.requestUpdate();
  }

  /** @param {Asked} asked */
  async #check({ key, answer }) {
    const { typed } = this.#mark(key);
    const known = typed.trim() === '' ? answer : await this.#known(key, answer);
    if (known === null) return;
    const feedback = check(known, typed);
    const right = feedback.verdict === 'right';
    // Who saw the answer can no longer find it.
    const { shown } = this.#mark(key);
    this.#put(key, { feedback, right: right && !shown, answer: right || shown ? known : null });
  }

  /** @param {Asked} asked */
  async #show({ key, answer }) {
    const known = await this.#known(key, answer);
    if (known !== null) this.#put(key, { shown: true, answer: known, feedback: null });
  }

  /**
   * An answer with its values, which may have to be read.
   * @param {string} key
   * @param {Answer | null} answer
   * @returns {Promise<Answer | null>}
   */
  async #known(key, answer) {
    if (answer === null || answer.read === null) return answer;
    this.busy = key;
    try {
      return await answerOf(resolved(answer), (problem) => { this.problem = problem; });
    } finally {
      this.busy = null;
    }
  }

  #startOver = () => {
    this.#progress?.marks.clear();
    this.note = this.kit === null ? '' : say(this.kit, 'started_over');
    this.requestUpdate();
  };

  /** @param {Event} event */
  #choose = async ({ currentTarget }) => {
    const input = /** @type {HTMLInputElement} */ (currentTarget);
    const file = input.files?.[0];
    // So that the same file can be chosen again, once it is mended.
    input.value = '';
    const progress = this.#progress;
    if (file === undefined || progress === null) return;
    const text = file.size > MOST_BYTES ? ' '.repeat(MOST_BYTES) : await file.text();
    const { set, problems } = parseQuestions(text);
    if (set !== null) {
      this.#take(set);
      return;
    }
    progress.refused = { name: file.name, problems };
    this.requestUpdate();
  };

  /**
   * Takes another set of questions; what was answered is gone with the old one.
   * @param {QuestionSet | null} set Null for the one that the page has.
   */
  #take(set) {
    const progress = this.#progress;
    if (progress === null) return;
    Object.assign(progress, { set, refused: null });
    progress.marks.clear();
    this.asked = null;
    this.note = '';
    void this.#pull().then(() => {
      if (this.kit === null) return;
      const { length } = this.#countable;
      this.note = say(this.kit, 'opened', { title: textIn(this.set.title, this.kit.words.language), total: this.kit.format.amount(length) }, length);
    });
  }

  /**
   * Hands over the questions on paper.
   * @param {boolean} withAnswers
   */
  async #save(withAnswers) {
    const { kit, name, set } = this;
    if (kit === null) return;
    /** @type {Asked[]} */
    const asked = [];
    for (const one of this.#countable) {
      const answer = withAnswers ? await this.#known(one.key, one.answer) : one.answer;
      if (answer !== null) asked.push({ ...one, answer });
    }
    const page = worksheet(kit, { title: textIn(set.title, kit.words.language), capture: name, asked, withAnswers, css: worksheetCss });
    handOver(new Blob([page], { type: 'text/html' }), sheetName(kit, name, withAnswers));
  }
}

/** Makes the element known. */
export function defineLab() {
  definePart('ftp-capture-lab', FtpLabElement);
}
