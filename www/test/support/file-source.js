/** Files that are made up, where the page asks a capture for them. */

/**
 * @import {FileView, SavedFileView} from '../../types/model.js'
 * @import {TransferSource} from '../../files/source.js'
 */

/** @type {SavedFileView} */
const TOLD = {
  bytes: 0, sha256: null, sha1: null, md5: null, content: null, filled: [], skipped: [], holes_left_out: 0, problem: null, is_binary_as_text: false,
};

/**
 * @param {Partial<FileView>} own
 * @returns {FileView}
 */
export const fileView = (own) => ({
  id: 0,
  server: { address: '192.0.2.20', port: 21 },
  path: '/a',
  name: 'a',
  direction: 'download',
  time: { seconds: 1_795_000_000, nanoseconds: 0 },
  pieces: [{ session: 0, transfer: 1, offset: 0, bytes: 3 }],
  bytes: 3,
  verdict: { verdict: 'complete', reason: 'size_agrees', bytes: 3, missing: [], last_frame: null },
  is_text: false,
  is_coded: false,
  ...own,
});

/**
 * A source of files that are handed out in these pieces. It keeps which handles are still open.
 * @param {(Uint8Array | Error)[][]} files
 * @param {Partial<SavedFileView>} [told]
 */
export function fileSource(files, told = {}) {
  /** @type {Map<number, { pieces: (Uint8Array | Error)[], bytes: number }>} */
  const open = new Map();
  let handles = 0;
  /** @type {Record<string, (...args: any[]) => unknown>} */
  const calls = {
    open_file: (id) => {
      open.set(handles += 1, { pieces: [...files[id] ?? []], bytes: 0 });
      return handles;
    },
    read_file: (handle) => {
      const reading = open.get(handle);
      const piece = reading?.pieces.shift() ?? new Uint8Array();
      if (piece instanceof Error) throw piece;
      if (reading) reading.bytes += piece.length;
      return piece;
    },
    close_file: (handle) => {
      const reading = open.get(handle);
      open.delete(handle);
      return reading ? { ...TOLD, bytes: reading.bytes, ...told } : null;
    },
  };
  const source = /** @type {TransferSource} */ (/** @type {unknown} */ ({
    sessions: [], call: async (/** @type {string} */ name, /** @type {unknown[]} */ ...args) => calls[name]?.(...args),
  }));
  return { source, open };
}
