/** A listing of a directory as a table. */

import { html, nothing } from 'lit-html';
import { transferLinks } from '../parts/transfer-links.js';

/**
 * @import {ListingEntryView, ListingView} from '../types/model.js'
 * @import {TransferPlaceView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** Entries that are listed: plain rows, quick enough to make. */
const LISTED = 1000;

/** Columns that are left out where no entry has anything in them. */
const COLUMNS = /** @type {const} */ (['kind', 'name', 'bytes', 'modified', 'permissions', 'owner', 'facts', 'transfers']);

/**
 * @param {Kit} kit
 * @param {ListingView} listing
 * @param {(place: TransferPlaceView) => void} onTransfer
 */
export function listingView(kit, { format, path, entries, unread, unread_lines: unreadLines, left_out: leftOut, is_cut: isCut, problem }, onTransfer) {
  const columns = COLUMNS.filter((column) => entries.some((entry) => hasCell(entry, column)));
  const more = entries.length - Math.min(entries.length, LISTED) + leftOut;
  return html`<div class="listing">
    <h4 id="listing-title">${path === null ? kit.t('listing.title') : kit.t('listing.title_of', { path })}
      <span class="second">${kit.t('listing.format', { format: kit.value('listing_format', format) })}</span></h4>
    ${problem === null ? nothing : html`<p>${kit.value('decode_problem', problem)}</p>`}
    ${entries.length === 0 && unreadLines === 0 ? html`<p>${kit.t('listing.empty')}</p>` : nothing}
    ${entries.length === 0 ? nothing : html`<div class="list" tabindex="0" role="region" aria-labelledby="listing-title"><table>
      <thead><tr>${columns.map((column) => html`<th scope="col" class=${column}>${kit.t(`listing.${column}`)}</th>`)}</tr></thead>
      <tbody>${entries.slice(0, LISTED).map((entry) => html`<tr data-entry=${entry.name}>${columns.map((column) => html`<td
        class=${column}>${cell(kit, entry, column, onTransfer)}</td>`)}</tr>`)}</tbody></table></div>`}
    ${isCut ? html`<p class="second">${kit.t('listing.cut')}</p>` : nothing}
    ${more > 0 ? html`<p class="second">${kit.t('listing.more', { count: kit.format.amount(more) }, more)}</p>` : nothing}
    ${unreadLines === 0 ? nothing : html`<details ?open=${entries.length === 0}><summary>${
      kit.t('listing.unread', { count: kit.format.amount(unreadLines) }, unreadLines)}</summary>
      <pre tabindex="0">${unread.join('\n')}</pre></details>`}
  </div>`;
}

/**
 * @param {ListingEntryView} entry
 * @param {typeof COLUMNS[number]} column
 */
function hasCell(entry, column) {
  if (column === 'transfers' || column === 'facts') return entry[column].length > 0;
  return entry[column] !== null || (column === 'owner' && entry.group !== null);
}

/**
 * @param {Kit} kit
 * @param {ListingEntryView} entry
 * @param {typeof COLUMNS[number]} column
 * @param {(place: TransferPlaceView) => void} onTransfer
 */
function cell(kit, entry, column, onTransfer) {
  switch (column) {
    case 'kind': return kit.value('entry', entry.kind);
    case 'name': return html`<code>${entry.name}</code>${entry.link_target === null ? nothing : html` → <code>${entry.link_target}</code>`}`;
    case 'bytes': return entry.bytes === null ? '' : kit.format.amount(entry.bytes);
    case 'owner': return [entry.owner, entry.group].filter((name) => name !== null).join(' / ');
    case 'facts': return entry.facts.map(([name, value]) => `${name}=${value}`).join('; ');
    case 'transfers': return transferLinks(kit, entry.name, entry.transfers, onTransfer);
    // Where a listing tells no year, none stands there.
    case 'modified': return entry.modified?.replace(/^--/, '') ?? '';
    default: return entry[column] ?? '';
  }
}
