/** The questions on paper. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Format } from '../../format.js';
import { choice, every, one } from '../../lab/answer.js';
import { sheetName, worksheet } from '../../lab/worksheet.js';
import { Kit } from '../../parts/kit.js';
import { Words } from '../../words.js';

/** @import {Asked} from '../../lab/asked.js' */

const MARKUP = `<img src=x onerror="alert('1')">&`;

/** @param {'en' | 'vi'} language */
const kitOf = (language) => new Kit(new Words(language, JSON.parse(readFileSync(new URL(`../../strings/${language}.json`, import.meta.url), 'utf8'))), new Format(language));

/** @type {Asked[]} */
const ASKED = [
  { key: 'a', session: null, transfer: null, answer: one('text', [MARKUP], { where: { frames: [9], exchange: null } }),
    question: { id: 'a', ask: `Which ${MARKUP}?`, answer: { from: 'user' }, explain: `Since ${MARKUP}` } },
  { key: 'b', session: { number: 2, total: 3 }, transfer: { number: 1, total: 4 }, answer: choice(['active', 'passive'], 'passive'),
    question: { id: 'b', ask: { en: 'Which mode?', vi: 'Chế độ nào?' }, answer: { from: 'mode' } } },
  { key: 'c', session: null, transfer: null, answer: every('text', [['x'], ['y'], ['z']]), question: { id: 'c', ask: 'Which files?', answer: { from: 'uploaded_files' } } },
  { key: 'd', session: null, transfer: null, answer: one('choice', ['2'], { choices: ['1', '2'] }),
    question: { id: 'd', ask: 'Which?', answer: { choice: 2, choices: ['one', MARKUP] } } },
];

/**
 * @param {'en' | 'vi'} language
 * @param {boolean} withAnswers
 */
const sheetOf = (language, withAnswers) => worksheet(kitOf(language), { title: `Lab ${MARKUP}`, capture: `${MARKUP}.pcap`, asked: ASKED, withAnswers, css: 'p {}</style>' });

describe('a worksheet', () => {
  for (const withAnswers of [false, true]) {
    test(`holds texts as text, ${withAnswers ? 'with' : 'without'} answers`, () => {
      const page = sheetOf('en', withAnswers);
      assert.doesNotMatch(page, /<img|<\/style>(?!\s*<\/head>)/);
      assert.ok(page.includes('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;'));
      assert.match(page, /default-src 'none'/);
      assert.doesNotMatch(page, /<script|https?:/);
    });
  }

  test('has room for answers and none of them', () => {
    const page = sheetOf('en', false);
    assert.equal(page.match(/class="line"/g)?.length, 1 + 3);
    assert.match(page, /<li>active mode<\/li><li>passive mode<\/li>/);
    assert.match(page, /<b>Session 2 of 3\.<\/b> <b>Transfer 1 of 4\.<\/b> Which mode\?/);
    assert.doesNotMatch(page, /class="answer"|Since/);
  });

  test('has the answers where they are wanted, with their packets', () => {
    const page = sheetOf('en', true);
    assert.match(page, /<b>passive mode<\/b>/);
    assert.match(page, /<b>x, y, z<\/b>/);
    assert.match(page, /\(packet 9\)/);
    assert.match(page, /Since/);
    assert.doesNotMatch(page, /class="line"/);
  });

  test('is in the language of the page', () => {
    const page = sheetOf('vi', false);
    assert.match(page, /<html lang="vi">/);
    assert.match(page, /Chế độ nào\?/);
    assert.match(page, /Họ và tên/);
  });

  test('is named after the capture, safely', () => {
    const kit = kitOf('en');
    assert.equal(sheetName(kit, 'ftp_upload.pcap', false), 'ftp_upload-worksheet.html');
    assert.equal(sheetName(kit, '../../etc/x y.pcapng', true), 'etc-x-y-answers.html');
    assert.equal(sheetName(kit, '', false), 'worksheet.html');
    assert.equal(sheetName(kit, `${'long'.repeat(99)}.pcap`, false).length, 60 + '-worksheet.html'.length);
  });
});
