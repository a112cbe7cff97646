/** What is in the npm package, and how it describes itself. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { installedProject, run } from './installed.js';

/** @import {Project} from './installed.js' */

/** The files of the package; chunks have the hash of what is in them in their names. */
const EXPECTED = [
  'LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'THIRD-PARTY.txt', 'chunk-*.js', 'core-node.js', 'core.d.ts', 'core.js', 'course.js',
  'element.d.ts', 'element.js', 'ftpscope.html', 'ftpscope.worker.js', 'ftpscope_bg.wasm', 'ftpscope_full_bg.wasm', 'index.d.ts', 'index.js',
  'later.js', 'package.json', 'plain-text.d.ts', 'strings/en-rest.json', 'strings/en.json', 'strings/vi-rest.json',
  'strings/vi.json', 'types/messages.d.ts', 'types/model.d.ts', 'types/report.d.ts', 'types/report.schema.json',
];

describe('the npm package', () => {
  /** @type {Project} */ let project;
  /** @type {any} */ let described;
  before(async () => {
    project = await installedProject();
    described = JSON.parse(readFileSync(join(project.package, 'package.json'), 'utf8'));
  });
  after(() => project?.remove());

  test('holds the files that it is made of, and no others', async () => {
    const [{ files }] = JSON.parse(await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'], project.package));
    const paths = /** @type {{ path: string }[]} */ (files).map(({ path }) => path.replace(/^\w+-[A-Z0-9]{8}\.js$/, 'chunk-*.js'));
    const expected = 'customElements' in described ? [...EXPECTED, described.customElements] : EXPECTED;
    assert.deepEqual([...new Set(paths)].sort(), expected.toSorted());
  });

  test('names nothing of the machine that built it', () => {
    const folders = [fileURLToPath(new URL('../../../', import.meta.url)), `${homedir()}/`, project.folder];
    for (const path of /** @type {string[]} */ (readdirSync(project.package, { recursive: true }))) {
      if (!/\.\w+$/.test(path)) continue;
      const text = readFileSync(join(project.package, path), 'latin1');
      for (const folder of folders) assert.ok(!text.includes(folder), `${path} holds ${folder}`);
    }
  });

  test('is of the version of the project, and needs no other package', () => {
    const own = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    assert.equal(described.version, own.version);
    assert.deepEqual(['dependencies', 'peerDependencies', 'optionalDependencies', 'scripts', 'private'].filter((name) => name in described), []);
  });

  test('each entry leads to a file', () => {
    /** @param {unknown} target */
    const check = (target) => {
      if (typeof target === 'object' && target !== null) Object.values(target).forEach(check);
      else assert.ok(existsSync(join(project.package, String(target).replace('*', ''))), String(target));
    };
    Object.values(described.exports).forEach(check);
  });

  test('names the licence of each package whose code it holds', () => {
    const text = readFileSync(join(project.package, 'THIRD-PARTY.txt'), 'utf8');
    assert.match(text, /^lit-html \d.*BSD-3-Clause/m);
    assert.match(text, /^client-zip \d.*MIT/m);
    assert.match(text, /Copyright \(c\) 2017 Google LLC/);
  });

  test('publint finds nothing', async () => {
    const { messages, pkg } = await publint({ pkgDir: project.package, strict: true });
    assert.deepEqual(messages.map((message) => formatMessage(message, pkg ?? {})), []);
  });

  test('loading the class alone defines no element', () => {
    // What has effects when it is loaded is named, so that bundlers keep it; all else they may drop.
    assert.deepEqual(described.sideEffects, ['./index.js']);
    assert.doesNotMatch(readFileSync(join(project.package, 'element.js'), 'utf8'), /customElements/);
  });
});
