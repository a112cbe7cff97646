/** What the build adds to a finished site, so that it can be installed and used without a network. */

import { createHash } from 'node:crypto';
import { cp, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { wordsOf } from './build-words.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const SERVICE_WORKER = 'service-worker.js';

/** Captures, as they are or compressed. */
const CAPTURE = /\.(?:pcap|pcapng|cap)(?:\.\w+)?$/;

/** What is fetched by those alone who make a lesson. */
const ON_DEMAND = 'ftpscope.html';

/** Larger captures, in bytes, are not kept on every visitor's computer. */
const CAPTURE_LIMIT = 1_000_000;

/**
 * Adds the manifest, the icons, the script that keeps the site, and last of all the service worker with the list of
 * all files. What is built later is not kept.
 * @param {string} folder The site.
 * @param {esbuild.BuildOptions} options As for the other scripts of the site.
 */
export async function buildOffline(folder, options) {
  await cp(join(HERE, 'manifest.webmanifest'), join(folder, 'manifest.webmanifest'));
  await cp(join(HERE, 'icons'), join(folder, 'icons'), { recursive: true });
  await esbuild.build({
    ...options,
    entryPoints: { offline: join(HERE, 'offline/offline.js') },
    outdir: folder,
    format: 'esm',
    define: { OFFLINE_WORDS: await wordsOf('offline') },
  });
  await writeServiceWorker(folder, options);
}

/**
 * Writes the service worker of a site as it is now.
 * @param {string} folder
 * @param {esbuild.BuildOptions} [options]
 */
export async function writeServiceWorker(folder, options = { bundle: true }) {
  const { outputFiles } = await esbuild.build({
    ...options, entryPoints: [join(HERE, 'offline/service-worker.js')], format: 'iife', write: false,
  });
  const program = outputFiles[0]?.text ?? '';
  const files = await keptFiles(folder);
  const version = createHash('sha256').update(JSON.stringify(files)).update(program).digest('hex').slice(0, 16);
  await writeFile(join(folder, SERVICE_WORKER), `const KEPT_SITE=${JSON.stringify({ version, files })};\n${program}`);
}

/**
 * The files of a site that are kept, by their paths as they stand in addresses, each with its hash as `integrity` takes it.
 * @param {string} folder
 * @returns {Promise<Record<string, string>>}
 */
export async function keptFiles(folder) {
  /** @type {[string, string][]} */
  const files = [];
  for (const place of await readdir(folder, { recursive: true })) {
    if ((await stat(join(folder, place))).isDirectory()) continue;
    const path = place.split(sep).join('/');
    const content = await readFile(join(folder, place));
    if (path === SERVICE_WORKER || path === ON_DEMAND || (CAPTURE.test(path) && content.length > CAPTURE_LIMIT)) continue;
    files.push([addressOf(path), `sha256-${createHash('sha256').update(content).digest('base64')}`]);
  }
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A path of the disk as browsers write it in an address.
 * @param {string} path
 */
function addressOf(path) {
  const base = new URL('http://site/');
  return new URL(path.replace(/[%?#]/g, encodeURIComponent), base).pathname.slice(base.pathname.length);
}
