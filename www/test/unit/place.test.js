import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { isMeant, markOf } from '../../file-mark.js';
import { readPlace, writePlace } from '../../place.js';

const NOTHING = { sample: null, file: null, view: 'conversation', select: null, lang: null };

test('a place is written and read again', () => {
  const place = /** @type {const} */ ({ sample: 'login', file: null, view: 'story', select: 9, lang: 'vi' });
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

test('a file that was given is told by name, size and hash, and read again where they are sound', () => {
  const sha256 = '0123456789abcdef'.repeat(4);
  const place = { ...readPlace(''), file: { name: 'my capture & more.pcap', size: 12345, sha256 } };
  assert.equal(writePlace(place), `#file=my+capture+%26+more.pcap&size=12345&sha256=${sha256}`);
  assert.deepEqual(readPlace(writePlace(place)), place);
  assert.deepEqual(readPlace('#file=a&size=1&sha256=abc').file, { name: 'a', size: 1, sha256: null });
  assert.equal(readPlace(`#file=${'x'.repeat(1000)}&size=1`).file?.name.length, 255);
  for (const hash of ['#file=a', '#size=1', '#file=&size=1', '#file=a&size=-1', '#file=a&size=1e3', '#file=a&size=9999999999999999']) {
    assert.equal(readPlace(hash).file, null, hash);
  }
});

test('a file is the one that is meant by its size and its beginning; where one is not hashed, by its name', async () => {
  const content = new Uint8Array(1_048_577).fill(7);
  const mark = await markOf(new File([content], 'a.pcap'));
  assert.equal(mark.sha256, createHash('sha256').update(content.subarray(0, 1_048_576)).digest('hex'));
  assert.ok(isMeant(mark, await markOf(new File([content], 'b.pcap'))), 'it may be called otherwise');
  assert.ok(!isMeant(mark, await markOf(new File([content.fill(8, 0, 1)], 'a.pcap'))));
  assert.ok(!isMeant(mark, { ...mark, size: 3 }));
  assert.ok(isMeant(mark, { ...mark, sha256: null }));
  assert.ok(!isMeant(mark, { ...mark, name: 'b.pcap', sha256: null }));
});
