import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScrollMap, TALLEST_PX } from '../../packets/scroll.js';

test('a list that fits is scrolled pixel by pixel', () => {
  const map = new ScrollMap(5000, 24, 240);
  assert.equal(map.spacerPx, 120_000);
  assert.equal(map.rowAt(0), 0);
  assert.equal(map.rowAt(241), 10);
  assert.equal(map.scrollTopOf(10), 240);
  assert.equal(map.rowAt(119_760), 4990);
});

test('a longer list reaches its first and its last row, and each row between comes back', () => {
  const map = new ScrollMap(30_000_000, 24, 240);
  assert.equal(map.spacerPx, TALLEST_PX);
  assert.equal(map.rowAt(0), 0);
  assert.equal(map.rowAt(map.spacerPx - map.boxPx), 29_999_990);
  for (const row of [1, 2, 12_345_678, 29_999_989]) assert.equal(map.rowAt(map.scrollTopOf(row)), row);
});

test('a row is brought into view, and stays where it is when it is seen', () => {
  const map = new ScrollMap(5000, 24, 240);
  assert.equal(map.reveal(5, 0), 0);
  assert.equal(map.reveal(10, 0), 24);
  assert.equal(map.reveal(3, 240), 72);
  assert.equal(map.reveal(4999, 0), 4990 * 24);
});

test('a list shorter than its box does not scroll', () => {
  const map = new ScrollMap(3, 24, 240);
  assert.equal(map.rowAt(0), 0);
  assert.equal(map.scrollTopOf(2), 0);
});
