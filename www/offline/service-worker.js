/**
 * Keeps the site for use without a network. It answers for the files of the site alone; all else passes.
 *
 * Pages that an earlier version shows talk to the worker of a later one: the messages must stay as they are.
 * A version that is too broken to offer the next one is replaced by a worker that takes its own one in `activate`.
 */

import { keptPath } from './kept-path.js';
import { Versions } from './versions.js';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;
const versions = new Versions(caches, scope, KEPT_SITE);

/** Whether the reader agreed while this worker waited. */
let isAgreed = false;

worker.addEventListener('install', (event) => event.waitUntil(versions.fetch()));

worker.addEventListener('activate', (event) => event.waitUntil(activate()));

/** Not for pages that are open already on a first visit: they have what they need, from one version. */
async function activate() {
  await versions.settle();
  if (isAgreed) await tellPages();
}

worker.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const path = keptPath(method, url, scope);
  if (path === null || (versions.isOwnUsed && !Object.hasOwn(KEPT_SITE.files, path))) return;
  event.respondWith(answer(path, event.request));
});

/**
 * @param {string} path
 * @param {Request} request
 */
async function answer(path, request) {
  return await versions.find(path) ?? fetch(request);
}

worker.addEventListener('message', (event) => {
  const asked = /** @type {AskedOfKeeper} */ (event.data);
  if (asked.kind === 'take') event.waitUntil(take(asked.waits));
  else event.waitUntil(versions.isNewer().then((isNewer) => event.ports[0]?.postMessage({ isNewer })));
});

/** @param {boolean} waits */
async function take(waits) {
  await versions.take();
  isAgreed = waits;
  // Pages are told once their requests come here.
  if (waits) {
    await worker.skipWaiting();
  } else {
    await versions.settle();
    await tellPages();
  }
}

/** Tells every page of the site, also those that were loaded past this worker, that another version is in use. */
async function tellPages() {
  for (const page of await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })) {
    if (page.url.startsWith(scope)) page.postMessage({ kind: 'taken' });
  }
}
