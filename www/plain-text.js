/** Text from a capture on the page. */

/** What a browser would obey instead of showing: control characters, and those that turn the direction of text. */
const OBEYED = /(?![\n\t])\p{Cc}|\p{Bidi_C}/gu;

/**
 * The same with every such character of its texts escaped, `\u{202e}`: whoever wrote a file name must not make it
 * read as another one. Bytes stay as they are.
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function plain(value) {
  return /** @type {T} */ (escaped(value));
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function escaped(value) {
  if (typeof value === 'string') return value.replace(OBEYED, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
  if (Array.isArray(value)) return value.map(escaped);
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, escaped(part)]));
}
