/** Places of some things among all of them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Spans, framesText, parseFrames } from '../../spans.js';

test('a list of packets is read in any order, joined, and said as it is meant', () => {
  /** @param {string} text */
  const read = (text) => parseFrames(text)?.ranges ?? null;
  assert.deepEqual(read('5-20,31'), [[4, 20], [30, 31]]);
  assert.deepEqual(read(' 9 , 1 - 3, 4–6 '), [[0, 6], [8, 9]]);
  for (const wrong of ['', 'x', '0', '5-', '-5', '7-5', '5,', '1-2-3', '1.5', '99999999999', Array.from({ length: 1001 }, () => '1').join()]) {
    assert.equal(read(wrong), null, wrong);
  }
  assert.equal(framesText(new Spans([[4, 20], [30, 31]])), '5–20, 31');
});

test('what is counted without the others is found among all, and back', () => {
  const spans = new Spans([[10, 12], [20, 25], [30, 31]]);
  const places = [10, 11, 20, 21, 22, 23, 24, 30];
  assert.equal(spans.count, places.length);
  assert.deepEqual(places.map((_, place) => spans.at(place)), places);
  assert.equal(spans.at(8), null);
  assert.equal(spans.at(-1), null);
  for (let place = 0; place < 40; place += 1) {
    assert.equal(spans.has(place), places.includes(place), String(place));
    assert.equal(spans.before(place), places.filter((one) => one < place).length, String(place));
  }
  for (let start = 0; start <= 9; start += 1) {
    for (let end = start; end <= 10; end += 1) {
      const found = spans.slice(start, end).flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index));
      assert.deepEqual(found, places.slice(start, end), `${start}-${end}`);
    }
  }
});

test('numbers in turn are ranges; those who are asked count among all', async () => {
  const spans = Spans.from(new Uint32Array([2, 4, 7, 8]));
  /** @type {[number, number][]} */
  const asked = [];
  const rows = await spans.pull(async (start, end) => {
    asked.push([start, end]);
    return Array.from({ length: end - start }, (_, index) => start + index);
  }, 1, 3);
  assert.deepEqual([rows, asked], [[3, 7], [[3, 4], [7, 8]]]);
});
