#!/usr/bin/env node
/**
 * Stands between playwright-core and an installed Firefox. It is started in Firefox's place, with Firefox's
 * arguments, starts Firefox and hands on everything that the two say to each other over WebDriver BiDi (W3C).
 * Only what the long-term releases of Firefox do not know yet is answered here, and only where the answer is
 * true: the colour scheme is a preference of the whole browser (`firefox.js` sets it and tells it here), so a
 * page that is to have this one has it, and any other is refused.
 *
 * Environment: FIREFOX – the real one; FTPSCOPE_COLOUR_SCHEME – `light` or `dark`, as its profile says.
 */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import WebSocket, { WebSocketServer } from 'ws';

/** The command that is answered here. */
const MEDIA_FEATURES = 'emulation.setMediaFeaturesOverride';

const SCHEME = process.env['FTPSCOPE_COLOUR_SCHEME'];

const firefox = spawn(process.env['FIREFOX'] ?? '', process.argv.slice(2), { stdio: ['ignore', 'ignore', 'pipe'] });
firefox.once('error', (error) => {
  console.error(String(error));
  process.exit(1);
});
firefox.once('exit', (code) => process.exit(code ?? 1));
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(signal, () => firefox.kill(signal));

createInterface(firefox.stderr).on('line', (line) => {
  const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
  if (address === undefined) console.error(line);
  else listen(address);
});

/** @param {string} address Firefox's own. */
function listen(address) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.once('listening', () => {
    const own = server.address();
    // Who started this waits for this line.
    if (typeof own === 'object' && own !== null) console.error(`WebDriver BiDi listening on ws://127.0.0.1:${own.port}`);
  });
  server.on('connection', (asking, { url }) => join(asking, new WebSocket(address + (url ?? ''), { perMessageDeflate: false, maxPayload: 0 })));
}

/**
 * Hands on what each side says to the other.
 * @param {WebSocket} asking
 * @param {WebSocket} answering
 */
function join(asking, answering) {
  /** @type {string[]} */
  const early = [];
  asking.on('message', (data) => {
    const text = String(data);
    const own = ownAnswer(text);
    if (own !== null) asking.send(own);
    else if (answering.readyState === WebSocket.OPEN) answering.send(text);
    else early.push(text);
  });
  answering.once('open', () => { for (const text of early.splice(0)) answering.send(text); });
  answering.on('message', (data) => asking.send(String(data)));
  asking.once('close', () => answering.close());
  answering.once('close', () => asking.close());
  answering.once('error', () => asking.close());
}

/**
 * The answer to what Firefox would not know, or null where Firefox is to answer.
 * @param {string} text
 * @returns {string | null}
 */
function ownAnswer(text) {
  // Most are much longer than this one, and none of them has to be read.
  if (!text.includes(MEDIA_FEATURES)) return null;
  const { id, method, params } = JSON.parse(text);
  if (method !== MEDIA_FEATURES) return null;
  const wanted = params.features['prefers-color-scheme'] ?? SCHEME;
  return JSON.stringify(wanted === SCHEME
    ? { type: 'success', id, result: {} }
    : { type: 'error', id, error: 'unsupported operation', message: `this Firefox was started with ${SCHEME} pages, not with ${wanted} ones` });
}
