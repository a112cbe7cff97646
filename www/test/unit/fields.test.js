import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ancestors, pathOfByte, seenItems, step } from '../../packets/fields.js';

/**
 * @import {FieldView} from '../../types/model.js'
 */

/**
 * @param {string} name
 * @param {number} start
 * @param {number} length
 * @param {FieldView[]} children
 * @returns {FieldView}
 */
const field = (name, start, length, children = []) => ({ name, value: '', start, length, frame: null, children });

const LAYERS = [
  field('eth', 0, 14),
  field('ip', 14, 20, [field('ip.src', 26, 4), field('ip.dst', 30, 4)]),
  field('ftp', 34, 12, [field('ftp.request', 34, 12, [field('ftp.request.command', 34, 4)])]),
];

/** @param {string[]} open */
const paths = (open) => seenItems(LAYERS, new Set(open)).map(({ path }) => path);

test('only open branches show their children', () => {
  assert.deepEqual(paths([]), ['0', '1', '2']);
  assert.deepEqual(paths(['1', '2.0']), ['0', '1', '1.0', '1.1', '2']);
  assert.deepEqual(paths(['2', '2.0']), ['0', '1', '2', '2.0', '2.0.0']);
});

test('a byte leads to the deepest field that holds it', () => {
  assert.equal(pathOfByte(LAYERS, 0), '0');
  assert.equal(pathOfByte(LAYERS, 15), '1');
  assert.equal(pathOfByte(LAYERS, 27), '1.0');
  assert.equal(pathOfByte(LAYERS, 35), '2.0.0');
  assert.equal(pathOfByte(LAYERS, 40), '2.0');
  assert.equal(pathOfByte(LAYERS, 99), null);
});

test('the branches around a field are known', () => {
  assert.deepEqual(ancestors('2.0.0'), ['2', '2.0']);
  assert.deepEqual(ancestors('1'), []);
});

test('the arrow keys go through the tree', () => {
  const items = seenItems(LAYERS, new Set(['1']));
  assert.deepEqual(step(items, '0', 'ArrowDown'), { path: '1' });
  assert.deepEqual(step(items, '0', 'ArrowUp'), { path: '0' });
  assert.deepEqual(step(items, '1', 'ArrowRight'), { path: '1.0' });
  assert.deepEqual(step(items, '1', 'ArrowLeft'), { toggle: '1' });
  assert.deepEqual(step(items, '1.1', 'ArrowLeft'), { path: '1' });
  assert.deepEqual(step(items, '2', 'ArrowRight'), { toggle: '2' });
  assert.deepEqual(step(items, '2', 'Enter'), { toggle: '2' });
  assert.deepEqual(step(items, '0', 'End'), { path: '2' });
  assert.equal(step(items, '0', 'ArrowRight'), null);
  assert.equal(step(items, '0', 'x'), null);
});
