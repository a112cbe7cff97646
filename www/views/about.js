/** The file in full: how it is compressed, its interfaces, what people wrote into it. */

import { html, nothing } from 'lit-html';
import { facts } from '../parts/facts.js';
import { linkType, power } from '../parts/interface.js';
import { packetLink } from '../parts/packet-link.js';

/**
 * @import {CaptureView, CommentView, InterfaceView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** Interfaces, and comments, that are listed; there may be tens of thousands. */
const LISTED = 100;

/**
 * @param {Kit} kit
 * @param {CaptureView} capture
 * @param {(frame: number) => void} onPacket Opens a packet.
 */
export function aboutView(kit, { compression, unpacked_bytes: unpacked, interfaces, comments }, onPacket) {
  if (compression === null && interfaces.length + comments.length === 0) return nothing;
  return html`<details class="about"><summary>${kit.t('about.title')}</summary>
    ${compression === null ? nothing : facts([
      [kit.t('about.compression'), kit.t('about.unpacked', { compression, bytes: kit.format.amount(unpacked ?? 0) })],
    ])}
    ${part(kit, kit.t('about.interfaces'), interfaces, (one, place) => about(kit, one, label(interfaces, place)))}
    ${part(kit, kit.t('about.comments'), comments, (comment) => html`<div class="of">${subject(kit, comment, interfaces, onPacket)}</div>
      <p class="text">${comment.text}</p>`)}
  </details>`;
}

/**
 * A list under its heading; nothing where it is empty.
 * @template T
 * @param {Kit} kit
 * @param {string} title
 * @param {T[]} items
 * @param {(item: T, place: number) => unknown} view
 */
function part(kit, title, items, view) {
  if (items.length === 0) return nothing;
  const left = items.length - LISTED;
  return html`<h3>${title}</h3>
    <ul class="ledger">${items.slice(0, LISTED).map((item, place) => html`<li>${view(item, place)}</li>`)}</ul>
    ${left > 0 ? html`<p class="second">${kit.t('about.more', { count: kit.format.amount(left) }, left)}</p>` : nothing}`;
}

/**
 * @param {Kit} kit
 * @param {InterfaceView} one
 * @param {string | null} name
 */
function about(kit, one, name) {
  const { description, filter, os, snapshot_length: snapshot, resolution } = one;
  return facts([
    [kit.t('about.interface'), name],
    [kit.t('about.description'), description],
    [kit.t('about.filter'), filter === null ? null : html`<code>${filter}</code>`],
    [kit.t('about.os'), os],
    [kit.t('capture.link'), linkType(one)],
    [kit.t('about.snapshot'), snapshot === 0
      ? kit.t('about.no_limit') : kit.t('capture.bytes', { bytes: kit.format.amount(snapshot) })],
    [kit.t('about.unit'), kit.t('about.seconds', { unit: power(resolution) })],
  ]);
}

/**
 * Place and name of an interface, as Wireshark gives them; of the only one its name, if it has one.
 * @param {InterfaceView[]} interfaces
 * @param {number} place
 */
function label(interfaces, place) {
  const name = interfaces[place]?.name ?? null;
  if (interfaces.length === 1) return name;
  return name === null ? String(place) : `${place} (${name})`;
}

/**
 * What a comment is about.
 * @param {Kit} kit
 * @param {CommentView} comment
 * @param {InterfaceView[]} interfaces
 * @param {(frame: number) => void} onPacket
 */
function subject(kit, { frame, interface: place }, interfaces, onPacket) {
  if (frame !== null) return kit.rich('about.of_packet', { packet: packetLink(kit, frame, onPacket) });
  if (place !== null) return kit.t('about.of_interface', { name: label(interfaces, place) ?? place });
  return kit.t('about.of_capture');
}
