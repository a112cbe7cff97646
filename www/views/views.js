/** Which of the ways to look at a capture is taken. */

import { html } from 'lit-html';

/**
 * @import {View} from '../attributes.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** @type {readonly View[]} */
const VIEWS = ['conversation', 'story'];

/**
 * @param {Kit} kit
 * @param {View} shown
 * @param {(view: View) => void} onView
 */
export function viewsView(kit, shown, onView) {
  return html`<div class="views" role="group" aria-label=${kit.t('view.title')}>${VIEWS.map((view) => html`<button type="button"
    aria-pressed=${view === shown} @click=${() => onView(view)}>${kit.t(`view.${view}`)}</button>`)}</div>`;
}
