/** What became of a transfer: a sign, the words, and the reason as a sentence. */

import { html } from 'lit-html';
import { bytesText } from './amount.js';

/**
 * @import {TransferView} from '../types/model.js'
 * @import {Kit} from './kit.js'
 */

/**
 * What a reason tells of: of a transfer, or of a file.
 * @typedef {Pick<TransferView, 'verdict' | 'expected' | 'final_code'>
 *   & { data: Pick<TransferView['data'], 'bytes' | 'missing_bytes' | 'conflicting_bytes' | 'damaged_frame'> }} Judged
 */

/**
 * A sign for each verdict, beside its words.
 * @type {Record<string, string>}
 */
const SIGNS = {
  complete: '✓', complete_unconfirmed: '✓?', ambiguous: '≠', incomplete: '◐', end_unknown: '◐?', capture_ends: '…',
  failed: '✗', aborted: '■', not_captured: '○', encrypted: '∗',
};

/**
 * @param {Kit} kit
 * @param {string} verdict
 */
export function verdictBadge(kit, verdict) {
  return html`<span class="verdict verdict-${verdict}"><span class="sign" aria-hidden="true">${SIGNS[verdict] ?? '?'}</span>
    ${kit.value('verdict', verdict)}</span>`;
}

/**
 * Why, in a sentence; the code itself where there are no words for it.
 * @param {Kit} kit
 * @param {Judged} transfer
 */
export function reasonText(kit, { verdict, expected, data, final_code: code }) {
  const told = expected.find(({ bytes }) => bytes !== null && bytes !== verdict.bytes) ?? expected.find(({ bytes }) => bytes !== null);
  const ranges = verdict.missing.length;
  const values = {
    bytes: bytesText(kit, verdict.bytes ?? data.bytes),
    seen: bytesText(kit, data.bytes),
    told: told?.bytes === undefined || told.bytes === null ? kit.t('transfer.size_unknown') : bytesText(kit, told.bytes),
    by: told === undefined ? '' : kit.value('told_by', told.told_by),
    missing: bytesText(kit, data.missing_bytes),
    ranges: kit.t('transfer.ranges', { count: kit.format.amount(ranges) }, ranges),
    conflicting: bytesText(kit, data.conflicting_bytes ?? 0),
    last: verdict.last_frame ?? '',
    damaged: data.damaged_frame ?? '',
    code: code ?? '',
  };
  return kit.lookup(`reason.${verdict.reason}`, values) ?? verdict.reason;
}
