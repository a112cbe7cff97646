/** One transfer: its verdict with the reason, what was told of it, what the capture holds. */

import { html, nothing } from 'lit-html';
import { endpointText } from '../format.js';
import { bytesText, rateText } from '../parts/amount.js';
import { facts } from '../parts/facts.js';
import { packetLink } from '../parts/packet-link.js';
import { transferName } from '../parts/transfer-name.js';
import { reasonText, verdictBadge } from '../parts/verdict.js';

/**
 * @import {MissingRangeView, TransferPlaceView} from '../types/model.js'
 * @import {TransferView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} TransferDetail
 * @property {TransferView} transfer
 * @property {number | null} session Its number, where there are several sessions.
 * @property {(frame: number) => void} onPacket
 * @property {() => void} onExchange Leads to the command in the conversation.
 * @property {(place: TransferPlaceView) => void} onTransfer
 * @property {unknown[]} parts What stands below the facts.
 */

/** Missing ranges that are listed before the rest is folded. */
const UNFOLDED = 5;

/**
 * @param {Kit} kit
 * @param {TransferDetail} detail
 */
export function transferDetailView(kit, { transfer, session, onPacket, onExchange, onTransfer, parts }) {
  const { verb, path, argument, renamed_to: renamed, verdict, joined, data } = transfer;
  return html`<div class="detail verdict-${verdict.verdict}" role="group" aria-labelledby="transfer-title">
    <div class="bar"><h3 id="transfer-title" tabindex="-1">${verb} ${transferName(kit, path ?? argument ?? '', renamed)}</h3>
      <button type="button" @click=${onExchange}>${kit.t('detail.to_exchange')}</button></div>
    <p class="reason">${verdictBadge(kit, verdict.verdict)} <span class="text">${reasonText(kit, transfer)}</span></p>
    ${facts([
      [kit.t('ledger.direction'), kit.value('direction', transfer.direction)],
      [kit.t('detail.session'), session === null ? null : kit.t('session.title', { number: session + 1 })],
      [kit.t('detail.command'), packetLink(kit, transfer.frame, onPacket)],
      [kit.t('transfer.mode'), connection(kit, transfer)],
      [kit.t('ledger.packets'), packets(kit, transfer, onPacket)],
      [kit.t('transfer.size'), sizes(kit, transfer)],
      [kit.t('detail.expected'), expected(kit, transfer)],
      [kit.t('detail.in_force'), inForce(kit, transfer)],
      [kit.t('detail.end'), data.end === null ? null : kit.value('data_end', data.end)],
      [kit.t('transfer.result'), result(kit, transfer)],
      [kit.t('ledger.duration'), duration(kit, transfer)],
      [kit.t('detail.joined'), joined === null ? null : html`<button type="button" class="quiet"
        @click=${() => onTransfer(joined)}>${kit.t('detail.to_joined', { number: joined.session + 1 })}</button>`],
    ])}
    ${missing(kit, verdict.missing, onPacket)}
    ${parts}
  </div>`;
}

/**
 * @param {Kit} kit
 * @param {TransferView} transfer
 */
function connection(kit, { mode, method, endpoint, data }) {
  const words = method === null ? kit.value('mode', mode) : kit.value('method', method);
  return html`${endpoint === null ? words : kit.t('transfer.endpoint', { mode: words, endpoint: endpointText(endpoint) })}
    <span class="second">${kit.value('state', data.state)}${data.connection === null ? nothing
      : html`, ${kit.t('transfer.stream', { stream: data.connection })}`}</span>
    ${data.inferred_by === null ? nothing : html`<span class="second inferred">${kit.t('transfer.inferred', {
      sign: kit.value('sign', data.inferred_by),
    })}</span>`}`;
}

/**
 * @param {Kit} kit
 * @param {TransferView} transfer
 * @param {(frame: number) => void} onPacket
 */
function packets(kit, { data: { first_frame: first, last_frame: last, frames } }, onPacket) {
  if (first === null || last === null) return null;
  return html`${packetLink(kit, first, onPacket)}${first === last ? nothing : html`–${packetLink(kit, last, onPacket)}`}
    <span class="second">${kit.t('detail.packets', { count: kit.format.amount(frames) }, frames)}</span>`;
}

/**
 * What the capture holds of the bytes.
 * @param {Kit} kit
 * @param {TransferView} transfer
 */
function sizes(kit, { data }) {
  if (data.state !== 'captured') return null;
  /** @type {[key: string, bytes: number | null][]} */
  const parts = [
    ['captured', data.bytes], ['missing', data.missing_bytes || null], ['cut', data.cut_bytes || null],
    ['repeated', data.repeated_bytes || null], ['conflicting', data.conflicting_bytes || null], ['reverse', data.reverse_bytes || null],
  ];
  return parts.flatMap(([key, bytes]) => (bytes === null ? [] : [kit.t(`detail.bytes.${key}`, { bytes: bytesText(kit, bytes) })])).join(', ');
}

/**
 * The sizes that were told, and by whom.
 * @param {Kit} kit
 * @param {TransferView} transfer
 */
function expected(kit, { expected: all }) {
  if (all.length === 0) return null;
  return html`<ul class="plain">${all.map(({ told_by: by, told, bytes }) => html`<li>${kit.t('detail.told', {
    bytes: bytesText(kit, told), by: kit.value('told_by', by),
  })}${bytes === told ? nothing : html` <span class="second">${bytes === null
    ? kit.t('detail.not_comparable') : kit.t('detail.of_this', { bytes: bytesText(kit, bytes) })}</span>`}</li>`)}</ul>`;
}

/**
 * @param {Kit} kit
 * @param {TransferView} transfer
 */
function inForce(kit, transfer) {
  const { representation_type: type, transfer_mode: mode, file_structure: structure, protection, restart_offset: restart, range_end: end } = transfer;
  /** @type {[string, string | null, string | null][]} */
  const parts = [
    ['TYPE', type, type === null ? null : kit.lookup(`type.${type.charAt(0)}`)],
    ['MODE', mode, kit.lookup(`mode.${mode.charAt(0)}`)],
    ['STRU', structure, kit.lookup(`structure.${structure.charAt(0)}`)],
    ['PROT', protection === null ? null : protection.charAt(0).toUpperCase(), protection === null ? null : kit.value('protection', protection)],
  ];
  return html`<ul class="plain">${parts.map(([verb, value, words]) => (value === null ? nothing : html`<li><code>${verb} ${value}</code>
    ${words === null ? nothing : html`<span class="second">${words}</span>`}</li>`))}
    ${restart === null ? nothing : html`<li>${kit.t('transfer.restart', { offset: kit.format.amount(restart) })}${end === null ? nothing
      : html` ${kit.t('detail.up_to', { offset: kit.format.amount(end) })}`}</li>`}</ul>`;
}

/**
 * @param {Kit} kit
 * @param {TransferView} transfer
 */
function result(kit, { outcome, final_code: code }) {
  const words = kit.value('outcome', outcome);
  return code === null ? words : kit.t('transfer.outcome_code', { outcome: words, code });
}

/**
 * @param {Kit} kit
 * @param {TransferView} transfer
 */
function duration(kit, { duration_ms: told, data: { duration_ms: seen, bytes } }) {
  const ms = seen ?? told;
  if (ms === null) return null;
  const span = kit.format.span(ms);
  return seen === null || seen === 0 || bytes === 0 ? span : `${span}, ${rateText(kit, (bytes * 1000) / seen)}`;
}

/**
 * The ranges that are missing, with the packets around them.
 * @param {Kit} kit
 * @param {MissingRangeView[]} ranges
 * @param {(frame: number) => void} onPacket
 */
function missing(kit, ranges, onPacket) {
  if (ranges.length === 0) return nothing;
  /** @param {MissingRangeView} range */
  const item = ({ start, end, frame_before: before, frame_after: after }) => {
    const where = before !== null && after !== null ? 'between' : before !== null ? 'after' : after !== null ? 'before' : 'somewhere';
    return html`<li>${kit.rich(`detail.range.${where}`, {
      first: kit.format.amount(start),
      last: kit.format.amount(end - 1),
      bytes: bytesText(kit, end - start),
      before: before === null ? '' : packetLink(kit, before, onPacket),
      after: after === null ? '' : packetLink(kit, after, onPacket),
    })}</li>`;
  };
  const rest = ranges.slice(UNFOLDED);
  return html`<section class="ranges"><h4>${kit.t('detail.missing')}</h4>
    <ul>${ranges.slice(0, UNFOLDED).map(item)}</ul>
    ${rest.length === 0 ? nothing : html`<details><summary>${kit.t('odd.more', { count: kit.format.amount(rest.length) }, rest.length)}</summary>
      <ul>${rest.map(item)}</ul></details>`}</section>`;
}
