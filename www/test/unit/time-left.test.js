import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeLeft } from '../../time-left.js';

/**
 * What is told when `bytes` of 1,000 were read in `ms`.
 * @param {number} bytes
 * @param {number} ms
 */
const told = (bytes, ms) => timeLeft({ bytes, frames: 0, ms }, 1000);

test('nothing is told in the first two seconds, of no bytes, and where nothing is left', () => {
  assert.equal(told(100, 1999), null);
  assert.notEqual(told(100, 2000), null);
  assert.equal(told(0, 5000), null);
  assert.notEqual(told(999, 5000), null);
  assert.equal(told(1000, 5000), null);
});

test('the time left follows from the speed so far', () => {
  // 100 bytes a second.
  assert.deepEqual(told(200, 2000), { unit: 'seconds', count: 10 });
  assert.deepEqual(told(500, 5000), { unit: 'seconds', count: 5 });
  assert.deepEqual(told(100, 20_000), { unit: 'minutes', count: 3 });
  assert.deepEqual(told(1, 20_000), { unit: 'hours', count: 6 });
});

test('it is told in steps, as a person would', () => {
  /** @param {number} seconds */
  const of = (seconds) => timeLeft({ bytes: 1, frames: 0, ms: seconds * 1000 }, 2);
  assert.deepEqual(of(16), { unit: 'seconds', count: 20 });
  assert.deepEqual(of(20), { unit: 'seconds', count: 20 });
  assert.deepEqual(of(55), { unit: 'seconds', count: 55 });
  assert.deepEqual(of(56), { unit: 'minutes', count: 1 });
  assert.deepEqual(of(89), { unit: 'minutes', count: 1 });
  assert.deepEqual(of(91), { unit: 'minutes', count: 2 });
  assert.deepEqual(of(5340), { unit: 'minutes', count: 89 });
  assert.deepEqual(of(5400), { unit: 'hours', count: 2 });
});

test('a file read at one speed counts down and never up, in few steps', () => {
  /** @type {string[]} */
  const said = [];
  let before = Infinity;
  for (let bytes = 10; bytes < 1000; bytes += 1) {
    const left = told(bytes, bytes * 300);
    assert.ok(left);
    const seconds = left.count * { seconds: 1, minutes: 60, hours: 3600 }[left.unit];
    assert.ok(seconds <= before, `${seconds} s after ${before} s`);
    before = seconds;
    const text = `${left.count} ${left.unit}`;
    if (said.at(-1) !== text) said.push(text);
  }
  assert.deepEqual([said.length, said[0], said.at(-1)], [16, '5 minutes', '5 seconds']);
});
