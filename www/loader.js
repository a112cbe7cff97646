/**
 * Pulls what the page shows out of the worker, in windows: a small capture whole, a large one up to a
 * number of rows, the rest when it is asked for.
 */

/**
 * @import {Opened, SessionState} from './types/model.js'
 * @import {CaptureClient} from './client.js'
 */

/** Rows asked for in one message: few enough that each answer is decoded within a frame's time. */
export const WINDOW = 200;

/**
 * Rows that are pulled and shown at once. Up to here plain DOM is quick enough and keeps find-in-page,
 * print and screen readers.
 */
export const PLAIN_ROWS = 2000;

/**
 * Rows `start` to `end` (exclusive), window after window.
 * @template T
 * @param {(start: number, end: number) => Promise<T[]>} ask
 * @param {number} start
 * @param {number} end
 * @returns {Promise<T[]>}
 */
export async function pullRange(ask, start, end) {
  /** @type {T[]} */
  const rows = [];
  for (let from = start; from < end; from += WINDOW) {
    const window = await ask(from, Math.min(from + WINDOW, end));
    rows.push(...window);
    if (window.length === 0) break;
  }
  return rows;
}

/**
 * How many rows of each session to pull, first sessions first, within a number of rows in all.
 * @param {number[]} counts Rows that each session has.
 * @param {number} budget
 * @returns {number[]}
 */
export function share(counts, budget) {
  let left = budget;
  return counts.map((count) => {
    const part = Math.min(count, left);
    left -= part;
    return part;
  });
}

/**
 * What is shown first of an opened capture.
 * @param {Pick<CaptureClient, 'call'>} client
 * @param {Opened | null} [before] When given, as much of each session as there, and at least as before.
 * @returns {Promise<Opened>}
 */
export async function pullOpened(client, before = null) {
  const capture = await client.call('capture');
  const expertCounts = await client.call('expert_counts');
  const odd = expertCounts.reduce((sum, { count }) => sum + count, 0);
  const experts = await pullRange((a, b) => client.call('experts', a, b), 0, Math.min(odd, PLAIN_ROWS));
  const views = await pullRange((a, b) => client.call('sessions', a, b), 0, before?.sessions.length ?? PLAIN_ROWS);
  const parts = before?.sessions.map((session) => session.exchanges.length)
    ?? share(views.map((view) => view.exchange_count), PLAIN_ROWS);
  /** @type {SessionState[]} */
  const sessions = [];
  for (const [index, view] of views.entries()) {
    const rows = parts[index] ?? 0;
    const exchanges = await pullRange((a, b) => client.call('exchanges', view.id, a, b), 0, rows);
    sessions.push({ view, exchanges, transfers: await pullTransfers(client, view.id, 0, rows, view.transfer_count) });
  }
  return { capture, expertCounts, experts, sessions };
}

/**
 * The next window of one session's conversation.
 * @param {Pick<CaptureClient, 'call'>} client
 * @param {Opened} opened
 * @param {number} id Number of the session.
 * @returns {Promise<Opened>}
 */
export async function pullMore(client, opened, id) {
  const session = opened.sessions.find(({ view }) => view.id === id);
  if (session === undefined) return opened;
  const { view, exchanges, transfers } = session;
  const from = exchanges.length;
  const more = await client.call('exchanges', id, from, Math.min(from + WINDOW, view.exchange_count));
  const moreTransfers = await pullTransfers(client, id, transfers.length, more.length, view.transfer_count);
  const longer = { view, exchanges: [...exchanges, ...more], transfers: [...transfers, ...moreTransfers] };
  return { ...opened, sessions: opened.sessions.map((other) => (other === session ? longer : other)) };
}

/**
 * Transfers from one on, as many as `rows` exchanges can ask for: each asks for one at most.
 * @param {Pick<CaptureClient, 'call'>} client
 * @param {number} session
 * @param {number} from
 * @param {number} rows
 * @param {number} count
 */
function pullTransfers(client, session, from, rows, count) {
  return pullRange((a, b) => client.call('transfers', session, a, b), from, Math.min(from + rows, count));
}
