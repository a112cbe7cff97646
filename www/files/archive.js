/** All files of a capture as one ZIP, with a manifest of what they are. */

import { makeZip } from 'client-zip';
import { utc } from '../format.js';
import { Collector, Reading, Stopped } from './reading.js';

/**
 * @import {FileView, FilePieceView, SavedFileView} from '../types/model.js'
 * @import {Options} from './reading.js'
 * @import {TransferSource} from './source.js'
 */

/** What a ZIP can say of a time, in seconds since 1970: from 1980 to 2107. */
const EARLIEST_S = Date.UTC(1980, 0, 2) / 1000;
const LATEST_S = Date.UTC(2107, 11, 30) / 1000;

/**
 * A file with what was told of its bytes once they were read.
 * @typedef {{ file: FileView, saved: SavedFileView | null }} Entry
 */

/**
 * Packets of a transfer: that of its command, first and last one of its data connection.
 * @typedef {{ frame: number, firstFrame: number | null, lastFrame: number | null }} Frames
 */

/**
 * @typedef {object} Archive
 * @property {TransferSource} source
 * @property {FileView[]} files
 * @property {Options} options
 * @property {(piece: FilePieceView) => Frames | null} framesOf
 * @property {{ stopped: boolean }} signal
 * @property {(bytes: number) => void} onBytes Told how many more are in the archive.
 */

/**
 * @param {Archive} archive
 * @returns {Promise<Blob>}
 * @throws {Stopped} When the signal says so.
 */
export async function archiveOf(archive) {
  const collector = new Collector();
  const reader = makeZip(inputs(archive)).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return collector.blob('application/zip');
    collector.add(/** @type {Uint8Array<ArrayBuffer>} */ (value));
    archive.onBytes(value.length);
  }
}

/**
 * The files one after another, and last what they are.
 * @param {Archive} archive
 * @yields {{ name: string, lastModified: Date, input: AsyncIterable<Uint8Array> | string }} What the archive is made of.
 */
async function* inputs(archive) {
  /** @type {Entry[]} */
  const entries = [];
  for (const file of archive.files) {
    /** @type {Entry} */
    const entry = { file, saved: null };
    entries.push(entry);
    const seconds = Math.min(Math.max(file.time.seconds, EARLIEST_S), LATEST_S);
    yield { name: file.name, lastModified: new Date(seconds * 1000), input: bytesOf(archive, entry) };
  }
  yield { name: manifestName(archive.files), lastModified: new Date(), input: manifest(archive, entries) };
}

/**
 * @param {Archive} archive
 * @param {Entry} entry
 * @yields {Uint8Array} The next bytes of a file.
 */
async function* bytesOf({ source, options, signal }, entry) {
  const reading = await Reading.open(source, { file: entry.file.id }, options);
  try {
    for (let piece = await reading.next(); piece !== null; piece = await reading.next()) {
      yield piece;
      if (signal.stopped) throw new Stopped();
    }
  } finally {
    entry.saved = await reading.close();
  }
}

/**
 * A name that no file has, whichever way a system writes its letters.
 * @param {Pick<FileView, 'name'>[]} files
 */
export function manifestName(files) {
  const taken = new Set(files.map(({ name }) => name.toLowerCase()));
  let name = 'manifest.json';
  for (let turn = 2; taken.has(name); turn += 1) name = `manifest (${turn}).json`;
  return name;
}

/**
 * @param {Pick<Archive, 'options' | 'framesOf'>} archive
 * @param {Entry[]} entries
 */
export function manifest({ options, framesOf }, entries) {
  const files = entries.map(({ file, saved }) => ({
    name: file.name,
    path: file.path,
    ...(file.path_hex === undefined ? {} : { path_hex: file.path_hex }),
    server: file.server,
    direction: file.direction,
    time: utc(file.time),
    verdict: file.verdict.verdict,
    reason: file.verdict.reason,
    bytes: saved?.bytes ?? null,
    expected_bytes: file.bytes,
    sha256: saved?.sha256 ?? null,
    sha1: saved?.sha1 ?? null,
    md5: saved?.md5 ?? null,
    content: saved?.content?.mime ?? null,
    filled_with_zeros: saved?.filled ?? [],
    left_out: saved?.skipped ?? [],
    problem: saved?.problem ?? null,
    binary_sent_as_text: saved?.is_binary_as_text ?? false,
    pieces: file.pieces.map((piece) => ({ ...piece, ...packets(framesOf(piece)) })),
  }));
  return JSON.stringify({ text: options.text, fill_holes: options.fillHoles, files }, null, 2);
}

/** @param {Frames | null} frames */
function packets(frames) {
  return frames === null ? {} : { command_frame: frames.frame, first_frame: frames.firstFrame, last_frame: frames.lastFrame };
}
