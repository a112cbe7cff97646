/** The lessons' texts: what they say of a capture has to be so. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Format } from '../../format.js';
import { parseQuestions } from '../../lab/questions.js';
import { LESSONS, WORKSHEETS } from '../../learn/lessons.js';
import { lineAt, pageOf } from '../../learn/page.js';
import { Kit } from '../../parts/kit.js';
import { LANGUAGES, Words } from '../../words.js';

const LEARN = new URL('../../learn/', import.meta.url);
const words = JSON.parse(readFileSync(new URL('../../strings/en.json', import.meta.url), 'utf8'));
const kit = new Kit(new Words('en', words), new Format('en'));

/**
 * A lesson with this text about a capture of three packets.
 * @param {string} text
 */
const lesson = (text) => pageOf(kit, '1-log-in', text, (name) => Promise.resolve({
  name, file: `${name}.pcap`, frames: 3, views: [], call: /** @type {any} */ (null),
  lines: new Map([[1, 'PASV'], [2, '227 Entering Passive Mode (192,0,2,20,59,16).'], [3, 'RETR <b>&.txt']]),
}));

describe('a lesson', () => {
  test('names packets with what they say, as text', async () => {
    const page = await lesson('{{show login view=story}}<p>{{1 PASV}} {{3 RETR <b>&.txt}} {{2}} {{= 59 × 256 + 16 = 15120}}</p>');
    assert.ok(page.includes('<p><code>PASV</code> (packet 1) <code>RETR &#60;b&#62;&#38;.txt</code> (packet 3) 2 <span class="sum">59 × 256 + 16 = 15120</span></p>'), page);
    assert.ok(page.includes('<ftp-capture src="../../samples/login.pcap" lang="en" panes="talk transfers packets" view="story" height="46rem">'), page);
    assert.ok(page.includes('   3  RETR &#60;b&#62;&#38;.txt'), 'the lines stand in it for those without scripts');
    assert.doesNotMatch(page, /\{\{/);
  });

  for (const [what, text] of [
    ['a packet that says something else', '{{1 EPSV}}'], ['half of what a packet says', '{{3 RETR}}'], ['a packet that is not there', '{{4}}'],
    ['a wrong sum', '{{= 59 × 256 + 16 = 15121}}'], ['a port that nobody announced', '{{= 59 × 256 + 17 = 15121}}'], ['a directive of no kind', '{{nothing}}'],
  ]) {
    test(`is refused that tells of ${what}`, async () => {
      await assert.rejects(lesson(`{{show login}}${text}`), /^Error: 1-log-in/);
    });
  }

  test('takes lines from exchanges with and without command or argument', () => {
    /** @type {any} */ const greeting = { command: null, replies: [{ code: 220, text: 'Hi', frame: 4 }] };
    /** @type {any} */ const asked = { command: { verb: 'PWD', argument: null, frame: 5 }, replies: [] };
    assert.deepEqual([...lineAt(greeting), ...lineAt(asked)], [[4, '220 Hi'], [5, 'PWD']]);
  });
});

test('every lesson is there in every language, with the same packets and questions that can be used', () => {
  for (const { id } of LESSONS) {
    const texts = LANGUAGES.map((language) => readFileSync(new URL(`${language}/${id}.html`, LEARN), 'utf8'));
    const told = texts.map((text) => [...text.matchAll(/\{\{([^}]*)\}\}/g)].map(([, directive]) => directive));
    assert.deepEqual(told[0], told[1], id);
    assert.deepEqual(parseQuestions(readFileSync(new URL(`questions/${id}.json`, LEARN), 'utf8')).problems, [], id);
  }
  for (const language of LANGUAGES) assert.equal(readdirSync(new URL(`${language}/`, LEARN)).length, LESSONS.length);
  for (const { lessons } of WORKSHEETS) assert.ok(lessons.every((id) => existsSync(new URL(`en/${id}.html`, LEARN))));
});
