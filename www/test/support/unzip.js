/** Reads a ZIP whose entries are stored as they are, by its central directory. */

/**
 * @param {Uint8Array} archive
 * @returns {Map<string, Uint8Array>} Bytes by name.
 */
export function unzip(archive) {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = archive.length - 22;
  if (view.getUint32(end, true) !== 0x0605_4b50) throw new Error('no end of a central directory');
  /** @type {Map<string, Uint8Array>} */
  const entries = new Map();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== 0x0201_4b50 || view.getUint16(at + 10, true) !== 0) throw new Error(`no stored entry at ${at}`);
    const size = view.getUint32(at + 24, true);
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const local = view.getUint32(at + 42, true);
    const data = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.set(new TextDecoder().decode(archive.subarray(at + 46, at + 46 + (name ?? 0))), archive.subarray(data, data + size));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}
