/** The page's side of the kept copy: has it made once the page is idle, and offers newer versions. */

import { Notice } from './notice.js';
import { idle } from '../rest.js';

/**
 * @import {PolicyFactory} from '../start-worker.js'
 */

/** Pages with Trusted Types allow a script's address only from a policy of a name that they list; each may be made once. */
const POLICY = 'ftpscope-offline';

/**
 * Keeps the site where the browser and the address of the page allow it; elsewhere nothing is done or said.
 * @param {() => boolean} hasCapture Whether a capture is open.
 */
export async function keepOffline(hasCapture) {
  const footer = document.querySelector('footer.offline');
  if (!(footer instanceof HTMLElement)) return;
  await idle();
  const registration = await register();
  if (registration === null) return;

  /** Whether the reader agreed in this page. */
  let isAgreed = false;
  let isRefused = false;
  const notice = new Notice(footer, {
    take: () => {
      isAgreed = true;
      take(registration);
    },
    later: () => {
      isRefused = true;
      notice.state = 'ready';
    },
    reload: () => location.reload(),
  });
  const look = async () => {
    const isNewer = await hasNewer(registration);
    if (isNewer === null || notice.state === 'taken') return;
    notice.state = isNewer && !isRefused ? 'newer' : 'ready';
  };
  navigator.serviceWorker.addEventListener('message', ({ data, source }) => {
    // Another site of this origin may believe this page to be its own.
    if (data?.kind !== 'taken' || !(source instanceof ServiceWorker) || source.scriptURL !== placeOfWorker()) return;
    if (isAgreed || !hasCapture()) location.reload();
    else notice.state = 'taken';
  });
  const follow = () => {
    // One that did not come whole is `redundant`: the one before stays.
    registration.installing?.addEventListener('statechange', () => void look());
  };
  registration.addEventListener('updatefound', follow);
  follow();
  await look();
}

/** @returns {Promise<ServiceWorkerRegistration | null>} Null where there can be none. */
async function register() {
  try {
    const factory = /** @type {{ trustedTypes?: PolicyFactory }} */ (globalThis).trustedTypes;
    // Only ever asked for the one address.
    const policy = factory?.createPolicy(POLICY, { createScriptURL: (script) => script });
    const url = placeOfWorker();
    return await navigator.serviceWorker.register(policy?.createScriptURL(url) ?? url, { updateViaCache: 'none' }) ?? null;
  } catch {
    // A page from the disk, in a sandbox, without encryption; storage that is full or not allowed.
    return null;
  }
}

/** Beside the page, so that its scope is the folder of the page. */
function placeOfWorker() {
  return new URL('./service-worker.js', import.meta.url).href;
}

/** @param {ServiceWorkerRegistration} registration */
function newestOf({ waiting, active }) {
  return waiting ?? active;
}

/**
 * Whether a newer version than the one in use is kept.
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<boolean | null>} Null where none is kept yet.
 */
function hasNewer(registration) {
  return new Promise((resolve) => {
    const newest = newestOf(registration);
    if (!newest) {
      resolve(null);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      port1.close();
      resolve(data.isNewer);
    };
    newest.postMessage(/** @type {AskedOfKeeper} */ ({ kind: 'state' }), [port2]);
  });
}

/** @param {ServiceWorkerRegistration} registration */
function take(registration) {
  const newest = newestOf(registration);
  newest?.postMessage(/** @type {AskedOfKeeper} */ ({ kind: 'take', waits: newest === registration.waiting }));
}
