/** Where the transfers of an opened capture come from. */

/**
 * @import {CallName, Calls} from '../types/messages.js'
 * @import {SessionView} from '../types/model.js'
 */

/**
 * @typedef {object} TransferSource
 * @property {<N extends CallName>(name: N, ...args: Parameters<Calls[N]>) => Promise<ReturnType<Calls[N]>>} call
 * @property {SessionView[]} sessions
 */

export {};
