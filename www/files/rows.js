/** The rows of the ledger: what they hold of a transfer, their order, which of them are wanted. */

/**
 * @import {TimeView, TransferView} from '../types/model.js'
 */

/**
 * A transfer as its row tells it. The rest of it is asked for where it is opened: there may be many.
 * @typedef {object} LedgerRow
 * @property {number} session
 * @property {number} id Number of the transfer in its session.
 * @property {TimeView} time
 * @property {number} frame Packet of the command.
 * @property {string} verb
 * @property {string} path As it was asked for; empty where nothing was.
 * @property {string | null} renamedTo
 * @property {string} direction
 * @property {string} verdict
 * @property {string} mode
 * @property {number | null} bytes Those in the capture; null without a data connection.
 * @property {number | null} expected Those that were told.
 * @property {number | null} durationMs
 * @property {number | null} rate Bytes in a second.
 * @property {number | null} firstFrame Of the data connection.
 * @property {number | null} lastFrame
 * @property {number} frames
 */

/**
 * What the ledger can be sorted by.
 * @typedef {'frame' | 'verdict' | 'direction' | 'path' | 'size' | 'duration' | 'packets' | 'mode'} Column
 * @typedef {{ column: Column, down: boolean }} Order
 * @typedef {{ direction: string, verdict: string }} Wanted Empty texts let everything through.
 */

/** From what a reader has to look at first to what is in order. */
export const VERDICTS = [
  'ambiguous', 'incomplete', 'end_unknown', 'capture_ends', 'failed', 'aborted', 'not_captured', 'encrypted',
  'complete_unconfirmed', 'complete',
];

/**
 * @param {number} session
 * @param {TransferView} transfer
 * @returns {LedgerRow}
 */
export function rowOf(session, transfer) {
  const { id, time, frame, verb, direction, mode, data, verdict } = transfer;
  const bytes = data.state === 'captured' ? data.bytes : null;
  const durationMs = data.duration_ms ?? transfer.duration_ms;
  return {
    session,
    id,
    time,
    frame,
    verb,
    path: transfer.path ?? transfer.argument ?? '',
    renamedTo: transfer.renamed_to,
    direction,
    verdict: verdict.verdict,
    mode,
    bytes,
    expected: expectedBytes(transfer),
    durationMs,
    rate: bytes === null || data.duration_ms === null || data.duration_ms === 0 ? null : (bytes * 1000) / data.duration_ms,
    firstFrame: data.first_frame,
    lastFrame: data.last_frame,
    frames: data.frames,
  };
}

/**
 * As many bytes as the transfer should have carried by what was told of it, or null.
 * @param {TransferView} transfer
 */
function expectedBytes({ expected, announced_bytes: announced, size_bytes: size }) {
  return expected.find(({ bytes }) => bytes !== null)?.bytes ?? announced ?? size;
}

/**
 * The rows that are wanted, in order. Equal ones stay in the order of the capture.
 * @param {LedgerRow[]} rows In the order of the capture.
 * @param {Order} order
 * @param {Wanted} wanted
 * @param {(a: string, b: string) => number} compare Of texts.
 * @returns {LedgerRow[]}
 */
export function arrange(rows, { column, down }, { direction, verdict }, compare) {
  const kept = rows.filter((row) => (direction === '' || row.direction === direction) && (verdict === '' || row.verdict === verdict));
  const by = KEYS[column];
  return kept.sort((a, b) => {
    const [left, right] = [by(a), by(b)];
    // What is not known comes last, whichever way it is sorted.
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const difference = typeof left === 'string' ? compare(left, String(right)) : left - Number(right);
    return down ? -difference : difference;
  });
}

/** @type {Record<Column, (row: LedgerRow) => number | string | null>} */
const KEYS = {
  frame: ({ frame }) => frame,
  verdict: ({ verdict }) => place(VERDICTS, verdict),
  direction: ({ direction, verb }) => `${direction} ${verb}`,
  path: ({ path }) => path,
  size: ({ bytes, expected }) => bytes ?? expected,
  duration: ({ durationMs }) => durationMs,
  packets: ({ firstFrame }) => firstFrame,
  mode: ({ mode }) => mode,
};

/**
 * @param {string[]} list
 * @param {string} value
 */
function place(list, value) {
  const index = list.indexOf(value);
  return index < 0 ? list.length : index;
}

/**
 * The order after a click on the head of a column.
 * @param {Order} order
 * @param {Column} column
 * @returns {Order}
 */
export function turned(order, column) {
  return { column, down: order.column === column ? !order.down : false };
}
