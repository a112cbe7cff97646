/** All answers that a capture may have, by name. */

import { OF_CAPTURES } from './names-of-captures.js';
import { OF_SESSIONS } from './names-of-sessions.js';
import { OF_TRANSFERS } from './names-of-transfers.js';

/**
 * What an answer is one of.
 * @typedef {'capture' | 'session' | 'transfer'} Scope
 */

/** Names that ask about a command, or about a reply: what else has to be said with them. */
export const NEEDS = /** @type {const} */ ({
  command_packet: 'command', command_argument: 'command', commands_sent: 'command', reply_code: 'command', reply_packet: 'code',
});

/** @type {ReadonlyMap<string, Scope>} */
export const SCOPES = new Map([
  ...Object.keys(OF_CAPTURES).map((name) => /** @type {[string, Scope]} */ ([name, 'capture'])),
  ...Object.keys(OF_SESSIONS).map((name) => /** @type {[string, Scope]} */ ([name, 'session'])),
  ...Object.keys(OF_TRANSFERS).map((name) => /** @type {[string, Scope]} */ ([name, 'transfer'])),
]);
