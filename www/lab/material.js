/** What the questions are about, pulled from the open capture. */

import { PLAIN_ROWS, pullRange } from '../loader.js';

/**
 * @import {TransferSource} from '../files/source.js'
 * @import {CaptureView, ExchangeView, SessionView, TransferView} from '../types/model.js'
 */

/**
 * What asks the open capture.
 * @typedef {TransferSource['call']} Call
 *
 * A session with all that was said on it.
 * @typedef {object} LabSession
 * @property {SessionView} view
 * @property {ExchangeView[]} exchanges
 * @property {TransferView[]} transfers
 *
 * @typedef {object} Material
 * @property {CaptureView} capture
 * @property {SessionView[]} views All sessions, at most so many as the page shows.
 * @property {LabSession[]} sessions Those that are asked about, in the order of the capture.
 * @property {Call} call
 */

/**
 * Pulls the sessions that are asked about. One with more exchanges than the page shows at once is left out: who looks
 * for a packet in it would be told that a right answer is wrong.
 * @param {{ call: Call }} source
 * @param {SessionView[]} views
 * @param {(view: SessionView) => boolean} isAsked
 * @returns {Promise<Material>}
 */
export async function pullMaterial({ call }, views, isAsked) {
  /** @type {LabSession[]} */
  const sessions = [];
  for (const view of views) {
    if (!isAsked(view) || view.exchange_count > PLAIN_ROWS) continue;
    const exchanges = await pullRange((a, b) => call('exchanges', view.id, a, b), 0, view.exchange_count);
    const transfers = await pullRange((a, b) => call('transfers', view.id, a, b), 0, view.transfer_count);
    sessions.push({ view, exchanges, transfers });
  }
  return { capture: await call('capture'), views, sessions, call };
}
