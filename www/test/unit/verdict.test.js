import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Format } from '../../format.js';
import { rateText } from '../../parts/amount.js';
import { Kit } from '../../parts/kit.js';
import { reasonText } from '../../parts/verdict.js';
import { LANGUAGES, Words } from '../../words.js';

/**
 * @import {Language} from '../../words.js'
 */

const ROOT = new URL('../../', import.meta.url);

/** @param {Language} language */
const kitOf = (language) => new Kit(new Words(language, JSON.parse(readFileSync(new URL(`strings/${language}.json`, ROOT), 'utf8'))), new Format(language));

/**
 * What a function of the core may name: the texts on the right of its arms.
 * @param {string} file
 * @param {string} head Where it begins.
 * @param {RegExp} [pattern]
 */
function namesIn(file, head, pattern = /=> "(\w+)"/g) {
  const source = readFileSync(new URL(`../src/${file}`, ROOT), 'utf8');
  const from = source.indexOf(head);
  assert.ok(from >= 0, `${head} is not in ${file}`);
  const body = source.slice(from, source.indexOf('\n}', from));
  return [...body.matchAll(pattern)].map(([, name]) => name ?? '');
}

const VERDICTS = namesIn('session/verdict.rs', 'impl Verdict {');
const REASONS = namesIn('session/verdict.rs', 'impl Reason {');

for (const language of LANGUAGES) {
  test(`${language}: every code that the core gives of transfers has words`, () => {
    const { words } = kitOf(language);
    /** @type {[string, string[], number][]} */
    const fields = [
      ['value.verdict', VERDICTS, 10],
      ['reason', REASONS, 26],
      ['value.told_by', namesIn('view/transfer.rs', 'impl From<&ExpectedSize> for'), 6],
      ['value.data_end', namesIn('view/transfer.rs', 'impl TransferDataView', /DataEnd::\w+ => "(\w+)"/g), 3],
      ['value.protection', namesIn('view/transfer.rs', 'impl TransferView', /Protection::\w+ => "(\w+)"/g), 4],
      ['value.entry', namesIn('view/listing.rs', 'impl ListingEntryView'), 6],
      ['value.entry', namesIn('view/tree.rs', 'impl From<&TreeNode>'), 5],
    ];
    for (const [key, names, count] of fields) {
      assert.equal(names.length, count, `${key}: ${names.join(' ')}`);
      assert.deepEqual(names.filter((name) => !words.has(`${key}.${name}`)), [], key);
    }
  });
}

const transfer = (/** @type {Record<string, unknown>} */ own) => /** @type {any} */ ({
  verdict: { verdict: 'incomplete', reason: 'holes', bytes: 48000, missing: [{}, {}], last_frame: null },
  expected: [{ told_by: 'size', told: 500, bytes: 500 }],
  data: { bytes: 2448, missing_bytes: 45552, conflicting_bytes: null, damaged_frame: null },
  final_code: 226,
  ...own,
});

test('a reason is a sentence with its numbers', () => {
  const kit = kitOf('en');
  assert.match(reasonText(kit, transfer({})), /^45,552 bytes are missing, in 2 ranges:/);
  const fewer = transfer({ verdict: { verdict: 'incomplete', reason: 'fewer_than_told', bytes: 499, missing: [{}] } });
  assert.equal(reasonText(kit, fewer), 'Only 2,448 bytes are in the capture; 500 bytes are expected (told by the reply to SIZE).');
  assert.match(reasonText(kit, transfer({ verdict: { reason: 'refused', bytes: null, missing: [] }, final_code: 550 })), /\(code 550\)/);
  assert.match(reasonText(kit, transfer({ verdict: { reason: 'capture_ends', bytes: 9, missing: [], last_frame: 1234 } })), /packet 1234 /);
});

test('no reason leaves a placeholder', () => {
  for (const language of LANGUAGES) {
    const kit = kitOf(language);
    for (const reason of REASONS) {
      assert.doesNotMatch(reasonText(kit, transfer({ verdict: { reason, bytes: null, missing: [], last_frame: null }, expected: [] })), /[{}]/, `${language}: ${reason}`);
    }
  }
});

test('a reason without words is shown as it is', () => {
  assert.equal(reasonText(kitOf('en'), transfer({ verdict: { reason: 'unheard_of', bytes: null, missing: [] } })), 'unheard_of');
});

test('rates have three digits and the unit that fits', () => {
  const kit = kitOf('en');
  assert.deepEqual([0.5, 999, 1000, 6_180_000, 2.5e9].map((rate) => rateText(kit, rate)), ['0.5 B/s', '999 B/s', '1 kB/s', '6.18 MB/s', '2.5 GB/s']);
});
