/** The story of a capture: numbered steps, each told in a few sentences. */

import { html, nothing } from 'lit-html';
import { endpointText } from '../format.js';
import { factItem, sentence } from '../parts/fact.js';
import { remark } from '../parts/remark.js';

/**
 * @import {Ends, Step} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} Told
 * @property {Step[]} steps
 * @property {number | null} only The only session that is told, with what is of none.
 * @property {Ends[]} sessions
 * @property {number} count Steps in all.
 * @property {number} window Steps that "show more" brings.
 * @property {() => void} onMore
 * @property {(frame: number) => void} onPacket
 * @property {(session: number, exchange: number) => void} onExchange
 * @property {Map<Step, number[]>} notes Packets whose remarks stand in a step.
 */

/**
 * @param {Kit} kit
 * @param {Told} told
 */
export function storyView(kit, told) {
  const { steps, only, count, window, onMore } = told;
  const next = Math.min(window, count - steps.length);
  return html`<ol class="steps">${steps.map((step, index) => (
    only === null || step.session === null || step.session === only ? stepItem(kit, told, step, steps[index - 1]) : nothing))}</ol>
    ${next <= 0 ? nothing : html`<p class="more">${kit.t('story.left', { shown: kit.format.amount(steps.length), total: kit.format.amount(count) })}
      <button type="button" @click=${onMore}>${kit.t('talk.more', { count: kit.format.amount(next) }, next)}</button></p>`}`;
}

/**
 * @param {Kit} kit
 * @param {Told} told
 * @param {Step} step
 * @param {Step | undefined} before
 */
function stepItem(kit, { sessions, onPacket, onExchange, notes }, step, before) {
  const { number, session, id, values, exchanges, facts } = step;
  const first = exchanges?.[0];
  // With one session alone there is nothing to tell apart.
  const ends = sessions.length > 1 && session !== null && session !== before?.session ? sessions[session] : undefined;
  return html`<li class="step" data-step=${number}>
    ${ends === undefined || session === null ? nothing : html`<p class="of-session">${kit.t('session.title', { number: session + 1 })}
      <code>${endpointText(ends.client)} → ${endpointText(ends.server)}</code></p>`}
    <div class="bar"><h3><span class="number">${number}.</span> ${sentence(kit, { id, values, count: null }, (text) => html`<code>${text}</code>`)}</h3>
      ${session === null || first === undefined ? nothing : html`<button type="button" class="quiet"
        @click=${() => onExchange(session, first)}>${kit.t('story.show')}<span class="hidden"> (${number})</span></button>`}</div>
    <ul class="explained">${facts.map((fact) => factItem(kit, fact, onPacket))}</ul>
    ${notes.get(step)?.map((frame) => remark(kit, frame))}
  </li>`;
}
