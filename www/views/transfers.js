/** The transfers of a session, and what the capture lacks of them. */

import { html, nothing } from 'lit-html';
import { endpointText } from '../format.js';
import { shellCommand } from '../parts/shell-command.js';

/**
 * @import {Ends, TransferView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} Transfers
 * @property {number} id Number of the session.
 * @property {Ends} ends
 * @property {TransferView[]} transfers
 * @property {boolean} controlOnly Whether the capture looks like one of the filter `port ftp`.
 * @property {(command: string, block: HTMLElement) => void} onCopy
 */

/**
 * @param {Kit} kit
 * @param {Transfers} session
 */
export function transfersView(kit, { id, ends, transfers, controlOnly, onCopy }) {
  if (transfers.length === 0) return nothing;
  const missing = transfers.some(({ data }) => data.state === 'not_captured');
  return html`<div class="transfers">
    <h3 id="transfers-${id}">${kit.t('transfer.title')}</h3>
    <ul class="ledger" aria-labelledby="transfers-${id}">${transfers.map((transfer) => row(kit, transfer))}</ul>
    ${missing ? missingNote(kit, ends, controlOnly, onCopy) : nothing}
  </div>`;
}

/**
 * @param {Kit} kit
 * @param {TransferView} transfer
 */
function row(kit, transfer) {
  const { verb, argument, path, direction, frame, outcome, data } = transfer;
  return html`<li class="outcome-${outcome}"><dl class="facts wide">
    <div><dt>${kit.t('transfer.what')}</dt><dd><strong>${kit.value('direction', direction)}</strong>
      <code>${kit.t('transfer.path', { verb, path: path ?? argument ?? '' })}</code></dd></div>
    <div><dt>${kit.t('transfer.packet')}</dt><dd>${frame}</dd></div>
    <div><dt>${kit.t('transfer.mode')}</dt><dd>${mode(kit, transfer)}
      <span class="second">${kit.value('state', data.state)}${data.connection === null ? nothing
        : html`, ${kit.t('transfer.stream', { stream: data.connection })}`}</span>
      ${data.inferred_by === null ? nothing : html`<span class="second inferred">${kit.t('transfer.inferred', {
        sign: kit.value('sign', data.inferred_by),
      })}</span>`}</dd></div>
    <div><dt>${kit.t('transfer.size')}</dt><dd>${size(kit, transfer)}</dd></div>
    <div><dt>${kit.t('transfer.result')}</dt><dd>${result(kit, transfer)}</dd></div>
  </dl></li>`;
}

/**
 * @param {Kit} kit
 * @param {TransferView} transfer
 */
function mode(kit, { mode, method, endpoint }) {
  const words = method === null ? kit.value('mode', mode) : kit.value('method', method);
  return endpoint === null ? words : kit.t('transfer.endpoint', { mode: words, endpoint: endpointText(endpoint) });
}

/**
 * @param {Kit} kit
 * @param {TransferView} transfer
 */
function size(kit, { data, announced_bytes: announced, representation_type: type, restart_offset: restart }) {
  /** @param {number} bytes */
  const amount = (bytes) => kit.format.amount(bytes);
  const parts = [
    data.state === 'captured' ? kit.t('transfer.bytes_captured', { bytes: amount(data.bytes) }) : null,
    data.missing_bytes > 0 ? kit.t('transfer.bytes_missing', { bytes: amount(data.missing_bytes) }) : null,
    announced === null ? null : kit.t('transfer.bytes_announced', { bytes: amount(announced) }),
    restart === null ? null : kit.t('transfer.restart', { offset: amount(restart) }),
  ].filter((part) => part !== null);
  const words = type === null ? null : kit.lookup(`type.${type.charAt(0)}`);
  return html`${parts.length === 0 ? kit.t('transfer.size_unknown') : parts.join(', ')}
    ${type === null ? nothing : html`<span class="second">${kit.t('transfer.type', {
      type: words === null ? type : `${type} = ${words}`,
    })}</span>`}`;
}

/**
 * @param {Kit} kit
 * @param {TransferView} transfer
 */
function result(kit, { outcome, final_code: code, duration_ms: duration }) {
  const words = kit.value('outcome', outcome);
  const coded = code === null ? words : kit.t('transfer.outcome_code', { outcome: words, code });
  return duration === null ? coded : kit.t('transfer.took', { outcome: coded, span: kit.format.span(duration) });
}

/**
 * @param {Kit} kit
 * @param {Ends} ends
 * @param {boolean} controlOnly
 * @param {(command: string, block: HTMLElement) => void} onCopy
 */
function missingNote(kit, { client, server }, controlOnly, onCopy) {
  const command = `tcpdump -i <interface> -n -w ftp.pcap 'host ${client.address} and host ${server.address}'`;
  return html`<section class="missing">
    <h4>${kit.t('missing.title')}</h4>
    <p>${kit.rich(controlOnly ? 'missing.why_filter' : 'missing.why_other', { filter: html`<code>port ftp</code>` })}</p>
    <p>${kit.t('missing.how')}</p>
    ${shellCommand(kit, command, onCopy)}
  </section>`;
}
