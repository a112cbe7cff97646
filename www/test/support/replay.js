/** The WebAssembly module in Node: the report of a file, put together from what the page pulls. */

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { plain } from '../../plain-text.js';
import { blobOf, takeAway } from './file-reader-sync.js';

/**
 * @import {ExchangeView, Fact, FileView, FrameRowView, FrameView, ListingView, Report, SavedFileView, SessionView, Step} from '../../types/model.js'
 * @import {Call} from '../../lab/material.js'
 */

/** Folder of what wasm-bindgen wrote. */
export const WASM = resolve(process.env['FTPSCOPE_WASM'] ?? fileURLToPath(new URL('../../../target/wasm-bindgen', import.meta.url)));

/** The same of the full module. */
export const FULL_WASM = resolve(process.env['FTPSCOPE_FULL_WASM'] ?? fileURLToPath(new URL('../../../target/wasm-bindgen-full', import.meta.url)));

/** Rows asked for at once, few so that several windows are needed. */
const WINDOW = 3;

/** Bytes of a push. */
const PUSH_BYTES = 1024;

/**
 * A module, loaded once; each capture in it is freed before the next.
 * @param {string} folder
 */
async function loadModule(folder) {
  const glue = await import(pathToFileURL(join(folder, 'ftpscope.js')).href);
  glue.initSync({ module: readFileSync(join(folder, 'ftpscope_bg.wasm')) });
  return glue;
}

/**
 * @type {Map<string, Promise<any>>}
 */
const loading = new Map();

/** @param {string} folder */
function moduleOf(folder) {
  const glue = loading.get(folder) ?? loadModule(folder);
  loading.set(folder, glue);
  return glue;
}

/**
 * All rows, window after window.
 * @template T
 * @param {(start: number, end: number) => T[]} ask
 * @returns {T[]}
 */
function all(ask) {
  /** @type {T[]} */
  const rows = [];
  for (;;) {
    const window = ask(rows.length, rows.length + WINDOW);
    if (window.length === 0) return rows;
    rows.push(...window);
  }
}

/**
 * @param {Uint8Array} file
 * @param {() => number} length Bytes of the next push.
 * @param {string} [folder] The module's.
 * @returns {Promise<Report>}
 */
export async function reportOf(file, length, folder = WASM) {
  const { Capture } = await moduleOf(folder);
  const capture = new Capture(blobOf(file));
  try {
    for (let from = 0; from < file.length;) {
      const end = Math.min(from + length(), file.length);
      capture.push(file.subarray(from, end));
      from = end;
    }
    capture.finish();
    return {
      schema: { name: 'ftpscope', version: '1.0' },
      capture: capture.capture(),
      sessions: all((a, b) => capture.sessions(a, b)).map((/** @type {any} */ session) => ({
        ...session,
        exchanges: all((a, b) => capture.exchanges(session.id, a, b)),
        transfers: all((a, b) => capture.transfers(session.id, a, b)),
      })),
      expert: all((a, b) => capture.experts(a, b)),
      expert_counts: capture.expert_counts(),
    };
  } finally {
    capture.free();
  }
}

/**
 * Every exchange of a capture, with the listing in its reply.
 * @param {Uint8Array} file
 * @returns {Promise<{ exchange: ExchangeView, listing: ListingView | null }[]>}
 */
export async function replyListingsOf(file) {
  const { Capture } = await moduleOf(FULL_WASM);
  const capture = new Capture(blobOf(file));
  try {
    for (let from = 0; from < file.length; from += PUSH_BYTES) capture.push(file.subarray(from, from + PUSH_BYTES));
    capture.finish();
    return all((a, b) => capture.sessions(a, b)).flatMap((/** @type {{ id: number }} */ { id }) => (
      all((a, b) => capture.exchanges(id, a, b)).map((/** @type {ExchangeView} */ exchange) => ({ exchange, listing: capture.reply_listing(id, exchange.id) }))
    ));
  } finally {
    capture.free();
  }
}

/**
 * The story of a capture, and the explanation of each of its exchanges.
 * @param {Uint8Array} file
 * @param {string} folder The module's.
 * @returns {Promise<{ count: number, steps: Step[], explained: Fact[][] }>}
 */
export async function storyOf(file, folder) {
  const { Capture } = await moduleOf(folder);
  const capture = new Capture(blobOf(file));
  try {
    for (let from = 0; from < file.length; from += PUSH_BYTES) capture.push(file.subarray(from, from + PUSH_BYTES));
    capture.finish();
    const explained = all((a, b) => capture.sessions(a, b)).flatMap((/** @type {{ id: number, exchange_count: number }} */ { id, exchange_count: count }) => (
      Array.from({ length: count }, (_, exchange) => /** @type {Fact[]} */ (capture.explain_exchange(id, exchange)))
    ));
    return { count: capture.story_count(), steps: all((a, b) => capture.story(a, b)), explained };
  } finally {
    capture.free();
  }
}

/**
 * @typedef {object} Packets
 * @property {FrameRowView[]} rows
 * @property {FrameView[]} frames
 * @property {Uint8Array[]} bytes
 * @property {unknown} beyond What comes where there is no packet.
 * @property {unknown} refused What is thrown once the file is gone.
 */

/**
 * The packets of a file, each read again.
 * @param {Uint8Array} file
 * @param {string} [folder] The module's.
 * @returns {Promise<Packets>}
 */
export async function packetsOf(file, folder = FULL_WASM) {
  const { Capture } = await moduleOf(folder);
  const blob = blobOf(file);
  const capture = new Capture(blob);
  try {
    for (let from = 0; from < file.length; from += PUSH_BYTES) capture.push(file.subarray(from, from + PUSH_BYTES));
    capture.finish();
    const rows = all((a, b) => capture.frame_rows(a, b));
    const frames = rows.map(({ number }) => capture.frame(number));
    const bytes = rows.map(({ number }) => capture.frame_bytes(number));
    const beyond = capture.frame(rows.length + 1);
    takeAway(blob);
    let refused;
    try {
      capture.frame(1);
    } catch (error) {
      refused = error;
    }
    return { rows, frames, bytes, beyond, refused };
  } finally {
    capture.free();
  }
}

/**
 * @typedef {object} Saved
 * @property {FileView} file
 * @property {number[]} frames Packets of the commands that asked for its pieces.
 * @property {Record<'wire' | 'local', { bytes: Uint8Array, told: SavedFileView }>} as What is saved, with line ends as sent and with local ones.
 */

/**
 * The files of a capture, each read to its end.
 * @param {Uint8Array} file
 * @returns {Promise<Saved[]>}
 */
export async function filesOf(file) {
  const { Capture } = await moduleOf(FULL_WASM);
  const capture = new Capture(blobOf(file));
  try {
    for (let from = 0; from < file.length; from += PUSH_BYTES) capture.push(file.subarray(from, from + PUSH_BYTES));
    capture.finish();
    const files = /** @type {FileView[]} */ (all((a, b) => capture.files(a, b)));
    if (files.length !== capture.file_count()) throw new Error('files are not counted as they are listed');
    /**
     * @param {number} id
     * @param {'wire' | 'local'} text
     */
    const read = (id, text) => {
      const handle = capture.open_file(id, text, false);
      /** @type {Uint8Array[]} */
      const pieces = [];
      for (let piece = capture.read_file(handle); piece.length > 0; piece = capture.read_file(handle)) pieces.push(piece);
      return { bytes: new Uint8Array(Buffer.concat(pieces)), told: capture.close_file(handle) };
    };
    return files.map((view) => ({
      file: view,
      frames: view.pieces.map(({ session, transfer }) => capture.transfers(session, transfer, transfer + 1)[0].frame),
      as: { wire: read(view.id, 'wire'), local: read(view.id, 'local') },
    }));
  } finally {
    capture.free();
  }
}

/**
 * An opened capture, asked as the page asks it.
 * @param {Uint8Array} file
 * @param {string} [folder] The module's.
 * @returns {Promise<{ call: Call, views: SessionView[], free: () => void }>}
 */
export async function openedOf(file, folder = FULL_WASM) {
  const { Capture } = await moduleOf(folder);
  const capture = new Capture(blobOf(file));
  for (let from = 0; from < file.length; from += PUSH_BYTES) capture.push(file.subarray(from, from + PUSH_BYTES));
  capture.finish();
  return {
    call: async (name, ...args) => plain(capture[name](...args)),
    views: all((a, b) => plain(capture.sessions(a, b))),
    free: () => capture.free(),
  };
}
