import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Jobs } from '../../files/job.js';
import { PREVIEW_BYTES, previewOf } from '../../files/preview.js';
import { Collector, Stopped, readAll } from '../../files/reading.js';
import { fileSource } from '../support/file-source.js';

/**
 * @import {JobProgress} from '../../files/job.js'
 * @import {Options} from '../../files/reading.js'
 */

/** @type {Options} */
const OPTIONS = { text: 'wire', fillHoles: false };
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const never = { stopped: false };

/**
 * @param {string} mime
 * @param {boolean} isText
 */
const content = (mime, isText) => ({ content: { mime, extension: null, is_text: isText, is_markup: false } });

test('a file is read to its end, and closed', async () => {
  const { source, open } = fileSource([[bytes('ab'), bytes('c')]]);
  /** @type {number[]} */
  const lengths = [];
  const told = await readAll(source, { file: 0 }, OPTIONS, (piece) => { lengths.push(piece.length); return true; });
  assert.deepEqual(lengths, [2, 1]);
  assert.equal(told?.bytes, 3);
  assert.equal(open.size, 0);
});

test('a reading that is ended early or fails is closed as well', async () => {
  const { source, open } = fileSource([[bytes('ab'), bytes('c')], [new Error('gone')]]);
  assert.equal((await readAll(source, { file: 0 }, OPTIONS, () => false))?.bytes, 2);
  await assert.rejects(readAll(source, { file: 1 }, OPTIONS, () => true), /gone/);
  assert.equal(open.size, 0);
});

test('collected bytes keep their order, whatever the sizes', async () => {
  const collector = new Collector();
  const parts = [3, 1024 * 1024, 5, 700_000, 700_000, 0, 1].map((length, index) => new Uint8Array(length).fill(index + 1));
  for (const part of parts) collector.add(part);
  const blob = collector.blob('application/zip');
  assert.equal(blob.type, 'application/zip');
  assert.deepEqual(Buffer.from(await blob.arrayBuffer()), Buffer.concat(parts));
});

test('a text is previewed as text, what a browser would obey escaped', async () => {
  const { source } = fileSource([[bytes('<b>x</b>\r\n\u202egpj.exe\u0007')]], content('text/html', true));
  const preview = await previewOf(source, { file: 0 }, OPTIONS, never, () => {});
  assert.equal(preview.look, 'text');
  assert.equal(preview.text, '<b>x</b>\n\\u{202e}gpj.exe\\u{7}');
  assert.deepEqual([preview.url, preview.whole], [null, true]);
});

test('of a long file the beginning is previewed, and no more of it is read than needed', async () => {
  const piece = new Uint8Array(PREVIEW_BYTES).fill(0x41);
  const { source, open } = fileSource([[piece, piece, piece]], content('application/octet-stream', false));
  let read = 0;
  const preview = await previewOf(source, { file: 0 }, OPTIONS, never, (count) => { read += count; });
  assert.deepEqual([preview.look, preview.bytes, preview.whole], ['hex', PREVIEW_BYTES, false]);
  assert.equal(preview.hex.split('\n').length, PREVIEW_BYTES / 16);
  assert.equal(read, 2 * PREVIEW_BYTES);
  assert.equal(open.size, 0);
});

test('a picture is shown whole, a document that is one as well is not', async () => {
  const piece = new Uint8Array(PREVIEW_BYTES + 1).fill(7);
  const picture = await previewOf(fileSource([[piece]], content('image/png', false)).source, { file: 0 }, OPTIONS, never, () => {});
  assert.equal(picture.look, 'image');
  assert.deepEqual([picture.bytes, picture.whole], [piece.length, true]);
  assert.ok(picture.url?.startsWith('blob:'));
  URL.revokeObjectURL(picture.url ?? '');
  const document = await previewOf(fileSource([[bytes('<svg onload="x()"/>')]], content('image/svg+xml', true)).source, { file: 0 }, OPTIONS, never, () => {});
  assert.deepEqual([document.look, document.url], ['text', null]);
});

test('a job tells how far it is only once it takes long, and not after its end', async () => {
  /** @type {(JobProgress | null)[]} */
  const shown = [];
  const jobs = new Jobs((progress) => shown.push(progress));
  assert.equal(await jobs.run('save', 10, async ({ onBytes }) => { onBytes(5); return 'made'; }), 'made');
  assert.deepEqual(shown.filter((progress) => progress !== null), []);
  await jobs.run('save', 10, async ({ onBytes }) => {
    onBytes(4);
    await new Promise((resolve) => { setTimeout(resolve, 320); });
    onBytes(3);
  });
  assert.deepEqual(shown.filter((progress) => progress !== null), [{ kind: 'save', done: 7, total: 10 }]);
  assert.equal(shown.at(-1), null);
});

test('a job that is stopped, or followed by another, makes nothing', async () => {
  const jobs = new Jobs(() => {});
  const first = jobs.run('save', null, async ({ signal }) => {
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    if (signal.stopped) throw new Stopped();
    return 'first';
  });
  const second = jobs.run('hash', null, async () => 'second');
  assert.deepEqual(await Promise.all([first, second]), [null, 'second']);
  const third = jobs.run('save', null, async () => { await null; return 'third'; });
  jobs.stop();
  assert.equal(await third, null);
});

test('a job that fails is no success, and the next one runs', async () => {
  const jobs = new Jobs(() => {});
  await assert.rejects(jobs.run('save', null, async () => { throw new Error('gone'); }), /gone/);
  assert.equal(await jobs.run('save', null, async () => 1), 1);
});
