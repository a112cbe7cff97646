/**
 * What the page knows, and the pure transitions from one state to the next. Nothing here touches the
 * DOM or the worker.
 */

/**
 * @import {OpenError, Opened, Progress} from './types/model.js'
 */

/**
 * @typedef {{ name: string, size: number }} FileState
 * @typedef {{ session: number, exchange: number }} Chosen
 * @typedef {'empty' | 'reading' | 'failed' | 'shown'} Phase
 */

/**
 * @typedef {object} State
 * @property {Phase} phase What the page shows.
 * @property {FileState | null} file The file that is read or was read.
 * @property {Progress | null} progress How far it is; null until it takes long enough to be shown.
 * @property {OpenError | null} problem Why the file could not be opened.
 * @property {Opened | null} opened What was pulled of the capture.
 * @property {boolean} revealed Whether passwords are shown.
 * @property {Chosen | null} chosen The exchange whose packets are marked.
 * @property {boolean} cancelled Whether the last reading was cancelled.
 * @property {State | null} before What was shown before the reading began, for when it is cancelled.
 */

/** @type {State} */
export const EMPTY = Object.freeze({
  phase: 'empty',
  file: null,
  progress: null,
  problem: null,
  opened: null,
  revealed: false,
  chosen: null,
  cancelled: false,
  before: null,
});

/**
 * A file was given.
 * @param {State} state
 * @param {FileState} file
 * @returns {State}
 */
export function reading(state, file) {
  const before = state.phase === 'reading' ? state.before : { ...state, before: null, cancelled: false };
  return { ...EMPTY, phase: 'reading', file, before };
}

/**
 * The worker says how far it is.
 * @param {State} state
 * @param {Progress} progress
 * @returns {State}
 */
export function progressed(state, progress) {
  return state.phase === 'reading' ? { ...state, progress } : state;
}

/**
 * The reading was cancelled: what was shown before comes back.
 * @param {State} state
 * @returns {State}
 */
export function cancelled(state) {
  return state.phase === 'reading' ? { ...(state.before ?? EMPTY), cancelled: true } : state;
}

/**
 * The file could not be opened.
 * @param {State} state
 * @param {OpenError} problem
 * @returns {State}
 */
export function failed(state, problem) {
  return { ...EMPTY, phase: 'failed', file: state.file, problem };
}

/**
 * The capture was read and its first rows were pulled.
 * @param {State} state
 * @param {Opened} opened
 * @returns {State}
 */
export function shown(state, opened) {
  return { ...EMPTY, phase: 'shown', file: state.file, opened };
}

/**
 * Everything was pulled again, with the passwords masked or not.
 * @param {State} state
 * @param {Opened} opened
 * @param {boolean} revealed
 * @returns {State}
 */
export function repulled(state, opened, revealed) {
  return { ...state, opened, revealed };
}

/**
 * More of what the capture holds was pulled.
 * @param {State} state
 * @param {Opened} opened
 * @returns {State}
 */
export function pulledMore(state, opened) {
  return state.phase === 'shown' ? { ...state, opened } : state;
}

/**
 * An exchange was chosen, or none.
 * @param {State} state
 * @param {Chosen | null} chosen
 * @returns {State}
 */
export function chose(state, chosen) {
  return { ...state, chosen };
}
