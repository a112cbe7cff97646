/** `<ftp-capture-lesson>`: the form in which a teacher makes a lesson of the open capture. Stands inside of `<ftp-capture>`. */

import { html, nothing } from 'lit-html';
import { handOver } from '../files/download.js';
import { fetchSingle } from '../places.js';
import lessonCss from '../styles/lesson.css';
import themeCss from '../styles/theme.css';
import { UpdatingElement } from '../updating-element.js';
import { MOST_PACKED } from './capture.js';
import { lessonName, lessonOf, readSingle } from './lesson.js';

/**
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * What a lesson is made of.
 * @typedef {HTMLElement & { readonly file: File | null, readonly view: string, readonly select: number | null }} CaptureElement
 */

/** There is always an empty line to begin with. */
const EMPTY = { frame: '', text: '' };

/** Asks for what a lesson has beside the capture, and saves it. */
export class FtpLessonElement extends UpdatingElement {
  /** @override */
  static styles = [themeCss, lessonCss];

  /** @override */
  static properties = ['kit', 'capture', 'draft', 'said'];

  constructor() {
    super();
    /** @type {Kit | null} */
    this.kit = null;
    /** @type {CaptureElement | null} */
    this.capture = null;
    /** What is typed in. */
    this.draft = { title: '', introduction: '', notes: [{ ...EMPTY }] };
    /**
     * What became of it.
     * @type {'' | 'busy' | 'saved' | 'failed' | 'too_large'}
     */
    this.said = '';
  }

  /** Shows the form. What the page has already, as a lesson that is changed, is there to begin with. */
  async open() {
    // What was set before the element came alive is there only now.
    await this.updateComplete;
    const heading = document.querySelector('header.lesson');
    const notes = [...this.capture?.querySelectorAll('ftp-note') ?? []].map((note) => ({
      frame: note.getAttribute('frame') ?? '', text: note.textContent.trim(),
    }));
    this.draft = {
      title: heading?.querySelector('h1')?.textContent ?? this.capture?.file?.name.replace(/\.[^.]*$/, '') ?? '',
      introduction: [...heading?.querySelectorAll('p') ?? []].map((one) => one.textContent).join('\n\n'),
      notes: [...notes, { ...EMPTY }],
    };
    this.said = '';
    await this.updateComplete;
    this.#dialog?.showModal();
  }

  /** @override */
  render() {
    const { kit } = this;
    return kit === null ? nothing : html`<dialog aria-labelledby="title" lang=${kit.words.language}>${this.#form(kit)}</dialog>`;
  }

  /** @param {Kit} kit */
  #form(kit) {
    const { title, introduction, notes } = this.draft;
    /** @param {Event} event */
    const typed = (event) => /** @type {HTMLInputElement} */ (event.target).value;
    return html`<form method="dialog" @submit=${this.#submit}>
      <h2 id="title">${kit.t('lesson.title')}</h2>
      <p>${kit.t('lesson.about')}</p>
      <p class="warning"><strong>${kit.t('lesson.warning')}</strong></p>
      <label>${kit.t('lesson.name')}<input name="title" required .value=${title} @input=${(/** @type {Event} */ event) => { this.draft.title = typed(event); }}></label>
      <label>${kit.t('lesson.introduction')}<textarea name="introduction" rows="3" .value=${introduction}
        @input=${(/** @type {Event} */ event) => { this.draft.introduction = typed(event); }}></textarea></label>
      <fieldset><legend>${kit.t('lesson.notes')}</legend>${notes.map((note, index) => html`<div class="note">
        <label>${kit.t('lesson.packet')}<input name="frame" inputmode="numeric" pattern="[1-9][0-9]*" .value=${note.frame}
          @input=${(/** @type {Event} */ event) => { note.frame = typed(event); }} ?required=${note.text !== ''}></label>
        <label>${kit.t('lesson.remark')}<input name="text" .value=${note.text}
          @input=${(/** @type {Event} */ event) => { note.text = typed(event); this.requestUpdate(); }} ?required=${note.frame !== ''}></label>
        <button type="button" aria-label=${kit.t('lesson.remove', { number: index + 1 })} @click=${() => this.#remove(index)}>×</button></div>`)}
        <button type="button" data-deed="add" @click=${this.#add}>${kit.t('lesson.add')}</button></fieldset>
      <p role="status">${this.said === '' ? '' : kit.t(`lesson.said.${this.said}`, { megabytes: MOST_PACKED / 1e6 })}</p>
      <div class="deeds"><button data-deed="save" ?disabled=${this.said === 'busy'}>${kit.t('lesson.save')}</button>
        <button type="button" data-deed="close" @click=${() => this.#dialog?.close()}>${kit.t('lesson.close')}</button></div>
    </form>`;
  }

  get #dialog() {
    return this.renderRoot.querySelector('dialog');
  }

  #add = async () => {
    this.draft.notes.push({ ...EMPTY });
    this.requestUpdate();
    await this.updateComplete;
    /** @type {HTMLElement | undefined} */ ([...this.renderRoot.querySelectorAll('.note input[name=frame]')].at(-1))?.focus();
  };

  /** @param {number} index */
  #remove(index) {
    this.draft.notes.splice(index, 1);
    this.requestUpdate();
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[data-deed=add]'))?.focus();
  }

  /** @param {Event} event */
  #submit = async (event) => {
    event.preventDefault();
    if (this.said === 'busy') return;
    this.said = 'busy';
    try {
      this.said = await this.#save();
    } catch (error) {
      console.warn(error);
      this.said = 'failed';
    }
  };

  async #save() {
    const { capture, kit } = this;
    const single = readSingle(await fetchSingle());
    if (!capture?.file || kit === null || single === null) return 'failed';
    const { title, introduction, notes } = this.draft;
    const lesson = await lessonOf(single, {
      file: capture.file, view: capture.view, select: capture.select, title, introduction, language: kit.words.language,
      notes: notes.filter(({ frame }) => frame !== '').map(({ frame, text }) => ({ frame: Number(frame), text })),
    });
    if (lesson === null) return 'too_large';
    handOver(lesson, lessonName(title));
    return 'saved';
  }
}

/** Makes the element known. */
export function defineLesson() {
  if (!customElements.get('ftp-capture-lesson')) customElements.define('ftp-capture-lesson', FtpLessonElement);
}
