/** Where the transfers of an opened capture come from. */

/**
 * @import {CallName, Calls} from '../types/messages.js'
 * @import {SessionView, TransferView} from '../types/model.js'
 */

/**
 * @typedef {object} TransferSource
 * @property {<N extends CallName>(name: N, ...args: Parameters<Calls[N]>) => Promise<ReturnType<Calls[N]>>} call
 * @property {(session: number, start: number, end: number) => Promise<TransferView[]>} list Those that are shown, by their places
 *   among them.
 * @property {boolean} isWhole Whether these are all.
 * @property {SessionView[]} sessions
 */

export {};
