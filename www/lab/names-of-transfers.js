/** Answers that a transfer has. `docs/lab.md` tells what each name means. */

import { at, choice, every, later, near, one, packets } from './answer.js';
import { placeOf } from './exchanges.js';

/**
 * @import {Answer} from './answer.js'
 * @import {Call, LabSession, Material} from './material.js'
 * @import {ExchangeView, SavedFileView, TransferView} from '../types/model.js'
 */

/** @typedef {(transfer: TransferView, session: LabSession, material: Material) => Answer | null} OfTransfer */

/**
 * What a person types at a client, by the command that it sends then.
 * @type {Record<string, string[]>}
 */
const TYPED = {
  RETR: ['get', 'recv', 'mget'], STOR: ['put', 'send', 'mput'], APPE: ['append'], STOU: ['sunique'],
  LIST: ['dir', 'ls'], NLST: ['ls', 'nlist'], MLSD: ['ls'],
};

/**
 * Verdicts as a reader of the capture tells them apart; one that is not here is not asked for.
 * @type {Record<string, string>}
 */
const VERDICTS = {
  complete: 'whole', complete_unconfirmed: 'whole', incomplete: 'partly', end_unknown: 'partly', capture_ends: 'partly',
  failed: 'failed', aborted: 'failed', not_captured: 'not_captured', encrypted: 'encrypted',
};

/** @type {Record<string, OfTransfer>} */
export const OF_TRANSFERS = {
  transfer_command: (transfer, session) => one('word', [transfer.verb], {
    near: near({ typed_command: TYPED[transfer.verb] ?? [] }), where: asked(transfer, session),
  }),

  transfer_packet: (transfer, session) => {
    const exchange = exchangeOf(transfer, session);
    return packets([transfer.frame], {
      near: near({ its_reply: exchange?.replies.map(({ frame }) => frame) ?? [] }), where: asked(transfer, session),
    });
  },

  direction: (transfer, session) => choice(['download', 'upload', 'listing'], transfer.direction, asked(transfer, session)),

  file_name: (transfer, session) => {
    const { direction, path, argument, renamed_to: renamed } = transfer;
    if (direction === 'listing') return null;
    const name = path ?? argument;
    const base = name === null ? null : name.split('/').at(-1);
    return one('text', [base, argument, path, renamed], { where: asked(transfer, session) });
  },

  file_size: (transfer, session) => {
    const { verdict, direction, restart_offset: offset, size_bytes: size, announced_bytes: announced } = transfer;
    // A transfer that goes on with a file does not carry all of it.
    if (direction === 'listing' || offset !== null) return null;
    const told = at([...(exchangeOf(transfer, session)?.replies.map(({ frame }) => frame) ?? [])], placeAt(transfer, session));
    if (VERDICTS[verdict.verdict] === 'whole') return one('bytes', [verdict.bytes], { where: told });
    return one('bytes', [size, announced].filter((bytes) => bytes !== null).slice(0, 1), { where: told });
  },

  type: (transfer, session) => choice(['A', 'I'], transfer.representation_type, asked(transfer, session)),

  mode: (transfer, session) => choice(['active', 'passive'], transfer.mode, announced(transfer, session)),

  method: (transfer, session) => choice(['PORT', 'PASV', 'EPRT', 'EPSV'], transfer.method, announced(transfer, session)),

  announced_port: (transfer, session) => {
    if (transfer.setup_frame === null) return null;
    const { ends } = transfer.data;
    return one('port', [transfer.endpoint?.port], {
      near: near({ other_data_port: ends === null ? [] : [ends.client.port, ends.server.port], control_port: [session.view.client.port, session.view.server.port] }),
      where: announced(transfer, session),
    });
  },

  announced_address: (transfer, session) => one('address', [announcementOf(transfer, session)?.announces?.announced_address], {
    where: announced(transfer, session),
  }),

  port_numbers: (transfer, session) => one('pair', [announcementOf(transfer, session)?.announces?.port_numbers?.join(',')], {
    where: announced(transfer, session),
  }),

  announcing_packet: (transfer, session) => {
    const exchange = announcementOf(transfer, session);
    const all = [exchange?.command?.frame, ...(exchange?.replies.map(({ frame }) => frame) ?? [])];
    return packets([transfer.setup_frame], {
      near: near({ same_exchange: all.filter((frame) => frame !== transfer.setup_frame) }), where: announced(transfer, session),
    });
  },

  data_client_port: (transfer) => dataPort(transfer, 'client'),

  data_server_port: (transfer) => dataPort(transfer, 'server'),

  data_opened_by: (transfer, session) => {
    const handshake = transfer.data.ends?.handshake;
    if (handshake?.by) return choice(['client', 'server'], handshake.by, at([handshake.syn_frame]));
    // Where the connection is not in the capture, who listens tells who opens it.
    const by = { active: 'server', passive: 'client' }[transfer.mode];
    return transfer.outcome === 'completed' ? choice(['client', 'server'], by, announced(transfer, session)) : null;
  },

  data_handshake_packets: ({ data: { ends } }) => {
    const frames = [ends?.handshake.syn_frame, ends?.handshake.syn_ack_frame, ends?.handshake.ack_frame];
    return every('packet', frames.map((frame) => [frame]), { where: at(frames) });
  },

  data_packets: ({ data }) => (data.connection === null ? null : one('number', [data.frames], { where: at([data.first_frame, data.last_frame]) })),

  data_stream: ({ data }) => one('number', [data.connection], { where: at([data.first_frame]) }),

  preliminary_code: (transfer, session) => {
    const reply = preliminaryOf(transfer, session);
    return one('code', [reply?.code], { near: near({ final_code: [transfer.final_code] }), where: at([reply?.frame], placeAt(transfer, session)) });
  },

  preliminary_packet: (transfer, session) => {
    const reply = preliminaryOf(transfer, session);
    return packets([reply?.frame], {
      near: near({ final_packet: [finalOf(transfer, session)?.frame], its_command: [transfer.frame] }),
      where: at([reply?.frame], placeAt(transfer, session)),
    });
  },

  final_code: (transfer, session) => one('code', [transfer.final_code], {
    near: near({ preliminary_code: [preliminaryOf(transfer, session)?.code] }), where: at([finalOf(transfer, session)?.frame], placeAt(transfer, session)),
  }),

  final_packet: (transfer, session) => {
    const reply = finalOf(transfer, session);
    return packets([reply?.frame], {
      near: near({ preliminary_packet: [preliminaryOf(transfer, session)?.frame], its_command: [transfer.frame] }),
      where: at([reply?.frame], placeAt(transfer, session)),
    });
  },

  transfer_duration: (transfer, session) => one('duration', [transfer.duration_ms], {
    near: near({ data_duration: [transfer.data.duration_ms] }),
    where: at([preliminaryOf(transfer, session)?.frame, finalOf(transfer, session)?.frame], placeAt(transfer, session)),
  }),

  data_duration: ({ data, duration_ms: ms }) => one('duration', [data.duration_ms], {
    near: near({ transfer_duration: [ms] }), where: at([data.first_frame, data.last_frame]),
  }),

  captured: (transfer, session) => choice(
    ['whole', 'partly', 'not_captured', 'failed', 'encrypted'], VERDICTS[transfer.verdict.verdict], asked(transfer, session),
  ),

  sha256: (transfer, session, { call }) => hashOf(transfer, session, call, 'sha256'),

  md5: (transfer, session, { call }) => hashOf(transfer, session, call, 'md5'),
};

/**
 * @param {TransferView} transfer
 * @param {LabSession} session
 */
function exchangeOf(transfer, { exchanges }) {
  return exchanges.find(({ id }) => id === transfer.exchange);
}

/**
 * @param {TransferView} transfer
 * @param {LabSession} session
 */
function placeAt(transfer, session) {
  return placeOf(session.view, exchangeOf(transfer, session));
}

/**
 * The packet that asks for it.
 * @param {TransferView} transfer
 * @param {LabSession} session
 */
function asked(transfer, session) {
  return at([transfer.frame], placeAt(transfer, session));
}

/**
 * The exchange that announces where its data connection goes.
 * @param {TransferView} transfer
 * @param {LabSession} session
 * @returns {ExchangeView | undefined}
 */
function announcementOf({ setup_frame: setup }, { exchanges }) {
  if (setup === null) return undefined;
  return exchanges.findLast(({ announces, command, replies }) => announces !== null
    && (command?.frame === setup || replies.some(({ frame }) => frame === setup)));
}

/**
 * @param {TransferView} transfer
 * @param {LabSession} session
 */
function announced(transfer, session) {
  return at([transfer.setup_frame], placeOf(session.view, announcementOf(transfer, session)));
}

/**
 * @param {TransferView} transfer
 * @param {LabSession} session
 */
function preliminaryOf(transfer, session) {
  return exchangeOf(transfer, session)?.replies.find(({ code }) => code !== null && code >= 100 && code < 200);
}

/**
 * @param {TransferView} transfer
 * @param {LabSession} session
 */
function finalOf(transfer, session) {
  return transfer.final_code === null ? undefined : exchangeOf(transfer, session)?.replies.findLast(({ code }) => code === transfer.final_code);
}

/**
 * @param {TransferView} transfer
 * @param {'client' | 'server'} side
 */
function dataPort({ data }, side) {
  const { ends } = data;
  if (ends === null) return null;
  const other = side === 'client' ? ends.server.port : ends.client.port;
  return one('port', [ends[side].port], { near: near({ other_data_port: [other] }), where: at([ends.handshake.syn_frame ?? data.first_frame]) });
}

/**
 * The hash of all that a transfer carried, of a text with either kind of line ends.
 * @param {TransferView} transfer
 * @param {LabSession} session
 * @param {Call} call
 * @param {'sha256' | 'md5'} name
 */
function hashOf(transfer, session, call, name) {
  if (transfer.direction === 'listing' || VERDICTS[transfer.verdict.verdict] !== 'whole') return null;
  const read = async () => {
    const hashes = [];
    for (const text of /** @type {const} */ (['wire', 'local'])) {
      hashes.push((await readAll(call, session.view.id, transfer.id, text))?.[name]);
    }
    return [[...new Set(hashes.filter((hash) => typeof hash === 'string'))]];
  };
  return later('hash', read, { where: asked(transfer, session) });
}

/**
 * Reads what a transfer carried to its end, for what is known of it then.
 * @param {Call} call
 * @param {number} session
 * @param {number} transfer
 * @param {'wire' | 'local'} text
 * @returns {Promise<SavedFileView | null>}
 */
async function readAll(call, session, transfer, text) {
  const handle = await call('open_transfer', session, transfer, text, false);
  while ((await call('read_file', handle)).length > 0);
  return call('close_file', handle);
}
