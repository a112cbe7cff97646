/** Makes the page that is one file: no host, no network, nothing beside it. */

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { compress } from 'lzma1';
import { allWords } from './build-words.js';
import { plainText, replacing, withoutIndentation } from './build-plugins.js';
import { SAMPLES } from './samples.js';
import { joinFiles, joinTrees } from './single-file/bundle.js';
import { crc32 } from './single-file/crc32.js';
import { singlePage } from './single-file/page.js';
import { toPrintable } from './single-file/printable.js';

const HERE = dirname(fileURLToPath(import.meta.url));

/**
 * @import {Part} from './single-file/page.js'
 */

/** The highest of the packer's levels. */
const LEVEL = 9;

/** What stands in the file in place of what stands on a host. */
const REPLACED = {
  'places.js': 'single-file/places.js',
  'offline/begin.js': 'single-file/nothing-kept.js',
};

/**
 * @param {string} file Path to write.
 * @param {object} made
 * @param {string} made.site Folder of the built site: its worker and samples are taken from there.
 * @param {string} made.module Path of the WebAssembly module.
 * @param {string[]} made.target Oldest browsers.
 * @param {esbuild.BuildOptions} made.options As for the scripts of the site.
 */
export async function buildSingle(file, { site, module, target, options }) {
  const [program, loader] = await Promise.all([
    scriptOf({
      ...options,
      entryPoints: [join(HERE, 'single-file/single.js')],
      loader: { '.html': 'text' },
      plugins: [replacing(HERE, REPLACED), plainText(target), withoutIndentation(HERE)],
    }),
    scriptOf({
      ...options,
      entryPoints: [join(HERE, 'single-file/loader.js')],
      alias: { 'lzma-decoder': join(HERE, 'single-file/lzma-decoder.js') },
    }),
  ]);
  const style = (await Promise.all(['index.css', 'single-file/single.css'].map(async (name) => {
    const { code } = await esbuild.transform(await readFile(join(HERE, name), 'utf8'), { loader: 'css', minify: true, target });
    return code.trim();
  }))).join('');
  /** @type {Map<string, Part>} */
  const parts = new Map();
  /**
   * @param {string} name
   * @param {Uint8Array} bytes
   */
  const pack = (name, bytes) => {
    const packed = compress(bytes, LEVEL);
    parts.set(name, { text: toPrintable(packed), crc32: crc32(packed) });
  };
  pack('program', new TextEncoder().encode(program));
  pack('words', joinTrees(await allWords()));
  pack('worker', await readFile(join(site, 'ftpscope.worker.js')));
  pack('module', await readFile(module));
  pack('samples', joinFiles(new Map(await Promise.all(SAMPLES.map(
    async ({ url }) => /** @type {const} */ ([url, await readFile(join(site, url))]),
  )))));
  const template = await readFile(join(HERE, 'single-file/single.html'), 'utf8');
  await writeFile(file, singlePage(template, { policy: policyOf([loader, program], style), style, loader, parts }, {
    language: 'en', title: 'ftpscope – the FTP conversation in a packet capture',
  }));
}

/**
 * @param {esbuild.BuildOptions} options
 * @returns {Promise<string>}
 */
async function scriptOf(options) {
  const { outputFiles } = await esbuild.build({ ...options, format: 'iife', write: false });
  // In a file it stands between tags.
  const text = (outputFiles?.[0]?.text ?? '').trim();
  if (/<(?:!--|\/script)/i.test(text)) throw new Error('a script holds what ends a script');
  return text;
}

/**
 * Nothing runs but these scripts, nothing is fetched, nothing leaves.
 * @param {string[]} scripts
 * @param {string} style
 */
function policyOf(scripts, style) {
  return [
    "default-src 'none'", `script-src ${scripts.map(hashOf).join(' ')} 'wasm-unsafe-eval'`, `style-src ${hashOf(style)}`,
    'worker-src blob:', 'img-src data: blob:', "base-uri 'none'", "form-action 'none'",
    "require-trusted-types-for 'script'", 'trusted-types ftpscope ftpscope-file lit-html',
  ].join('; ');
}

/** @param {string} text */
function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
