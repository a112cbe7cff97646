/** Asks an opened capture where it may have become another one meanwhile, or cannot be read again. */

import { CaptureError, Superseded } from '../client.js';

/**
 * @import {OpenError} from '../types/model.js'
 */

/**
 * What was asked for; null where another capture was opened meanwhile, or where the file cannot be read again.
 * @template T
 * @param {Promise<T>} asked
 * @param {(problem: OpenError) => void} onProblem Told why it cannot be read.
 * @returns {Promise<T | null>}
 */
export async function answerOf(asked, onProblem) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CaptureError) onProblem(error.problem);
    else if (!(error instanceof Superseded)) throw error;
    return null;
  }
}
