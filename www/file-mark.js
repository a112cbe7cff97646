/** What an address says of a file that the reader gave: nothing of what is in it, but enough to know it again. */

/**
 * @typedef {object} FileMark
 * @property {string} name
 * @property {number} size In bytes.
 * @property {string | null} sha256 Of its first bytes, in hexadecimal digits; null where the browser does not hash.
 */

/** Bytes that are hashed: large captures are known by their beginning and their size. */
const HEAD_BYTES = 1_048_576;

/**
 * @param {File} file
 * @returns {Promise<FileMark>}
 */
export async function markOf(file) {
  const { name, size } = file;
  // Pages that were not loaded safely have no such thing.
  const hash = await crypto.subtle?.digest('SHA-256', await file.slice(0, HEAD_BYTES).arrayBuffer());
  return { name, size, sha256: hash ? Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('') : null };
}

/**
 * Whether a file is the one that is meant, whatever it is called now; without hashes its name decides.
 * @param {FileMark} wanted
 * @param {FileMark} found
 */
export function isMeant(wanted, found) {
  if (wanted.size !== found.size) return false;
  return wanted.sha256 === null || found.sha256 === null ? wanted.name === found.name : wanted.sha256 === found.sha256;
}
