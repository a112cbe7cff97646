/** The lab on captures: every built-in question has an answer that is found right, and others that are not. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { resolved } from '../../lab/answer.js';
import { ask, sessionsOf } from '../../lab/asked.js';
import { check } from '../../lab/check.js';
import { pullMaterial } from '../../lab/material.js';
import { SCOPES } from '../../lab/names.js';
import { parseQuestions } from '../../lab/questions.js';
import { captureOf } from '../support/drop.js';
import { FULL_WASM, openedOf } from '../support/replay.js';

/**
 * @import {Answer} from '../../lab/answer.js'
 * @import {Asked} from '../../lab/asked.js'
 * @import {QuestionSet} from '../../lab/questions.js'
 */

const CAPTURES = new URL('../../../tests/captures/', import.meta.url);
const CASES = readdirSync(CAPTURES).filter((name) => existsSync(new URL(`${name}/expected.json`, CAPTURES)));
const BUILT_IN = setOf(readFileSync(new URL('../../lab/built-in.json', import.meta.url), 'utf8'));
const skip = existsSync(FULL_WASM) ? false : `no module at ${FULL_WASM}`;

/**
 * What is typed where the answer is none of it.
 * @type {Record<string, string>}
 */
const WRONG = {
  text: 'no such name', word: 'no such word', number: '987654', port: '1', code: '999', packet: '987654', address: '203.0.113.77', bytes: '98765432',
  duration: '9876', pair: '255,254',
};

/**
 * Something that is not the answer, but might be one.
 * @param {Answer} answer
 */
function wrongFor({ kind, choices, values }) {
  const right = String(values[0]?.[0]);
  if (kind === 'choice') return choices.find((choice) => choice !== right) ?? '';
  return kind === 'hash' ? 'a'.repeat(right.length) : WRONG[kind] ?? '';
}

/** @param {string} text */
function setOf(text) {
  const { set, problems } = parseQuestions(text);
  assert.deepEqual(problems, []);
  return /** @type {QuestionSet} */ (set);
}

/**
 * What a set asks of the capture of a case, with the answers that are there.
 * @param {string} name
 * @param {QuestionSet} set
 * @returns {Promise<(Asked & { answer: Answer | null })[]>}
 */
async function askedOf(name, set) {
  const { call, views, free } = await openedOf(readFileSync(captureOf(name)));
  try {
    const material = await pullMaterial({ call }, views, sessionsOf(set, views, null));
    const asked = [];
    for (const one of ask(set, material)) asked.push({ ...one, answer: one.answer === null ? null : await resolved(one.answer) });
    return asked;
  } finally {
    free();
  }
}

/**
 * Answers by the keys of their questions.
 * @param {(Asked & { answer: Answer | null })[]} asked
 */
const byKey = (asked) => new Map(asked.map(({ key, answer }) => [key, answer]));

/**
 * An answer as somebody types it.
 * @param {Answer} answer
 * @param {number} form
 */
function typedFor({ kind, values, several }, form) {
  const parts = values.map((forms) => String(forms[Math.min(form, forms.length - 1)]));
  if (several) return parts.join(kind === 'packet' ? ', ' : '\n');
  return kind === 'duration' ? `${parts[0]} ms` : String(parts[0]);
}

/**
 * Questions that ask for the named answers.
 * @param {Record<string, object>} answers
 */
function askFor(answers) {
  const questions = Object.entries(answers).map(([id, answer]) => ({ id, ask: id, answer }));
  return setOf(JSON.stringify({ schema: { name: 'ftpscope-lab', version: '1.0' }, title: 'T', questions }));
}

describe('the lab', { skip }, () => {
  /**
   * Names that some capture had an answer to.
   * @type {Set<string>}
   */
  const answered = new Set();

  for (const name of CASES) {
    test(`${name}: right answers are right, wrong ones are not`, async () => {
      const all = askFor(Object.fromEntries([...SCOPES.keys()].map((from) => [from, {
        from, ...(from === 'reply_packet' ? { code: 226 } : {}),
        ...(['command_packet', 'command_argument', 'commands_sent', 'reply_code'].includes(from) ? { command: 'USER' } : {}),
      }])));
      for (const { key, question, answer } of [...await askedOf(name, BUILT_IN), ...await askedOf(name, all)]) {
        if (answer === null) continue;
        if ('from' in question.answer) answered.add(question.answer.from);
        assert.ok(answer.values.length > 0 && answer.values.every((forms) => forms.length > 0), key);
        for (const form of [0, 1, 2, 3]) {
          const typed = typedFor(answer, form);
          assert.equal(check(answer, typed).verdict, 'right', `${key}: ${typed}`);
        }
        assert.equal(check(answer, wrongFor(answer)).verdict, 'wrong', key);
        // Spans may be nearly the same; everything else is told apart.
        const near = answer.kind === 'duration' ? [] : answer.near.flatMap(({ values }) => values).filter((value) => !answer.values.flat().includes(value));
        for (const value of near) assert.equal(check(answer, String(value)).verdict, 'near', `${key}: ${value}`);
      }
    });
  }

  test('every name has an answer in some capture', () => {
    assert.deepEqual([...SCOPES.keys()].filter((name) => !answered.has(name)), []);
  });
});

/**
 * What is right in some captures, as their packets show it to whoever reads them by hand; null is not asked at all.
 * @type {Record<string, Record<string, string | null>>}
 */
const TRUTHS = {
  login: {
    packets: '15', sessions: '1', 'client-address/0': '192.0.2.10', 'server-address/0': '192.0.2.20', 'client-port/0': '57927', 'server-port/0': '21',
    'handshake/0': '1, 2, 3', 'banner-packet/0': '4', 'server-software/0': 'vsFTPd', 'user/0': 'user1', 'user-packet/0': '10', 'password/0': 'secret1',
    'password-readable/0': 'yes', 'login-result/0': 'accepted', 'login-code/0': '230', 'login-packet/0': '14', 'commands/0': '3',
    'system/0': null, 'uploaded-files/0': null, 'closed-by/0': null, 'mode/0/0': null, 'contents-captured': null,
  },
  'passive-with-data': {
    packets: '67', sessions: '1', 'client-port/0': '59395', 'commands/0': '11', 'uploaded-files/0': 'upload.ftp', 'downloaded-files/0': 'table.csv',
    'transfer-packet/0/0': '18', 'transfer-command/0/0': 'RETR', 'file-name/0/0': 'table.csv', 'type/0/0': 'I', 'mode/0/0': 'passive',
    'announcing-packet/0/0': '14', 'port-numbers/0/0': '241,201', 'announced-port/0/0': '61897', 'data-opened-by/0/0': 'client',
    'preliminary-packet/0/0': '19', 'final-packet/0/0': '31', 'file-size/0/0': '5369', 'captured/0/0': 'whole', 'transfer-duration/0/0': '0.000416',
    'sha256/0/0': '9eda9d3ac2f4314fabb335642f1249c35e1a50f7aa5bf536464e79df2e610bf4',
    'transfer-packet/0/1': '38', 'transfer-command/0/1': 'STOR', 'announced-port/0/1': '8599', 'file-size/0/1': '19', 'sha256/0/1': 'f0df483c85c592946639f3c86c69601810e56ca743702a5af0e936899f3eefca',
    'transfer-packet/0/2': null, 'closed-by/0': 'server', 'closing-flag/0': 'FIN', 'session-duration/0': '17.8 ms', 'contents-captured': 'yes',
  },
  'upload-active': {
    packets: '11', 'handshake/0': null, 'user/0': null, 'password/0': null, 'login-result/0': null, 'client-port/0': '46169', 'working-directory/0': '/home/user1',
    'uploaded-files/0': 'upload.ftp', 'transfer-packet/0/0': '8', 'mode/0/0': 'active', 'announcing-packet/0/0': '6', 'port-numbers/0/0': '149,63',
    'announced-port/0/0': '38207', 'data-opened-by/0/0': 'server', 'preliminary-packet/0/0': '9', 'final-packet/0/0': '10', 'file-size/0/0': null,
    'captured/0/0': 'not_captured', 'sha256/0/0': null, 'contents-captured': 'no', 'closed-by/0': null,
  },
  'wrong-then-anonymous': {
    'user/0': 'anonymous', 'user-packet/0': '12', 'password/0': 'guest@example.org', 'login-result/0': 'accepted', 'login-packet/0': '16',
    'working-directory/0': '/', 'commands/0': '6', 'closed-by/0': 'server', 'session-duration/0': '1.79',
  },
  'make-rename-delete': {
    'made-directories/0': 'reports', 'removed-directories/0': '/home/user1/reports', 'deleted-files/0': 'final.txt', 'uploaded-files/0': 'draft.txt',
    'commands/0': '18', 'working-directory/0': '/home/user1', 'captured/0/0': 'not_captured', 'announced-port/0/0': '39848',
  },
  'epsv-ipv6': {
    'client-address/0': '2001:DB8:0:0:0:0:0:10', 'server-address/0': '[2001:db8::20]:21', 'announcing-packet/0/0': '14', 'announced-port/0/0': '64919',
    'port-numbers/0/0': null, 'mode/0/0': 'passive', 'data-opened-by/0/0': 'client', 'file-size/0/0': '5.4 kB',
  },
};

describe('the answers to the built-in questions', { skip }, () => {
  for (const [name, truth] of Object.entries(TRUTHS)) {
    test(name, async () => {
      const answers = byKey(await askedOf(name, BUILT_IN));
      for (const [key, typed] of Object.entries(truth)) {
        const answer = answers.get(key) ?? null;
        if (typed === null) assert.equal(answer, null, key);
        else assert.equal(answer && check(answer, typed).verdict, 'right', `${key}: ${JSON.stringify(answer?.values)}`);
      }
    });
  }

  test('what belongs to something else is told', async () => {
    const answers = byKey(await askedOf('passive-with-data', BUILT_IN));
    /** @type {[key: string, typed: string, id: string][]} */
    const said = [
      ['client-address/0', '192.0.2.20', 'server_address'], ['client-port/0', '21', 'server_port'], ['sessions', '4', 'connections'],
      ['user-packet/0', '9', 'password_packet'], ['login-packet/0', '9', 'password_packet'], ['transfer-command/0/0', 'get', 'typed_command'],
      ['transfer-packet/0/0', '19', 'its_reply'], ['announcing-packet/0/0', '13', 'same_exchange'], ['announced-port/0/0', '51698', 'other_data_port'],
      ['port-numbers/0/0', '201,241', 'turned'], ['final-packet/0/0', '19', 'preliminary_packet'], ['handshake/0', '1, 2', 'some_missing'],
    ];
    for (const [key, typed, id] of said) assert.deepEqual([key, check(/** @type {Answer} */ (answers.get(key)), typed).id], [key, id]);
  });
});

describe('a set of somebody’s own', { skip }, () => {
  test('names sessions and transfers, commands and codes', async () => {
    const answers = byKey(await askedOf('passive-with-data', askFor({
      listing: { from: 'transfer_command', transfer: 3 }, 'listing-port': { from: 'announced_port', session: 1, transfer: 3 },
      pasv: { from: 'command_packet', command: 'pasv' }, 'how-many': { from: 'commands_sent', command: 'PASV' }, kind: { from: 'command_argument', command: 'TYPE' },
      closing: { from: 'reply_packet', code: 221 }, code: { from: 'reply_code', command: 'QUIT' }, given: { text: ['two', '2'] }, number: { number: 4, tolerance: 1 },
      packet: { packet: [7, 8] }, choice: { choices: ['a', 'b'], choice: 2 }, fourth: { from: 'mode', transfer: 4 }, second: { from: 'user', session: 2 },
      masked: { from: 'command_argument', command: 'PASS' },
    })));
    /** @type {Record<string, string | null>} */
    const typed = {
      listing: 'LIST', 'listing-port': '29437', pasv: '33', 'how-many': '3', kind: 'A', closing: '64', code: '221', given: 'TWO', number: '5', packet: '8', choice: '2',
      fourth: null, second: null, masked: null,
    };
    for (const [key, text] of Object.entries(typed)) {
      const answer = answers.get(key) ?? null;
      if (text === null) assert.equal(answer, null, key);
      else assert.equal(answer && check(answer, text).verdict, 'right', key);
    }
  });

  test('asks once for each session and each transfer, in their order', async () => {
    const set = setOf(JSON.stringify({
      schema: { name: 'ftpscope-lab', version: '1.0' }, title: 'T', questions: [
        { id: 'first', ask: '?', answer: { number: 1 } }, { id: 'who', ask: '?', each: 'session', answer: { from: 'user' } },
        { id: 'how', ask: '?', each: 'transfer', answer: { from: 'mode' } }, { id: 'which', ask: '?', each: 'transfer', answer: { from: 'file_name' } },
      ],
    }));
    const asked = await askedOf('mirror-over-two-connections', set);
    assert.deepEqual(asked.map(({ key }) => key), [
      'first', 'who/0', 'how/0/1', 'which/0/1', 'how/0/2', 'which/0/2', 'who/1', 'how/1/0', 'which/1/0', 'how/1/1', 'which/1/1',
    ]);
    assert.deepEqual(asked[2]?.transfer, { number: 2, total: 4 });
    assert.deepEqual(asked.map(({ session }) => session?.number ?? null).slice(0, 2), [null, 1]);
    assert.deepEqual((await askedOf('failed-login', set)).map(({ key, answer }) => [key, answer === null]), [
      ['first', false], ['who/0', false], ['how', true], ['which', true],
    ]);
  });

  test('may lead to another packet than the capture tells', async () => {
    const set = setOf(JSON.stringify({
      schema: { name: 'ftpscope-lab', version: '1.0' }, title: 'T',
      questions: [{ id: 'a', ask: '?', answer: { from: 'user' }, where: { packet: 12 } }, { id: 'b', ask: '?', answer: { from: 'user' } }],
    }));
    assert.deepEqual((await askedOf('login', set)).map(({ answer }) => answer?.where.frames), [[12], [10]]);
  });
});
