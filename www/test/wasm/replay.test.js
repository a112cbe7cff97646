/** The goldens again through the WebAssembly build: the same values, however the file is cut into pushes. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { captureOf } from '../support/drop.js';
import { WASM, reportOf } from '../support/replay.js';

const CAPTURES = new URL('../../../tests/captures/', import.meta.url);
const SCHEMA = JSON.parse(readFileSync(new URL('../../types/report.schema.json', import.meta.url), 'utf8'));

/** A file up to this many bytes is also pushed byte by byte. */
const SMALL_BYTES = 20_000;

const CASES = readdirSync(CAPTURES).filter((name) => existsSync(new URL(`${name}/expected.json`, CAPTURES)));

/**
 * Pieces of random length, the same at each run.
 * @param {number} seed
 * @returns {() => number}
 */
function randomLengths(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 1 + (state >>> 8) % 500;
  };
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const validate = ajv.compile({ ...SCHEMA, $ref: '#/$defs/Report', type: undefined, properties: undefined, required: undefined });

describe('replay', { skip: existsSync(WASM) ? false : `no module at ${WASM}` }, () => {
  test('there are cases', () => {
    assert.ok(CASES.length >= 3, `${CASES.length} cases with expected.json in ${fileURLToPath(CAPTURES)}`);
  });

  for (const name of CASES) {
    const expected = JSON.parse(readFileSync(new URL(`${name}/expected.json`, CAPTURES), 'utf8'));
    const file = readFileSync(captureOf(name));

    test(`${name}: the golden fits the schema`, () => {
      assert.ok(validate(expected), JSON.stringify(validate.errors?.slice(0, 3)));
    });

    test(`${name}: in one push`, async () => {
      assert.deepEqual(await reportOf(file, () => file.length), expected);
    });

    test(`${name}: in pushes of random length`, async () => {
      assert.deepEqual(await reportOf(file, randomLengths(file.length)), expected);
    });

    if (file.length <= SMALL_BYTES) {
      test(`${name}: byte by byte`, async () => {
        assert.deepEqual(await reportOf(file, () => 1), expected);
      });
    }
  }

  test('a golden with another value does not fit', async () => {
    const [name] = CASES;
    assert.ok(name !== undefined);
    const golden = JSON.parse(readFileSync(new URL(`${name}/expected.json`, CAPTURES), 'utf8'));
    golden.capture.frames += 1;
    await assert.rejects(async () => assert.deepEqual(await reportOf(readFileSync(captureOf(name)), () => 1000), golden));
    golden.capture.frames = 'many';
    assert.equal(validate(golden), false);
  });
});
