import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listTarget, wishOf } from '../../packets/keys.js';
import { findPacket } from '../../packets/search.js';

/**
 * @import {FrameRowView} from '../../types/model.js'
 */

/**
 * @param {string} key
 * @param {string} [held]
 */
const wish = (key, held = '') => wishOf({
  key, ctrlKey: held === 'Ctrl', altKey: held === 'Alt', metaKey: held === 'Meta', shiftKey: held === 'Shift',
});

test('the keys of Wireshark ask for a packet', () => {
  for (const [key, held] of [['F8', ''], ['ArrowDown', 'Ctrl']]) assert.deepEqual(wish(key ?? '', held), { step: 1, sameConnection: false });
  for (const [key, held] of [['F7', ''], ['ArrowUp', 'Ctrl']]) assert.deepEqual(wish(key ?? '', held), { step: -1, sameConnection: false });
  assert.deepEqual(wish('.', 'Ctrl'), { step: 1, sameConnection: true });
  assert.deepEqual(wish(',', 'Ctrl'), { step: -1, sameConnection: true });
  assert.equal(wish('?', 'Shift'), 'help');
});

test('keys of the browser, and keys alone, ask for nothing', () => {
  for (const key of ['f', 't', 'w', 'n']) assert.equal(wish(key, 'Ctrl'), null);
  for (const key of ['ArrowDown', 'ArrowUp', '.', ',']) assert.equal(wish(key), null);
  assert.equal(wish('F8', 'Alt'), null);
  assert.equal(wish('F7', 'Shift'), null);
});

test('the keys of the list stay within it', () => {
  assert.equal(listTarget('ArrowDown', 5, 10, 4), 6);
  assert.equal(listTarget('ArrowDown', 10, 10, 4), 10);
  assert.equal(listTarget('PageUp', 3, 10, 4), 1);
  assert.equal(listTarget('End', 3, 10, 4), 10);
  assert.equal(listTarget(' ', 3, 10, 4), 3);
  assert.equal(listTarget('x', 3, 10, 4), null);
});

test('a packet is looked for window after window, in both directions', async () => {
  /** @type {[number, number][]} */
  const asked = [];
  /**
   * @param {number} start
   * @param {number} end
   */
  const ask = async (start, end) => {
    asked.push([start, end]);
    return Array.from({ length: end - start }, (_, index) => /** @type {FrameRowView} */ ({ number: start + index + 1 }));
  };
  /** @param {number[]} numbers */
  const among = (...numbers) => (/** @type {FrameRowView} */ { number }) => numbers.includes(number);
  assert.equal(await findPacket(ask, 1000, 11, 1, among(3, 450, 900)), 450);
  assert.deepEqual(asked, [[10, 210], [210, 410], [410, 610]]);
  assert.equal(await findPacket(ask, 1000, 899, -1, among(3, 450, 900)), 450);
  assert.equal(await findPacket(ask, 1000, 449, -1, among(3, 450)), 3);
  assert.equal(await findPacket(ask, 1000, 901, 1, among(3, 900)), null);
  assert.equal(await findPacket(ask, 1000, 1001, 1, () => true), null);
  assert.equal(await findPacket(ask, 1000, 0, -1, () => true), null);
});
