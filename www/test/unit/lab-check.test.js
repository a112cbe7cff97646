/** Answers that were typed, compared. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { choice, every, near, one, packets } from '../../lab/answer.js';
import { check } from '../../lab/check.js';

/** @import {Answer} from '../../lab/answer.js' */

/**
 * @param {Answer | null} answer
 * @param {Record<string, string[]>} expected Texts by the verdict, or by the verdict and the words: `near/case`.
 */
function judged(answer, expected) {
  assert.ok(answer);
  for (const [wanted, texts] of Object.entries(expected)) {
    for (const text of texts) {
      const { verdict, id } = check(answer, text);
      assert.equal(wanted.includes('/') ? `${verdict}/${id}` : verdict, wanted, JSON.stringify(text));
    }
  }
}

describe('what is typed', () => {
  test('a text counts letter by letter, without the quotes and spaces around it', () => {
    judged(one('text', ['upload.ftp']), {
      right: ['upload.ftp', ' upload.ftp ', '"upload.ftp"', '“upload.ftp”', '`upload.ftp`'],
      'near/case': ['Upload.FTP'],
      wrong: ['upload', 'upload.ftp.', 'up load.ftp'],
      'unread/empty': ['', '  \n'],
    });
  });

  test('a text is the same in both forms of Unicode', () => {
    judged(one('text', ['tài liệu.txt'.normalize('NFD')]), { right: ['tài liệu.txt'.normalize('NFC')] });
    judged(one('text', ['tài liệu.txt'.normalize('NFC')]), { right: ['tài liệu.txt'.normalize('NFD')] });
  });

  test('a text with quotes or spaces of its own can be typed as it is', () => {
    judged(one('text', ['"x"']), { right: ['"x"', '“"x"”'], wrong: ['x'] });
    judged(one('text', [' a']), { right: [' a'] });
  });

  test('a word counts in capital and small letters', () => {
    judged(one('word', ['vsFTPd', 'vsFTPd 3.0.3']), { right: ['vsftpd', 'VSFTPD', 'vsftpd  3.0.3'], wrong: ['vsftp', '3.0.3'] });
  });

  test('a number may have groups, of either language', () => {
    judged(one('number', [1000]), {
      right: ['1000', '1 000', '1,000', '1.000', '1\u00a0000', '1\u202f000', "1'000", ' 1000 '],
      wrong: ['100', '1001', '10.00', '-1000'],
      'unread/unread_number': ['many', '1000 packets', '1,00,0', '1..000'],
    });
    judged(one('number', [1_234_567]), { right: ['1,234,567', '1.234.567', '1234567'], unread: ['1.234,567.'] });
    judged(one('number', [1234.5]), { right: ['1234.5', '1,234.5', '1.234,5', '1234,5'], wrong: ['12345'] });
    judged(one('number', [-3]), { right: ['-3', '−3'], wrong: ['3'] });
  });

  test('a number may be off as far as it is told', () => {
    judged(one('number', [10], { tolerance: 0.5 }), { right: ['10', '9.5', '10,5'], wrong: ['10.6', '9'] });
  });

  test('a port is no amount', () => {
    judged(one('port', [57612], { near: near({ server_port: [21] }) }), {
      right: ['57612', 'port 57612', 'cổng 57612', '57612/tcp', ':57612', 'TCP 57612'],
      'near/server_port': ['21'],
      wrong: ['5761', '22'],
      'unread/unread_port': ['57,612', 'ftp', '70000', '-1'],
    });
  });

  test('a code may come with its text', () => {
    judged(one('code', [230]), { right: ['230', '230 Login successful.', '230-'], wrong: ['331'], 'unread/unread_code': ['2300', 'two', '23'] });
  });

  test('any of the packets, in the ways they are called', () => {
    judged(packets([9, 13]), {
      right: ['13', '#13', 'No. 13', 'packet 13', 'gói tin 13', 'gói 13', 'gói tin số 9', '9, 13', '9 and 13', '9 và 13'],
      'near/among': ['12, 13', '9-13'],
      wrong: ['12', '1, 2'],
      'unread/unread_packet': ['thirteen', '13.5', '13-', '5-2', '1-999999999'],
    });
  });

  test('all of the packets, in any order and as a range', () => {
    judged(every('packet', [[1], [2], [3]]), {
      right: ['1, 2, 3', '3 2 1', '1-3', '1 – 3', '1..3', '1, 2 and 3', '1;2;3', 'packets 1, 2, 3', '#1 #2 #3'],
      'near/some_missing': ['1, 2', '3'],
      'near/some_wrong': ['1, 2, 4', '1-4'],
      wrong: ['4, 5, 6'],
      unread: ['SYN'],
    });
  });

  test('how many of the parts are there', () => {
    const answer = every('packet', [[1], [2], [3]]);
    assert.ok(answer);
    assert.deepEqual(check(answer, '1, 2, 9').values, { right: 2, wrong: 1, total: 3 });
  });

  test('all of the names, one a line or with commas', () => {
    judged(every('text', [['a.txt', '/srv/a.txt'], ['b, c.txt']]), {
      right: ['a.txt\nb, c.txt', 'b, c.txt\n/srv/a.txt\n'],
      'near/some_missing': ['a.txt', 'b, c.txt'],
      'near/some_wrong': ['a.txt\nz'],
      wrong: ['z'],
    });
    judged(every('text', [['a'], ['b']]), { right: ['a, b', 'b;a', '"a", "b"'], 'near/some_missing': ['a, a'] });
  });

  test('an address counts in all its forms', () => {
    judged(one('address', ['192.0.2.10'], { near: near({ server_address: ['192.0.2.20'] }) }), {
      right: ['192.0.2.10', ' 192.0.2.10:57612 ', '192.000.002.010'],
      'near/server_address': ['192.0.2.20'],
      wrong: ['192.0.2.1'],
      'unread/unread_address': ['192.0.2', '192.0.2.300', 'localhost'],
    });
    judged(one('address', ['2001:db8::10']), {
      right: ['2001:db8::10', '2001:0DB8:0:0:0:0:0:10', '[2001:db8::10]', '[2001:db8::10]:21', '2001:db8::10%eth0', '2001:db8::10/64'],
      wrong: ['2001:db8::1'],
      unread: ['2001:db8:::10', '::g', '1:2'],
    });
  });

  test('a size is exact, or rounded where it has a unit', () => {
    judged(one('bytes', [1536]), {
      'right/right': ['1536', '1,536', '1.536', '1536 bytes', '1536 B', '1.5 KiB', '1,5 KB', '1.5 kB'],
      'right/right_rounded': ['1.54 KB', '2 KB'],
      wrong: ['1500', '1535', '3 KB', '1'],
      'unread/unread_bytes': ['big', '5 apples'],
    });
    judged(one('bytes', [2_000_000]), { 'right/right': ['2 MB', '2.000.000'], 'right/right_rounded': ['1.9 MiB'], wrong: ['2 KB', '2'] });
  });

  test('a span is in seconds unless it has a unit, and may be rounded', () => {
    judged(one('duration', [1512.4]), {
      right: ['1.5124', '1,5124', '1.5', '1.51 s', '1512 ms', '1512,4 ms', '1.5 giây', '2 s', '0:01.51'],
      'near/unit': ['1512', '1512.4'],
      wrong: ['1', '3', '15', '1.2'],
      'unread/unread_duration': ['long', '1.5 h'],
    });
    judged(one('duration', [0.35]), { right: ['0.35 ms', '350 µs', '0.00035'], wrong: ['0', '1', '0.1'] });
    judged(one('duration', [125_000]), { right: ['2:05', '125', '125 s', '2.08 min'], wrong: ['2:50', '5'] });
  });

  test('a hash, however its digits are grouped', () => {
    const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
    judged(one('hash', [md5]), {
      right: [md5, md5.toUpperCase(), `MD5: ${md5}`, md5.replace(/../g, '$& ').trim(), md5.replace(/..(?=.)/g, '$&:')],
      wrong: [md5.replace('d', 'e')],
      'near/hash_length': ['d41d'],
      'unread/unread_hash': ['xyz'],
    });
  });

  test('two numbers, alone or behind an address', () => {
    judged(one('pair', ['225,12']), {
      right: ['225,12', '225, 12', '225 12', '(225,12)', '192,168,1,7,225,12'],
      'near/turned': ['12,225'],
      wrong: ['225,13', '22,512'],
      'unread/unread_pair': ['57612', '225', 'two', '1,2,3'],
    });
  });

  test('a choice is one of its names', () => {
    judged(choice(['active', 'passive'], 'passive'), { right: ['passive'], wrong: ['active', 'Passive'], 'unread/empty': [''] });
  });

  test('what is right is not called near', () => {
    judged(one('port', [20], { near: near({ server_port: [20] }) }), { 'right/right': ['20'] });
  });
});

describe('an answer', () => {
  test('is none where the capture has no value', () => {
    assert.equal(one('text', [null, undefined, '']), null);
    assert.equal(packets([null]), null);
    assert.equal(every('packet', [[1], [null]]), null);
    assert.equal(every('text', []), null);
    assert.equal(choice(['a', 'b'], 'c'), null);
    assert.equal(choice(['a', 'b'], null), null);
  });

  test('keeps its packets in order, each once', () => {
    assert.deepEqual(packets([9, null, 3, 9])?.where.frames, [3, 9]);
  });
});
