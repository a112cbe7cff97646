/** The files of captures through the WebAssembly build: what is saved is what was sent. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { captureOf } from '../support/drop.js';
import { CASES_WITH_FILES, originalsOf } from '../support/originals.js';
import { FULL_WASM, filesOf } from '../support/replay.js';

const skip = existsSync(FULL_WASM) ? false : `no module at ${FULL_WASM}`;

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

describe('files', { skip }, () => {
  let same = 0;

  for (const name of CASES_WITH_FILES) {
    test(`${name}: a file that is called complete is the original, byte by byte`, async () => {
      const saved = await filesOf(readFileSync(captureOf(name)));
      for (const { as: { wire, local } } of saved) {
        for (const { bytes, told } of [wire, local]) {
          if (told.problem === null) assert.deepEqual([told.bytes, told.sha256], [bytes.length, sha256(bytes)]);
        }
      }
      for (const { frame, path, sha256: original, form, whole } of originalsOf(name)) {
        const found = saved.find(({ frames }) => frames.includes(frame));
        if (original === undefined || form === 'damaged' || !whole || found === undefined) continue;
        if (!['complete', 'complete_unconfirmed'].includes(found.file.verdict.verdict)) continue;
        const { bytes } = form === 'local' ? found.as.local : found.as.wire;
        assert.equal(sha256(bytes), original, `${name}, packet ${frame}, ${path}`);
        same += 1;
      }
    });
  }

  test('there were many', () => {
    assert.ok(same >= 30, `${same} files were compared`);
  });
});
