/** What the reader has answered so far. It is kept while the capture is open, and nowhere else. */

/**
 * @import {Answer} from './answer.js'
 * @import {Feedback} from './check.js'
 * @import {Problem, QuestionSet} from './questions.js'
 */

/**
 * What was done about a question.
 * @typedef {object} Mark
 * @property {string} typed
 * @property {Feedback | null} feedback To what was checked last.
 * @property {number} hints Hints that were given.
 * @property {boolean} right Whether it was answered before the answer was shown.
 * @property {boolean} shown Whether the answer was shown.
 * @property {Answer | null} answer The answer, once it may be seen.
 */

/**
 * @typedef {object} Progress
 * @property {QuestionSet | null} set The reader's own set.
 * @property {{ name: string, problems: Problem[] } | null} refused A set that could not be used.
 * @property {Map<string, Mark>} marks By the keys of the questions.
 */

/** @type {Mark} */
export const UNTOUCHED = { typed: '', feedback: null, hints: 0, right: false, shown: false, answer: null };

/** @type {WeakMap<object, Progress>} */
const kept = new WeakMap();

/**
 * The progress in a capture: the element that shows it may go and come while the capture stays open.
 * @param {object} source Where the capture is asked: another one for each capture.
 * @returns {Progress}
 */
export function progressOf(source) {
  const known = kept.get(source);
  if (known !== undefined) return known;
  const made = { set: null, refused: null, marks: new Map() };
  kept.set(source, made);
  return made;
}
