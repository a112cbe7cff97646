/** A remark of the page's author: a slot for it, with a mark that it is not the program that speaks. */

import { html } from 'lit-html';
import { packetLink } from './packet-link.js';

/**
 * @import {Kit} from './kit.js'
 */

/**
 * @param {Kit} kit
 * @param {number} frame
 */
export function remark(kit, frame) {
  return html`<div class="remark" role="note" aria-label=${kit.t('remark.of', { frame })} data-note=${frame}><slot name="note-${frame}"></slot></div>`;
}

/**
 * Hands a remark on to a part that has a place for it.
 * @param {number} frame
 */
export function handedOn(frame) {
  return html`<slot name="note-${frame}" slot="note-${frame}"></slot>`;
}

/**
 * Remarks that have no place on the page, with their packets.
 * @param {Kit} kit
 * @param {object} left
 * @param {number[]} left.frames
 * @param {boolean} left.others Whether there are some that name no packet.
 * @param {number} left.count Packets in the capture.
 * @param {boolean} left.folded Whether the reader is to ask for them.
 * @param {((frame: number) => void) | null} left.onPacket Null where no packets are shown.
 */
export function remarksLeft(kit, { frames, others, count, folded, onPacket }) {
  const items = html`<ul>${frames.map((frame) => html`<li><p class="of">${
    frame > count ? kit.t('remark.not_there', { frame, count: kit.format.amount(count) }, count)
      : onPacket === null ? kit.t('packets.packet', { number: frame }) : html`${kit.t('talk.packet')} ${packetLink(kit, frame, onPacket)}`}</p>
    ${remark(kit, frame)}</li>`)}
    ${others ? html`<li><p class="of">${kit.t('remark.no_packet')}</p><div class="remark" role="note"><slot name="note-"></slot></div></li>` : ''}</ul>`;
  const title = html`<h2 id="remarks-title">${kit.t('remark.title')}</h2>`;
  return html`<section class="remarks" part="notes" aria-labelledby="remarks-title">${
    folded ? html`<details><summary>${title}</summary>${items}</details>` : html`${title}${items}`}</section>`;
}
