import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, rowOf, turned } from '../../files/rows.js';

/**
 * @import {LedgerRow, Order, Wanted} from '../../files/rows.js'
 * @import {TransferView} from '../../types/model.js'
 */

/**
 * @param {Record<string, unknown>} own
 * @param {Record<string, unknown>} data
 */
const transfer = (own = {}, data = {}) => /** @type {TransferView} */ (/** @type {unknown} */ ({
  id: 3, time: { seconds: 1, nanoseconds: 0 }, frame: 18, verb: 'RETR', argument: 'a', path: '/a', renamed_to: null, direction: 'download',
  mode: 'passive', expected: [], announced_bytes: null, size_bytes: null, duration_ms: 7, verdict: { verdict: 'complete' }, ...own,
  data: { state: 'captured', bytes: 1000, duration_ms: 500, first_frame: 15, last_frame: 30, frames: 14, ...data },
}));

test('a row has the bytes in the capture, those expected, and the rate of the data connection', () => {
  const row = rowOf(2, transfer({ expected: [{ bytes: null, told: 9 }, { bytes: 1200, told: 1200 }] }));
  assert.equal(row.session, 2);
  assert.deepEqual([row.bytes, row.expected, row.durationMs, row.rate], [1000, 1200, 500, 2000]);
});

test('without a data connection there are no bytes and no rate, and the time is that between the replies', () => {
  const row = rowOf(0, transfer({ announced_bytes: 77 }, { state: 'not_captured', bytes: 0, duration_ms: null, first_frame: null }));
  assert.deepEqual([row.bytes, row.expected, row.durationMs, row.rate], [null, 77, 7, null]);
});

test('a connection that took no measurable time has no rate', () => {
  assert.equal(rowOf(0, transfer({}, { duration_ms: 0 })).rate, null);
});

test('a path that nothing tells is empty', () => {
  assert.equal(rowOf(0, transfer({ path: null, argument: null })).path, '');
});

/** @type {Wanted} */
const ALL = { direction: '', verdict: '' };

/**
 * @param {Partial<LedgerRow>[]} rows
 * @param {Order} order
 * @param {Wanted} [wanted]
 */
const frames = (rows, order, wanted = ALL) => arrange(/** @type {LedgerRow[]} */ (rows), order, wanted, (a, b) => a.localeCompare(b)).map(({ frame }) => frame);

test('rows are sorted by any column, both ways, and equal ones stay in the order of the capture', () => {
  const rows = [{ frame: 1, path: 'b' }, { frame: 2, path: 'a' }, { frame: 3, path: 'b' }];
  assert.deepEqual(frames(rows, { column: 'path', down: false }), [2, 1, 3]);
  assert.deepEqual(frames(rows, { column: 'path', down: true }), [1, 3, 2]);
  assert.deepEqual(frames(rows, { column: 'frame', down: true }), [3, 2, 1]);
});

test('what is not known comes last, whichever way it is sorted', () => {
  const rows = [{ frame: 1, durationMs: null }, { frame: 2, durationMs: 5 }, { frame: 3, durationMs: 9 }];
  assert.deepEqual(frames(rows, { column: 'duration', down: false }), [2, 3, 1]);
  assert.deepEqual(frames(rows, { column: 'duration', down: true }), [3, 2, 1]);
});

test('verdicts are sorted from what needs a look to what is in order, unknown ones last', () => {
  const rows = [{ frame: 1, verdict: 'complete' }, { frame: 2, verdict: 'unheard_of' }, { frame: 3, verdict: 'incomplete' }, { frame: 4, verdict: 'failed' }];
  assert.deepEqual(frames(rows, { column: 'verdict', down: false }), [3, 4, 1, 2]);
});

test('only wanted rows are kept, and the given ones are left as they are', () => {
  const rows = [{ frame: 2, direction: 'upload', verdict: 'failed' }, { frame: 1, direction: 'upload', verdict: 'complete' }, { frame: 3, direction: 'listing', verdict: 'failed' }];
  assert.deepEqual(frames(rows, { column: 'frame', down: false }, { direction: 'upload', verdict: '' }), [1, 2]);
  assert.deepEqual(frames(rows, { column: 'frame', down: false }, { direction: 'upload', verdict: 'failed' }), [2]);
  assert.deepEqual(rows.map(({ frame }) => frame), [2, 1, 3]);
});

test('a second click on a column turns it, another column begins upwards', () => {
  const once = turned({ column: 'frame', down: false }, 'path');
  assert.deepEqual(once, { column: 'path', down: false });
  assert.deepEqual(turned(once, 'path'), { column: 'path', down: true });
  assert.deepEqual(turned({ column: 'path', down: true }, 'size'), { column: 'size', down: false });
});
