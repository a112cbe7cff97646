import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as store from '../../store.js';

/**
 * @import {Opened} from '../../types/model.js'
 */

const FILE = { name: 'a.pcap', size: 100 };
const OTHER = { name: 'b.pcap', size: 200 };
const OPENED = /** @type {Opened} */ (/** @type {unknown} */ ({ sessions: [] }));

test('a file that is read shows no progress until there is some', () => {
  const state = store.reading(store.EMPTY, FILE);
  assert.equal(state.phase, 'reading');
  assert.equal(state.progress, null);
  assert.deepEqual(store.progressed(state, { bytes: 1, frames: 0, ms: 400 }).progress, { bytes: 1, frames: 0, ms: 400 });
});

test('progress that comes after the end is not heard', () => {
  const state = store.shown(store.reading(store.EMPTY, FILE), OPENED);
  assert.equal(store.progressed(state, { bytes: 1, frames: 0, ms: 400 }), state);
});

test('cancelling brings back what was shown before', () => {
  const before = store.shown(store.reading(store.EMPTY, FILE), OPENED);
  const state = store.cancelled(store.reading(before, OTHER));
  assert.equal(state.phase, 'shown');
  assert.equal(state.file, FILE);
  assert.equal(state.cancelled, true);
});

test('a file given while another is read does not forget what was shown before', () => {
  const before = store.shown(store.reading(store.EMPTY, FILE), OPENED);
  const state = store.cancelled(store.reading(store.reading(before, OTHER), OTHER));
  assert.equal(state.file, FILE);
});

test('cancelling what is not being read changes nothing', () => {
  assert.equal(store.cancelled(store.EMPTY), store.EMPTY);
});

test('a failure keeps the file and drops what was shown', () => {
  const shown = store.shown(store.reading(store.EMPTY, FILE), OPENED);
  const problem = { code: 'empty_file', offset: 0, detail: null };
  const state = store.failed(store.reading(shown, OTHER), problem);
  assert.deepEqual([state.phase, state.file, state.problem, state.opened], ['failed', OTHER, problem, null]);
});

test('a new capture hides the passwords again', () => {
  const revealed = store.repulled(store.shown(store.reading(store.EMPTY, FILE), OPENED), OPENED, true);
  assert.equal(revealed.revealed, true);
  assert.equal(store.shown(store.reading(revealed, OTHER), OPENED).revealed, false);
});
