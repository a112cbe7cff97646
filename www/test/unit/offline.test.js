/** Which version of the site is kept and used, and what of it is answered. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { keptFiles, writeServiceWorker } from '../../build-offline.js';
import { keptPath } from '../../offline/kept-path.js';
import { Versions } from '../../offline/versions.js';

/**
 * @import {TestContext} from 'node:test'
 */

const ROOT = new URL('../../', import.meta.url);
const SCOPE = 'https://school.example/ftp/';

/** The caches of an origin, as far as the service worker uses them; what is fetched is what `sent` has. */
class FakeCaches {
  /** @type {Map<string, Map<string, Response>>} */
  #all = new Map();

  /** @param {(url: string) => Response | null} sent */
  constructor(sent) {
    this.sent = sent;
  }

  /** @param {string} name */
  async has(name) {
    return this.#all.has(name);
  }

  async keys() {
    return [...this.#all.keys()];
  }

  /** @param {string} name */
  async delete(name) {
    return this.#all.delete(name);
  }

  /** @param {string} name */
  async open(name) {
    const kept = this.#all.get(name) ?? new Map();
    this.#all.set(name, kept);
    return {
      /** @param {Request[]} requests */
      addAll: async (requests) => {
        const responses = requests.map(({ url }) => ({ url, response: this.sent(url) }));
        const lacking = responses.find(({ response }) => response === null);
        if (lacking) throw new TypeError(`404 ${lacking.url}`);
        for (const { url, response } of responses) kept.set(url, response);
      },
      /**
       * @param {string} url
       * @param {Response} response
       */
      put: async (url, response) => { kept.set(url, response); },
    };
  }

  /**
   * @param {string} url
   * @param {{ cacheName: string }} options
   */
  async match(url, { cacheName }) {
    return this.#all.get(cacheName)?.get(url)?.clone();
  }
}

/**
 * The caches of an origin whose server has the version that was put there last.
 * @param {string} scope
 */
function origin(scope = SCOPE) {
  const server = { content: '', lacks: '' };
  const fake = new FakeCaches((url) => (server.lacks !== '' && url.endsWith(server.lacks) ? null : new Response(server.content)));
  const caches = /** @type {CacheStorage} */ (/** @type {unknown} */ (fake));
  /**
   * @param {string} version
   * @param {string} [at] Another scope.
   */
  const workerOf = (version, at = scope) => new Versions(caches, at, { version, files: { 'index.html': 'sha256-', 'b.js': 'sha256-' } });
  /**
   * A worker that is installed, and where `active` says so has become the active one without being asked.
   * @param {string} version
   * @param {{ active?: boolean, at?: string }} [options]
   */
  const install = async (version, { active = true, at = scope } = {}) => {
    server.content = version;
    const worker = workerOf(version, at);
    await worker.fetch();
    if (active) await worker.settle();
    return worker;
  };
  return { server, caches, install, workerOf };
}

/**
 * @param {Versions} worker
 * @param {string} path
 */
const answerOf = async (worker, path = 'b.js') => (await worker.find(path))?.text();

test('what is asked of the folder of the site is told by its path there', () => {
  for (const [url, path] of [
    ['', 'index.html'], ['#sample=login', 'index.html'], ['?from=lesson#x?y', 'index.html'], ['index.html?a', 'index.html'], ['embed.html?src=a.pcap', 'embed.html'],
    ['strings/vi.json', 'strings/vi.json'], ['index.js#x', 'index.js'], ['index.js?', 'index.js'], ['index.js?fresh', null], ['learn/', 'learn/'],
  ]) assert.equal(keptPath('GET', `${SCOPE}${url}`, SCOPE), path, String(url));
  assert.equal(keptPath('GET', 'https://school.example/', SCOPE), null);
  assert.equal(keptPath('GET', 'https://school.example/ftp2/index.js', SCOPE), null);
  assert.equal(keptPath('GET', 'https://other.example/ftp/index.js', SCOPE), null);
  for (const method of ['POST', 'HEAD']) assert.equal(keptPath(method, `${SCOPE}index.js`, SCOPE), null);
});

test('the first version is used at once, a later one when the reader agrees', async () => {
  const { caches, install } = origin();
  const first = await install('1');
  assert.equal(await first.isNewer(), false);
  assert.equal(await answerOf(first), '1');
  const second = await install('2');
  assert.equal(await second.isNewer(), true);
  assert.equal(await answerOf(second), '1');
  await second.take();
  await second.settle();
  assert.deepEqual([await second.isNewer(), await answerOf(second)], [false, '2']);
  assert.deepEqual(await caches.keys(), [`ftpscope-in-use@${SCOPE}`, `ftpscope-2@${SCOPE}`]);
});

test('the worker that still answers finds its version until the next one has settled', async () => {
  const { install } = origin();
  const first = await install('1');
  assert.equal(await answerOf(first), '1');
  const second = await install('2', { active: false });
  await second.take();
  assert.equal(await answerOf(first), '1');
});

test('of versions that nobody agreed to, the last is kept', async () => {
  const { caches, install } = origin();
  await install('1');
  await install('2');
  const third = await install('3', { active: false });
  assert.deepEqual((await caches.keys()).sort(), ['1', '3', 'in-use'].map((part) => `ftpscope-${part}@${SCOPE}`));
  await third.take();
  await third.settle();
  assert.equal(await answerOf(third), '3');
});

test('where the version in use comes back there is nothing newer', async () => {
  const { caches, install } = origin();
  await install('1');
  await install('2', { active: false });
  const again = await install('1');
  assert.equal(await again.isNewer(), false);
  assert.equal(await answerOf(again), '1');
  assert.deepEqual((await caches.keys()).sort(), [`ftpscope-1@${SCOPE}`, `ftpscope-in-use@${SCOPE}`]);
});

test('a version that does not come whole leaves nothing, and takes nothing away', async () => {
  const { server, caches, install, workerOf } = origin();
  server.lacks = 'b.js';
  await assert.rejects(workerOf('0').fetch(), /404/);
  assert.deepEqual(await caches.keys(), []);
  server.lacks = '';
  await install('1');
  server.lacks = 'b.js';
  await assert.rejects(workerOf('2').fetch(), /404/);
  // The one in use, fetched again in vain.
  await assert.rejects(workerOf('1').fetch(), /404/);
  assert.equal(await answerOf(workerOf('1')), '1');
});

test('where the browser has thrown the version in use away, the own one is used', async () => {
  const { caches, install } = origin();
  await install('1');
  const second = await install('2', { active: false });
  await caches.delete(`ftpscope-1@${SCOPE}`);
  await second.settle();
  assert.deepEqual([await second.isNewer(), await answerOf(second)], [false, '2']);
});

test('sites in other folders and other programs keep their caches', async () => {
  const { caches, install } = origin('https://school.example/');
  await caches.open('ftpscope-of-somebody');
  await caches.open('pictures@https://school.example/');
  await install('1', { at: 'https://school.example/ftp/' });
  await install('1');
  const second = await install('2');
  await second.take();
  await second.settle();
  assert.deepEqual((await caches.keys()).sort(), [
    'ftpscope-1@https://school.example/ftp/', 'ftpscope-2@https://school.example/', 'ftpscope-in-use@https://school.example/',
    'ftpscope-in-use@https://school.example/ftp/', 'ftpscope-of-somebody', 'pictures@https://school.example/',
  ]);
});

test('a page that the host sent from elsewhere is answered as if from its own address', async () => {
  const { caches, workerOf } = origin();
  const sent = new Response('page', { headers: { 'content-type': 'text/html', 'content-security-policy': "default-src 'self'" } });
  Object.defineProperty(sent, 'redirected', { value: true });
  caches.match = async (asked) => (String(asked).endsWith('index.html') ? sent : undefined);
  const answer = await workerOf('1').find('index.html');
  assert.deepEqual([answer?.redirected, answer?.status, answer?.headers.get('content-security-policy')], [false, 200, "default-src 'self'"]);
});

/**
 * A folder with files.
 * @param {TestContext} t
 * @param {Record<string, string>} files
 */
function folderOf(t, files) {
  const folder = mkdtempSync(join(tmpdir(), 'ftpscope-kept-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

test('every file of the site is kept but large captures and the service worker, under its path in an address', async (t) => {
  const large = 'x'.repeat(1_000_001);
  const files = {
    'index.html': 'page', 'service-worker.js': 'old', 'samples/a.pcap': 'a', 'samples/large.pcap': large, 'samples/large.pcapng.gz': large,
    'large.wasm': large, 'learn/đăng nhập 100%.html': 'b', 'learn/what?.html#': 'c',
  };
  const kept = await keptFiles(folderOf(t, files));
  assert.deepEqual(Object.keys(kept), [
    'index.html', 'large.wasm', 'learn/%C4%91%C4%83ng%20nh%E1%BA%ADp%20100%25.html', 'learn/what%3F.html%23', 'samples/a.pcap',
  ]);
  assert.equal(kept['index.html'], `sha256-${createHash('sha256').update('page').digest('base64')}`);
});

test('a version is another one when a file is, and the same when nothing is', async (t) => {
  const folder = folderOf(t, { 'index.html': 'page', 'a.js': 'a' });
  const versionOf = async () => {
    await writeServiceWorker(folder);
    const script = readFileSync(join(folder, 'service-worker.js'), 'utf8');
    return JSON.parse(/^const KEPT_SITE=(.*);$/m.exec(script)?.[1] ?? '').version;
  };
  const first = await versionOf();
  assert.match(first, /^[0-9a-f]{16}$/);
  assert.equal(await versionOf(), first);
  writeFileSync(join(folder, 'a.js'), 'b');
  assert.notEqual(await versionOf(), first);
});

test('the manifest is of its own folder, and its icons have the sizes that it tells', () => {
  const manifest = JSON.parse(readFileSync(new URL('manifest.webmanifest', ROOT), 'utf8'));
  // Without an `id`, which would be the same for every folder of an origin.
  assert.deepEqual([manifest.start_url, manifest.scope, manifest.display, 'id' in manifest], ['./', './', 'standalone', false]);
  const sizes = manifest.icons.map((/** @type {{ src: string, sizes: string, type: string }} */ { src, sizes: told, type }) => {
    const file = readFileSync(new URL(src, ROOT));
    assert.ok(file.length < 10_000, `${src}: ${file.length} bytes`);
    if (type === 'image/png') {
      assert.equal(file.toString('latin1', 1, 4), 'PNG');
      assert.equal(told, `${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`, src);
    }
    return told;
  });
  assert.ok(sizes.includes('192x192') && sizes.includes('512x512'));
  assert.deepEqual(Object.values(manifest.file_handlers[0].accept).flat().sort(), ['.cap', '.pcap', '.pcapng']);
});
