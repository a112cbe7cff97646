/** How long the reading of a file will still take. */

/**
 * @import {Progress} from './types/model.js'
 * @typedef {{ unit: 'seconds' | 'minutes' | 'hours', count: number }} TimeLeft
 */

/** After so many milliseconds the speed so far tells something of the rest. */
const SETTLED_MS = 2000;

/** What seconds are told in, so that the number does not change all the time. */
const SECONDS_STEP = 5;

/**
 * The time left at the speed so far, in the words of a person: 20 seconds, 3 minutes.
 * @param {Progress} progress
 * @param {number} size Bytes of the file.
 * @returns {TimeLeft | null} Null while it cannot be told, and where nothing is left.
 */
export function timeLeft({ bytes, ms }, size) {
  if (ms < SETTLED_MS || bytes === 0 || bytes >= size) return null;
  const seconds = (ms / 1000) * ((size - bytes) / bytes);
  const steps = Math.ceil(seconds / SECONDS_STEP);
  if (steps < 60 / SECONDS_STEP) return { unit: 'seconds', count: steps * SECONDS_STEP };
  if (seconds < 90 * 60) return { unit: 'minutes', count: Math.round(seconds / 60) };
  return { unit: 'hours', count: Math.round(seconds / 3600) };
}
