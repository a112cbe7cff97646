import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CaptureClient, CaptureError, Superseded } from '../../client.js';
import { WorkerHost } from '../../worker-host.js';

/**
 * @import {Announcement, Order, Report, Request} from '../../types/messages.js'
 * @import {WorkerLike} from '../../worker-host.js'
 */

/**
 * What a worker says, to the first client where none is named.
 * @typedef {Announcement | { kind: Report['kind'], client?: number, [name: string]: unknown }} Said
 */

/** Stands where the worker stands and keeps what was said to it. */
class Peer extends EventTarget {
  constructor() {
    super();
    /** @type {(Order | Request)[]} */
    this.heard = [];
    this.ended = false;
  }

  /** @param {Order | Request} request */
  postMessage(request) {
    this.heard.push(request);
  }

  /** @param {Said} said */
  say(said) {
    this.dispatchEvent(new MessageEvent('message', { data: { client: 1, ...said } }));
  }

  /**
   * @template {(Order | Request)['kind']} K
   * @param {K} kind
   * @returns {Extract<Order | Request, { kind: K }>}
   */
  last(kind) {
    const request = this.heard.findLast((one) => one.kind === kind);
    assert.ok(request, `no ${kind} was sent`);
    return /** @type {Extract<Order | Request, { kind: K }>} */ (request);
  }

  terminate() {
    this.ended = true;
  }
}

/**
 * A host of a peer that stands where the worker stands.
 * @param {Peer} peer
 * @param {() => void} [onEnd]
 */
function hostOf(peer, onEnd = () => {}) {
  const worker = /** @type {WorkerLike} */ (/** @type {unknown} */ (peer));
  return new WorkerHost(Promise.resolve(worker), Promise.resolve({ first: 'a.wasm', detailed: false, full: null }), onEnd);
}

/** A client with its peer, the program loaded. */
async function pair() {
  const peer = new Peer();
  const host = hostOf(peer);
  const client = new CaptureClient(host);
  await turn();
  peer.say({ kind: 'ready' });
  return { peer, client, host };
}

/** Lets promises settle. */
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

test('a file is opened and asked', async () => {
  const { peer, client } = await pair();
  const opening = client.open(new Blob(['x']), () => {});
  await turn();
  const { generation } = peer.last('open');
  peer.say({ kind: 'opened', generation });
  await opening;
  const asking = client.call('sessions', 0, 10);
  await turn();
  const call = peer.last('call');
  assert.ok(call.kind === 'call');
  assert.deepEqual([call.generation, call.name, call.args], [generation, 'sessions', [0, 10]]);
  peer.say({ kind: 'answer', id: call.id, value: ['s'] });
  assert.deepEqual(await asking, ['s']);
});

test('another file cancels the one that is read', async () => {
  const { peer, client } = await pair();
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
  const client = new CaptureClient(hostOf(peer));
  const opening = client.open(new Blob(['a']), () => {});
  await turn();
  assert.ok(peer.heard.every(({ kind }) => kind !== 'open'));
  peer.say({ kind: 'ready' });
  await turn();
  peer.say({ kind: 'opened', generation: peer.last('open').generation });
  await opening;
});

test('after a cancelled opening the capture before is asked', async () => {
  const { peer, client } = await pair();
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
  await turn();
  assert.equal(peer.last('call').generation, generation);
});

test('problems arrive as errors with their code', async () => {
  const { peer, client } = await pair();
  const opening = client.open(new Blob(['a']), () => {});
  await turn();
  const error = { code: 'not_a_capture', offset: 0, detail: 'png' };
  peer.say({ kind: 'failed', generation: peer.last('open').generation, error });
  await assert.rejects(opening, (reason) => reason instanceof CaptureError && reason.problem === error);
});

test('a program that cannot be loaded fails every opening', async () => {
  const peer = new Peer();
  const client = new CaptureClient(hostOf(peer));
  const opening = client.open(new Blob(['a']), () => {});
  await turn();
  peer.say({ kind: 'unavailable' });
  await assert.rejects(opening, (reason) => reason instanceof CaptureError && reason.problem.code === 'program_missing');
});

test('what may be wanted later is asked for, and told when it is there', async () => {
  const { peer, client } = await pair();
  client.prepare();
  await turn();
  assert.deepEqual(peer.last('prepare'), { kind: 'prepare' });
  let isThere = false;
  void client.prepared.then(() => { isThere = true; });
  await turn();
  assert.equal(isThere, false);
  peer.say({ kind: 'prepared' });
  await client.prepared;
});

test('two clients share a worker, and each hears its own', async () => {
  const { peer, client, host } = await pair();
  const other = new CaptureClient(host);
  const [first, second] = [client.open(new Blob(['a']), () => {}), other.open(new Blob(['b']), () => {})];
  await turn();
  const opens = peer.heard.filter((request) => request.kind === 'open');
  assert.deepEqual(opens.map((request) => request.client), [1, 2]);
  assert.equal(peer.heard.filter(({ kind }) => kind === 'start').length, 1);
  peer.say({ kind: 'opened', client: 2, generation: peer.last('open').generation });
  await second;
  peer.say({ kind: 'failed', client: 1, generation: peer.last('open').generation, error: { code: 'not_a_capture', offset: 0, detail: null } });
  await assert.rejects(first, CaptureError);
});

test('the worker ends with its last client', async () => {
  const peer = new Peer();
  let ended = 0;
  const host = hostOf(peer, () => { ended += 1; });
  const clients = [new CaptureClient(host), new CaptureClient(host)];
  await turn();
  clients[0]?.close();
  await turn();
  assert.deepEqual(peer.last('leave'), { kind: 'leave', client: 1 });
  assert.deepEqual([peer.ended, ended], [false, 0]);
  clients[1]?.close();
  await turn();
  assert.deepEqual([peer.ended, ended], [true, 1]);
});

test('a worker that is lost fails all of its clients, and who comes later', async () => {
  const { peer, client, host } = await pair();
  const asking = client.call('capture');
  peer.dispatchEvent(new Event('error'));
  await assert.rejects(asking, CaptureError);
  await assert.rejects(new CaptureClient(host).open(new Blob(['a']), () => {}), (reason) => reason instanceof CaptureError
    && reason.problem.code === 'program_missing');
});
