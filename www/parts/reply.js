/** A reply of the server as a line of the conversation. */

import { html, nothing } from 'lit-html';
import { conversationLine } from './line.js';

/**
 * @import {ReplyView} from '../types/model.js'
 * @import {Kit} from './kit.js'
 * @import {Place} from './line.js'
 */

/**
 * @param {Kit} kit
 * @param {Place} place
 * @param {ReplyView} reply
 * @param {number | null} afterMs Milliseconds since the command.
 */
export function replyLine(kit, place, reply, afterMs) {
  const { code, frame, first_frame: firstFrame, time } = reply;
  const shown = code === null ? kit.t('talk.no_code') : String(code).padStart(3, '0');
  return conversationLine(kit, place, {
    from: 'server',
    frame,
    firstFrame,
    time,
    afterMs,
    head: [kit.t('talk.code'), html`<code class="code class-${shown.charAt(0)}">${shown}</code>`],
    tail: [kit.t('talk.text'), replyText(kit, reply)],
    meaning: code === null ? null : codeMeaning(kit, code),
  });
}

/**
 * The text as it is, or the first line with the others folded.
 * @param {Kit} kit
 * @param {ReplyView} reply
 */
function replyText(kit, { text, lines, multiline }) {
  if (!multiline && lines.length < 2) return html`<span class="text">${text}</span>`;
  return html`<span class="text">${text.split('\n')[0]}</span>
    <details><summary>${kit.t('talk.lines', { count: lines.length }, lines.length)}</summary>
      <pre tabindex="0">${lines.join('\n')}</pre></details>`;
}

/**
 * The standard meaning of a code, or of its first digit where the standards do not know it.
 * @param {Kit} kit
 * @param {number} code
 */
function codeMeaning(kit, code) {
  const meaning = kit.lookup(`reply.${code}`) ?? kit.lookup(`reply_class.${Math.floor(code / 100)}`);
  return meaning === null ? nothing : kit.t('talk.value', { value: code, meaning });
}
