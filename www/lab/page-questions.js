/** The questions that a page has of its own: given as a value, or fetched. */

import { nameAt } from '../parts/url.js';
import { fetchCapture } from '../places.js';
import { parseQuestions } from './questions.js';

/**
 * @import {Problem, QuestionSet} from './questions.js'
 */

/**
 * @typedef {{ set: QuestionSet | null, name: string, problems: Problem[] }} PageQuestions
 */

/** Bytes of a file of questions that is read at all. */
export const MOST_BYTES = 4_000_000;

/**
 * Where a page has none.
 * @type {PageQuestions}
 */
export const NO_QUESTIONS = { set: null, name: '', problems: [] };

/** How a value is called where it cannot be used. */
const VALUE = 'questions';

/**
 * @param {unknown} value As the page gave it; null to fetch.
 * @param {string | null} place
 * @returns {Promise<PageQuestions>}
 */
export async function pageQuestions(value, place) {
  if (value !== null) return { name: VALUE, ...parseQuestions(textOf(value)) };
  const url = place ?? '';
  const name = nameAt(url);
  try {
    const file = await fetchCapture(url);
    return { name, ...parseQuestions(file.size > MOST_BYTES ? ' '.repeat(MOST_BYTES) : await file.text()) };
  } catch (error) {
    console.warn(error);
    return { set: null, name, problems: [{ question: null, id: null, code: 'not_fetched', values: { url } }] };
  }
}

/**
 * A value as the file that it could be read from; what cannot be one is no set.
 * @param {unknown} value
 */
function textOf(value) {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return 'null';
  }
}
