import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { LANGUAGES, Words, chooseLanguage } from '../../words.js';
import { splitWords } from '../../first-words.js';
import { SAMPLES } from '../../samples.js';

/**
 * @import {Tree} from '../../words.js'
 */

const ROOT = new URL('../../', import.meta.url);

/**
 * @param {string} language
 * @returns {Tree}
 */
const load = (language) => JSON.parse(readFileSync(new URL(`strings/${language}.json`, ROOT), 'utf8'));

/**
 * Each text with its path.
 * @param {Tree} tree
 * @param {string} path
 * @returns {[string, string][]}
 */
function texts(tree, path = '') {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree).flatMap(([name, below]) => texts(below, path === '' ? name : `${path}.${name}`));
}

/** @param {string} text */
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('every language has the same keys and the same placeholders', () => {
  const [first, ...others] = LANGUAGES.map((language) => new Map(texts(load(language))));
  assert.ok(first);
  for (const other of others) {
    assert.deepEqual([...other.keys()].sort(), [...first.keys()].sort());
    for (const [key, text] of first) {
      assert.deepEqual(placeholders(other.get(key) ?? ''), placeholders(text), key);
    }
  }
});

test('no text is empty', () => {
  for (const language of LANGUAGES) {
    for (const [key, text] of texts(load(language))) assert.notEqual(text.trim(), '', `${language}: ${key}`);
  }
});

test('every key that the views name is there', () => {
  const words = new Words('en', load('en'));
  const sources = ['', 'views/', 'parts/', 'packets/', 'files/'].flatMap((folder) => readdirSync(new URL(folder, ROOT))
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(new URL(folder + name, ROOT), 'utf8')));
  const keys = sources.flatMap((source) => [...source.matchAll(/\b(?:t|rich)\(\s*'([\w.]+)'/g)].map(([, key]) => `page.${key}`));
  assert.ok(keys.length > 80, `only ${keys.length} keys were found in the sources`);
  assert.deepEqual(keys.filter((key) => !words.has(key)), []);
});

test('the two files of a language hold every word once, but for those that no page shows', () => {
  for (const language of LANGUAGES) {
    const all = load(language);
    assert.ok(typeof all === 'object');
    const { first, rest } = splitWords(all);
    const [firsts, rests] = [texts(first), texts(rest)].map((list) => list.map(([key]) => key));
    assert.deepEqual(firsts?.filter((key) => rests?.includes(key)), []);
    const kept = new Set([...firsts ?? [], ...rests ?? []]);
    const left = texts(all).map(([key]) => key).filter((key) => !kept.has(key));
    assert.ok(left.every((key) => /^command\.\w+\.name$|^value\.(kind|listener|directions|recognised_by|roles_by)\.|^page\.(offline|learn)\./.test(key)), left.join(' '));
  }
});

test('words that are still to come are lacking, not shown as keys, and are there once fetched', async () => {
  let fetched = 0;
  const words = new Words('en', { a: 'first' }, async () => { fetched += 1; return { b: { c: 'later' } }; });
  assert.equal(words.text('a'), 'first');
  assert.equal(words.lacking, false);
  assert.equal(words.text('b.c'), '');
  assert.equal(words.lacking, true);
  await Promise.all([words.complete(), words.complete()]);
  await words.complete();
  assert.equal(fetched, 1);
  assert.equal(words.lacking, false);
  assert.equal(words.text('b.c'), 'later');
  assert.equal(words.text('no.such'), 'no.such');
  assert.equal(words.lacking, false);
});

test('words that could not be fetched are fetched again when asked', async () => {
  let failing = true;
  const words = new Words('en', {}, async () => {
    if (failing) throw new Error('offline');
    return { b: 'later' };
  });
  await assert.rejects(words.complete(), /offline/);
  failing = false;
  await words.complete();
  assert.equal(words.text('b'), 'later');
});

test('every field that the core names has a label and an explanation', () => {
  const sources = ['../src/fields/', '../src/tcp/'].map((folder) => new URL(folder, ROOT)).flatMap((folder) => readdirSync(folder)
    .filter((name) => name.endsWith('.rs'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8')));
  const pattern = /"((?:frame|eth|vlan|ip|ipv6|tcp|udp|arp|ftp|ftp-data|data)(?:\.[a-z0-9_.-]+)?)"/g;
  const names = [...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name]) => name ?? '')))];
  assert.ok(names.length > 80 && names.includes('ftp.request.command'), `only ${names.length} names were found in the sources`);
  const words = new Words('en', load('en'));
  assert.deepEqual(names.filter((name) => !words.has(`field.${name.replace(/[.-]/g, '_')}`)), []);
  assert.deepEqual(names.filter((name) => !words.has(`explain.field.${name.replace(/[.-]/g, '_')}`)), []);
});

test('every sample has a title', () => {
  const words = new Words('en', load('en'));
  assert.deepEqual(SAMPLES.filter(({ id }) => !words.has(`page.sample.${id}`)), []);
});

test('placeholders are filled, plurals chosen, unknown keys shown', () => {
  const words = new Words('en', { a: { packets: { one: '{count} packet', other: '{count} packets' } }, b: 'x {y} z' });
  assert.equal(words.text('a.packets', { count: 1 }, 1), '1 packet');
  assert.equal(words.text('a.packets', { count: 2 }, 2), '2 packets');
  assert.equal(words.text('b', { y: 0 }), 'x 0 z');
  assert.equal(words.text('b'), 'x {y} z');
  assert.equal(words.text('no.such'), 'no.such');
  assert.equal(words.has('a'), true);
  assert.equal(words.has('a.constructor'), false);
  const element = {};
  assert.deepEqual(words.parts('b', { y: element }), ['x ', element, ' z']);
});

test('a value that looks like a placeholder stays as it is', () => {
  const words = new Words('en', { b: '{text} and {frame}' });
  assert.equal(words.text('b', { text: '{frame}', frame: 3 }), '{frame} and 3');
});

test('the language is the first wish that there are words for', () => {
  assert.equal(chooseLanguage(['fr', 'vi-VN', 'en']), 'vi');
  assert.equal(chooseLanguage([null, undefined, 'EN-gb']), 'en');
  assert.equal(chooseLanguage(['fr']), 'en');
});
