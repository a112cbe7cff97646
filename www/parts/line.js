/** One line of a conversation: what one side said, with its packet and its time. */

import { html, nothing } from 'lit-html';
import { sinceStart } from './moment.js';
import { packetLink } from './packet-link.js';

/**
 * @import {TimeView} from '../types/model.js'
 * @import {Kit} from './kit.js'
 */

/**
 * @typedef {object} Line
 * @property {'client' | 'server'} from Who said it.
 * @property {number} frame Packet that holds its last byte.
 * @property {number} firstFrame Packet that holds its first byte.
 * @property {TimeView} time
 * @property {number | null} afterMs Milliseconds since the command that it answers.
 * @property {[label: string, value: unknown]} head Verb or reply code.
 * @property {[label: string, value: unknown] | null} tail Argument or text.
 * @property {unknown} meaning What it means, in words.
 */

/**
 * What every line of a conversation is given.
 * @typedef {object} Place
 * @property {TimeView} origin Beginning of the capture.
 * @property {(frame: number) => void} onPacket Opens a packet.
 */

/**
 * @param {Kit} kit
 * @param {Place} place
 * @param {Line} line
 */
export function conversationLine(kit, { origin, onPacket }, { from, frame, firstFrame, time, afterMs, head, tail, meaning }) {
  const frames = firstFrame === frame ? [frame] : [Math.min(frame, firstFrame), Math.max(frame, firstFrame)];
  const packets = frames.map((number, index) => html`${index > 0 ? '–' : nothing}
    ${packetLink(kit, number, onPacket)}`);
  const after = afterMs === null
    ? nothing
    : html`<span class="second">${kit.t('talk.after', { span: kit.format.span(afterMs) })}</span>`;
  return html`<dl class="line from-${from}">
    <div class="packet"><dt>${kit.t('talk.packet')}</dt><dd>${packets}</dd></div>
    <div class="time"><dt>${kit.t('talk.time')}</dt><dd>${sinceStart(kit, time, origin)}${after}</dd></div>
    <div class="direction"><dt>${kit.t('talk.direction')}</dt><dd>
      <span class="arrow" aria-hidden="true">${from === 'client' ? '→' : '←'}</span> ${kit.t(`talk.${from}`)}</dd></div>
    <div class="head"><dt>${head[0]}: </dt><dd>${head[1]}</dd></div>
    ${tail === null ? nothing : html`<div class="tail"><dt>${tail[0]}: </dt><dd>${tail[1]}</dd></div>`}
    ${meaning === null ? nothing : html`<div class="meaning"><dt>${kit.t('talk.meaning')}</dt><dd>${meaning}</dd></div>`}
  </dl>`;
}
