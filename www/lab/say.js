/** Words of the lab: answers, feedback and prompts as text. */

import { bytesText } from '../parts/amount.js';
import { textIn } from './questions.js';

/**
 * @import {Answer} from './answer.js'
 * @import {Asked} from './asked.js'
 * @import {Feedback} from './check.js'
 * @import {Problem, Question} from './questions.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** Packets that are named of many. */
const NAMED_PACKETS = 8;

/**
 * A text of the lab.
 * @param {Kit} kit
 * @param {string} key Without `lab.`.
 * @param {Record<string, string | number>} [values]
 * @param {number} [count] Chooses the plural form.
 */
export function say(kit, key, values = {}, count = 0) {
  return kit.words.text(`lab.${key}`, values, count);
}

/**
 * An answer whose values are known, as it is shown.
 * @param {Kit} kit
 * @param {Question} question
 * @param {Answer} answer
 */
export function answerText(kit, question, answer) {
  const { kind, values } = answer;
  const forms = values[0] ?? [];
  if (kind === 'choice') return choiceText(kit, question, String(forms[0]));
  if (kind === 'packet' && !answer.several && forms.length > 1) return say(kit, 'any', { list: listOf(forms) });
  return values.map(([form = '']) => {
    if (typeof form === 'string') return form;
    if (kind === 'bytes') return bytesText(kit, form);
    if (kind === 'duration') return kit.format.span(form);
    return kind === 'number' ? kit.format.amount(form) : String(form);
  }).join(', ');
}

/**
 * One of several to choose from.
 * @param {Kit} kit
 * @param {Question} question
 * @param {string} name
 */
export function choiceText(kit, { answer }, name) {
  const own = 'choices' in answer ? answer.choices[Number(name) - 1] : undefined;
  return own === undefined ? kit.lookup(`lab.choice.${name}`) ?? name : textIn(own, kit.words.language);
}

/**
 * @param {Kit} kit
 * @param {Feedback} feedback
 */
export function feedbackText(kit, { verdict, id, values }) {
  return say(kit, `${verdict === 'near' ? 'near' : 'feedback'}.${id}`, values, values['count'] ?? 0);
}

/**
 * How an answer is to be written.
 * @param {Kit} kit
 * @param {Answer} answer
 */
export function promptText(kit, { kind, several }) {
  if (kind === 'choice') return null;
  const names = { text: 'texts', word: 'texts', packet: 'packets' };
  return say(kit, `prompt.${several && kind in names ? names[/** @type {keyof typeof names} */ (kind)] : kind}`);
}

/**
 * Which session and which transfer is meant.
 * @param {Kit} kit
 * @param {Asked} asked
 * @returns {string[]}
 */
export function placeTexts(kit, { session, transfer }) {
  return [
    ...(session === null ? [] : [say(kit, 'of_session', session)]),
    ...(transfer === null ? [] : [say(kit, 'of_transfer', transfer)]),
  ];
}

/**
 * @param {Kit} kit
 * @param {Problem} problem
 */
export function problemText(kit, { code, values }) {
  const said = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? kit.format.amount(value) : value]);
  return say(kit, `problem.${code}`, Object.fromEntries(said));
}

/**
 * Where in the capture, for a sheet of paper; null where there is nothing to name.
 * @param {Kit} kit
 * @param {Answer} answer
 */
export function packetsText(kit, { kind, where: { frames } }) {
  // The answer says it already.
  if (frames.length === 0 || kind === 'packet') return null;
  return say(kit, 'sheet.packets', { list: listOf(frames) }, frames.length);
}

/** @param {readonly (string | number)[]} numbers */
function listOf(numbers) {
  return numbers.slice(0, NAMED_PACKETS).join(', ') + (numbers.length > NAMED_PACKETS ? ' …' : '');
}
