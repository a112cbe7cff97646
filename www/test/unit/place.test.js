import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPlace, writePlace } from '../../place.js';

const NOTHING = { sample: null, view: 'conversation', select: null, lang: null };

test('a place is written and read again', () => {
  const place = /** @type {const} */ ({ sample: 'login', view: 'story', select: 9, lang: 'vi' });
  assert.equal(writePlace(place), '#sample=login&view=story&sel=9&lang=vi');
  for (const view of /** @type {const} */ (['conversation', 'story', 'lab'])) assert.equal(readPlace(writePlace({ ...place, view })).view, view);
  assert.equal(readPlace('#view=somewhere').view, 'conversation');
  assert.deepEqual(readPlace(writePlace(place)), place);
  assert.equal(writePlace({ ...place, sample: null, view: 'conversation', select: null, lang: null }), '');
});

test('what an address has no business to say is not heard', () => {
  for (const hash of ['', '#', '#sel=0', '#sel=-1', '#sel=1e9', '#sel=99999999999', '#view=x', '#lang=fr', '#reveal-passwords', '#%']) {
    assert.deepEqual(readPlace(hash), NOTHING, hash);
  }
});
