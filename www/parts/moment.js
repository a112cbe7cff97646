/** Moments: relative to the beginning of the capture, with the clock's time one look away. */

import { html } from 'lit-html';
import { utc } from '../format.js';

/**
 * @import {TimeView} from '../types/model.js'
 * @import {Kit} from './kit.js'
 */

/**
 * Seconds since the capture began; the date and time in UTC and in the reader's zone on hovering.
 * @param {Kit} kit
 * @param {TimeView} time
 * @param {TimeView} origin
 */
export function sinceStart(kit, time, origin) {
  const seconds = kit.format.relative(time, origin);
  const title = kit.t('talk.time_title', { utc: utc(time), local: kit.format.local(time) });
  return html`<time datetime=${machineTime(time)} title=${title}>${kit.t('talk.seconds', { seconds })}</time>`;
}

/**
 * Date and time, in the reader's zone and in UTC.
 * @param {Kit} kit
 * @param {TimeView} time
 */
export function clock(kit, time) {
  return html`<time datetime=${machineTime(time)}>${kit.format.local(time)}</time>
    <span class="second">${utc(time)}</span>`;
}

/** @param {TimeView} time */
function machineTime(time) {
  return utc(time).replace(' UTC', 'Z').replace(' ', 'T');
}
