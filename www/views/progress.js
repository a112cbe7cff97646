/** How far the reading of a file is. */

import { html } from 'lit-html';

/**
 * @import {Progress} from '../types/model.js'
 * @import {FileState} from '../store.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @param {Kit} kit
 * @param {FileState} file
 * @param {Progress} progress
 * @param {() => void} onCancel
 */
export function progressView(kit, file, progress, onCancel) {
  const label = kit.t('reading.title', { name: file.name });
  const text = kit.t('reading.progress', {
    read: kit.format.amount(progress.bytes),
    size: kit.format.amount(file.size),
    frames: kit.format.amount(progress.frames),
  });
  return html`<section class="progress" aria-label=${label}>
    <h2>${label}</h2>
    <progress max=${file.size} .value=${progress.bytes} aria-label=${label}></progress>
    <p>${text}</p>
    <button type="button" @click=${onCancel}>${kit.t('reading.cancel')}</button>
  </section>`;
}
