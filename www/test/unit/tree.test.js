import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seenPlaces, stepInTree } from '../../files/tree.js';

/**
 * @import {TreeNodeView} from '../../types/model.js'
 */

/** A server with a directory, in it a directory with a file, and a file beside that; then a second server. */
const NODES = /** @type {TreeNodeView[]} */ (/** @type {unknown} */ ([
  { depth: 0, name: 'server' }, { depth: 1, name: 'pub' }, { depth: 2, name: 'deep' }, { depth: 3, name: 'a' }, { depth: 2, name: 'b' }, { depth: 0, name: 'other' },
]));

/** @param {number[]} closed */
const seen = (...closed) => seenPlaces(NODES, new Set(closed));

test('everything is seen but what lies below a closed place', () => {
  assert.deepEqual(seen().map(({ index }) => index), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(seen(2).map(({ index }) => index), [0, 1, 2, 4, 5]);
  assert.deepEqual(seen(0, 2).map(({ index }) => index), [0, 5]);
});

test('only what has something below it is a branch', () => {
  assert.deepEqual(seen(2).filter(({ branch }) => branch).map(({ index, open }) => [index, open]), [[0, true], [1, true], [2, false]]);
});

test('up and down lead to the next place that is seen, and stop at the ends', () => {
  assert.deepEqual(stepInTree(seen(2), 2, 'ArrowDown'), { to: 4 });
  assert.deepEqual(stepInTree(seen(2), 4, 'ArrowUp'), { to: 2 });
  assert.deepEqual(stepInTree(seen(), 5, 'ArrowDown'), { to: 5 });
  assert.deepEqual(stepInTree(seen(), 3, 'Home'), { to: 0 });
  assert.deepEqual(stepInTree(seen(), 0, 'End'), { to: 5 });
});

test('right opens, then goes in; left closes, then goes to the parent', () => {
  assert.deepEqual(stepInTree(seen(1), 1, 'ArrowRight'), { toggle: 1 });
  assert.deepEqual(stepInTree(seen(), 1, 'ArrowRight'), { to: 2 });
  assert.equal(stepInTree(seen(), 4, 'ArrowRight'), null);
  assert.deepEqual(stepInTree(seen(), 1, 'ArrowLeft'), { toggle: 1 });
  assert.deepEqual(stepInTree(seen(), 4, 'ArrowLeft'), { to: 1 });
  assert.equal(stepInTree(seen(), 5, 'ArrowLeft'), null);
});

test('other keys lead nowhere', () => {
  assert.equal(stepInTree(seen(), 3, 'Enter'), null);
  assert.deepEqual(stepInTree(seen(), 2, 'Enter'), { toggle: 2 });
  assert.equal(stepInTree(seen(), 2, 'x'), null);
});
