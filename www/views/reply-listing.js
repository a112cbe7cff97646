/** What lists in a conversation: the replies to STAT with a path, and to MLST. */

import { nothing } from 'lit-html';
import { html } from 'lit-html/static.js';
import { partTag } from '../part-tags.js';

/**
 * @import {ExchangeView, ListingView, TransferPlaceView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} ReplyListing
 * @property {object} capture What the capture is told from others by.
 * @property {number} session
 * @property {(session: number, exchange: number) => Promise<ListingView | null>} ask
 * @property {(place: TransferPlaceView) => void} onTransfer
 */

/**
 * The way to the listing in the reply of an exchange; nothing where it has none.
 * @param {Kit} kit
 * @param {ExchangeView} exchange
 * @param {ReplyListing} listing
 */
export function replyListingView(kit, exchange, { capture, session, ask, onTransfer }) {
  return listsInReply(exchange) ? html`<${partTag('ftp-capture-reply-listing')} class="note" .kit=${kit} .capture=${capture} .session=${session}
    .exchange=${exchange.id} .ask=${ask} .onTransfer=${onTransfer}></${partTag('ftp-capture-reply-listing')}>` : nothing;
}

/**
 * Whether the reply of an exchange is a listing (RFC 959 section 4.1.3, RFC 3659 section 7).
 * @param {ExchangeView} exchange
 */
export function listsInReply({ command, replies, final_code: code }) {
  const asks = command?.verb === 'MLST' || (command?.verb === 'STAT' && (command.argument ?? '') !== '');
  if (!asks || code === null || Math.floor(code / 100) !== 2) return false;
  const final = replies.find((reply) => reply.code === null || Math.floor(reply.code / 100) !== 1);
  return final !== undefined && (final.multiline || final.lines.length > 1);
}
