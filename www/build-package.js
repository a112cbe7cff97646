/**
 * Builds the npm package: the element, the core without a page, and what both load, for bundlers and for pages
 * without one.
 *
 * Environment: FTPSCOPE_DIST – folder of the built site, where what the element loads is taken from; FTPSCOPE_FULL_WASM –
 * folder with what wasm-bindgen wrote of the full module; FTPSCOPE_PACKAGE – folder to fill.
 */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { freshGlue, plainText, replacing, withoutIndentation } from './build-plugins.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const SITE = resolve(process.env['FTPSCOPE_DIST'] ?? join(HERE, '../dist/site'));
const FULL_WASM = resolve(process.env['FTPSCOPE_FULL_WASM'] ?? join(HERE, '../target/wasm-bindgen-full'));
const PACKAGE = resolve(process.env['FTPSCOPE_PACKAGE'] ?? join(HERE, '../dist/npm'));

/** The oldest browsers that the element is made for, as on the site. */
const TARGET = ['chrome109', 'edge109', 'firefox115', 'safari16.4'];

/** The oldest Node that the core is made for. */
const NODE = 'node20';

/** What the element loads, as on the site: lessons are made of the page that is one file. */
const LOADED = ['ftpscope.worker.js', 'ftpscope_bg.wasm', 'ftpscope_full_bg.wasm', 'ftpscope.html', 'strings'];

/** Written by the build of the documentation; without it the package names none. */
const MANIFEST = 'custom-elements.json';

/** Parts of other packages that are inside: their licences go along. */
const INSIDE = { 'lit-html': 'LICENSE', 'client-zip': 'LICENSE.txt' };

/** @type {esbuild.BuildOptions} */
const COMMON = {
  bundle: true, minify: true, legalComments: 'none', logLevel: 'warning', absWorkingDir: HERE, outdir: PACKAGE,
};

/** The scripts. What they load stands beside them and is found by `new URL('./…', import.meta.url)`. */
async function scripts() {
  const glue = freshGlue(join(FULL_WASM, 'ftpscope.js'));
  await esbuild.build({
    ...COMMON,
    target: TARGET,
    entryPoints: { index: 'package/index.js', element: 'package/element.js', later: 'later.js', course: 'course.js' },
    loader: { '.html': 'text' },
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    plugins: [plainText(TARGET), withoutIndentation(HERE)],
  });
  await esbuild.build({ ...COMMON, target: TARGET, entryPoints: ['core.js'], format: 'esm', plugins: [glue] });
  await esbuild.build({
    ...COMMON,
    target: NODE,
    platform: 'node',
    entryPoints: { 'core-node': 'core.js' },
    format: 'esm',
    plugins: [glue, replacing(HERE, { 'package/modules.js': 'package/modules-node.js' })],
  });
}

/**
 * The types: the core's are made of its comments. Those of the element are written by hand, since the class has
 * much that is not for embedders; the check of types holds them to it.
 */
async function types() {
  const made = await mkdtemp(join(tmpdir(), 'ftpscope-types-'));
  try {
    const compiler = join(HERE, 'node_modules/.bin/tsc');
    await promisify(execFile)(compiler, ['-p', join(HERE, 'package/tsconfig.json'), '--outDir', made]);
    for (const name of ['core.d.ts', 'plain-text.d.ts']) await cp(join(made, name), join(PACKAGE, name));
  } finally {
    await rm(made, { recursive: true });
  }
  await mkdir(join(PACKAGE, 'types'), { recursive: true });
  for (const name of ['messages.d.ts', 'model.d.ts', 'report.d.ts', 'report.schema.json']) {
    await cp(join(HERE, 'types', name), join(PACKAGE, 'types', name));
  }
  for (const [from, to] of [['index.d.ts', 'index.d.ts'], ['element-types.d.ts', 'element.d.ts']]) {
    await cp(join(HERE, 'package', from ?? ''), join(PACKAGE, to ?? ''));
  }
}

/** Licences, the text for readers, and what others have written. */
async function texts() {
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) await cp(join(HERE, '..', name), join(PACKAGE, name));
  await cp(join(HERE, 'package/README.md'), join(PACKAGE, 'README.md'));
  const licences = await Promise.all(Object.entries(INSIDE).map(async ([name, file]) => {
    const folder = join(HERE, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
  }));
  await writeFile(join(PACKAGE, 'THIRD-PARTY.txt'), `The scripts hold these packages.\n\n${licences.join('\n\n')}`);
}

/** @param {boolean} hasManifest */
async function description(hasManifest) {
  const { name, version, description, license, engines } = JSON.parse(await readFile(join(HERE, 'package.json'), 'utf8'));
  const described = {
    name,
    version,
    description,
    keywords: ['ftp', 'pcap', 'pcapng', 'dissector', 'custom-element', 'wasm'],
    license,
    type: 'module',
    engines,
    sideEffects: ['./index.js'],
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      './element': { types: './element.d.ts', default: './element.js' },
      './core': { types: './core.d.ts', node: './core-node.js', default: './core.js' },
      './worker': './ftpscope.worker.js',
      './wasm': './ftpscope_bg.wasm',
      './wasm-full': './ftpscope_full_bg.wasm',
      './strings/*': './strings/*',
      './types/*': './types/*',
      ...(hasManifest ? { [`./${MANIFEST}`]: `./${MANIFEST}` } : {}),
      './package.json': './package.json',
    },
    ...(hasManifest ? { customElements: MANIFEST } : {}),
  };
  await writeFile(join(PACKAGE, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
}

await rm(PACKAGE, { recursive: true, force: true });
await mkdir(PACKAGE, { recursive: true });
await scripts();
for (const name of LOADED) await cp(join(SITE, name), join(PACKAGE, name), { recursive: true });
await types();
await texts();
const manifest = join(HERE, MANIFEST);
if (existsSync(manifest)) await cp(manifest, join(PACKAGE, MANIFEST));
await description(existsSync(manifest));
