/** Where the parts of the page pull from: the open capture, behind a client. */

/**
 * @import {Asked} from './excerpt.js'
 * @import {TransferSource} from './files/source.js'
 * @import {LabSource} from './lab/lab.js'
 * @import {PacketSource} from './packets/packets.js'
 * @import {StorySource} from './story/story.js'
 * @import {Opened} from './types/model.js'
 */

/**
 * Where the packets of the open capture come from. A new one for each capture, so that nothing of the one before
 * stays.
 * @param {Asked} client
 * @param {Asked} [shown] Who counts the rows, where not all are shown.
 * @returns {PacketSource}
 */
export function packetSource(client, shown = client) {
  return {
    rows: (start, end) => shown.call('frame_rows', start, end),
    frame: (number) => client.call('frame', number),
    bytes: (number) => client.call('frame_bytes', number),
    explain: (number, place) => client.call('explain_field', number, place),
    transfer: async (session, id) => (await client.call('transfers', session, id, id + 1))[0] ?? null,
  };
}

/**
 * Where the story of the open capture comes from.
 * @param {Asked} client
 * @returns {StorySource}
 */
export function storySource(client) {
  return { count: () => client.call('story_count'), steps: (start, end) => client.call('story', start, end) };
}

/**
 * Where the answers to questions about an opened capture come from. One for each capture, kept while it is open: what
 * the reader answered is kept as long as it is.
 * @param {Asked} client
 * @returns {LabSource}
 */
export function labSource(client) {
  return { call: (name, ...args) => client.call(name, ...args) };
}

/**
 * Where the transfers of an opened capture come from, if it has any.
 * @param {Asked} client
 * @param {Opened} opened
 * @param {number | null} only Number of the only session that is shown, from 1; null for all.
 * @param {Asked} [shown] Who counts the transfers, where not all are shown.
 * @returns {TransferSource | null}
 */
export function transferSource(client, { sessions }, only, shown = client) {
  const views = sessions.map(({ view }) => view).filter(({ id, transfer_count: count }) => count > 0 && (only === null || id === only - 1));
  if (views.length === 0) return null;
  return {
    call: (name, ...args) => client.call(name, ...args),
    list: (session, start, end) => shown.call('transfers', session, start, end),
    isWhole: shown === client,
    sessions: views,
  };
}
