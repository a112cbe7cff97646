/** What was done in a session, counted from its conversation. */

/**
 * @import {SessionState} from '../types/model.js'
 * @typedef {'upload' | 'download' | 'listing' | 'made' | 'removed' | 'deleted' | 'renamed' | 'unfinished'} Deed
 */

/**
 * Commands that change something on the server when it agrees.
 * @type {Record<string, Deed>}
 */
const CHANGES = {
  MKD: 'made', XMKD: 'made', RMD: 'removed', XRMD: 'removed', DELE: 'deleted', RNTO: 'renamed',
};

/**
 * How often each thing was done, in a fixed order; what was never done is left out. A transfer counts by
 * its direction when the server calls it completed, or else as unfinished.
 * @param {Pick<SessionState, 'exchanges' | 'transfers'>} session
 * @returns {[Deed, number][]}
 */
export function deeds({ exchanges, transfers }) {
  /** @type {Map<Deed, number>} */
  const counts = new Map([
    ['upload', 0], ['download', 0], ['listing', 0], ['made', 0], ['removed', 0], ['deleted', 0], ['renamed', 0],
    ['unfinished', 0],
  ]);
  /** @param {Deed} deed */
  const add = (deed) => counts.set(deed, (counts.get(deed) ?? 0) + 1);
  for (const { direction, outcome } of transfers) {
    add(outcome === 'completed' ? /** @type {Deed} */ (direction) : 'unfinished');
  }
  for (const { command, final_code: code } of exchanges) {
    const deed = CHANGES[command?.verb ?? ''];
    if (deed !== undefined && code !== null && code >= 200 && code < 300) add(deed);
  }
  return [...counts].filter(([, count]) => count > 0);
}
