/** Addresses that an embedder or a link gave. */

/**
 * The address as the page understands it; null where it is none.
 * @param {string} text
 * @returns {URL | null}
 */
export function urlOf(text) {
  try {
    return new URL(text, document.baseURI);
  } catch {
    return null;
  }
}

/**
 * The name of the file at an address.
 * @param {string} text
 */
export function nameAt(text) {
  const last = urlOf(text)?.pathname.split('/').at(-1) ?? text;
  try {
    return decodeURIComponent(last);
  } catch {
    // Not every % stands for a byte.
    return last;
  }
}

/**
 * Whether an address is one of another host than the page's.
 * @param {string} url
 */
export function isElsewhere(url) {
  return (urlOf(url)?.origin ?? globalThis.origin) !== globalThis.origin;
}
