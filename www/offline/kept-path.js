/** Which requests the kept site may answer. */

/** Pages, whose query is for their scripts and not for the server. */
const PAGES = ['index.html', 'embed.html'];

/**
 * Path of the file beside the service worker that a request asks for; null where it cannot be one of the site's.
 * @param {string} method
 * @param {string} url
 * @param {string} scope Address of the folder of the service worker, with the slash at its end.
 * @returns {string | null}
 */
export function keptPath(method, url, scope) {
  if (method !== 'GET' || !url.startsWith(scope)) return null;
  const { search } = new URL(url);
  const path = url.slice(scope.length).replace(/[?#].*$/s, '') || 'index.html';
  return search === '' || PAGES.includes(path) ? path : null;
}
