/** A set of questions as a teacher writes it (`questions.schema.json`, `docs/lab.md`), read and checked. */

import { NEEDS, SCOPES } from './names.js';

/**
 * One text for all languages, or one for each.
 * @typedef {string | { en?: string, vi?: string }} Text
 *
 * An answer that is taken from the capture. Sessions and transfers are numbered from 1, transfers within their session;
 * where they are left out it is the first one that has such a thing.
 * @typedef {object} From
 * @property {string} from
 * @property {number} [session]
 * @property {number} [transfer]
 * @property {string} [command]
 * @property {number} [code]
 *
 * An answer that the teacher gives.
 * @typedef {{ text: string | string[], exact?: boolean } | { number: number, tolerance?: number } | { packet: number | number[] }
 *   | { choice: number, choices: Text[] }} Given
 *
 * @typedef {object} Question
 * @property {string} id
 * @property {Text} ask
 * @property {From | Given} answer
 * @property {'session' | 'transfer'} [each]
 * @property {Text[]} [hints]
 * @property {{ packet: number }} [where]
 * @property {Text} [explain]
 *
 * @typedef {object} QuestionSet
 * @property {{ name: string, version: string }} schema
 * @property {Text} title
 * @property {'en' | 'vi'} [language] Of texts that are not given for each.
 * @property {Question[]} questions
 *
 * What is wrong with a set.
 * @typedef {object} Problem
 * @property {number | null} question Number of the question from 1; null where it is the set as a whole.
 * @property {string | null} id Its id, where it has one.
 * @property {string} code Where the words stand, below `lab.problem`.
 * @property {Record<string, string | number>} values What stands in them.
 */

/** Name and major version of what is read. */
const SCHEMA = { name: 'ftpscope-lab', major: '1' };

/** Most questions of a set, hints of a question, forms of an answer, and characters of a file. */
const LIMITS = { questions: 200, hints: 10, forms: 100, characters: 1_000_000 };

const LANGUAGES = ['en', 'vi'];
const KEYS = {
  set: ['$schema', 'schema', 'title', 'language', 'questions'],
  question: ['id', 'ask', 'answer', 'each', 'hints', 'where', 'explain'],
};

/**
 * What each way to answer has.
 * @type {Record<string, string[]>}
 */
const ANSWERS = {
  from: ['from', 'session', 'transfer', 'command', 'code'], text: ['text', 'exact'], number: ['number', 'tolerance'],
  packet: ['packet'], choice: ['choice', 'choices'],
};

/**
 * Reads a set. Says all that is wrong with it, so that nobody has to come again for the next fault.
 * @param {string} text
 * @returns {{ set: QuestionSet, problems: [] } | { set: null, problems: Problem[] }}
 */
export function parseQuestions(text) {
  /** @type {unknown} */
  let value;
  if (text.length > LIMITS.characters) return { set: null, problems: [problem('too_long', { count: LIMITS.characters })] };
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { set: null, problems: [problem('not_json', { detail: error instanceof Error ? error.message : '' })] };
  }
  const problems = problemsOf(value);
  return problems.length === 0 ? { set: /** @type {QuestionSet} */ (value), problems: [] } : { set: null, problems };
}

/**
 * A text in a language, else in the one that there is.
 * @param {Text} text
 * @param {'en' | 'vi'} language
 */
export function textIn(text, language) {
  return typeof text === 'string' ? text : text[language] ?? text.en ?? text.vi ?? '';
}

/**
 * @param {unknown} value
 * @returns {Problem[]}
 */
function problemsOf(value) {
  if (!isObject(value)) return [problem('not_a_set')];
  const { schema, title, language, questions } = value;
  if (!isObject(schema) || schema['name'] !== SCHEMA.name) return [problem('not_a_set')];
  if (typeof schema['version'] !== 'string' || schema['version'].split('.')[0] !== SCHEMA.major) {
    return [problem('version', { found: String(schema['version']), expected: `${SCHEMA.major}.0` })];
  }
  const found = [...unknownKeys(value, KEYS.set), ...textProblems('title', title)];
  if (language !== undefined && !LANGUAGES.includes(String(language))) found.push(problem('language', { allowed: LANGUAGES.join(', ') }));
  if (!Array.isArray(questions) || questions.length === 0 || questions.length > LIMITS.questions) {
    return [...found, problem('questions', { count: LIMITS.questions })];
  }
  /** @type {Set<unknown>} */
  const ids = new Set();
  for (const [index, question] of questions.entries()) {
    const own = isObject(question) ? questionProblems(question) : [problem('not_an_object')];
    const id = isObject(question) && typeof question['id'] === 'string' ? question['id'] : null;
    if (id !== null && ids.has(id)) own.push(problem('id_twice', { id }));
    ids.add(id);
    found.push(...own.map((one) => ({ ...one, question: index + 1, id })));
  }
  return found;
}

/**
 * @param {Record<string, unknown>} question
 * @returns {Problem[]}
 */
function questionProblems(question) {
  const { id, ask, answer, each, hints, where, explain } = question;
  const found = [...unknownKeys(question, KEYS.question), ...textProblems('ask', ask)];
  if (typeof id !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(id)) found.push(problem('id'));
  if (hints !== undefined) {
    if (!Array.isArray(hints) || hints.length > LIMITS.hints) found.push(problem('hints', { count: LIMITS.hints }));
    else found.push(...hints.flatMap((hint) => textProblems('hints', hint)));
  }
  if (explain !== undefined) found.push(...textProblems('explain', explain));
  if (where !== undefined && !(isObject(where) && isNumber(where['packet'], 1) && Object.keys(where).length === 1)) found.push(problem('where'));
  if (each !== undefined && each !== 'session' && each !== 'transfer') found.push(problem('each'));
  found.push(...(isObject(answer) ? answerProblems(answer, each) : [problem('answer', { allowed: Object.keys(ANSWERS).join(', ') })]));
  return found;
}

/**
 * @param {Record<string, unknown>} answer
 * @param {unknown} each
 * @returns {Problem[]}
 */
function answerProblems(answer, each) {
  const ways = Object.keys(ANSWERS).filter((way) => answer[way] !== undefined);
  const [way] = ways;
  if (way === undefined || ways.length > 1) return [problem('answer', { allowed: Object.keys(ANSWERS).join(', ') })];
  const found = unknownKeys(answer, ANSWERS[way] ?? []);
  if (way !== 'from' && each !== undefined) found.push(problem('each_given'));
  switch (way) {
    case 'from': return [...found, ...fromProblems(answer, each)];
    case 'text': return [...found, ...formsProblems('text', answer['text'], (form) => typeof form === 'string' && form.trim() !== ''),
      ...(answer['exact'] === undefined || typeof answer['exact'] === 'boolean' ? [] : [problem('exact')])];
    case 'number': return [...found, ...(isNumber(answer['number'], -Infinity, false) ? [] : [problem('number', { name: 'number' })]),
      ...(answer['tolerance'] === undefined || isNumber(answer['tolerance'], 0, false) ? [] : [problem('number', { name: 'tolerance' })])];
    case 'packet': return [...found, ...formsProblems('packet', answer['packet'], (form) => isNumber(form, 1))];
    default: return [...found, ...choiceProblems(answer)];
  }
}

/**
 * @param {Record<string, unknown>} answer
 * @param {unknown} each
 * @returns {Problem[]}
 */
function fromProblems(answer, each) {
  const { from, session, transfer, command, code } = answer;
  const scope = typeof from === 'string' ? SCOPES.get(from) : undefined;
  if (scope === undefined) return [problem('from', { name: String(from) })];
  const found = [];
  const need = Object.entries(NEEDS).find(([name]) => name === from)?.[1];
  if (need !== undefined && answer[need] === undefined) found.push(problem('from_needs', { name: String(from), needed: need }));
  if (command !== undefined && !(typeof command === 'string' && /^[A-Za-z]{1,32}$/.test(command))) found.push(problem('command'));
  if (code !== undefined && !(isNumber(code, 100) && Number(code) <= 999)) found.push(problem('code'));
  if (session !== undefined && (scope === 'capture' || !isNumber(session, 1))) found.push(problem('place', { name: 'session', from: String(from) }));
  if (transfer !== undefined && (scope !== 'transfer' || !isNumber(transfer, 1))) found.push(problem('place', { name: 'transfer', from: String(from) }));
  if (each !== undefined && (each !== scope || session !== undefined || transfer !== undefined)) found.push(problem('each_from', { from: String(from), scope }));
  return found;
}

/**
 * @param {Record<string, unknown>} answer
 * @returns {Problem[]}
 */
function choiceProblems({ choice, choices }) {
  if (!Array.isArray(choices) || choices.length < 2 || choices.length > LIMITS.forms) return [problem('choices', { count: LIMITS.forms })];
  const found = choices.flatMap((text) => textProblems('choices', text));
  if (!isNumber(choice, 1) || Number(choice) > choices.length) found.push(problem('choice', { count: choices.length }));
  return found;
}

/**
 * One form of an answer, or several.
 * @param {string} name
 * @param {unknown} forms
 * @param {(form: unknown) => boolean} isForm
 * @returns {Problem[]}
 */
function formsProblems(name, forms, isForm) {
  const all = Array.isArray(forms) ? forms : [forms];
  return all.length > 0 && all.length <= LIMITS.forms && all.every(isForm) ? [] : [problem(`forms_${name}`, { count: LIMITS.forms })];
}

/**
 * @param {string} name
 * @param {unknown} text
 * @returns {Problem[]}
 */
function textProblems(name, text) {
  /** @param {unknown} one */
  const isText = (one) => typeof one === 'string' && one.trim() !== '';
  if (isText(text)) return [];
  const isBoth = isObject(text) && Object.keys(text).length > 0
    && Object.entries(text).every(([language, one]) => LANGUAGES.includes(language) && isText(one));
  return isBoth ? [] : [problem('text', { name })];
}

/**
 * @param {Record<string, unknown>} value
 * @param {string[]} known
 * @returns {Problem[]}
 */
function unknownKeys(value, known) {
  return Object.keys(value).filter((key) => !known.includes(key)).map((name) => problem('unknown', { name, allowed: known.join(', ') }));
}

/**
 * @param {string} code
 * @param {Record<string, string | number>} [values]
 * @returns {Problem}
 */
function problem(code, values = {}) {
  return { question: null, id: null, code, values };
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @param {number} least
 * @param {boolean} [whole]
 */
function isNumber(value, least, whole = true) {
  return typeof value === 'number' && value >= least && (whole ? Number.isSafeInteger(value) : Number.isFinite(value));
}
