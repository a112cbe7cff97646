/** The story of a capture: numbered steps, each told in a few sentences. */

import { html, nothing } from 'lit-html';
import { factItem, sentence } from '../parts/fact.js';

/**
 * @import {Step} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} Told
 * @property {Step[]} steps
 * @property {number} count Steps in all.
 * @property {number} window Steps that "show more" brings.
 * @property {() => void} onMore
 * @property {(frame: number) => void} onPacket
 * @property {(session: number, exchange: number) => void} onExchange
 */

/**
 * @param {Kit} kit
 * @param {Told} told
 */
export function storyView(kit, { steps, count, window, onMore, onPacket, onExchange }) {
  const next = Math.min(window, count - steps.length);
  return html`<ol class="steps">${steps.map((step) => stepItem(kit, step, onPacket, onExchange))}</ol>
    ${next <= 0 ? nothing : html`<p class="more">${kit.t('story.left', { shown: kit.format.amount(steps.length), total: kit.format.amount(count) })}
      <button type="button" @click=${onMore}>${kit.t('talk.more', { count: kit.format.amount(next) }, next)}</button></p>`}`;
}

/**
 * @param {Kit} kit
 * @param {Step} step
 * @param {(frame: number) => void} onPacket
 * @param {(session: number, exchange: number) => void} onExchange
 */
function stepItem(kit, { number, session, id, values, exchanges, facts }, onPacket, onExchange) {
  const first = exchanges?.[0];
  return html`<li class="step" data-step=${number}>
    <div class="bar"><h3><span class="number">${number}.</span> ${sentence(kit, { id, values, count: null }, (text) => html`<code>${text}</code>`)}</h3>
      ${session === null || first === undefined ? nothing : html`<button type="button" class="quiet"
        @click=${() => onExchange(session, first)}>${kit.t('story.show')}<span class="hidden"> (${number})</span></button>`}</div>
    <ul class="explained">${facts.map((fact) => factItem(kit, fact, onPacket))}</ul>
  </li>`;
}
