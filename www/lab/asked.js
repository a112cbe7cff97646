/** From a set of questions and a capture to what is asked. */

import { one, packets } from './answer.js';
import { OF_CAPTURES } from './names-of-captures.js';
import { OF_SESSIONS } from './names-of-sessions.js';
import { OF_TRANSFERS } from './names-of-transfers.js';
import { SCOPES } from './names.js';

/**
 * @import {Answer} from './answer.js'
 * @import {LabSession, Material} from './material.js'
 * @import {From, Given, Question, QuestionSet} from './questions.js'
 * @import {SessionView, TransferView} from '../types/model.js'
 */

/**
 * A question about this capture.
 * @typedef {object} Asked
 * @property {string} key Its own, also where a question is asked for several sessions.
 * @property {Question} question
 * @property {{ number: number, total: number } | null} session Which of the sessions is meant, where that has to be said.
 * @property {{ number: number, total: number } | null} transfer The same of its transfers.
 * @property {Answer | null} answer Null where the capture has no answer.
 */

/** Sessions, and transfers of a session, that a question for each of them is asked for. */
export const MOST = { sessions: 2, transfers: 2 };

/**
 * The sessions that a set asks about, by their numbers in the capture.
 * @param {QuestionSet} set
 * @param {SessionView[]} views
 * @param {number | null} only Number of the only session that is shown, from 0; null for all.
 * @returns {(view: SessionView) => boolean}
 */
export function sessionsOf(set, views, only) {
  const named = set.questions.map(({ answer }) => ('from' in answer ? answer.session ?? 0 : 0) - 1);
  const first = views.filter(({ id, exchange_count: count }) => (only === null ? count > 0 : id === only)).slice(0, MOST.sessions);
  return (view) => first.includes(view) || named.includes(view.id);
}

/**
 * The questions that are asked of a capture. Questions for each session, or for each transfer, that stand one behind
 * another are asked together, first all about the first session.
 * @param {QuestionSet} set
 * @param {Material} material
 * @param {number | null} [only] Number of the only session that is shown, from 0; null for all.
 * @returns {Asked[]}
 */
export function ask(set, material, only = null) {
  const subjects = material.sessions.filter(({ view }) => only === null || view.id === only).slice(0, MOST.sessions);
  /** @type {Asked[]} */
  const asked = [];
  for (const run of runsOf(set.questions, ({ each }) => each !== undefined)) {
    if (run[0]?.each === undefined) {
      asked.push(...run.map((question) => ({ key: question.id, question, session: null, transfer: null, answer: answerTo(question, material, subjects) })));
    } else {
      asked.push(...subjects.flatMap((session) => ofSession(run, session, material)));
      // Nothing to ask about is said once.
      asked.push(...run.filter(({ id }) => !asked.some(({ question }) => question.id === id))
        .map((question) => ({ key: question.id, question, session: null, transfer: null, answer: null })));
    }
  }
  return asked;
}

/**
 * @param {Question[]} run
 * @param {LabSession} session
 * @param {Material} material
 * @returns {Asked[]}
 */
function ofSession(run, session, material) {
  const { view, transfers } = session;
  const place = material.views.length > 1 ? { number: view.id + 1, total: material.views.length } : null;
  // Files come before listings, of which there may be many.
  const files = transfers.filter(({ direction }) => direction !== 'listing');
  const chosen = [...files, ...transfers.filter(({ direction }) => direction === 'listing')].slice(0, MOST.transfers).sort((a, b) => a.id - b.id);
  return runsOf(run, ({ each }) => each).flatMap((part) => {
    if (part[0]?.each === 'session') {
      return part.map((question) => ({
        key: `${question.id}/${view.id}`, question, session: place, transfer: null, answer: fromSession(question, session, material),
      }));
    }
    return chosen.flatMap((transfer) => part.map((question) => ({
      key: `${question.id}/${view.id}/${transfer.id}`, question, session: place,
      transfer: transfers.length > 1 ? { number: transfer.id + 1, total: transfers.length } : null,
      answer: fromTransfer(question, transfer, session, material),
    })));
  });
}

/**
 * The answer to a question that is asked once.
 * @param {Question} question
 * @param {Material} material
 * @param {LabSession[]} subjects
 * @returns {Answer | null}
 */
function answerTo({ answer, where }, material, subjects) {
  if (!('from' in answer)) return given(answer, where);
  const scope = SCOPES.get(answer.from);
  if (scope === 'capture') return placed(OF_CAPTURES[answer.from]?.(material) ?? null, where);
  const sessions = answer.session === undefined ? subjects : material.sessions.filter(({ view }) => view.id + 1 === answer.session);
  for (const session of sessions) {
    const found = scope === 'session' ? OF_SESSIONS[answer.from]?.(session, answer, material) ?? null : firstOf(answer, session, material);
    if (found !== null) return placed(found, where);
  }
  return null;
}

/**
 * The answer of the transfer that is meant, or of the first one that has it.
 * @param {From} from
 * @param {LabSession} session
 * @param {Material} material
 */
function firstOf(from, session, material) {
  for (const transfer of session.transfers) {
    if (from.transfer !== undefined && transfer.id + 1 !== from.transfer) continue;
    const found = OF_TRANSFERS[from.from]?.(transfer, session, material) ?? null;
    if (found !== null) return found;
  }
  return null;
}

/**
 * @param {Question} question
 * @param {LabSession} session
 * @param {Material} material
 */
function fromSession({ answer, where }, session, material) {
  return 'from' in answer ? placed(OF_SESSIONS[answer.from]?.(session, answer, material) ?? null, where) : null;
}

/**
 * @param {Question} question
 * @param {TransferView} transfer
 * @param {LabSession} session
 * @param {Material} material
 */
function fromTransfer({ answer, where }, transfer, session, material) {
  return 'from' in answer ? placed(OF_TRANSFERS[answer.from]?.(transfer, session, material) ?? null, where) : null;
}

/**
 * An answer that the teacher gives.
 * @param {Given} answer
 * @param {Question['where']} where
 * @returns {Answer | null}
 */
function given(answer, where) {
  if ('text' in answer) return placed(one(answer.exact ? 'text' : 'word', [answer.text].flat()), where);
  if ('number' in answer) return placed(one('number', [answer.number], { tolerance: answer.tolerance ?? 0 }), where);
  if ('packet' in answer) return placed(packets([answer.packet].flat()), where);
  return placed(one('choice', [String(answer.choice)], { choices: answer.choices.map((_, index) => String(index + 1)) }), where);
}

/**
 * @param {Answer | null} answer
 * @param {Question['where']} where Said by the teacher, who knows better.
 */
function placed(answer, where) {
  return answer === null || where === undefined ? answer : { ...answer, where: { frames: [where.packet], exchange: null } };
}

/**
 * Neighbours of one kind, together.
 * @param {Question[]} questions
 * @param {(question: Question) => unknown} kind
 * @returns {Question[][]}
 */
function runsOf(questions, kind) {
  /** @type {Question[][]} */
  const runs = [];
  for (const question of questions) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && kind(last[0]) === kind(question)) last.push(question);
    else runs.push([question]);
  }
  return runs;
}
