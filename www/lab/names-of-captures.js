/** Answers that a capture as a whole has. `docs/lab.md` tells what each name means. */

import { choice, near, one } from './answer.js';

/**
 * @import {Answer} from './answer.js'
 * @import {Material} from './material.js'
 */

/** Verdicts with which every byte is there. */
const WHOLE = ['complete', 'complete_unconfirmed'];

/** @type {Record<string, (material: Material) => Answer | null>} */
export const OF_CAPTURES = {
  packets: ({ capture }) => one('number', [capture.frames], { near: near({ tcp_packets: [capture.tcp_frames] }) }),

  sessions: ({ capture, views }) => one('number', [views.length], { near: near({ connections: [capture.connections] }) }),

  connections: ({ capture, views }) => one('number', [capture.connections], { near: near({ sessions: [views.length] }) }),

  capture_duration: ({ capture }) => one('duration', [capture.duration_ms]),

  transfers: ({ views }) => one('number', [views.reduce((sum, view) => sum + view.transfer_count, 0)]),

  // Said only where it is clear: each of the transfers is there whole, or none is.
  contents_captured: ({ capture, views, sessions }) => {
    const transfers = sessions.flatMap((session) => session.transfers).filter(({ outcome }) => outcome === 'completed');
    const all = views.reduce((sum, view) => sum + view.transfer_count, 0);
    if (transfers.length === 0 || all !== sessions.reduce((sum, session) => sum + session.transfers.length, 0)) return null;
    if (capture.control_only || transfers.every(({ data }) => data.state === 'not_captured')) return choice(['yes', 'no'], 'no');
    return choice(['yes', 'no'], transfers.every(({ verdict }) => WHOLE.includes(verdict.verdict)) ? 'yes' : null);
  },
};
