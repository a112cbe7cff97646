/** Exchanges of a session, looked for. */

/**
 * @import {ExchangeView, SessionView} from '../types/model.js'
 */

/**
 * The exchanges that begin with one of some commands.
 * @param {ExchangeView[]} exchanges
 * @param {string[]} verbs In any case.
 */
export function commandsOf(exchanges, verbs) {
  const wanted = verbs.map((verb) => verb.toUpperCase());
  return exchanges.filter(({ kind, command }) => kind === 'command' && command !== null && wanted.includes(command.verb.toUpperCase()));
}

/**
 * Whether the server did what was asked (2yz).
 * @param {ExchangeView} exchange
 */
export function isDone({ final_code: code }) {
  return code !== null && code >= 200 && code < 300;
}

/**
 * @param {Pick<SessionView, 'id'>} view
 * @param {Pick<ExchangeView, 'id'> | undefined} exchange
 */
export function placeOf({ id }, exchange) {
  return exchange === undefined ? null : { session: id, exchange: exchange.id };
}
