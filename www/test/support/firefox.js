/**
 * Firefox as it is installed, driven over WebDriver BiDi (W3C), which it speaks itself. The little of it
 * that the tests need: playwright-core asks Firefox for more than its long-term releases know.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import WebSocket from 'ws';

/** Path of the browser. */
const FIREFOX = process.env['FIREFOX'] ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync) ?? '';

/** Why there is no Firefox to test with, or false. Given to `skip` of node:test. */
export const NO_FIREFOX = existsSync(FIREFOX) ? false : 'no Firefox is installed';

/** Milliseconds that something may take to come about. */
const PATIENCE_MS = 20_000;

/** One Firefox with an empty profile and one tab. */
export class Firefox {
  #profile = mkdtempSync(join(tmpdir(), 'ftpscope-firefox-'));
  /** @type {import('node:child_process').ChildProcess | null} */ #process = null;
  /** @type {WebSocket | null} */ #socket = null;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (reason: Error) => void }>} */ #asked = new Map();
  #count = 0;
  #tab = '';

  async start() {
    const firefox = spawn(FIREFOX, ['--headless', '--profile', this.#profile, '--remote-debugging-port', '0', 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = firefox;
    const address = await new Promise((resolve, reject) => {
      createInterface(firefox.stderr).on('line', (line) => {
        const found = /WebDriver BiDi listening on (ws:\S+)/.exec(line);
        if (found) resolve(found[1]);
      });
      firefox.once('exit', (code) => reject(new Error(`Firefox ended with ${code}`)));
    });
    const socket = new WebSocket(`${address}/session`);
    this.#socket = socket;
    await once(socket, 'open');
    socket.on('message', (data) => this.#hear(JSON.parse(String(data))));
    await this.#send('session.new', { capabilities: {} });
    const { contexts } = await this.#send('browsingContext.getTree', {});
    this.#tab = contexts[0].context;
  }

  /** @param {string} url */
  async open(url) {
    await this.#send('browsingContext.navigate', { context: this.#tab, url, wait: 'complete' });
  }

  /**
   * The value of an expression in the page.
   * @param {string} expression
   * @returns {Promise<unknown>}
   */
  async evaluate(expression) {
    const { type, result, exceptionDetails } = await this.#send('script.evaluate', {
      expression, target: { context: this.#tab }, awaitPromise: true,
    });
    if (type === 'exception') throw new Error(exceptionDetails.text);
    return result.value;
  }

  /**
   * Waits until an expression is true.
   * @param {string} expression
   */
  async until(expression) {
    for (const end = Date.now() + PATIENCE_MS; !await this.evaluate(`Boolean(${expression})`);) {
      if (Date.now() > end) throw new Error(`never true: ${expression}`);
      await delay(50);
    }
  }

  /**
   * Gives files to a file input, as a hand does that chooses them.
   * @param {string} expression Finds the input.
   * @param {string[]} files
   */
  async choose(expression, files) {
    const { result } = await this.#send('script.evaluate', { expression, target: { context: this.#tab }, awaitPromise: false });
    await this.#send('input.setFiles', { context: this.#tab, element: { sharedId: result.sharedId }, files });
  }

  /** Ends what was started here, and nothing else. */
  async stop() {
    this.#socket?.close();
    const firefox = this.#process;
    firefox?.kill();
    if (firefox && firefox.exitCode === null && firefox.signalCode === null) await once(firefox, 'exit');
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /**
   * @param {string} method
   * @param {object} params
   * @returns {Promise<any>}
   */
  #send(method, params) {
    const id = (this.#count += 1);
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#socket?.send(JSON.stringify({ id, method, params }));
    });
  }

  /** @param {{ id?: number, type: string, result?: unknown, error?: string, message?: string }} heard */
  #hear({ id, type, result, error, message }) {
    const asked = this.#asked.get(id ?? 0);
    if (asked === undefined) return;
    this.#asked.delete(id ?? 0);
    if (type === 'error') asked.reject(new Error(`${error}: ${message}`));
    else asked.resolve(result);
  }
}
