import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deeds } from '../../parts/deeds.js';

/**
 * @import {SessionState} from '../../types/model.js'
 */

/**
 * @param {[string, number | null][]} commands Verb and final code.
 * @param {[string, string][]} transfers Direction and outcome.
 */
const session = (commands, transfers = []) => /** @type {SessionState} */ (/** @type {unknown} */ ({
  exchanges: commands.map(([verb, code]) => ({ command: { verb }, final_code: code })),
  transfers: transfers.map(([direction, outcome]) => ({ direction, outcome })),
}));

test('completed transfers count by direction, all others as unfinished', () => {
  assert.deepEqual(
    deeds(session([], [['upload', 'completed'], ['listing', 'completed'], ['upload', 'completed'], ['download', 'refused']])),
    [['upload', 2], ['listing', 1], ['unfinished', 1]],
  );
});

test('changes count only when the server agreed', () => {
  assert.deepEqual(
    deeds(session([['MKD', 257], ['MKD', 550], ['RNFR', 350], ['RNTO', 250], ['DELE', null], ['XRMD', 250]])),
    [['made', 1], ['removed', 1], ['renamed', 1]],
  );
});

test('a greeting is nothing that was done', () => {
  const greeting = /** @type {SessionState} */ (/** @type {unknown} */ ({ exchanges: [{ command: null, final_code: 220 }], transfers: [] }));
  assert.deepEqual(deeds(greeting), []);
});
