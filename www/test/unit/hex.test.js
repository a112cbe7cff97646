import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byteAt, hexLines, piecesOf } from '../../packets/hex.js';

const bytes = Uint8Array.from({ length: 40 }, (_, index) => index + 0x30);

test('sixteen bytes a line, offset in front, characters behind', () => {
  assert.deepEqual(hexLines(bytes).slice(0, 1), ['0000  30 31 32 33 34 35 36 37  38 39 3a 3b 3c 3d 3e 3f  0123456789:;<=>?']);
  assert.equal(hexLines(bytes).length, 3);
  assert.equal(hexLines(Uint8Array.of(0, 0x7f, 0xff, 0x41))[0]?.slice(-4), '...A');
  assert.deepEqual(hexLines(new Uint8Array()), []);
});

test('masked bytes are not told, neither as digits nor as characters', () => {
  assert.deepEqual(hexLines(bytes.subarray(0, 4), [[1, 2]]), [`${'0000  30 •• •• 33'.padEnd(56)}0··3`]);
  const [whole, masked] = [hexLines(bytes), hexLines(bytes, [[14, 4]])];
  assert.deepEqual(masked.map((line) => line.length), whole.map((line) => line.length));
});

test('the pieces of some bytes hold just their digits and their characters', () => {
  const lines = hexLines(bytes);
  const texts = piecesOf(14, 4).map(({ line, from, to }) => lines[line]?.slice(from, to));
  assert.deepEqual(texts, ['3e 3f', '>?', '40 41', '@A']);
  assert.deepEqual(piecesOf(6, 3).map(({ line, from, to }) => lines[line]?.slice(from, to)), ['36 37  38', '678']);
  assert.deepEqual(piecesOf(3, 0), []);
});

test('each byte is found where it stands', () => {
  for (let byte = 0; byte < bytes.length; byte += 1) {
    for (const { line, from, to } of piecesOf(byte, 1)) {
      for (let column = from; column < to; column += 1) assert.equal(byteAt(line, column, bytes.length), byte);
    }
  }
});

test('where no byte stands none is found', () => {
  assert.equal(byteAt(0, 0, 40), null);
  assert.equal(byteAt(2, 30, 40), null);
  assert.equal(byteAt(0, 80, 40), null);
});
