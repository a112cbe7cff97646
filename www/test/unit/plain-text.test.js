import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../plain-text.js';

test('what a browser would obey is shown instead', () => {
  assert.equal(plain('RETR \u202efdp.exe'), 'RETR \\u{202e}fdp.exe');
  assert.equal(plain('\u0007a\u009bb\u061c\u200f\u2066'), '\\u{7}a\\u{9b}b\\u{61c}\\u{200f}\\u{2066}');
});

test('all else stays as it is', () => {
  const text = 'bài tập.txt\n\tقائمة 列表 \u200d \ufffd <b>';
  assert.equal(plain(text), text);
  const bytes = new Uint8Array([7, 0x1b]);
  assert.equal(plain(bytes), bytes);
  assert.deepEqual(plain({ id: 1, none: null, is: true, list: [1, 'a\u0000'] }), { id: 1, none: null, is: true, list: [1, 'a\\u{0}'] });
});
