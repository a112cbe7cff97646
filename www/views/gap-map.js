/** Which bytes of a transfer are in the capture, as a bar. */

import { html, nothing, svg } from 'lit-html';
import { bytesText } from '../parts/amount.js';

/**
 * @import {TransferMapView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** Kinds of bytes in the order they are drawn in: what needs a look lies on top. */
const KINDS = ['captured', 'repeated', 'conflicting', 'missing'];

/** The least that a range is wide, in percent of the bar, so that one byte of many is seen. */
const LEAST_PERCENT = 0.4;

/**
 * @param {Kit} kit
 * @param {TransferMapView} map
 */
export function gapMapView(kit, { length, spans, left_out: leftOut }) {
  if (length === 0 || spans.length === 0) return nothing;
  const sums = KINDS.flatMap((kind) => {
    const own = spans.filter((span) => span.kind === kind);
    const bytes = own.reduce((sum, { start, end }) => sum + end - start, 0);
    return own.length === 0 ? [] : [{ kind, bytes, text: kit.t('map.kind', { kind: kit.value('map', kind), bytes: bytesText(kit, bytes) }) }];
  });
  const summary = kit.t('map.summary', { bytes: bytesText(kit, length), list: sums.map(({ text }) => text).join(', ') });
  return html`<figure class="map"><figcaption>${kit.t('map.title')}</figcaption>
    <svg class="bar-of-bytes" role="img" aria-label=${summary}>${patterns()}
      <rect class="empty" width="100%" height="100%"></rect>
      ${KINDS.flatMap((kind) => spans.filter((span) => span.kind === kind)).map(({ kind, start, end }) => {
        const width = Math.max(LEAST_PERCENT, ((end - start) / length) * 100);
        const x = Math.min((start / length) * 100, 100 - width);
        return svg`<rect class="of-${kind}" x="${x}%" width="${width}%" height="100%"><title>${title(kit, kind, start, end)}</title></rect>`;
      })}</svg>
    <div class="scale" aria-hidden="true"><span>0</span><span>${bytesText(kit, length)}</span></div>
    <ul class="legend">${sums.map(({ kind, text }) => html`<li><svg class="swatch" aria-hidden="true"><rect class="empty" width="100%" height="100%"></rect><rect
      class="of-${kind}" width="100%" height="100%"></rect></svg> ${text}</li>`)}</ul>
    ${leftOut > 0 ? html`<p class="second">${kit.t('map.left_out', { count: kit.format.amount(leftOut) }, leftOut)}</p>` : nothing}
  </figure>`;
}

/**
 * @param {Kit} kit
 * @param {string} kind
 * @param {number} start
 * @param {number} end
 */
function title(kit, kind, start, end) {
  return kit.t('map.span', { kind: kit.value('map', kind), first: kit.format.amount(start), last: kit.format.amount(end - 1) });
}

/** What tells the kinds apart without their colours. */
function patterns() {
  return svg`<defs>
    <pattern id="map-missing" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground-missing" width="9" height="9"></rect>
      <rect class="stroke-missing" width="3" height="9"></rect></pattern>
    <pattern id="map-repeated" width="9" height="9" patternUnits="userSpaceOnUse"><rect class="ground-repeated" width="9" height="9"></rect>
      <circle class="stroke-repeated" cx="4.5" cy="4.5" r="2"></circle></pattern>
    <pattern id="map-conflicting" width="9" height="9" patternUnits="userSpaceOnUse"><rect class="ground-conflicting" width="9" height="9"></rect>
      <path class="stroke-conflicting" d="M0 0L9 9M9 0L0 9"></path></pattern>
  </defs>`;
}
