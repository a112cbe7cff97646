/** The conversation of a session: each command with its replies as one exchange. */

import { html, nothing } from 'lit-html';
import { announcementNote } from '../parts/announcement.js';
import { commandLine } from '../parts/command.js';
import { replyLine } from '../parts/reply.js';
import { verdictBadge } from '../parts/verdict.js';

/**
 * @import {CommandView, ExchangeView, ReplyView, SessionState, TransferView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 * @import {Place} from '../parts/line.js'
 */

/**
 * @typedef {object} Conversation
 * @property {SessionState} session
 * @property {Place} place
 * @property {number | null} chosen Exchange whose packets are marked.
 * @property {(exchange: number) => void} onChoose
 * @property {boolean} revealed Whether passwords are shown.
 * @property {(reveal: boolean) => void} onReveal
 * @property {string} silence Where the words stand for a conversation without lines.
 * @property {number} window Rows that "show more" brings.
 * @property {() => void} onMore
 * @property {(transfer: number) => void} onTransfer
 * @property {number | null} explained Exchange that is explained.
 * @property {(exchange: number | null) => void} onExplain
 * @property {unknown} explanation What stands below it then.
 * @property {(exchange: ExchangeView) => unknown} listingOf The way to what a reply lists.
 * @property {(line: CommandView | ReplyView) => unknown} notesOf What the author of the page remarks on a line.
 */

/**
 * @param {Kit} kit
 * @param {Conversation} conversation
 */
export function conversationView(kit, conversation) {
  const { session, chosen, onChoose, revealed, onReveal, silence, window, onMore } = conversation;
  const { view, exchanges, transfers } = session;
  const masked = exchanges.some(({ command }) => command?.masked);
  const byId = new Map(transfers.map((transfer) => [transfer.id, transfer]));
  return html`<div class="conversation">
    <div class="bar"><h3 id="talk-${view.id}">${kit.t('talk.title')}</h3>
      ${masked || revealed ? html`<button type="button" aria-pressed=${revealed} @click=${() => onReveal(!revealed)}>
        ${kit.t(revealed ? 'talk.hide' : 'talk.show')}</button>` : nothing}</div>
    ${exchanges.length === 0 && view.exchange_count === 0 ? html`<p>${kit.t(silence)}</p>` : html`
    <div class="columns" aria-hidden="true"><span>${kit.t('talk.packet')}</span><span>${kit.t('talk.time')}</span>
      <span>${kit.t('talk.direction')}</span><span>${kit.t('talk.said')}</span></div>
    <ol class="exchanges" aria-labelledby="talk-${view.id}">${exchanges.map((exchange) => exchangeItem(
      kit, conversation, exchange, byId.get(exchange.transfer ?? -1), exchange.id === chosen, () => onChoose(exchange.id),
    ))}</ol>`}
    ${more(kit, exchanges.length, view.exchange_count, window, onMore)}
  </div>`;
}

/**
 * @param {Kit} kit
 * @param {Conversation} conversation
 * @param {ExchangeView} exchange
 * @param {TransferView | undefined} transfer The one that this exchange asks for.
 * @param {boolean} isChosen
 * @param {() => void} onChoose
 */
function exchangeItem(kit, { place, onReveal, onTransfer, explained, onExplain, explanation, listingOf, notesOf }, exchange, transfer, isChosen, onChoose) {
  const { id, kind, command, replies, announces } = exchange;
  const isExplained = id === explained;
  return html`<li class="exchange kind-${kind} ${isChosen ? 'chosen' : ''}" data-exchange=${id}
    aria-current=${isChosen ? 'true' : nothing} @click=${onChoose}>
    ${command === null ? html`<p class="note">${kit.t(`talk.${kind}`)}</p>` : [commandLine(kit, place, command, () => onReveal(true)), notesOf(command)]}
    <button type="button" class="quiet explain" aria-expanded=${isExplained}
      @click=${() => onExplain(isExplained ? null : id)}>${kit.t('talk.explain')}</button>
    ${replies.map((reply, index) => [replyLine(kit, place, reply, replyTime(exchange, index)), notesOf(reply)])}
    ${command !== null && replies.length === 0 ? html`<p class="note">${kit.t('talk.unanswered')}</p>` : nothing}
    ${announces === null ? nothing : announcementNote(kit, announces)}
    ${transfer === undefined ? nothing : transferNote(kit, transfer, () => onTransfer(transfer.id))}
    ${listingOf(exchange)}
    ${isExplained ? explanation : nothing}
  </li>`;
}

/**
 * Milliseconds from the command to this reply, where it is the first or the last one.
 * @param {ExchangeView} exchange
 * @param {number} index
 */
function replyTime({ replies, final_code: code, reply_time_ms: first, duration_ms: last }, index) {
  if (index === 0) return first;
  return index === replies.length - 1 && code !== null ? last : null;
}

/**
 * @param {Kit} kit
 * @param {TransferView} transfer
 * @param {() => void} onTransfer
 */
function transferNote(kit, { direction, outcome, data, verdict }, onTransfer) {
  const line = kit.t('transfer.line', { direction: kit.value('direction', direction), outcome: kit.value('outcome', outcome) });
  return html`<p class="note transfer">${line}.
    ${data.state === 'not_captured' ? html`<strong>${kit.t('missing.short')}</strong>` : html`${kit.value('state', data.state)}.`}
    ${verdictBadge(kit, verdict.verdict)}
    <button type="button" class="quiet" @click=${onTransfer}>${kit.t('transfer.show')}</button></p>`;
}

/**
 * @param {Kit} kit
 * @param {number} shown
 * @param {number} total
 * @param {number} window
 * @param {() => void} onMore
 */
function more(kit, shown, total, window, onMore) {
  if (shown >= total) return nothing;
  const next = Math.min(window, total - shown);
  return html`<p class="more">${kit.t('talk.left', { shown: kit.format.amount(shown), total: kit.format.amount(total) })}
    <button type="button" @click=${onMore}>${kit.t('talk.more', { count: kit.format.amount(next) }, next)}</button></p>`;
}
