/** Ways from a file to its transfers. */

import { html } from 'lit-html';

/**
 * @import {TransferPlaceView} from '../types/model.js'
 * @import {Kit} from './kit.js'
 */

/**
 * A button for each transfer; several ones are numbered.
 * @param {Kit} kit
 * @param {string} name Of the file.
 * @param {TransferPlaceView[]} places
 * @param {(place: TransferPlaceView) => void} onTransfer
 * @param {0 | -1} [tabIndex] Whether the keyboard reaches them one by one.
 */
export function transferLinks(kit, name, places, onTransfer, tabIndex = 0) {
  return places.map((place, index) => {
    const number = places.length > 1 ? ` ${index + 1}` : '';
    return html`<button type="button" class="quiet" tabindex=${tabIndex} aria-label=${kit.t('listing.to_transfer', { name }) + number}
      @click=${() => onTransfer(place)}>${kit.t('listing.transfer')}${number}</button> `;
  });
}
