/**
 * The worker: serves all elements of a page that were given the same modules, each with a capture of its own. It
 * has no DOM and knows nothing of the page but the messages in `types/messages.d.ts`.
 */

import { CaptureHolder } from './holder.js';
import { Programs } from './program.js';

/**
 * @import {Announcement, Order, Request} from '../types/messages.js'
 */

/** @type {Programs | null} */
let programs = null;

/** @type {Map<number, CaptureHolder>} */
const holders = new Map();

/** @param {Announcement} announcement */
function announce(announcement) {
  postMessage(announcement);
}

/** @param {Extract<Order, { kind: 'start' }>} order */
function start({ places }) {
  programs = new Programs(places);
  programs.ready.then(() => announce({ kind: 'ready' }), (error) => {
    console.warn(error);
    announce({ kind: 'unavailable' });
  });
}

/**
 * The holder of a client, from its first message on.
 * @param {Programs} started
 * @param {number} client
 */
function holderOf(started, client) {
  const known = holders.get(client);
  if (known) return known;
  const holder = new CaptureHolder(started, (report, handed = []) => postMessage({ ...report, client }, handed));
  holders.set(client, holder);
  return holder;
}

addEventListener('message', ({ data }) => {
  const request = /** @type {Order | Request} */ (data);
  if (request.kind === 'start') start(request);
  if (request.kind === 'start' || programs === null) return;
  switch (request.kind) {
    case 'prepare':
      programs.prepare().then(() => announce({ kind: 'prepared' }), (error) => console.warn(error));
      break;
    case 'open':
      void holderOf(programs, request.client).open(request.generation, request.file);
      break;
    case 'cancel':
      holders.get(request.client)?.cancel(request.generation);
      break;
    case 'call':
      void holderOf(programs, request.client).answer(request);
      break;
    case 'leave':
      holders.get(request.client)?.leave();
      holders.delete(request.client);
      break;
  }
});
