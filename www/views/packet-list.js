/** The packets as Wireshark lists them. */

import { html, nothing } from 'lit-html';

/**
 * @import {FrameRowView, TimeView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} PacketList
 * @property {FrameRowView[]} rows Those that are rendered.
 * @property {number} count Packets that are listed.
 * @property {(row: FrameRowView) => number} placeOf How many are listed before one.
 * @property {TimeView} origin Beginning of the capture.
 * @property {number} active Packet that the keyboard is on.
 * @property {number | null} open Packet that is opened.
 * @property {readonly number[]} notes Packets that the author of the page remarks on.
 * @property {(row: FrameRowView) => boolean} isMarked Whether a packet belongs to the chosen exchange.
 * @property {(number: number) => void} onOpen
 * @property {(event: KeyboardEvent) => void} onKey
 */

/** Columns, in Wireshark's order. */
const COLUMNS = ['number', 'time', 'source', 'destination', 'protocol', 'length', 'info'];

/**
 * @param {Kit} kit
 * @param {PacketList} list
 */
export function packetListView(kit, { rows, count, placeOf, origin, active, open, notes, isMarked, onOpen, onKey }) {
  return html`<table role="grid" aria-rowcount=${count + 1} aria-label=${kit.t('packets.title')} @keydown=${onKey}>
    <thead><tr aria-rowindex="1">${COLUMNS.map((column) => html`<th scope="col" class=${column}>${kit.t(`packets.${column}`)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr
      class="${isMarked(row) ? 'marked' : ''} protocol-${row.protocol.toLowerCase()}" data-number=${row.number}
      aria-rowindex=${placeOf(row) + 2} aria-selected=${row.number === open} tabindex=${row.number === active ? 0 : -1}
      @click=${() => onOpen(row.number)}>
      <td class="number">${isMarked(row) ? html`<span class="mark" role="img" aria-label=${kit.t('packets.marked')}>●</span>` : ''} ${row.number}${
        notes.includes(row.number) ? html` <span class="has-note" role="img" aria-label=${kit.t('remark.mark')}>✎</span>` : nothing}</td>
      <td class="time">${kit.format.relative(row.time, origin)}</td>
      <td class="source">${row.source ?? ''}</td>
      <td class="destination">${row.destination ?? ''}</td>
      <td class="protocol">${row.protocol}</td>
      <td class="length">${row.length}</td>
      <td class="info"><span>${row.problem === null ? nothing : html`<strong class="odd">${kit.lookup(`expert.${row.problem}.title`) ?? row.problem}</strong> `}${row.info}</span></td>
    </tr>`)}</tbody>
  </table>`;
}
