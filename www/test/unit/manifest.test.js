/** What is told of the element is all that pages may rely on, and nothing else. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile, readdir } from 'node:fs/promises';
import { IN_PACKAGE, describeElement, documentOf, manifestOf } from '../../element-manifest.js';

const ROOT = new URL('../../', import.meta.url);

/** @param {string} name */
const text = (name) => readFile(new URL(name, ROOT), 'utf8');

/**
 * The scripts and styles of the element, by their paths.
 * @param {string} ending
 */
async function sources(ending) {
  const folders = ['', 'views/', 'parts/', 'lab/', 'packets/', 'files/', 'story/', 'single-file/', 'styles/'];
  const names = (await Promise.all(folders.map(async (folder) => (await readdir(new URL(`./${folder}`, ROOT))).filter((name) => name.endsWith(ending)).map((name) => `${folder}${name}`)))).flat();
  return new Map(await Promise.all(names.filter((name) => !name.startsWith('element-manifest')).map(async (name) => /** @type {[string, string]} */ ([name, await text(name)]))));
}

/**
 * What a pattern's first group finds in all of them.
 * @param {Map<string, string>} all
 * @param {RegExp} pattern
 */
const found = (all, pattern) => [...new Set([...all.values()].flatMap((source) => [...source.matchAll(pattern)].map(([, name]) => name ?? '')))].sort();

/** @param {{ name: string }[]} told */
const names = (told) => told.map(({ name }) => name).sort();

const described = await describeElement();

test('everything has a description, and one name once', () => {
  const { attributes, fields, methods, events, slots, parts, properties } = described;
  for (const list of [attributes, fields, methods, events, slots, parts, properties]) {
    assert.ok(list.length > 0);
    assert.equal(new Set(names(list)).size, list.length);
    for (const { name, description } of list) assert.ok(description.length > 4, name);
  }
  assert.equal(described.tag, 'ftp-capture');
});

test('attributes: those that are followed and those that are read', async () => {
  const own = await text('attributes.js');
  const followed = [.../observedAttributes = \[([^\]]*)\]/.exec(own)?.[1]?.matchAll(/'([^']+)'/g) ?? []].map(([, name]) => name ?? '');
  const read = found(await sources('.js'), /(?<!note\.)(?:this|#element)\.(?:getAttribute|hasAttribute)\('([^']+)'\)/g);
  assert.ok(followed.length > 5 && read.length > 5);
  assert.deepEqual(names(described.attributes), [...new Set([...followed, ...read])].sort());
});

test('events: those that the element tells of itself; parts within tell theirs to it alone', async () => {
  const all = await sources('.js');
  assert.deepEqual(names(described.events), found(new Map([...all].filter(([name]) => name === 'element.js')), /new CustomEvent\('([^']+)'/g));
  for (const [name, source] of all) {
    // Events that neither bubble nor leave their root stay with the parts.
    assert.ok(!/new CustomEvent\([^)]*(?:bubbles|composed)/.test(source), name);
    assert.ok(name === 'element.js' || !source.includes("element.dispatchEvent"), name);
  }
});

test('parts and slots: those in the templates', async () => {
  const all = await sources('.js');
  assert.deepEqual(names(described.parts), found(all, /\spart="([^"$]+)"/g));
  const slots = found(all, /<slot(?: name="([^"]*)")?>/g).filter((name) => !name.startsWith('note-'));
  assert.deepEqual(names(described.slots), slots);
});

test('custom properties: those that the styles read and do not set for a part alone', async () => {
  const styles = await sources('.css');
  for (const own of ['index.css', 'single-file/single.css', 'styles/worksheet.css']) styles.delete(own);
  const read = found(styles, /var\((--[a-z-]+)/g);
  const set = found(new Map([...styles].filter(([name]) => name !== 'styles/colours.css' && name !== 'styles/dark.css')), /(--[a-z-]+):/g);
  assert.deepEqual(set, []);
  assert.deepEqual(names(described.properties), read);
});

test('the manifest and the page are those of the sources (npm run docs)', async () => {
  assert.deepEqual(JSON.parse(await text('custom-elements.json')), JSON.parse(JSON.stringify(manifestOf(described, IN_PACKAGE))));
  assert.equal(await text('docs/element.md'), documentOf(described));
});

test('the manifest names the module that makes the element known, and the one with its class', () => {
  const [declared, defining] = manifestOf(described, IN_PACKAGE).modules;
  assert.equal(declared?.declarations[0]?.tagName, 'ftp-capture');
  assert.deepEqual(defining?.exports, [{ kind: 'custom-element-definition', name: 'ftp-capture', declaration: { name: 'FtpCaptureElement', module: 'element.js' } }]);
  const one = manifestOf(described, { definition: 'ftp-capture.js', declaration: 'ftp-capture.js' });
  assert.deepEqual(one.modules.map(({ path, exports }) => [path, exports.map(({ kind }) => kind)]), [['ftp-capture.js', ['custom-element-definition']]]);
});
