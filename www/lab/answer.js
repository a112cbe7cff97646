/** What an answer is: what is right, of which kind, and where the capture shows it. */

/**
 * How an answer is compared: a text letter by letter, a word without regard to case, and so on; `check.js` tells.
 * @typedef {'text' | 'word' | 'number' | 'port' | 'code' | 'packet' | 'address' | 'bytes' | 'duration' | 'choice' | 'hash' | 'pair'} Kind
 *
 * One right value; durations in milliseconds, sizes in bytes, a choice by its name.
 * @typedef {string | number} Value
 *
 * All parts are asked for. Each has the forms in which it may be written, the one that is shown first.
 * @typedef {Value[][]} Values
 */

/**
 * Something that is not right but that a reader may well have taken for it.
 * @typedef {object} Near
 * @property {string} id Where the words stand that say what it is.
 * @property {Value[]} values
 */

/**
 * Where the capture shows an answer.
 * @typedef {object} Where
 * @property {number[]} frames Packets, in order.
 * @property {{ session: number, exchange: number } | null} exchange Both from 0.
 */

/**
 * @typedef {object} Answer
 * @property {Kind} kind
 * @property {Values} values Empty where they are read only when they are wanted.
 * @property {(() => Promise<Values>) | null} read Reads them, where that takes time or where nobody should see them before.
 * @property {boolean} several Whether more than one part may be asked for.
 * @property {number} tolerance How far a number may be off, in its own unit.
 * @property {string[]} choices Names of what there is to choose from.
 * @property {Near[]} near
 * @property {Where} where
 */

/** @type {Where} */
const NOWHERE = { frames: [], exchange: null };

/**
 * An answer with one part. Null where there is no value: the capture has no such thing.
 * @param {Kind} kind
 * @param {readonly (Value | null | undefined)[]} forms
 * @param {Partial<Answer>} [more]
 * @returns {Answer | null}
 */
export function one(kind, forms, more = {}) {
  const known = [...new Set(forms.filter(isValue))];
  return known.length === 0 ? null : answer(kind, [known], more);
}

/**
 * An answer that asks for all parts. Null where there is none, and where one is not known.
 * @param {Kind} kind
 * @param {readonly (Value | null | undefined)[][]} parts
 * @param {Partial<Answer>} [more]
 * @returns {Answer | null}
 */
export function every(kind, parts, more = {}) {
  const known = parts.map((forms) => [...new Set(forms.filter(isValue))]);
  if (known.length === 0 || known.some((forms) => forms.length === 0)) return null;
  return answer(kind, known, { several: true, ...more });
}

/**
 * An answer that is read when it is wanted.
 * @param {Kind} kind
 * @param {() => Promise<Values>} read
 * @param {Partial<Answer>} [more]
 * @returns {Answer}
 */
export function later(kind, read, more = {}) {
  return answer(kind, [], { read, ...more });
}

/**
 * One of several. Null where what is right is not among them.
 * @param {string[]} choices
 * @param {string | null | undefined} right
 * @param {Where} [where]
 * @returns {Answer | null}
 */
export function choice(choices, right, where = NOWHERE) {
  return right === null || right === undefined || !choices.includes(right) ? null : answer('choice', [[right]], { choices, where });
}

/**
 * Packets, any of which is right.
 * @param {readonly (number | null | undefined)[]} frames
 * @param {Partial<Answer>} [more]
 * @returns {Answer | null}
 */
export function packets(frames, more = {}) {
  const known = inOrder(frames);
  return one('packet', known, { where: at(known), ...more });
}

/**
 * Where something is shown.
 * @param {readonly (number | null | undefined)[]} frames
 * @param {{ session: number, exchange: number } | null} [exchange]
 * @returns {Where}
 */
export function at(frames, exchange = null) {
  return { frames: inOrder(frames), exchange };
}

/**
 * What may be taken for the answer; what is not known is left out.
 * @param {Record<string, readonly (Value | null | undefined)[]>} values By the words that say what it is.
 * @returns {Near[]}
 */
export function near(values) {
  return Object.entries(values).map(([id, known]) => ({ id, values: known.filter(isValue) })).filter(({ values: known }) => known.length > 0);
}

/**
 * The right values, read where need be.
 * @param {Answer} answer
 * @returns {Promise<Answer>} With its values.
 */
export async function resolved(answer) {
  return answer.read === null ? answer : { ...answer, values: await answer.read(), read: null };
}

/**
 * @param {Kind} kind
 * @param {Values} values
 * @param {Partial<Answer>} more
 * @returns {Answer}
 */
function answer(kind, values, more) {
  return { kind, values, read: null, several: false, tolerance: 0, choices: [], near: [], where: NOWHERE, ...more };
}

/**
 * @param {Value | null | undefined} value
 * @returns {value is Value}
 */
function isValue(value) {
  return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && value !== '';
}

/** @param {readonly (number | null | undefined)[]} frames */
function inOrder(frames) {
  return [...new Set(frames.filter((frame) => typeof frame === 'number'))].sort((a, b) => a - b);
}
