/** The questions on the page. */

import { html, nothing } from 'lit-html';
import { packetLink } from '../parts/packet-link.js';
import { answerText, choiceText, feedbackText, placeTexts, promptText, say } from './say.js';
import { textIn } from './questions.js';

/**
 * @import {Answer} from './answer.js'
 * @import {Asked} from './asked.js'
 * @import {Mark} from './progress.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** Packets that are led to of many. */
const LINKS = 8;

/** Signs before a feedback, so that its colour alone does not say it. */
const SIGNS = { right: '✓', near: '≈', wrong: '✗', unread: '?' };

/**
 * What can be done about a question.
 * @typedef {object} Deeds
 * @property {(typed: string) => void} onType
 * @property {() => void} onCheck
 * @property {() => void} onHint
 * @property {() => void} onShow
 * @property {(frame: number) => void} onPacket
 * @property {(session: number, exchange: number) => void} onExchange
 */

/**
 * A question with what was done about it.
 * @typedef {object} Shown
 * @property {Asked} asked
 * @property {number} number From 1.
 * @property {Mark} mark
 * @property {boolean} busy Whether its file is being read.
 */

/**
 * @param {Kit} kit
 * @param {Shown} shown
 * @param {Deeds} deeds
 */
export function questionView(kit, { asked, number, mark, busy }, deeds) {
  const { question, answer } = asked;
  const { language } = kit.words;
  const places = placeTexts(kit, asked);
  const verdict = mark.right ? 'right' : mark.feedback?.verdict ?? '';
  return html`<li class="question ${mark.shown && !mark.right ? 'shown' : verdict}" data-question=${asked.key}>
    <h3 id="ask-${number}"><span class="number"><span aria-hidden="true">${number}.</span><span class="hidden">${say(kit, 'question', { number })}: </span></span>
      ${places.map((place) => html`<span class="place">${place}</span> `)}${textIn(question.ask, language)}</h3>
    ${answer === null ? html`<p class="second">${say(kit, 'no_answer')}</p>` : html`
      ${answer.kind === 'choice' ? choicesView(kit, asked, number, mark, deeds) : inputView(kit, answer, number, mark, deeds)}
      <div class="buttons"><button type="button" class="check" @click=${deeds.onCheck} aria-describedby="ask-${number}">${say(kit, 'check')}</button>
        ${hintButton(kit, question.hints?.length ?? 0, mark, number, deeds)}
        <button type="button" class="quiet" data-deed="show" ?disabled=${mark.shown || mark.right} @click=${deeds.onShow} aria-describedby="ask-${number}">${say(kit, 'show_answer')}</button>
        ${whereButton(kit, answer, mark, number, deeds)}</div>`}
    <div class="said" aria-live="polite">${(question.hints ?? []).slice(0, mark.hints).map((hint) => html`<p class="given">${textIn(hint, language)}</p>`)}
      ${busy ? html`<p>${say(kit, 'reading')}</p>` : feedbackView(kit, asked, mark)}
      ${mark.answer === null ? nothing : answerView(kit, asked, mark.answer, deeds)}</div>
  </li>`;
}

/**
 * @param {Kit} kit
 * @param {Answer} answer
 * @param {number} number
 * @param {Mark} mark
 * @param {Deeds} deeds
 */
function inputView(kit, answer, number, mark, { onType, onCheck }) {
  /** @param {Event} event */
  const typed = ({ currentTarget }) => onType(/** @type {HTMLInputElement} */ (currentTarget).value);
  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    // What is typed here is no shortcut of the page.
    event.stopPropagation();
    if (event.key !== 'Enter' || event.isComposing || answerIsLong(answer)) return;
    event.preventDefault();
    onCheck();
  };
  const input = answerIsLong(answer)
    ? html`<textarea rows="3" autocomplete="off" spellcheck="false" .value=${mark.typed} @input=${typed} @keydown=${pressed}
        aria-labelledby="ask-${number}" aria-describedby="prompt-${number}"></textarea>`
    : html`<input type="text" autocomplete="off" autocapitalize="off" spellcheck="false" .value=${mark.typed} @input=${typed} @keydown=${pressed}
        inputmode=${['port', 'code'].includes(answer.kind) || (answer.kind === 'packet' && !answer.several) ? 'numeric' : 'text'}
        aria-labelledby="ask-${number}" aria-describedby="prompt-${number}">`;
  return html`<p class="field">${input} <span class="second" id="prompt-${number}">${promptText(kit, answer)}</span></p>`;
}

/**
 * Whether several names are asked for, which stand one below the other.
 * @param {Answer} answer
 */
function answerIsLong({ several, kind }) {
  return several && kind !== 'packet';
}

/**
 * @param {Kit} kit
 * @param {Asked} asked
 * @param {number} number
 * @param {Mark} mark
 * @param {Deeds} deeds
 */
function choicesView(kit, { question, answer }, number, mark, { onType }) {
  return html`<div class="choices" role="radiogroup" aria-labelledby="ask-${number}">${(answer?.choices ?? []).map((name) => html`<label>
    <input type="radio" name="choice-${number}" value=${name} .checked=${mark.typed === name} @change=${() => onType(name)} @keydown=${stay}>
    ${choiceText(kit, question, name)}</label>`)}</div>`;
}

/** @param {Event} event */
function stay(event) {
  event.stopPropagation();
}

/**
 * @param {Kit} kit
 * @param {number} total
 * @param {Mark} mark
 * @param {number} number
 * @param {Deeds} deeds
 */
function hintButton(kit, total, { hints }, number, { onHint }) {
  if (total === 0) return nothing;
  return html`<button type="button" class="quiet" data-deed="hint" ?disabled=${hints >= total} @click=${onHint} aria-describedby="ask-${number}">${
    say(kit, 'hint', { number: Math.min(hints + 1, total), total })}</button>`;
}

/**
 * Leads to the place that shows the answer. Where a packet is asked for it would be the answer.
 * @param {Kit} kit
 * @param {Answer} answer
 * @param {Mark} mark
 * @param {number} number
 * @param {Deeds} deeds
 */
function whereButton(kit, { kind, where: { frames, exchange } }, mark, number, { onPacket, onExchange }) {
  const [frame] = frames;
  if (mark.answer !== null || kind === 'packet' || (frame === undefined && exchange === null)) return nothing;
  const lead = () => {
    if (frame !== undefined) onPacket(frame);
    else if (exchange !== null) onExchange(exchange.session, exchange.exchange);
  };
  return html`<button type="button" class="quiet" data-deed="where" @click=${lead} aria-describedby="ask-${number}">${say(kit, 'show_where')}</button>`;
}

/**
 * @param {Kit} kit
 * @param {Asked} asked
 * @param {Mark} mark
 */
function feedbackView(kit, { answer }, { feedback, shown, right }) {
  if (shown && !right) return html`<p class="feedback">${say(kit, 'feedback.shown')}</p>`;
  if (feedback === null) return nothing;
  const said = answer?.kind === 'choice' && feedback.id === 'empty' ? { ...feedback, id: 'empty_choice' } : feedback;
  return html`<p class="feedback" data-verdict=${feedback.verdict}><span class="sign" aria-hidden="true">${SIGNS[feedback.verdict]}</span> ${feedbackText(kit, said)}</p>`;
}

/**
 * @param {Kit} kit
 * @param {Asked} asked
 * @param {Answer} answer With its values.
 * @param {Deeds} deeds
 */
function answerView(kit, { question }, answer, { onPacket, onExchange }) {
  const { frames, exchange } = answer.where;
  return html`<dl class="answer"><div><dt>${say(kit, 'answer')}</dt><dd><span class="text">${answerText(kit, question, answer)}</span></dd></div>
    ${frames.length === 0 && exchange === null ? nothing : html`<div><dt>${say(kit, 'where')}</dt>
      <dd>${frames.slice(0, LINKS).map((frame) => html`${packetLink(kit, frame, onPacket)} `)}
        ${exchange === null ? nothing : html`<button type="button" class="quiet" @click=${() => onExchange(exchange.session, exchange.exchange)}>${say(kit, 'conversation')}</button>`}</dd></div>`}</dl>
    ${question.explain === undefined ? nothing : html`<p class="explain">${textIn(question.explain, kit.words.language)}</p>`}`;
}
