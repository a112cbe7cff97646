/** All files at once, and how files are read. */

import { html, nothing } from 'lit-html';
import { bytesText } from '../parts/amount.js';

/**
 * @import {FileView} from '../types/model.js'
 * @import {Options} from '../files/reading.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} Choices
 * @property {Options} options
 * @property {boolean} hasText Whether line ends can be chosen.
 * @property {boolean} hasHoles Whether bytes are missing.
 * @property {(options: Options) => void} onOptions
 */

/**
 * @param {Kit} kit
 * @param {Choices} choices
 */
export function choicesView(kit, { options, hasText, hasHoles, onOptions }) {
  /** @param {Event} event */
  const chosen = ({ currentTarget }) => onOptions({ ...options, text: /** @type {HTMLSelectElement} */ (currentTarget).value === 'local' ? 'local' : 'wire' });
  /** @param {Event} event */
  const filled = ({ currentTarget }) => onOptions({ ...options, fillHoles: /** @type {HTMLInputElement} */ (currentTarget).checked });
  return html`${hasText ? html`<label>${kit.t('contents.line_ends')} <select data-choice="text" @change=${chosen}>
      <option value="wire" .selected=${options.text === 'wire'}>${kit.t('contents.as_sent')}</option>
      <option value="local" .selected=${options.text === 'local'}>${kit.t('contents.local')}</option></select></label>` : nothing}
    ${hasHoles ? html`<label class="check"><input type="checkbox" data-choice="holes" .checked=${options.fillHoles} @change=${filled}>
      ${kit.t('contents.fill_holes')}</label>` : nothing}`;
}

/**
 * @param {Kit} kit
 * @param {FileView[]} files
 * @param {boolean} busy
 * @param {() => void} onSaveAll
 * @param {unknown} choices
 */
export function saveAllView(kit, files, busy, onSaveAll, choices) {
  if (files.length === 0) return nothing;
  const bytes = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  return html`<div class="buttons save-all"><button type="button" ?disabled=${busy} @click=${onSaveAll}>${
    kit.t('ledger.save_all', { count: kit.format.amount(files.length) }, files.length)}</button>
    <span class="second">${bytesText(kit, bytes)}</span> ${choices}</div>`;
}
