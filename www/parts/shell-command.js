/** A command to be typed into a terminal, with a button that copies it. */

import { html } from 'lit-html';

/**
 * @import {Kit} from './kit.js'
 */

/**
 * @param {Kit} kit
 * @param {string} command
 * @param {(command: string, block: HTMLElement) => void} onCopy
 */
export function shellCommand(kit, command, onCopy) {
  /** @param {MouseEvent} event */
  const copy = (event) => {
    const button = /** @type {HTMLElement} */ (event.currentTarget);
    const block = button.previousElementSibling;
    if (block instanceof HTMLElement) onCopy(command, block);
  };
  return html`<div class="shell">
    <pre tabindex="0"><code>${command}</code></pre>
    <button type="button" class="quiet" aria-label=${kit.t('missing.copy_label')} @click=${copy}>${kit.t('missing.copy')}</button>
  </div>`;
}
