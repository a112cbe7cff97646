/** Sets of questions: what is read, what is refused and why, and that the schema says the same. */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import { SCOPES } from '../../lab/names.js';
import { parseQuestions, textIn } from '../../lab/questions.js';
import { Words } from '../../words.js';

const ROOT = new URL('../../', import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, ROOT), 'utf8');
const SCHEMA = JSON.parse(read('lab/questions.schema.json'));
const BUILT_IN = read('lab/built-in.json');
const validate = new Ajv.default({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(SCHEMA);

const QUESTION = { id: 'a', ask: 'What?', answer: { text: 'this' } };

/** @param {object[]} questions */
const setOf = (...questions) => ({ schema: { name: 'ftpscope-lab', version: '1.0' }, title: 'T', questions });

/** @param {object} change */
const changed = (change) => setOf({ ...QUESTION, ...change });

/** @param {object} answer */
const answered = (answer) => changed({ answer });

/** @param {unknown} set */
const codesOf = (set) => parseQuestions(JSON.stringify(set)).problems.map(({ code }) => code);

/** Sets that are right. */
const RIGHT = {
  plain: setOf(QUESTION),
  'with a reference to the schema': { ...setOf(QUESTION), $schema: './questions.schema.json' },
  'a later minor version': { ...setOf(QUESTION), schema: { name: 'ftpscope-lab', version: '1.7' } },
  'in one language': { ...setOf({ ...QUESTION, ask: { vi: 'Gì?' } }), language: 'vi' },
  'with everything': changed({ hints: ['one', { en: 'two', vi: 'hai' }], where: { packet: 3 }, explain: 'because' }),
  'several texts': answered({ text: ['this', 'that'], exact: true }),
  'a number': answered({ number: -1.5, tolerance: 0.1 }),
  packets: answered({ packet: [1, 2] }),
  'a packet': answered({ packet: 7 }),
  'a choice': answered({ choice: 2, choices: ['a', { en: 'b', vi: 'c' }] }),
  'a name': answered({ from: 'packets' }),
  'a name of a session': answered({ from: 'user', session: 2 }),
  'a name of a transfer': answered({ from: 'mode', session: 1, transfer: 2 }),
  'a name with a command': answered({ from: 'command_packet', command: 'STOR' }),
  'a name with a code': answered({ from: 'reply_packet', code: 230, command: 'PASS' }),
  'for each session': changed({ each: 'session', answer: { from: 'user' } }),
  'for each transfer': changed({ each: 'transfer', answer: { from: 'mode' } }),
};

/**
 * Sets that are wrong: what is said about them.
 * @type {Record<string, [set: unknown, codes: string[]]>}
 */
const WRONG = {
  'a list': [[], ['not_a_set']],
  'something else in JSON': [{ name: 'x' }, ['not_a_set']],
  'another schema': [{ ...setOf(QUESTION), schema: { name: 'other', version: '1.0' } }, ['not_a_set']],
  'a later version': [{ ...setOf(QUESTION), schema: { name: 'ftpscope-lab', version: '2.0' } }, ['version']],
  'no version': [{ ...setOf(QUESTION), schema: { name: 'ftpscope-lab' } }, ['version']],
  'no title': [{ ...setOf(QUESTION), title: ' ' }, ['text']],
  'a language that there is not': [{ ...setOf(QUESTION), language: 'fr' }, ['language']],
  'a slip in a name': [{ ...setOf(QUESTION), titel: 'T' }, ['unknown']],
  'no questions': [setOf(), ['questions']],
  'too many questions': [setOf(...Array.from({ length: 201 }, (_, index) => ({ ...QUESTION, id: `q${index}` }))), ['questions']],
  'a question that is a text': [{ ...setOf(), questions: ['What?'] }, ['not_an_object']],
  'no id': [changed({ id: undefined }), ['id']],
  'an id with a space': [changed({ id: 'a b' }), ['id']],
  'no question': [changed({ ask: undefined }), ['text']],
  'a question in a language that there is not': [changed({ ask: { fr: 'Quoi ?' } }), ['text']],
  'no language at all': [changed({ ask: {} }), ['text']],
  'hints that are no list': [changed({ hints: 'look' }), ['hints']],
  'an empty hint': [changed({ hints: [''] }), ['text']],
  'too many hints': [changed({ hints: Array.from({ length: 11 }, () => 'look') }), ['hints']],
  'a place that is no packet': [changed({ where: { packet: 0 } }), ['where']],
  'a place that is more': [changed({ where: { packet: 1, exchange: 2 } }), ['where']],
  'an explanation that is a number': [changed({ explain: 7 }), ['text']],
  'no answer': [changed({ answer: undefined }), ['answer']],
  'an answer of no kind': [answered({}), ['answer']],
  'an answer of two kinds': [answered({ text: 'a', number: 1 }), ['answer']],
  'a slip in an answer': [answered({ number: 1, tolerence: 2 }), ['unknown']],
  'an empty text': [answered({ text: '' }), ['forms_text']],
  'no texts': [answered({ text: [] }), ['forms_text']],
  'exact as a text': [answered({ text: 'a', exact: 'yes' }), ['exact']],
  'a number as a text': [answered({ number: '1' }), ['number']],
  'a tolerance below zero': [answered({ number: 1, tolerance: -1 }), ['number']],
  'a packet that is no number': [answered({ packet: 'nine' }), ['forms_packet']],
  'packet 0': [answered({ packet: [0] }), ['forms_packet']],
  'one choice': [answered({ choice: 1, choices: ['a'] }), ['choices']],
  'no choices': [answered({ choice: 1 }), ['choices']],
  'an answer that there is not': [answered({ from: 'pasword' }), ['from']],
  'a name of every object': [answered({ from: 'constructor' }), ['from']],
  'no command': [answered({ from: 'command_packet' }), ['from_needs']],
  'no code': [answered({ from: 'reply_packet' }), ['from_needs']],
  'a command that cannot be': [answered({ from: 'command_packet', command: 'ST OR' }), ['command']],
  'a code that cannot be': [answered({ from: 'reply_packet', code: 42 }), ['code']],
  'session 0': [answered({ from: 'user', session: 0 }), ['place']],
  'a session that is a text': [answered({ from: 'user', session: '1' }), ['place']],
  'for each packet': [changed({ each: 'packet', answer: { from: 'user' } }), ['each', 'each_from']],
};

/**
 * What is wrong, but beyond a schema.
 * @type {Record<string, [set: unknown, codes: string[]]>}
 */
const BEYOND = {
  'an id twice': [setOf(QUESTION, QUESTION), ['id_twice']],
  'a choice that there is not': [answered({ choice: 3, choices: ['a', 'b'] }), ['choice']],
  'a session for the capture': [answered({ from: 'packets', session: 1 }), ['place']],
  'a transfer for a session': [answered({ from: 'user', transfer: 1 }), ['place']],
  'for each, and given': [changed({ each: 'session' }), ['each_given']],
  'for each transfer, of a session': [changed({ each: 'transfer', answer: { from: 'user' } }), ['each_from']],
  'for each session, and one named': [changed({ each: 'session', answer: { from: 'user', session: 1 } }), ['each_from']],
};

describe('a set of questions', () => {
  for (const [name, set] of Object.entries(RIGHT)) {
    test(`${name} is read`, () => {
      assert.deepEqual(codesOf(set), []);
      assert.ok(validate(set), JSON.stringify(validate.errors));
      assert.deepEqual(parseQuestions(`\uFEFF${JSON.stringify(set)}`).set, set);
    });
  }

  for (const [name, [set, codes]] of Object.entries(WRONG)) {
    test(`${name} is refused`, () => {
      assert.deepEqual(codesOf(set), codes);
      assert.ok(!validate(JSON.parse(JSON.stringify(set))), 'the schema takes it');
    });
  }

  for (const [name, [set, codes]] of Object.entries(BEYOND)) test(`${name} is refused`, () => assert.deepEqual(codesOf(set), codes));

  test('all faults are told at once, each with its question', () => {
    const { problems } = parseQuestions(JSON.stringify(setOf(QUESTION, { ...QUESTION, id: 'b', ask: '', hints: 'x' }, { id: 7 })));
    assert.deepEqual(problems.map(({ question, id, code }) => [question, id, code]), [
      [2, 'b', 'text'], [2, 'b', 'hints'], [3, null, 'text'], [3, null, 'id'], [3, null, 'answer'],
    ]);
  });

  test('what is no JSON is refused with the place', () => {
    const [found] = parseQuestions('{"schema": }').problems;
    assert.equal(found?.code, 'not_json');
    assert.match(String(found?.values['detail']), /\S/);
    assert.equal(parseQuestions(' '.repeat(1_000_001)).problems[0]?.code, 'too_long');
  });

  test('a text is given in the language of the reader, else in the other', () => {
    assert.equal(textIn('a', 'vi'), 'a');
    assert.equal(textIn({ en: 'a', vi: 'b' }, 'vi'), 'b');
    assert.equal(textIn({ en: 'a' }, 'vi'), 'a');
    assert.equal(textIn({ vi: 'b' }, 'en'), 'b');
  });
});

describe('the built-in set', () => {
  const { set, problems } = parseQuestions(BUILT_IN);

  test('is read, and fits the schema', () => {
    assert.deepEqual(problems, []);
    assert.ok(validate(JSON.parse(BUILT_IN)), JSON.stringify(validate.errors));
  });

  test('is written in both languages', () => {
    const vietnamese = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i;
    for (const { id, ask, hints = [], explain } of set?.questions ?? []) {
      for (const text of [ask, ...hints, ...(explain === undefined ? [] : [explain])]) {
        assert.ok(typeof text === 'object' && text.en && text.vi, id);
        assert.match(text.vi, vietnamese, id);
        assert.doesNotMatch(text.en, vietnamese, id);
      }
    }
  });
});

describe('what is named', () => {
  test('the schema has every name, and no other', () => {
    assert.deepEqual([...SCHEMA.definitions.name.enum].sort(), [...SCOPES.keys()].sort());
  });

  test('the documentation tells of every name', () => {
    const told = read('docs/lab.md');
    assert.deepEqual([...SCOPES.keys()].filter((name) => !told.includes(`\`${name}\``)), []);
  });

  test('there are words for all that is said', () => {
    const sources = readdirSync(new URL('lab/', ROOT)).filter((name) => name.endsWith('.js')).map((name) => read(`lab/${name}`));
    const matches = (/** @type {RegExp} */ pattern) => sources.flatMap((source) => [...source.matchAll(pattern)].map(([, found]) => found ?? ''));
    const kinds = (matches(/@typedef \{('text'[^}]*)\} Kind/g)[0] ?? '').split('|').map((kind) => kind.trim().replaceAll("'", ''));
    assert.ok(kinds.length > 10);
    const typed = kinds.filter((kind) => kind !== 'choice');
    const unread = typed.filter((kind) => !['text', 'word'].includes(kind));
    const nears = matches(/near: near\(\{(.*?)\}\)/g).flatMap((list) => [...list.matchAll(/(\w+): (?:\[|[\w.?]+[.(?[])/g)].map(([, id]) => id));
    assert.ok(nears.length > 30, `only ${nears.length}`);
    const keys = [
      ...matches(/\bsay\(kit, '([\w.]+)'/g), ...typed.map((kind) => `prompt.${kind}`), ...unread.map((kind) => `feedback.unread_${kind}`),
      ...nears.map((id) => `near.${id}`), ...matches(/verdict: 'near', id: '(\w+)'/g).map((id) => `near.${id}`),
      ...matches(/choice\(\s*\[([^\]]*)\]/g).flatMap((list) => list.match(/[a-z_]{2,}/g) ?? []).map((name) => `choice.${name}`),
      ...matches(/\bproblem\('(\w+)'/g).map((code) => `problem.${code}`), 'problem.forms_text', 'problem.forms_packet',
      'near.some_wrong', 'near.some_missing', 'feedback.right_rounded', 'prompt.texts', 'prompt.packets',
    ];
    for (const language of /** @type {const} */ (['en', 'vi'])) {
      const words = new Words(language, JSON.parse(read(`strings/${language}.json`)));
      assert.deepEqual(keys.filter((key) => !words.has(`lab.${key}`)), []);
    }
  });
});
