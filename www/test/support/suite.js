/**
 * `describe` and `test` of node:test for tests that several browsers and several shapes of the page run. Node
 * does not count the tests of a group that is skipped; here each of them is skipped and counted, with the reason.
 */

import { after as nodeAfter, before as nodeBefore, describe as nodeDescribe, test as nodeTest } from 'node:test';

/**
 * @import {TestContext} from 'node:test'
 * @typedef {string | false} Reason Why something does not run, or false.
 * @typedef {(t: TestContext) => void | Promise<void>} TestBody
 * @typedef {() => unknown} Hook
 */

/**
 * Why the group whose tests are being told of does not run.
 * @type {Reason}
 */
let skipped = false;

/**
 * A reason for what cannot be asked of this browser or of this shape of the page: nothing is wrong, and the test
 * runs elsewhere. `cargo xtask test` tells such tests from those that something is missing for by these words.
 * @param {string} why
 */
export const notHere = (why) => `does not apply: ${why}`;

/**
 * @param {string} name
 * @param {{ skip: Reason } | (() => void)} options
 * @param {() => void} [body]
 */
export function describe(name, options, body) {
  const [reason, tell] = typeof options === 'function' ? [false, options] : [options.skip, body ?? (() => {})];
  nodeDescribe(name, () => {
    const around = skipped;
    skipped ||= /** @type {Reason} */ (reason);
    tell();
    skipped = around;
  });
}

/**
 * @param {string} name
 * @param {{ skip?: Reason, timeout?: number } | TestBody} options
 * @param {TestBody} [body]
 */
export function test(name, options, body) {
  const [own, act] = typeof options === 'function' ? [{}, options] : [options, body];
  nodeTest(name, { ...own, skip: skipped || (own.skip ?? false) }, (t) => act?.(t));
}

/**
 * Before the tests of a group, if they run.
 * @param {Hook} act
 */
export function before(act) {
  if (!skipped) nodeBefore(act);
}

/**
 * After the tests of a group, if they have run.
 * @param {Hook} act
 */
export function after(act) {
  if (!skipped) nodeAfter(act);
}
