/** Where the parts of the page pull from: the open capture, behind a client. */

/**
 * @import {CaptureClient} from './client.js'
 * @import {TransferSource} from './files/source.js'
 * @import {PacketSource} from './packets/packets.js'
 * @import {StorySource} from './story/story.js'
 * @import {Opened} from './types/model.js'
 */

/**
 * Where the packets of the open capture come from. A new one for each capture, so that nothing of the one before
 * stays.
 * @param {CaptureClient} client
 * @returns {PacketSource}
 */
export function packetSource(client) {
  return {
    rows: (start, end) => client.call('frame_rows', start, end),
    frame: (number) => client.call('frame', number),
    bytes: (number) => client.call('frame_bytes', number),
    explain: (number, place) => client.call('explain_field', number, place),
    transfer: async (session, id) => (await client.call('transfers', session, id, id + 1))[0] ?? null,
  };
}

/**
 * Where the story of the open capture comes from.
 * @param {CaptureClient} client
 * @returns {StorySource}
 */
export function storySource(client) {
  return { count: () => client.call('story_count'), steps: (start, end) => client.call('story', start, end) };
}

/**
 * Where the transfers of an opened capture come from, if it has any.
 * @param {CaptureClient} client
 * @param {Opened} opened
 * @param {number | null} only Number of the only session that is shown, from 1; null for all.
 * @returns {TransferSource | null}
 */
export function transferSource(client, { sessions }, only) {
  const views = sessions.map(({ view }) => view).filter(({ id, transfer_count: count }) => count > 0 && (only === null || id === only - 1));
  return views.length === 0 ? null : { call: (name, ...args) => client.call(name, ...args), sessions: views };
}
