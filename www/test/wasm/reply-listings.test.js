/** Listings in replies through the WebAssembly build, and where the page offers them. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { captureOf } from '../support/drop.js';
import { makeCapture } from '../support/make-capture.js';
import { FULL_WASM, replyListingsOf } from '../support/replay.js';
import { listsInReply } from '../../views/reply-listing.js';

const CAPTURES = new URL('../../../tests/captures/', import.meta.url);
const CASES = readdirSync(CAPTURES).filter((name) => existsSync(new URL(`${name}/expected.json`, CAPTURES)));
const ENTRY = '-rw-r--r--    1 anna     users           8 Nov 23  2026 f\r\n';

const skip = existsSync(FULL_WASM) ? false : `no module at ${FULL_WASM}`;

/**
 * What a reply to a command lists.
 * @param {string} command
 * @param {string} reply
 */
async function asked(command, reply) {
  const told = await replyListingsOf(makeCapture([
    ['server', '220 ready\r\n'], ['client', 'USER anna\r\n'], ['server', '230 in\r\n'],
    ['client', 'PWD\r\n'], ['server', '257 "/home"\r\n'], ['client', `${command}\r\n`], ['server', `${reply}\r\n`],
  ]));
  const last = told.filter(({ exchange }) => exchange.command !== null).at(-1);
  assert.ok(last && command.toUpperCase().startsWith(last.exchange.command?.verb ?? '-'), `${command} was not read`);
  return last;
}

describe('listings in replies', { skip }, () => {
  test('are tables', async () => {
    const { exchange, listing } = await asked('STAT sub', `213-Status:\r\n${ENTRY}213 End`);
    assert.ok(listsInReply(exchange));
    assert.deepEqual({ ...listing, entries: listing?.entries.map(({ path, bytes, owner }) => ({ path, bytes, owner })) }, {
      format: 'unix', path: '/home/sub', entries: [{ path: '/home/sub/f', bytes: 8, owner: 'anna' }], unread: [], unread_lines: 0, left_out: 0,
      is_cut: false, problem: null,
    });
  });

  test('are offered where the module has one, and nowhere else', async () => {
    for (const [command, reply, expected] of /** @type {[string, string, boolean][]} */ ([
      ['stat sub', `213-Status:\r\n${ENTRY}213 End`, true],
      ['STAT sub', '211-Nothing there\r\n211 End', true],
      ['MLST', '250-Listing\r\n type=cdir; /home\r\n250 End', true],
      ['MLST f', `250-Listing\r\n type=file; f`, true],
      ['STAT sub', '213-Status:', true],
      ['STAT', `211-Status:\r\n${ENTRY}211 End`, false],
      ['STAT sub', '213 no such thing', false],
      ['STAT sub', `450-Status:\r\n${ENTRY}450 End`, false],
      ['STAT sub', `150-Status:\r\n${ENTRY}150 End`, false],
      ['HELP sub', `214-Help:\r\n${ENTRY}214 End`, false],
    ])) {
      const { exchange, listing } = await asked(command, reply);
      assert.deepEqual([listsInReply(exchange), listing !== null], [expected, expected], `${command} → ${reply}`);
    }
  });

  for (const name of CASES) {
    test(`${name}: the page and the module agree`, async () => {
      for (const { exchange, listing } of await replyListingsOf(readFileSync(captureOf(name)))) {
        assert.equal(listsInReply(exchange), listing !== null, `exchange ${exchange.id}`);
      }
    });
  }
});
