/** The capture as a file: what it is, how much it holds, when it was made. */

import { html } from 'lit-html';
import { facts } from '../parts/facts.js';
import { linkType, power } from '../parts/interface.js';
import { clock } from '../parts/moment.js';

/**
 * @import {CaptureView, ExpertCountView} from '../types/model.js'
 * @import {FileState} from '../store.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** Link types that are named; a capture may be made to have thousands. */
const LINK_TYPES = 9;

/**
 * @param {Kit} kit
 * @param {FileState} file
 * @param {CaptureView} capture
 * @param {ExpertCountView[]} oddities
 * @param {unknown} more What stands below.
 */
export function captureView(kit, file, capture, oddities, more) {
  const { first_time: first, last_time: last, duration_ms: duration } = capture;
  return html`<section class="capture" aria-labelledby="capture-title">
    <h2 id="capture-title">${kit.t('capture.title')}</h2>
    ${facts([
      [kit.t('capture.file'), html`<strong>${file.name}</strong>
        <span class="second">${kit.t('capture.bytes', { bytes: kit.format.amount(capture.bytes) })}</span>`],
      [kit.t('capture.packets'), packets(kit, capture)],
      [kit.t('capture.cut_label'), cut(kit, capture)],
      [kit.t('capture.duration'), duration === null ? null : kit.format.span(duration)],
      [kit.t('capture.first'), first === null ? kit.t('capture.no_time') : clock(kit, first)],
      [kit.t('capture.last'), last === null ? null : clock(kit, last)],
      [kit.t('capture.format'), format(kit, capture)],
      [kit.t('capture.link'), linkTypes(capture)],
      ...(oddities.length === 0 ? [] : [odd(kit, oddities)]),
    ])}
    ${more}
  </section>`;
}

/**
 * @param {Kit} kit
 * @param {CaptureView} capture
 */
function packets(kit, { frames, tcp_frames: tcp, connections }) {
  return kit.t('capture.packets_text', {
    count: frames,
    tcp,
    connections: kit.t('capture.connections', { count: kit.format.amount(connections) }, connections),
  }, frames);
}

/**
 * @param {Kit} kit
 * @param {CaptureView} capture
 */
function cut(kit, { cut_frames: count, captured_bytes: captured, original_bytes: original }) {
  if (count === 0) return null;
  const values = { count, captured: kit.format.amount(captured), original: kit.format.amount(original) };
  return kit.t('capture.cut', values, count);
}

/**
 * @param {Kit} kit
 * @param {CaptureView} capture
 */
function format(kit, { format, byte_order: order, interfaces }) {
  return kit.t('capture.format_text', {
    format: kit.value('format', format),
    order: kit.value('byte_order', order),
    resolution: [...new Set(interfaces.map(({ resolution }) => resolution))].map(power).join(', '),
  });
}

/**
 * What is odd, in a few words; told in full further down.
 * @param {Kit} kit
 * @param {ExpertCountView[]} counts
 * @returns {[label: string, value: string]}
 */
function odd(kit, counts) {
  return [kit.t('odd.title'), counts.map(({ code }) => kit.lookup(`expert.${code}.title`) ?? code).join('; ')];
}

/** @param {CaptureView} capture */
function linkTypes({ interfaces }) {
  const names = [...new Set(interfaces.map(linkType))];
  if (names.length > LINK_TYPES) names.splice(LINK_TYPES, names.length, '…');
  return names.join(', ') || null;
}
