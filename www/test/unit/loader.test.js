import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WINDOW, pullRange, share } from '../../loader.js';

test('a range is asked for in windows', async () => {
  /** @type {[number, number][]} */
  const asked = [];
  const rows = await pullRange(async (start, end) => {
    asked.push([start, end]);
    return Array.from({ length: end - start }, (_, index) => start + index);
  }, 0, WINDOW * 2 + 1);
  assert.deepEqual(asked, [[0, WINDOW], [WINDOW, WINDOW * 2], [WINDOW * 2, WINDOW * 2 + 1]]);
  assert.equal(rows.length, WINDOW * 2 + 1);
  assert.equal(rows.at(-1), WINDOW * 2);
});

test('asking stops where there is nothing left', async () => {
  let calls = 0;
  const rows = await pullRange(async () => { calls += 1; return calls === 1 ? [1, 2, 3] : []; }, 0, 100_000);
  assert.deepEqual(rows, [1, 2, 3]);
  assert.equal(calls, 2);
});

test('rows are shared out from the first session on', () => {
  assert.deepEqual(share([5, 10, 3], 100), [5, 10, 3]);
  assert.deepEqual(share([5, 10, 3], 12), [5, 7, 0]);
});
