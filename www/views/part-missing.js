/** A part of the page could not be fetched: what is seen is not all there is. */

import { html } from 'lit-html';

/**
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @param {Kit} kit
 * @param {() => void} onRetry
 */
export function partMissingView(kit, onRetry) {
  return html`<section class="problem" role="alert" data-part-missing>
    <h2>${kit.t('problem.part_missing.title')}</h2>
    <p>${kit.t('problem.part_missing.text')}</p>
    <p><strong>${kit.t('problem.part_missing.advice')}</strong></p>
    <button type="button" @click=${onRetry}>${kit.t('problem.part_missing.retry')}</button>
  </section>`;
}
