/** The ledger: every transfer of the capture in one table. */

import { html, nothing } from 'lit-html';
import { bytesText, rateText } from '../parts/amount.js';
import { transferName } from '../parts/transfer-name.js';
import { verdictBadge } from '../parts/verdict.js';

/**
 * @import {Column, LedgerRow, Order, Wanted} from '../files/rows.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} Ledger
 * @property {LedgerRow[]} rows Those that are rendered.
 * @property {number} first Place of the first of them, from 0.
 * @property {number} count Rows that are wanted.
 * @property {number} total Transfers in all.
 * @property {boolean} severalSessions
 * @property {Order} order
 * @property {Wanted} wanted
 * @property {string[]} directions That occur.
 * @property {string[]} verdicts That occur.
 * @property {number} active Place that the keyboard is on.
 * @property {(row: LedgerRow) => boolean} isOpen
 * @property {(column: Column) => void} onSort
 * @property {(wanted: Wanted) => void} onWanted
 * @property {(row: LedgerRow) => void} onOpen
 * @property {(event: KeyboardEvent) => void} onKey
 */

/** @type {Column[]} */
const COLUMNS = ['frame', 'verdict', 'direction', 'path', 'size', 'duration', 'packets', 'mode'];

/**
 * An arrow for each direction, as the client sees it.
 * @type {Record<string, string>}
 */
const ARROWS = { download: '↓', upload: '↑', listing: '☰' };

/**
 * Which transfers are wanted.
 * @param {Kit} kit
 * @param {Ledger} ledger
 */
export function ledgerFilterView(kit, { count, total, wanted, directions, verdicts, onWanted }) {
  if (total < 2) return nothing;
  /**
   * @param {keyof Wanted} field
   * @param {string[]} values
   */
  const choice = (field, values) => {
    /** @param {Event} event */
    const changed = ({ currentTarget }) => onWanted({ ...wanted, [field]: /** @type {HTMLSelectElement} */ (currentTarget).value });
    return html`<label>${kit.t(`ledger.${field}`)} <select data-filter=${field} @change=${changed}>
      <option value="" .selected=${wanted[field] === ''}>${kit.t('ledger.all')}</option>
      ${values.map((value) => html`<option value=${value} .selected=${wanted[field] === value}>${kit.value(field, value)}</option>`)}
    </select></label>`;
  };
  return html`<div class="filters">${choice('direction', directions)} ${choice('verdict', verdicts)}
    ${count === total ? nothing : html`<span class="second">${kit.t('ledger.shown', { shown: kit.format.amount(count), total: kit.format.amount(total) })}</span>`}</div>`;
}

/**
 * @param {Kit} kit
 * @param {Ledger} ledger
 */
export function ledgerView(kit, { rows, first, count, severalSessions, order, active, isOpen, onSort, onOpen, onKey }) {
  return html`<table role="grid" aria-rowcount=${count + 1} aria-label=${kit.t('ledger.title')} @keydown=${onKey}>
    <thead><tr aria-rowindex="1">${COLUMNS.map((column) => html`<th scope="col" class=${column}
      aria-sort=${order.column === column ? (order.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" class="sort" @click=${() => onSort(column)}>${kit.t(`ledger.${column}`)}
        <span class="order" aria-hidden="true">${order.column === column ? (order.down ? '▼' : '▲') : ''}</span></button></th>`)}</tr></thead>
    <tbody>${rows.map((row, index) => html`<tr data-session=${row.session} data-transfer=${row.id} data-verdict=${row.verdict}
      aria-rowindex=${first + index + 2} aria-selected=${isOpen(row)} tabindex=${first + index === active ? 0 : -1}
      @click=${() => onOpen(row)}>
      <td class="frame">${row.frame}${severalSessions ? html`<span class="second">${kit.t('session.title', { number: row.session + 1 })}</span>` : nothing}</td>
      <td class="verdict">${verdictBadge(kit, row.verdict)}</td>
      <td class="direction"><span class="arrow" aria-hidden="true">${ARROWS[row.direction] ?? ''}</span> ${kit.value('direction', row.direction)}
        <code class="verb">${row.verb}</code></td>
      <td class="path">${transferName(kit, row.path, row.renamedTo)}</td>
      <td class="size">${size(kit, row)}</td>
      <td class="duration">${row.durationMs === null ? '' : kit.format.span(row.durationMs)}
        ${row.rate === null ? nothing : html`<span class="second">${rateText(kit, row.rate)}</span>`}</td>
      <td class="packets">${row.firstFrame === null ? '' : kit.t('talk.frames', { first: row.firstFrame, last: row.lastFrame ?? row.firstFrame })}</td>
      <td class="mode">${kit.value('mode', row.mode)}</td>
    </tr>`)}</tbody>
  </table>`;
}

/**
 * Bytes in the capture of those that were told.
 * @param {Kit} kit
 * @param {LedgerRow} row
 */
function size(kit, { bytes, expected }) {
  if (bytes === null) return expected === null ? '' : html`<span class="second">${kit.t('ledger.told', { bytes: bytesText(kit, expected) })}</span>`;
  if (expected === null || expected === bytes) return bytesText(kit, bytes);
  return kit.t('ledger.of', { bytes: kit.format.amount(bytes), expected: bytesText(kit, expected) });
}
