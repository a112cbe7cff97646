/** The packets again through the WebAssembly build: rows, fields and bytes as the native build gives them. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { captureOf } from '../support/drop.js';
import { FULL_WASM, WASM, packetsOf } from '../support/replay.js';

/**
 * @import {FrameView} from '../../types/model.js'
 */

const CAPTURES = new URL('../../../tests/captures/', import.meta.url);
const CASES = readdirSync(CAPTURES).filter((name) => existsSync(new URL(`${name}/packets.jsonl`, CAPTURES)));

/**
 * @param {string} name
 * @returns {FrameView[]}
 */
const golden = (name) => readFileSync(new URL(`${name}/packets.jsonl`, CAPTURES), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));

/**
 * A packet as the goldens hold it: without the layers below FTP in all but the first.
 * @param {FrameView} frame
 */
const abridged = (frame) => ({
  ...frame, layers: frame.layers.filter(({ name }) => frame.row.number === 1 || name.startsWith('ftp')),
});

/** The module that takes packets apart. */
const skip = existsSync(FULL_WASM) ? false : `no module at ${FULL_WASM}`;

describe('packets', { skip }, () => {
  test('there are cases', () => {
    assert.ok(CASES.length >= 3, `${CASES.length} cases with packets.jsonl`);
  });

  for (const name of CASES) {
    test(`${name}: rows, fields and bytes`, async () => {
      const expected = golden(name);
      const { rows, frames, bytes, beyond, refused } = await packetsOf(readFileSync(captureOf(name)));
      assert.deepEqual(rows, expected.map(({ row }) => row));
      assert.deepEqual(frames.map(abridged), expected);
      for (const [index, { masked, layers }] of frames.entries()) {
        const own = bytes[index] ?? new Uint8Array();
        for (const [start, length] of masked) assert.deepEqual([...own.subarray(start, start + length)], Array(length).fill(0x2a));
        assert.ok(layers.every(({ start, length }) => start + length <= own.length), `${name}, packet ${index + 1}`);
      }
      assert.equal(beyond, null);
      if (rows.length > 0) assert.equal(/** @type {{ code: string }} */ (refused).code, 'read_failed');
    });
  }

  for (const ending of ['gz', 'zst', 'lz4', 'bz2', 'xz']) {
    test(`.${ending}: packets are read again from what was unpacked`, async () => {
      const expected = golden('login');
      const file = readFileSync(new URL(`../compressed/login.pcap.${ending}`, CAPTURES));
      const { rows, frames } = await packetsOf(file);
      assert.deepEqual(rows, expected.map(({ row }) => row));
      assert.deepEqual(frames.map(abridged), expected);
    });
  }

  test('a golden with another value does not fit', async () => {
    const [changed] = golden('login').slice(-1);
    const { frames } = await packetsOf(readFileSync(captureOf('login')));
    assert.ok(changed);
    changed.row.info += ' ';
    assert.notDeepEqual(frames.map(abridged).at(-1), changed);
  });

  test('the small module says that the full one is needed', async () => {
    await assert.rejects(packetsOf(readFileSync(captureOf('login')), WASM), { code: 'full_module_needed' });
  });
});
