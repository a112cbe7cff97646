/** What the page that is one file is written with. */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import zlib from 'node:zlib';
import { fileIn, joinFiles, joinTrees, treeIn } from '../../single-file/bundle.js';
import { crc32 } from '../../single-file/crc32.js';
import { readPage, singlePage } from '../../single-file/page.js';
import { SLICE, fromPrintable, toPrintable } from '../../single-file/printable.js';

describe('bytes as printable text', () => {
  test('come back, of any length', () => {
    for (let length = 0; length < 200; length += 1) {
      const bytes = new Uint8Array(randomBytes(length));
      assert.deepEqual(fromPrintable(toPrintable(bytes)), bytes, `${length} bytes`);
    }
    for (const byte of [0, 0xff]) assert.deepEqual(fromPrintable(toPrintable(new Uint8Array(99).fill(byte))), new Uint8Array(99).fill(byte));
  });

  test('are 91 printable characters, none of which means anything in markup, in 16 for 13 bytes', () => {
    const text = toPrintable(new Uint8Array(randomBytes(130_000)));
    assert.equal(text.length, 160_000);
    assert.equal(new Set(text).size, 91);
    assert.match(text, /^[!-~]*$/);
    assert.doesNotMatch(text, /[<&\\]/);
  });

  test('may be written slice by slice, and read with white space between', () => {
    const bytes = new Uint8Array(randomBytes(SLICE * 2 + 7));
    const slices = [0, 1, 2].map((index) => toPrintable(bytes.subarray(index * SLICE, (index + 1) * SLICE)));
    assert.equal(slices.join(''), toPrintable(bytes));
    assert.deepEqual(fromPrintable(` ${slices.join('\r\n')}\n`), bytes);
  });

  test('are refused where another character stands among them, or a pair that stands for nothing', () => {
    assert.throws(() => fromPrintable('ab<d'), /no such character/);
    assert.throws(() => fromPrintable('abéd'), /no such character/);
    assert.throws(() => fromPrintable('~~'), /no such pair/);
  });
});

test('the checksum is that of gzip', () => {
  assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf43926);
  const bytes = randomBytes(10_000);
  assert.equal(crc32(bytes), zlib.gzipSync(bytes).readUInt32LE(zlib.gzipSync(bytes).length - 8));
});

describe('several things in one part', () => {
  test('trees of one shape come back', () => {
    const trees = { en: { a: 'A', b: { c: 'C', d: { e: '' } } }, vi: { a: 'Á', b: { c: 'x', d: { e: 'ế' } } } };
    const joined = joinTrees(trees);
    assert.deepEqual(treeIn(joined, 'en'), trees.en);
    assert.deepEqual(treeIn(joined, 'vi'), trees.vi);
  });

  test('trees of different shapes are refused', () => {
    assert.throws(() => joinTrees({ en: { a: 'A' }, vi: { a: 'A', b: 'B' } }), /differ in shape/);
    assert.throws(() => joinTrees({ en: { a: 'A' }, vi: { a: { b: 'B' } } }), /differ in shape/);
  });

  test('files come back, empty ones too', () => {
    const files = new Map([['./a b.pcap', new Uint8Array([10, 0, 10])], ['ế', new Uint8Array()], ['c', new Uint8Array([1])]]);
    const joined = joinFiles(files);
    for (const [name, bytes] of files) assert.deepEqual(fileIn(joined, name), bytes, name);
    assert.equal(fileIn(joined, 'd'), null);
  });
});

describe('the page', () => {
  const single = {
    policy: "default-src 'none'; script-src 'sha256-abc='", style: 'html{color:red}', loader: 'run("</div>")',
    parts: new Map([['program', { text: 'abc!"', crc32: 1 }], ['capture/x%20y.pcap', { text: '', crc32: 0 }]]),
  };

  test('gives back what went into it, whatever its title and remarks say', async () => {
    const template = await readFile(new URL('../../single-file/single.html', import.meta.url), 'utf8');
    const hostile = '"><script type="text/plain" data-part="program" data-crc32="9">evil</script><!-- {{loader}} $& $1';
    const page = singlePage(template, single, {
      language: hostile, title: hostile, introduction: `${hostile}\n\n${hostile}`, attributes: { src: hostile }, notes: [{ frame: 4, text: hostile }],
    });
    assert.deepEqual(readPage(page), single);
    assert.equal(page.match(/<script/g)?.length, 3);
    assert.equal(page.match(/evil/g)?.length, 7);
    assert.ok(page.includes('{{loader}} $&#38; $1'));
  });

  test('is not read from something else', () => {
    assert.equal(readPage('<!doctype html><title>404</title>'), null);
  });
});
