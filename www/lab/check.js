/** Whether what somebody typed is the answer. */

import { readAddress, readCode, readHash, readNumber, readPackets, readPair, readPort, readSize, readSpan, readText, readTexts } from './read.js';

/**
 * @import {Answer, Kind, Value} from './answer.js'
 */

/**
 * `near` is not right, but there is something to say about it; `unread` is nothing that could be right: it does not
 * count as a try.
 * @typedef {'right' | 'near' | 'wrong' | 'unread'} Verdict
 */

/**
 * @typedef {object} Feedback
 * @property {Verdict} verdict
 * @property {string} id Where its words stand, below `lab.feedback` or where it is near something, `lab.near`.
 * @property {Record<string, number>} values What stands in them.
 */

/** How far a span may be off of what it is. */
const SPAN_SHARE = 0.02;

/**
 * What comes of comparing; null where the text cannot be of this kind.
 * @typedef {{ verdict: 'right' | 'near' | 'wrong', id: string, values?: Record<string, number> } | null} Compared
 */

const RIGHT = { verdict: /** @type {const} */ ('right'), id: 'right' };
const WRONG = { verdict: /** @type {const} */ ('wrong'), id: 'wrong' };

/**
 * Compares what was typed with an answer whose values are known. A choice is given by its name.
 * @param {Answer} answer
 * @param {string} typed
 * @returns {Feedback}
 */
export function check(answer, typed) {
  if (typed.trim() === '') return { verdict: 'unread', id: 'empty', values: {} };
  const compared = answer.several ? compareParts(answer, typed) : compareOne(answer, typed);
  if (compared === null) return { verdict: 'unread', id: `unread_${answer.kind}`, values: {} };
  if (compared.verdict === 'wrong') {
    const near = answer.near.find(({ values }) => compareOne({ ...answer, values: [values] }, typed)?.verdict === 'right');
    if (near !== undefined) return { verdict: 'near', id: near.id, values: {} };
  }
  return { values: {}, ...compared };
}

/**
 * All parts, in any order.
 * @param {Answer} answer
 * @param {string} typed
 * @returns {Compared}
 */
function compareParts(answer, typed) {
  const { kind, values } = answer;
  const isText = kind === 'text' || kind === 'word';
  const given = kind === 'packet' ? readPackets(typed)?.map(String) ?? null : isText ? textsOf(answer, typed) : [typed];
  if (given === null) return null;
  const left = [...values];
  let wrong = 0;
  for (const text of given) {
    const found = left.findIndex((forms) => compareOne({ ...answer, values: [forms] }, text)?.verdict === 'right');
    if (found >= 0) left.splice(found, 1);
    else if (!values.some((forms) => compareOne({ ...answer, values: [forms] }, text)?.verdict === 'right')) wrong += 1;
  }
  const right = values.length - left.length;
  if (right === values.length && wrong === 0) return RIGHT;
  if (right === 0) return WRONG;
  return { verdict: 'near', id: wrong > 0 ? 'some_wrong' : 'some_missing', values: { right, wrong, total: values.length } };
}

/**
 * A name that has a comma in it is not two.
 * @param {Answer} answer
 * @param {string} typed
 */
function textsOf({ values }, typed) {
  const whole = readText(typed);
  return values.some((forms) => forms.includes(whole)) ? [whole] : readTexts(typed);
}

/**
 * @param {Answer} answer With one part.
 * @param {string} typed
 * @returns {Compared}
 */
function compareOne(answer, typed) {
  return COMPARE[answer.kind](answer.values[0] ?? [], typed, answer);
}

/**
 * A kind that has one way to be written in the end.
 * @param {(text: string) => Value | null} read
 * @returns {(forms: Value[], typed: string) => Compared}
 */
function exactly(read) {
  return (forms, typed) => {
    const value = read(typed);
    if (value === null) return null;
    return forms.some((form) => read(String(form)) === value) ? RIGHT : WRONG;
  };
}

/** @type {Record<Kind, (forms: Value[], typed: string, answer: Answer) => Compared>} */
const COMPARE = {
  text: (forms, typed) => {
    const text = readText(typed);
    const known = forms.map((form) => String(form).normalize('NFC'));
    // Spaces around a name cannot be seen on the page.
    if (known.some((form) => form.trim() === text || form.trim() === typed.normalize('NFC').trim())) return RIGHT;
    const fold = folded(text);
    return known.some((form) => folded(form) === fold) ? { verdict: 'near', id: 'case' } : WRONG;
  },
  word: (forms, typed) => (forms.some((form) => folded(String(form)) === folded(readText(typed))) ? RIGHT : WRONG),
  number: (forms, typed, { tolerance }) => {
    const readings = readNumber(typed.trim().replace(/^[-−]/u, ''));
    const sign = /^\s*[-−]/u.test(typed) ? -1 : 1;
    if (readings.length === 0) return null;
    return forms.some((form) => readings.some(({ value }) => Math.abs(sign * value - Number(form)) <= tolerance)) ? RIGHT : WRONG;
  },
  port: exactly(readPort),
  code: exactly(readCode),
  address: exactly(readAddress),
  choice: (forms, typed) => (forms.includes(typed) ? RIGHT : WRONG),
  packet: (forms, typed) => {
    const given = readPackets(typed);
    if (given === null) return null;
    const right = given.filter((number) => forms.includes(number)).length;
    if (right === given.length) return RIGHT;
    return right === 0 ? WRONG : { verdict: 'near', id: 'among', values: { count: given.length } };
  },
  bytes: (forms, typed) => {
    const readings = readSize(typed);
    if (readings.length === 0) return null;
    if (forms.some((form) => readings.some(({ value }) => value === form))) return RIGHT;
    const rounded = forms.some((form) => readings.some(({ value, step, hasUnit }) => hasUnit && value > 0 && Math.abs(value - Number(form)) <= step / 2));
    return rounded ? { verdict: 'right', id: 'right_rounded' } : WRONG;
  },
  duration: (forms, typed, { tolerance }) => {
    const readings = readSpan(typed);
    if (readings.length === 0) return null;
    /**
     * @param {number} value
     * @param {number} step
     * @param {number} form
     */
    const fits = (value, step, form) => Math.abs(value - form) <= Math.max(tolerance, form * SPAN_SHARE)
      || (value > 0 && Math.abs(value - form) <= step / 2);
    if (forms.some((form) => readings.some(({ value, step }) => fits(value, step, Number(form))))) return RIGHT;
    // Milliseconds without their unit.
    const inMs = forms.some((form) => readings.some(({ value, step, hasUnit }) => !hasUnit && fits(value / 1000, step / 1000, Number(form))));
    return inMs ? { verdict: 'near', id: 'unit' } : WRONG;
  },
  hash: (forms, typed) => {
    const digits = readHash(typed);
    if (digits === null) return null;
    if (forms.includes(digits)) return RIGHT;
    const expected = String(forms[0]).length;
    return digits.length === expected ? WRONG : { verdict: 'near', id: 'hash_length', values: { found: digits.length, expected } };
  },
  pair: (forms, typed) => {
    const pair = readPair(typed);
    if (pair === null) return null;
    const [first, second] = pair;
    if (forms.includes(`${first},${second}`)) return RIGHT;
    return forms.includes(`${second},${first}`) ? { verdict: 'near', id: 'turned' } : WRONG;
  },
};

/** @param {string} text */
function folded(text) {
  return text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
