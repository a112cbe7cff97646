/** Where a file comes from: dropped, chosen, pasted, or one of the samples. */

import { html, nothing } from 'lit-html';

/**
 * @import {Kit} from '../parts/kit.js'
 * @typedef {{ id: string, url: string }} Sample
 */

/**
 * @typedef {object} Chooser
 * @property {boolean} small Whether a capture is shown, so that the place is needed.
 * @property {Sample[]} samples
 * @property {(files: FileList) => void} onFiles
 * @property {(sample: Sample) => void} onSample
 */

/**
 * @param {Kit} kit
 * @param {Chooser} chooser
 */
export function chooserView(kit, { small, samples, onFiles, onSample }) {
  const buttons = samples.map((sample) => html`<button type="button" class="sample" @click=${() => onSample(sample)}>
    ${kit.lookup(`page.sample.${sample.id}`) ?? sample.id}</button>`);
  if (small) {
    return html`<div class="chooser small">
      ${fileInput(kit.t('choose.again'), onFiles)}
      ${samples.length === 0 ? nothing : html`<details class="samples"><summary>${kit.t('choose.more_samples')}</summary>
        <div class="buttons">${buttons}</div></details>`}
    </div>`;
  }
  return html`<section class="chooser" aria-label=${kit.t('choose.button')}>
    <p class="drop">${kit.t('choose.drop')}</p>
    <p>${fileInput(kit.t('choose.button'), onFiles)} <span class="second">${kit.t('choose.paste')}</span></p>
    <p class="second">${kit.t('choose.formats')}</p>
    <p class="private">${kit.t('private')}</p>
    ${samples.length === 0 ? nothing : html`<div class="samples"><p>${kit.t('choose.samples')}</p>
      <div class="buttons">${buttons}</div></div>`}
  </section>`;
}

/**
 * A label that looks like a button, with the file input in it: the browser's own one speaks its own language.
 * @param {string} label
 * @param {(files: FileList) => void} onFiles
 */
function fileInput(label, onFiles) {
  /** @param {Event} event */
  const changed = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.currentTarget);
    if (input.files && input.files.length > 0) onFiles(input.files);
    // So that the same file can be chosen again.
    input.value = '';
  };
  return html`<label class="button">${label}<input type="file" @change=${changed}></label>`;
}
