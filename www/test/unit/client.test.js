import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CaptureClient, CaptureError, Superseded } from '../../client.js';

/**
 * @import {Report, Request} from '../../types/messages.js'
 */

/** Stands where the worker stands and keeps what was said to it. */
class Peer extends EventTarget {
  constructor() {
    super();
    /** @type {Request[]} */
    this.heard = [];
  }

  /** @param {Request} request */
  postMessage(request) {
    this.heard.push(request);
  }

  /** @param {Report} report */
  say(report) {
    this.dispatchEvent(new MessageEvent('message', { data: report }));
  }

  /**
   * @template {Request['kind']} K
   * @param {K} kind
   * @returns {Extract<Request, { kind: K }>}
   */
  last(kind) {
    const request = this.heard.findLast((one) => one.kind === kind);
    assert.ok(request, `no ${kind} was sent`);
    return /** @type {Extract<Request, { kind: K }>} */ (request);
  }

  terminate() {}
}

/** A client with its peer, the program loaded. */
function pair() {
  const peer = new Peer();
  const client = new CaptureClient(/** @type {Worker} */ (/** @type {unknown} */ (peer)));
  peer.say({ kind: 'ready' });
  return { peer, client };
}

/** Lets promises settle. */
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

test('a file is opened and asked', async () => {
  const { peer, client } = pair();
  const opening = client.open(new Blob(['x']), () => {});
  await turn();
  const { generation } = peer.last('open');
  peer.say({ kind: 'opened', generation });
  await opening;
  const asking = client.call('sessions', 0, 10);
  const call = peer.last('call');
  assert.ok(call.kind === 'call');
  assert.deepEqual([call.generation, call.name, call.args], [generation, 'sessions', [0, 10]]);
  peer.say({ kind: 'answer', id: call.id, value: ['s'] });
  assert.deepEqual(await asking, ['s']);
});

test('another file cancels the one that is read', async () => {
  const { peer, client } = pair();
  const first = client.open(new Blob(['a']), () => assert.fail('progress of a cancelled file'));
  const rejected = assert.rejects(first, Superseded);
  await turn();
  const { generation } = peer.last('open');
  const second = client.open(new Blob(['b']), () => {});
  await turn();
  assert.equal(peer.last('cancel').generation, generation);
  // What the worker still says of the first is not heard.
  peer.say({ kind: 'progress', generation, bytes: 1, frames: 1, ms: 1 });
  peer.say({ kind: 'opened', generation });
  peer.say({ kind: 'opened', generation: peer.last('open').generation });
  await Promise.all([rejected, second]);
});

test('a file given before the program is there waits for it', async () => {
  const peer = new Peer();
  const client = new CaptureClient(/** @type {Worker} */ (/** @type {unknown} */ (peer)));
  const opening = client.open(new Blob(['a']), () => {});
  await turn();
  assert.ok(peer.heard.every(({ kind }) => kind !== 'open'));
  peer.say({ kind: 'ready' });
  await turn();
  peer.say({ kind: 'opened', generation: peer.last('open').generation });
  await opening;
});

test('after a cancelled opening the capture before is asked', async () => {
  const { peer, client } = pair();
  const first = client.open(new Blob(['a']), () => {});
  await turn();
  const { generation } = peer.last('open');
  peer.say({ kind: 'opened', generation });
  await first;
  const rejected = assert.rejects(client.open(new Blob(['b']), () => {}), Superseded);
  await turn();
  client.cancel();
  await rejected;
  void client.call('capture');
  assert.equal(peer.last('call').generation, generation);
});

test('problems arrive as errors with their code', async () => {
  const { peer, client } = pair();
  const opening = client.open(new Blob(['a']), () => {});
  await turn();
  const error = { code: 'not_a_capture', offset: 0, detail: 'png' };
  peer.say({ kind: 'failed', generation: peer.last('open').generation, error });
  await assert.rejects(opening, (reason) => reason instanceof CaptureError && reason.problem === error);
});

test('a program that cannot be loaded fails every opening', async () => {
  const peer = new Peer();
  const client = new CaptureClient(/** @type {Worker} */ (/** @type {unknown} */ (peer)));
  const opening = client.open(new Blob(['a']), () => {});
  peer.say({ kind: 'unavailable' });
  await assert.rejects(opening, (reason) => reason instanceof CaptureError && reason.problem.code === 'program_missing');
});

test('what may be wanted later is asked for, and told when it is there', async () => {
  const { peer, client } = pair();
  client.prepare();
  assert.deepEqual(peer.last('prepare'), { kind: 'prepare' });
  let isThere = false;
  void client.prepared.then(() => { isThere = true; });
  await turn();
  assert.equal(isThere, false);
  peer.say({ kind: 'prepared' });
  await client.prepared;
});
