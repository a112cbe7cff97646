/** Offers to save a lesson. The form is loaded when somebody wants it. */

import { html } from 'lit-html';

/**
 * @import {CaptureElement, FtpLessonElement} from './lesson-form.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @param {Kit} kit
 * @param {CaptureElement} capture
 */
export function lessonView(kit, capture) {
  /** @param {Event} event */
  const onOpen = async ({ currentTarget }) => {
    const form = /** @type {FtpLessonElement} */ (/** @type {HTMLElement} */ (currentTarget).nextElementSibling);
    const { defineLesson } = await import('../course.js');
    defineLesson();
    await form.open();
  };
  return html`<div class="lesson"><button type="button" data-deed="lesson" @click=${onOpen}>${kit.t('lesson.offer')}</button>
    <ftp-capture-lesson .kit=${kit} .capture=${capture}></ftp-capture-lesson></div>`;
}
