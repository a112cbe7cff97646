/** The number of a packet, which opens it. */

import { html } from 'lit-html';

/**
 * @import {Kit} from './kit.js'
 */

/**
 * @param {Kit} kit
 * @param {number} number
 * @param {(frame: number) => void} onPacket
 */
export function packetLink(kit, number, onPacket) {
  return html`<button type="button" class="packet-link" aria-label=${kit.t('talk.open', { number })}
    @click=${() => onPacket(number)}>${number}</button>`;
}
