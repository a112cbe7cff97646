/** How far a reading of files is. */

import { html } from 'lit-html';
import { bytesText } from '../parts/amount.js';

/**
 * @import {JobProgress} from '../files/job.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @param {Kit} kit
 * @param {JobProgress} progress
 * @param {() => void} onCancel
 */
export function jobView(kit, { kind, done, total }, onCancel) {
  const label = kit.t(`job.${kind}`);
  const known = total !== null && total >= done;
  const text = known ? kit.t('ledger.of', { bytes: kit.format.amount(done), expected: bytesText(kit, total) }) : bytesText(kit, done);
  return html`<section class="job" aria-label=${label}><p>${label} <span class="second">${text}</span></p>
    ${known ? html`<progress max=${total} .value=${done} aria-label=${label}></progress>` : html`<progress aria-label=${label}></progress>`}
    <button type="button" @click=${onCancel}>${kit.t('reading.cancel')}</button></section>`;
}
