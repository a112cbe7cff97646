/** The built site behind a static server of the tests' own, which keeps a log. */

import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/** Folder of the built site. */
export const DIST = resolve(process.env['FTPSCOPE_DIST'] ?? fileURLToPath(new URL('../../../dist/site', import.meta.url)));

/**
 * @typedef {object} Site
 * @property {string} url Where the page is.
 * @property {string[]} log Paths that were asked for, in order.
 * @property {() => Promise<void>} close
 */

/**
 * @param {{ folder?: string, prefix?: string, wasmType?: string, port?: number, open?: boolean }} [options] `prefix` is the
 *   path that the site stands under, `wasmType` the content type of the WebAssembly file, `open` whether pages of other
 *   origins may read it, as on GitHub Pages.
 * @returns {Promise<Site>}
 */
export async function serveSite({ folder = DIST, prefix = '/', wasmType = 'application/wasm', port = 0, open = false } = {}) {
  /** @type {string[]} */
  const log = [];
  const files = sirv(folder, {
    dev: true,
    setHeaders(response, pathname) {
      // Kept connections would be closed later, in the middle of what a test watches.
      response.setHeader('Connection', 'close');
      if (open) response.setHeader('Access-Control-Allow-Origin', '*');
      if (pathname.endsWith('.wasm')) response.setHeader('Content-Type', wasmType);
    },
  });
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    log.push(url);
    if (!url.startsWith(prefix)) {
      response.writeHead(404).end();
      return;
    }
    request.url = `/${url.slice(prefix.length)}`;
    files(request, response, () => { response.writeHead(404).end(); });
  });
  await new Promise((done) => { server.listen(port, '127.0.0.1', () => done(undefined)); });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}${prefix}`,
    log,
    close: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}
