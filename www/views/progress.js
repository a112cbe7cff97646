/** How far the reading of a file is. */

import { html, nothing } from 'lit-html';
import { timeLeft } from '../time-left.js';

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
  const left = timeLeft(progress, file.size);
  return html`<section class="progress" aria-label=${label}>
    <h2>${label}</h2>
    <progress max=${file.size} .value=${progress.bytes} aria-label=${label}></progress>
    <p>${text}</p>
    ${left === null ? nothing : html`<p class="left">${kit.t(`reading.left.${left.unit}`, { count: left.count }, left.count)}</p>`}
    <button type="button" @click=${onCancel}>${kit.t('reading.cancel')}</button>
  </section>`;
}
