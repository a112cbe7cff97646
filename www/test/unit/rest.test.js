import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rest, idle } from '../../rest.js';

test('the parts are fetched once, and whoever waits hears of it', async () => {
  let fetched = 0;
  let told = 0;
  const rest = new Rest(() => [Promise.resolve(fetched += 1)], () => { told += 1; });
  assert.equal(rest.state, 'waiting');
  await Promise.all([rest.fetch(), rest.fetch()]);
  await rest.fetch();
  await rest.there;
  assert.deepEqual([fetched, told, rest.state], [1, 1, 'there']);
});

test('what could not be fetched is missing, and is fetched anew when asked', async (t) => {
  const warned = t.mock.method(console, 'warn', () => {});
  let failing = true;
  /** @type {string[]} */
  const states = [];
  const rest = new Rest(() => [failing ? Promise.reject(new Error('offline')) : Promise.resolve(), Promise.resolve()], () => { states.push(rest.state); });
  await rest.fetch();
  assert.equal(warned.mock.callCount(), 1);
  failing = false;
  await rest.fetch();
  assert.deepEqual(states, ['missing', 'there']);
});

test('where the browser does not tell when it is idle it is guessed', async () => {
  assert.equal('requestIdleCallback' in globalThis, false);
  const start = performance.now();
  await idle();
  assert.ok(performance.now() - start > 100);
});
