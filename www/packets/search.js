/** Looks for a packet from another one on. */

import { WINDOW } from '../loader.js';

/**
 * @import {FrameRowView} from '../types/model.js'
 */

/**
 * Number of the nearest packet that is wanted, or null.
 * @param {(start: number, end: number) => Promise<FrameRowView[]>} ask Rows by places from 0, half-open.
 * @param {number} count Packets in all.
 * @param {number} from Number of the first packet to look at.
 * @param {1 | -1} step
 * @param {(row: FrameRowView) => boolean} isWanted
 * @returns {Promise<number | null>}
 */
export async function findPacket(ask, count, from, step, isWanted) {
  for (let at = from; at >= 1 && at <= count; at += step * WINDOW) {
    const rows = step > 0 ? await ask(at - 1, Math.min(at - 1 + WINDOW, count)) : await ask(Math.max(0, at - WINDOW), at);
    const found = step > 0 ? rows.find(isWanted) : rows.findLast(isWanted);
    if (found) return found.number;
  }
  return null;
}
