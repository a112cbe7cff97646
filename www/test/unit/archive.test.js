import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archiveOf, manifest, manifestName } from '../../files/archive.js';
import { Stopped } from '../../files/reading.js';
import { fileSource, fileView } from '../support/file-source.js';
import { unzip } from '../support/unzip.js';

/**
 * @import {Options} from '../../files/reading.js'
 */

/** @type {Options} */
const OPTIONS = { text: 'wire', fillHoles: true };
const framesOf = () => ({ frame: 18, firstFrame: 15, lastFrame: 30 });
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);

test('the archive holds every file and says what it is', async () => {
  const { source, open } = fileSource([[bytes('one'), bytes('more')], []], { sha256: 'ab'.repeat(32), filled: [{ start: 1, end: 2 }] });
  const files = [fileView({ id: 0, name: 'pub/báo cáo.txt', path: '/pub/báo cáo.txt' }), fileView({ id: 1, name: 'empty', bytes: 0 })];
  let told = 0;
  const blob = await archiveOf({ source, files, options: OPTIONS, framesOf, signal: { stopped: false }, onBytes: (count) => { told += count; } });
  const entries = unzip(new Uint8Array(await blob.arrayBuffer()));
  assert.deepEqual([...entries.keys()], ['pub/báo cáo.txt', 'empty', 'manifest.json']);
  assert.equal(new TextDecoder().decode(entries.get('pub/báo cáo.txt')), 'onemore');
  assert.equal(entries.get('empty')?.length, 0);
  assert.equal(told, blob.size);
  assert.equal(open.size, 0, 'nothing is left open');
  const { files: [first], fill_holes: filled } = JSON.parse(new TextDecoder().decode(entries.get('manifest.json')));
  assert.equal(filled, true);
  assert.deepEqual(
    [first.name, first.path, first.bytes, first.sha256, first.verdict, first.time, first.filled_with_zeros],
    ['pub/báo cáo.txt', '/pub/báo cáo.txt', 7, 'ab'.repeat(32), 'complete', '2026-11-18 11:06:40.000000 UTC', [{ start: 1, end: 2 }]],
  );
  assert.deepEqual(first.pieces, [{ session: 0, transfer: 1, offset: 0, bytes: 3, command_frame: 18, first_frame: 15, last_frame: 30 }]);
});

test('the manifest takes a name that no file has, whichever way its letters are written', () => {
  assert.equal(manifestName([{ name: 'a' }]), 'manifest.json');
  assert.equal(manifestName([{ name: 'Manifest.JSON' }, { name: 'manifest (2).json' }]), 'manifest (3).json');
});

test('a time that no archive can say is brought into reach', async () => {
  const { source } = fileSource([[bytes('x')]]);
  for (const seconds of [0, 2 ** 40]) {
    const files = [fileView({ time: { seconds, nanoseconds: 0 } })];
    const blob = await archiveOf({ source, files, options: OPTIONS, framesOf, signal: { stopped: false }, onBytes: () => {} });
    assert.equal(unzip(new Uint8Array(await blob.arrayBuffer())).size, 2);
  }
});

test('an archive that is stopped makes nothing and leaves nothing open', async () => {
  const signal = { stopped: false };
  const { source, open } = fileSource([[bytes('one'), bytes('two'), bytes('three')]]);
  const making = archiveOf({ source, files: [fileView({})], options: OPTIONS, framesOf, signal, onBytes: () => { signal.stopped = true; } });
  await assert.rejects(making, Stopped);
  assert.equal(open.size, 0);
});

test('a file that cannot be read makes the archive fail', async () => {
  const { source, open } = fileSource([[bytes('one'), new Error('gone')]]);
  const making = archiveOf({ source, files: [fileView({})], options: OPTIONS, framesOf, signal: { stopped: false }, onBytes: () => {} });
  await assert.rejects(making, /gone/);
  assert.equal(open.size, 0);
});

test('what was not told of a file is null in the manifest', () => {
  const { files: [entry] } = JSON.parse(manifest({ options: OPTIONS, framesOf: () => null }, [{ file: fileView({ path_hex: 'ff' }), saved: null }]));
  assert.deepEqual([entry.bytes, entry.sha256, entry.left_out, entry.path_hex], [null, null, [], 'ff']);
});
