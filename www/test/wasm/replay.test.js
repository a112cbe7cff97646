/** The goldens again through the WebAssembly build: the same values, however the file is cut into pushes. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { captureOf } from '../support/drop.js';
import { FULL_WASM, WASM, reportOf } from '../support/replay.js';

/** @import {SessionReport, TransferView} from '../../types/model.js' */

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

/** What is in `tests/compressed`, by the ending of the file. The full module unpacks it. */
const COMPRESSED = /** @type {const} */ ([['gz', 'gzip'], ['zst', 'zstd'], ['lz4', 'lz4'], ['bz2', 'bzip2'], ['xz', 'xz']]);

/** @param {string} name */
const golden = (name) => JSON.parse(readFileSync(new URL(`${name}/expected.json`, CAPTURES), 'utf8'));

test('there are cases', () => {
  assert.ok(CASES.length >= 3, `${CASES.length} cases with expected.json in ${fileURLToPath(CAPTURES)}`);
});

for (const name of CASES) {
  test(`${name}: the golden fits the schema`, () => {
    assert.ok(validate(golden(name)), JSON.stringify(validate.errors?.slice(0, 3)));
  });
}

/**
 * @param {string} folder The module's.
 * @param {boolean} isFull
 */
function replay(folder, isFull) {
  for (const name of CASES) {
    const expected = golden(name);
    const file = readFileSync(captureOf(name));
    if (!isFull && expected.sessions.some(isForFull)) {
      test(`${name}: the full module is asked for`, async () => {
        await assert.rejects(reportOf(file, () => file.length, folder), { code: 'full_module_needed' });
      });
      continue;
    }

    test(`${name}: in one push`, async () => {
      assert.deepEqual(await reportOf(file, () => file.length, folder), expected);
    });

    test(`${name}: in pushes of random length`, async () => {
      assert.deepEqual(await reportOf(file, randomLengths(file.length), folder), expected);
    });

    if (file.length <= SMALL_BYTES) {
      test(`${name}: byte by byte`, async () => {
        assert.deepEqual(await reportOf(file, () => 1, folder), expected);
      });
    }
  }

  for (const [ending, compression] of COMPRESSED) {
    const file = readFileSync(new URL(`../compressed/login.pcap.${ending}`, CAPTURES));
    if (isFull) {
      test(`${compression} is unpacked`, async () => {
        const expected = golden('login');
        Object.assign(expected.capture, { bytes: file.length, compression, unpacked_bytes: expected.capture.bytes });
        assert.deepEqual(await reportOf(file, () => file.length, folder), expected);
        assert.deepEqual(await reportOf(file, () => 1, folder), expected);
      });
    } else {
      test(`${compression} asks for the full module`, async () => {
        await assert.rejects(reportOf(file, () => file.length, folder), { code: 'compressed', offset: 0, detail: compression });
      });
    }
  }

  test('a golden with another value does not fit', async () => {
    const [name] = CASES;
    assert.ok(name !== undefined);
    const wrong = golden(name);
    wrong.capture.frames += 1;
    await assert.rejects(async () => assert.deepEqual(await reportOf(readFileSync(captureOf(name)), () => 1000, folder), wrong));
    wrong.capture.frames = 'many';
    assert.equal(validate(wrong), false);
  });
}

const skipped = (/** @type {string} */ folder) => (existsSync(folder) ? false : `no module at ${folder}`);
/**
 * Whether only the full module reads a session: what TLS says of itself, data connections without announcement.
 * @param {SessionReport} session
 */
function isForFull({ tls, transfers }) {
  return tls !== null || listsItsFiles(transfers) || transfers.some((transfer) => transfer.data.inferred_by !== null || transfer.data.state === 'unknown' || isLookedAtAgain(transfer));
}

/**
 * Whether a listing may tell the size of a file.
 * @param {TransferView[]} transfers
 */
function listsItsFiles(transfers) {
  const there = transfers.filter(({ data, protection }) => data.connection !== null && protection === 'clear');
  return there.some(({ direction }) => direction === 'listing') && there.some(({ direction }) => direction !== 'listing');
}

/**
 * Whether one look does not tell what became of a transfer: bytes are missing, came more than once, or have to be decoded.
 * @param {TransferView} transfer
 */
function isLookedAtAgain({ data, verdict, protection, transfer_mode: mode, file_structure: structure }) {
  const isUneven = data.repeated_bytes > 0 || verdict.missing.length > 0;
  return protection === 'clear' && data.connection !== null && (isUneven || mode !== 'S' || structure !== 'F');
}

describe('replay in the small module', { skip: skipped(WASM) }, () => replay(WASM, false));
describe('replay in the full module', { skip: skipped(FULL_WASM) }, () => replay(FULL_WASM, true));
