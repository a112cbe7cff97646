/** Answers that a session has. `docs/lab.md` tells what each name means. */

import { at, choice, every, later, near, one, packets } from './answer.js';
import { commandsOf, isDone, placeOf } from './exchanges.js';

/**
 * @import {Answer} from './answer.js'
 * @import {LabSession, Material} from './material.js'
 * @import {From} from './questions.js'
 * @import {ExchangeView, LoginView} from '../types/model.js'
 */

/** @typedef {(session: LabSession, from: From, material: Material) => Answer | null} OfSession */

/** Ends by RST. */
const RESETS = ['reset', 'refused'];

/** @type {Record<string, OfSession>} */
export const OF_SESSIONS = {
  client_address: ({ view }) => one('address', [view.client.address], {
    near: near({ server_address: [view.server.address] }), where: at([view.first_frame]),
  }),

  server_address: ({ view }) => one('address', [view.server.address], {
    near: near({ client_address: [view.client.address] }), where: at([view.first_frame]),
  }),

  client_port: ({ view }) => one('port', [view.client.port], {
    near: near({ server_port: [view.server.port] }), where: at([view.first_frame]),
  }),

  server_port: ({ view }) => one('port', [view.server.port], {
    near: near({ client_port: [view.client.port] }), where: at([view.first_frame]),
  }),

  stream: ({ view }) => one('number', [view.connection], { where: at([view.first_frame]) }),

  syn_packet: ({ view: { handshake } }) => packets([handshake.syn_frame], {
    near: near({ syn_ack_packet: [handshake.syn_ack_frame], ack_packet: [handshake.ack_frame] }),
  }),

  syn_ack_packet: ({ view: { handshake } }) => packets([handshake.syn_ack_frame], {
    near: near({ syn_packet: [handshake.syn_frame], ack_packet: [handshake.ack_frame] }),
  }),

  ack_packet: ({ view: { handshake } }) => packets([handshake.ack_frame], {
    near: near({ syn_packet: [handshake.syn_frame], syn_ack_packet: [handshake.syn_ack_frame] }),
  }),

  handshake_packets: ({ view: { handshake } }) => {
    const frames = [handshake.syn_frame, handshake.syn_ack_frame, handshake.ack_frame];
    return every('packet', frames.map((frame) => [frame]), { where: at(frames) });
  },

  banner_packet: ({ view, exchanges }) => {
    const greeting = exchanges.find(({ kind, final_code: code }) => kind === 'greeting' && code === 220);
    const reply = greeting?.replies.at(-1);
    return reply === undefined ? null : packets([reply.frame, reply.first_frame], { where: at([reply.frame], placeOf(view, greeting)) });
  },

  server_software: ({ view, exchanges }) => one('word', [
    view.software?.name, view.software?.version ? `${view.software.name} ${view.software.version}` : null,
  ], { where: greetingOf({ view, exchanges }) }),

  server_version: ({ view, exchanges }) => one('word', [
    view.software?.version, view.software?.version ? `${view.software.name} ${view.software.version}` : null,
  ], { where: greetingOf({ view, exchanges }) }),

  system: ({ view, exchanges }) => {
    const exchange = commandsOf(exchanges, ['SYST']).find(({ final_code: code }) => code === 215);
    const reply = exchange?.replies.at(-1);
    if (reply === undefined) return null;
    const text = reply.text.trim();
    return one('word', [text, text.split(/\s/)[0], `215 ${text}`], { where: at([reply.frame], placeOf(view, exchange)) });
  },

  user: ({ view }) => {
    const login = loginOf(view.logins);
    const others = view.logins.map(({ user }) => user).filter((user) => user !== login?.user);
    return one('text', [login?.user], { near: near({ other_login: others }), where: at([login?.user_frame ?? null]) });
  },

  user_packet: ({ view }) => {
    const login = loginOf(view.logins);
    return packets([login?.user_frame], { near: near({ password_packet: [login?.password_frame] }) });
  },

  password: ({ view, exchanges }, _from, { call }) => {
    const exchange = passwordOf(view.logins, exchanges);
    if (exchange === null) return null;
    const where = at([exchange.command?.frame ?? null], placeOf(view, exchange));
    return later('text', async () => [[await call('password', view.id, exchange.id) ?? '']], { where });
  },

  password_packet: ({ view, exchanges }) => {
    const login = loginOf(view.logins);
    const exchange = passwordOf(view.logins, exchanges);
    return exchange === null ? null : packets([exchange.command?.frame], { near: near({ user_packet: [login?.user_frame] }) });
  },

  password_readable: ({ view, exchanges }) => {
    const sent = commandsOf(exchanges, ['PASS'])[0];
    if (sent?.command) return choice(['yes', 'no'], 'yes', at([sent.command.frame], placeOf(view, sent)));
    return choice(['yes', 'no'], view.encrypted_from === null ? null : 'no', at([view.encrypted_from]));
  },

  anonymous: ({ view }) => {
    const login = loginOf(view.logins);
    return login === null || login.user === null ? null : choice(['yes', 'no'], login.anonymous ? 'yes' : 'no', at([login.user_frame]));
  },

  login_result: ({ view }) => {
    const login = loginOf(view.logins);
    return choice(['accepted', 'refused'], login?.result, at([login?.reply_frame ?? null]));
  },

  login_code: ({ view }) => {
    const login = loginOf(view.logins);
    return one('code', [login?.code], { where: at([login?.reply_frame ?? null]) });
  },

  login_packet: ({ view }) => {
    const login = loginOf(view.logins);
    return packets([login?.reply_frame], { near: near({ password_packet: [login?.password_frame], user_packet: [login?.user_frame] }) });
  },

  login_attempts: ({ view }) => one('number', [view.logins.length === 0 ? null : view.logins.length]),

  commands: ({ view, exchanges }) => {
    const commands = exchanges.filter(({ kind }) => kind === 'command');
    // How many there are behind the encryption nobody can count.
    if (view.encrypted_from !== null || commands.length === 0) return null;
    return one('number', [commands.length], { where: at([commands[0]?.command?.frame ?? null]) });
  },

  working_directory: ({ view }) => one('text', [view.directory]),

  uploaded_files: (session) => filesOf(session, 'upload'),

  downloaded_files: (session) => filesOf(session, 'download'),

  made_directories: (session) => namesOf(session, ['MKD', 'XMKD']),

  removed_directories: (session) => namesOf(session, ['RMD', 'XRMD']),

  deleted_files: (session) => namesOf(session, ['DELE']),

  command_packet: ({ view, exchanges }, { command = '' }) => {
    const found = commandsOf(exchanges, [command]);
    return packets(found.map((exchange) => exchange.command?.frame), {
      near: near({ its_reply: found.flatMap(({ replies }) => replies.map(({ frame }) => frame)) }),
      ...(found[0] ? { where: at(found.map((exchange) => exchange.command?.frame), placeOf(view, found[0])) } : {}),
    });
  },

  command_argument: ({ view, exchanges }, { command = '' }) => {
    const found = commandsOf(exchanges, [command]).filter((exchange) => exchange.command?.argument);
    // What is masked on the page is asked for with `password`.
    return one('text', found.map((exchange) => exchange.command?.argument), {
      where: at(found.map((exchange) => exchange.command?.frame), found[0] ? placeOf(view, found[0]) : null),
    });
  },

  commands_sent: ({ exchanges }, { command = '' }) => {
    const found = commandsOf(exchanges, [command]);
    return found.length === 0 ? null : one('number', [found.length], { where: at(found.map((exchange) => exchange.command?.frame)) });
  },

  reply_code: ({ view, exchanges }, { command = '' }) => {
    const found = commandsOf(exchanges, [command]).filter(({ final_code: code }) => code !== null);
    return one('code', found.map(({ final_code: code }) => code), {
      near: near({ preliminary_code: found.flatMap(({ replies }) => replies.slice(0, -1).map(({ code }) => code)) }),
      where: at(found.map(({ replies }) => replies.at(-1)?.frame), found[0] ? placeOf(view, found[0]) : null),
    });
  },

  reply_packet: ({ view, exchanges }, { code, command }) => {
    const asked = command === undefined ? exchanges : commandsOf(exchanges, [command]);
    const found = asked.flatMap((exchange) => exchange.replies.filter((reply) => reply.code === code).map((reply) => ({ exchange, reply })));
    const first = found[0];
    return packets(found.flatMap(({ reply }) => [reply.frame, reply.first_frame]), {
      near: near({ its_command: found.map(({ exchange }) => exchange.command?.frame) }),
      ...(first ? { where: at(found.map(({ reply }) => reply.frame), placeOf(view, first.exchange)) } : {}),
    });
  },

  encrypted: ({ view }) => choice(['yes', 'no'], view.encrypted_from !== null ? 'yes' : view.exchange_count > 0 ? 'no' : null, at([view.encrypted_from])),

  tls_version: ({ view }) => one('word', [view.tls?.version], { where: at([view.tls?.first_frame ?? null]) }),

  closed_by: ({ view }) => choice(['client', 'server'], view.ended_by, at([closingFrame(view)])),

  closing_flag: ({ view }) => choice(['FIN', 'RST'], view.ended_by === null ? null : RESETS.includes(view.end) ? 'RST' : 'FIN', at([closingFrame(view)])),

  closing_packet: ({ view }) => packets([closingFrame(view)]),

  session_duration: ({ view }) => one('duration', [view.duration_ms], { where: at([view.first_frame, view.last_frame]) }),

  session_packets: ({ view }) => one('number', [view.frames], { where: at([view.first_frame, view.last_frame]) }),
};

/**
 * The login that counts: the last one that worked, else the last.
 * @param {LoginView[]} logins
 */
function loginOf(logins) {
  return logins.filter(({ result }) => result === 'accepted').at(-1) ?? logins.at(-1) ?? null;
}

/**
 * The exchange that sends its password.
 * @param {LoginView[]} logins
 * @param {ExchangeView[]} exchanges
 */
function passwordOf(logins, exchanges) {
  const frame = loginOf(logins)?.password_frame ?? null;
  return commandsOf(exchanges, ['PASS']).find(({ command }) => command?.frame === frame && (command?.masked || command?.argument)) ?? null;
}

/** @param {Pick<LabSession, 'view' | 'exchanges'>} session */
function greetingOf({ view, exchanges }) {
  const greeting = exchanges.find(({ kind }) => kind === 'greeting');
  return at([greeting?.replies.at(-1)?.frame ?? null], greeting ? placeOf(view, greeting) : null);
}

/**
 * The files that were moved one way, each under the names that it may be called by.
 * @param {LabSession} session
 * @param {string} direction
 */
function filesOf({ transfers }, direction) {
  /** @type {Map<string, (string | null | undefined)[]>} */
  const files = new Map();
  const moved = transfers.filter((transfer) => transfer.direction === direction && transfer.outcome === 'completed');
  for (const { path, argument, renamed_to: renamed } of moved) {
    const name = path ?? argument;
    if (name !== null) files.set(name, [baseOf(name), argument, path, renamed, renamed === null ? null : baseOf(renamed)]);
  }
  return every('text', [...files.values()], { where: at(moved.map(({ frame }) => frame)) });
}

/**
 * What commands that worked named, each once.
 * @param {LabSession} session
 * @param {string[]} verbs
 */
function namesOf({ exchanges }, verbs) {
  const done = commandsOf(exchanges, verbs).filter(isDone);
  /** @type {Map<string, (string | null)[]>} */
  const names = new Map();
  for (const { command, directory } of done) {
    const name = command?.argument ?? null;
    const path = name === null || name.startsWith('/') || directory === null ? name : `${directory.replace(/\/$/, '')}/${name}`;
    if (name !== null) names.set(path ?? name, [baseOf(name), name, path]);
  }
  return every('text', [...names.values()], { where: at(done.map(({ command }) => command?.frame)) });
}

/** @param {string} path */
function baseOf(path) {
  return path.split('/').filter((part) => part !== '').at(-1) ?? path;
}

/** @param {LabSession['view']} view */
function closingFrame({ closing, end, ended_by: by }) {
  if (RESETS.includes(end)) return closing.reset_frame;
  return by === 'client' ? closing.client_fin_frame : closing.server_fin_frame;
}
