/**
 * Builds the static site.
 *
 * Environment: FTPSCOPE_WASM – folder with what wasm-bindgen wrote; FTPSCOPE_FULL_WASM – the same of the full
 * module; FTPSCOPE_DETAIL_WASM – of the one in between; FTPSCOPE_DIST – folder to fill. Beside it stands the page that is one file.
 * Beside that folder `first-visit.json` tells what a visitor downloads until the login sample is shown.
 */

import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { writeWords } from './build-words.js';
import { SAMPLES } from './samples.js';
import { describeElement, manifestOf } from './element-manifest.js';
import { buildLearn } from './build-learn.js';
import { buildOffline } from './build-offline.js';
import { buildSingle } from './build-single.js';
import { freshGlue, plainText, withoutIndentation } from './build-plugins.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const WASM = resolve(process.env['FTPSCOPE_WASM'] ?? join(HERE, '../target/wasm-bindgen'));
const FULL_WASM = resolve(process.env['FTPSCOPE_FULL_WASM'] ?? join(HERE, '../target/wasm-bindgen-full'));
const DETAIL_WASM = resolve(process.env['FTPSCOPE_DETAIL_WASM'] ?? join(HERE, '../target/wasm-bindgen-detail'));
const DIST = resolve(process.env['FTPSCOPE_DIST'] ?? join(HERE, '../dist/site'));
const CAPTURES = join(HERE, '../tests/captures');

/** The oldest browsers that the page is made for. */
const TARGET = ['chrome109', 'edge109', 'firefox115', 'safari16.4'];

/** @type {esbuild.BuildOptions} */
const COMMON = {
  bundle: true,
  minify: true,
  target: TARGET,
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: HERE,
};

/**
 * The element as a module, the worker as a classic script, and what the page has around them.
 * @returns {Promise<string[]>} What the element loads at once, itself included.
 */
async function bundle() {
  const { metafile } = await esbuild.build({
    ...COMMON,
    // The parts that are loaded when they are wanted are named, so that they have names of their own.
    entryPoints: { 'ftp-capture': 'define.js', later: 'later.js', course: 'course.js' },
    loader: { '.html': 'text' },
    outdir: DIST,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    metafile: true,
    plugins: [plainText(TARGET), withoutIndentation(HERE)],
  });
  await esbuild.build({
    ...COMMON,
    entryPoints: { 'ftpscope.worker': 'worker/worker.js' },
    outdir: DIST,
    format: 'iife',
    plugins: [freshGlue(join(FULL_WASM, 'ftpscope.js'))],
  });
  await esbuild.build({ ...COMMON, entryPoints: ['index.js', 'embed.js', 'index.css'], outdir: DIST, format: 'esm' });
  return loadedWith('ftp-capture.js', metafile);
}

/**
 * A module with all that it imports, and what those import, by their names in the folder.
 * @param {string} name
 * @param {esbuild.Metafile} metafile
 */
function loadedWith(name, { outputs }) {
  const paths = [Object.keys(outputs).find((path) => basename(path) === name) ?? name];
  for (const path of paths) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && !paths.includes(imported)) paths.push(imported);
    }
  }
  return paths.map((path) => basename(path));
}

/** The samples under the names that the page asks for. */
async function samples() {
  for (const { id, url } of SAMPLES) {
    const folder = join(CAPTURES, id);
    const capture = (await readdir(folder)).find((name) => name.startsWith('capture.'));
    if (capture === undefined) throw new Error(`no capture in ${folder}`);
    await mkdir(dirname(join(DIST, url)), { recursive: true });
    await cp(join(folder, capture), join(DIST, url));
  }
}

await mkdir(DIST, { recursive: true });
const element = await bundle();
await writeWords(join(DIST, 'strings'));
await samples();
await cp(join(WASM, 'ftpscope_bg.wasm'), join(DIST, 'ftpscope_bg.wasm'));
// Loaded once the page is idle, or when something asks for it.
await cp(join(FULL_WASM, 'ftpscope_bg.wasm'), join(DIST, 'ftpscope_full_bg.wasm'));
for (const page of ['index.html', 'embed.html']) await cp(join(HERE, page), join(DIST, page));
await writeFile(join(DIST, '../first-visit.json'), `${JSON.stringify({
  page: ['index.html', 'index.css', 'index.js', ...element, 'ftpscope.worker.js', 'ftpscope_bg.wasm', 'strings/en.json'],
  sample: ['samples/login.pcap'],
}, null, 2)}\n`);
await buildSingle(join(DIST, '../ftpscope.html'), {
  site: DIST, module: join(DETAIL_WASM, 'ftpscope_bg.wasm'), target: TARGET, options: COMMON,
});
// Of it lessons are made.
await cp(join(DIST, '../ftpscope.html'), join(DIST, 'ftpscope.html'));
await buildLearn(DIST, FULL_WASM, COMMON);
await buildOffline(DIST, COMMON);
// For tools of those who write pages; no reader needs it.
const script = { definition: 'ftp-capture.js', declaration: 'ftp-capture.js' };
await writeFile(join(DIST, 'custom-elements.json'), `${JSON.stringify(manifestOf(await describeElement(), script), null, 2)}\n`);
