/** The core of the npm package in Node: the goldens through it, and what it says where something is wrong. */

import assert from 'node:assert/strict';
import { openAsBlob, readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { captureOf } from '../support/drop.js';
import { installedProject, run } from './installed.js';

/**
 * @import {OpenedCapture} from '../../core.js'
 * @import {Project} from './installed.js'
 */

const CAPTURES = new URL('../../../tests/captures/', import.meta.url);
const COMPRESSED = fileURLToPath(new URL('../../../tests/compressed/', import.meta.url));
const CASES = readdirSync(CAPTURES).filter((name) => existsSync(new URL(`${name}/expected.json`, CAPTURES)));

/**
 * All rows, window after window.
 * @template T
 * @param {(start: number, end: number) => T[]} ask
 * @returns {T[]}
 */
function all(ask) {
  /** @type {T[]} */
  const rows = [];
  for (;;) {
    const window = ask(rows.length, rows.length + 100);
    if (window.length === 0) return rows;
    rows.push(...window);
  }
}

/** @param {OpenedCapture} capture */
const reportOf = (capture) => ({
  schema: { name: 'ftpscope', version: '1.0' },
  capture: capture.capture(),
  sessions: all(capture.sessions).map((session) => ({
    ...session,
    exchanges: all((a, b) => capture.exchanges(session.id, a, b)),
    transfers: all((a, b) => capture.transfers(session.id, a, b)),
  })),
  expert: all(capture.experts),
  expert_counts: capture.expert_counts(),
});

describe('the core of the npm package in Node', () => {
  /** @type {Project} */ let project;
  /** @type {typeof import('../../core.js')} */ let core;
  /** Names of all that everybody in this program sees. */ const names = Object.getOwnPropertyNames(globalThis).sort();
  const { Blob: ownBlob } = globalThis;

  before(async () => {
    project = await installedProject();
    core = await import(pathToFileURL(join(project.folder, 'node_modules/ftpscope/core-node.js')).href);
  });
  after(() => project?.remove());

  /** @param {string} name */
  const bytesOf = (name) => readFileSync(captureOf(name));

  test('prints the sessions of a capture, as the text for its readers shows', async () => {
    const text = readFileSync(new URL('../../package/README.md', import.meta.url), 'utf8');
    const program = /```js\n(import \{ readFile \}[^]*?)```/.exec(text)?.[1] ?? '';
    assert.match(program, /ftpscope\/core/);
    project.put('print.js', program);
    project.put('login.pcap', bytesOf('login'));
    const lines = (await run(process.execPath, ['print.js'], project.folder)).trim().split('\n');
    const [session] = JSON.parse(readFileSync(new URL('login/expected.json', CAPTURES), 'utf8')).sessions;
    assert.equal(lines[0], `${session.client.address} → ${session.server.address}`);
    assert.equal(lines.length, 1 + session.exchanges.length);
    assert.match(lines.join('\n'), /USER \[ 331 \]\nPASS \[ 230 \]/);
  });

  test('gives every golden', async () => {
    assert.ok(CASES.length >= 3);
    for (const name of CASES) {
      const capture = await core.openCapture(bytesOf(name));
      assert.deepEqual(reportOf(capture), JSON.parse(readFileSync(new URL(`${name}/expected.json`, CAPTURES), 'utf8')), name);
      capture.free();
    }
  });

  test('reads bytes of any kind and blobs alike, a part of a larger buffer too', async () => {
    const bytes = bytesOf('passive-with-data');
    const whole = await core.openCapture(bytes);
    const expected = [reportOf(whole), all(whole.frame_rows), whole.frame_bytes(5)];
    const padded = new Uint8Array(bytes.length + 20);
    padded.set(bytes, 7);
    const sources = [
      new Uint8Array(bytes), new Uint8Array(bytes).buffer, padded.subarray(7, 7 + bytes.length), new Blob([bytes]), await openAsBlob(captureOf('passive-with-data')),
    ];
    for (const source of sources) {
      const capture = await core.openCapture(source);
      assert.deepEqual([reportOf(capture), all(capture.frame_rows), capture.frame_bytes(5)], expected);
      capture.free();
    }
  });

  test('unpacks, and reads packets and files again from what was unpacked', async () => {
    const [file] = readdirSync(COMPRESSED).filter((name) => name.endsWith('.zst'));
    const capture = await core.openCapture(readFileSync(join(COMPRESSED, file ?? '')));
    assert.equal(capture.capture().frames, all(capture.frame_rows).length);
    assert.ok(capture.frame_bytes(1).length > 0);
  });

  test('many captures are open at once, each in a memory of its own', async () => {
    const [login, data] = await Promise.all(['login', 'passive-with-data'].map((name) => core.openCapture(bytesOf(name))));
    data?.free();
    data?.free();
    assert.equal(login?.sessions(0, 9).length, 1);
    assert.throws(() => data?.sessions(0, 1), /free/);
  });

  test('files are handed out in pieces', async () => {
    const capture = await core.openCapture(bytesOf('passive-with-data'));
    const files = all(capture.files);
    assert.ok(files.length > 0);
    for (const { id, bytes } of files) {
      const handle = capture.open_file(id, 'wire', false);
      let read = 0;
      for (let piece = capture.read_file(handle); piece.length > 0; piece = capture.read_file(handle)) read += piece.length;
      assert.equal(read, bytes);
      assert.match(capture.close_file(handle)?.sha256 ?? '', /^[0-9a-f]{64}$/);
    }
  });

  test('masks passwords unless it is told otherwise', async () => {
    const masked = await core.openCapture(bytesOf('login'));
    const open = await core.openCapture(bytesOf('login'), { revealPasswords: true });
    const [pass] = masked.exchanges(0, 0, 99).filter(({ command }) => command?.verb === 'PASS');
    const password = masked.password(0, pass?.id ?? 0) ?? '';
    assert.ok(password.length > 2);
    assert.ok(!JSON.stringify(masked.exchanges(0, 0, 99)).includes(password));
    assert.ok(JSON.stringify(open.exchanges(0, 0, 99)).includes(password));
  });

  test('what is no capture is told with its byte', async () => {
    const refused = core.openCapture(new TextEncoder().encode('This is no capture at all.'));
    await assert.rejects(refused, (error) => {
      assert.ok(error instanceof core.CaptureError);
      assert.deepEqual([error.code, error.offset, error.name], ['not_a_capture', 0, 'CaptureError']);
      return true;
    });
    await assert.rejects(core.openCapture(/** @type {any} */ ('login.pcap')), TypeError);
  });

  test('a signal ends the reading with its reason', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const bytes = bytesOf('login');
    const opening = core.openCapture(bytes, { signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(opening, (error) => error === reason);
    await assert.rejects(core.openCapture(bytes, { signal: AbortSignal.abort(reason) }), (error) => error === reason);
  });

  test('the small module answers what it can, and says what it cannot', async () => {
    const small = join(project.folder, 'node_modules/ftpscope/ftpscope_bg.wasm');
    const compiled = await WebAssembly.compile(readFileSync(small));
    for (const wasm of [small, pathToFileURL(small), pathToFileURL(small).href, readFileSync(small), compiled]) {
      const capture = await core.openCapture(bytesOf('login'), { wasm });
      assert.equal(capture.sessions(0, 9).length, 1);
      assert.throws(() => capture.files(0, 1), { name: 'CaptureError', code: 'full_module_needed' });
      assert.throws(() => capture.frame(1), { name: 'CaptureError', code: 'full_module_needed' });
    }
    await assert.rejects(core.openCapture(bytesOf('login'), { wasm: 'nowhere.wasm' }), { name: 'CaptureError', code: 'program_missing' });
  });

  test('texts can be made harmless for a page', () => {
    assert.deepEqual(core.plain({ name: 'a\u{202e}b', size: 1 }), { name: 'a\\u{202e}b', size: 1 });
  });

  test('nothing of the surroundings was changed', () => {
    assert.equal(globalThis.Blob, ownBlob);
    assert.deepEqual(Object.getOwnPropertyNames(globalThis).filter((name) => !names.includes(name)), []);
  });
});
