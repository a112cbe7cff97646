/** A network namespace with the loopback interface alone, watched by tcpdump. */

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { CHROMIUM, NO_BROWSER, notInFirefox } from './browser.js';
import { DIST } from './site.js';

/** Why there can be no such namespace here, or false. Given to `skip` of node:test. */
export const NO_NAMESPACE = notInFirefox('its driver speaks over the very network that would be watched') || NO_BROWSER || missing();

/** @returns {string | false} */
function missing() {
  if (process.platform !== 'linux') return 'network namespaces need Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const lacking = ['ip', 'tcpdump'].find((tool) => spawnSync(tool, ['--version']).error);
  if (lacking !== undefined) return `${lacking} is not installed`;
  const name = `ftpscope-try-${process.pid}`;
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0) return 'network namespaces are not allowed here';
  spawnSync('ip', ['netns', 'delete', name]);
  return false;
}

/** One namespace with a static server in it. */
export class QuietNetwork {
  #name = `ftpscope-${process.pid}-${Math.floor(Math.random() * 1e6)}`;
  #folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
  /** @type {import('node:child_process').ChildProcess[]} */ #children = [];
  /**
   * Paths that the server was asked for.
   * @type {string[]}
   */
  log = [];
  /**
   * Packets on the loopback interface, one line each.
   * @type {string[]}
   */
  packets = [];
  url = '';

  /**
   * @param {string} [folder] The site to serve.
   */
  async start(folder = DIST) {
    execFileSync('ip', ['netns', 'add', this.#name]);
    this.#inside('ip', ['link', 'set', 'lo', 'up']);
    const server = this.#spawn(process.execPath, [new URL('./serve.js', import.meta.url).pathname, folder]);
    this.#lines(server.stdout, (line) => {
      if (this.url === '') this.url = line;
      else this.log.push(line);
    });
    await this.#until(server, () => this.url !== '');
    const tcpdump = this.#spawn('tcpdump', ['-i', 'lo', '-n', '-l', '--immediate-mode']);
    let listening = false;
    this.#lines(tcpdump.stdout, (line) => this.packets.push(line));
    this.#lines(tcpdump.stderr, (line) => { listening ||= line.startsWith('listening on lo'); });
    await this.#until(tcpdump, () => listening);
    // A browser has to be started through a file of its own.
    const browser = join(this.#folder, 'browser');
    writeFileSync(browser, `#!/bin/sh\nexec ip netns exec ${this.#name} ${CHROMIUM} "$@"\n`);
    chmodSync(browser, 0o755);
    this.browser = browser;
  }

  /**
   * Waits until nothing was sent for a second.
   */
  async quiet() {
    for (let before = -1; before !== this.packets.length;) {
      before = this.packets.length;
      await delay(1000);
    }
  }

  /** Ends what was started here, and nothing else. */
  async stop() {
    for (const child of this.#children) {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    spawnSync('ip', ['netns', 'delete', this.#name]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * @param {string} command
   * @param {string[]} args
   */
  #inside(command, args) {
    execFileSync('ip', ['netns', 'exec', this.#name, command, ...args]);
  }

  /**
   * @param {string} command
   * @param {string[]} args
   */
  #spawn(command, args) {
    const child = spawn('ip', ['netns', 'exec', this.#name, command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#children.push(child);
    return child;
  }

  /**
   * Hands over each line that is printed, for ever.
   * @param {import('node:stream').Readable} stream
   * @param {(line: string) => void} take
   */
  #lines(stream, take) {
    createInterface(stream).on('line', take);
  }

  /**
   * Waits until something holds.
   * @param {import('node:child_process').ChildProcess} child The program that makes it hold.
   * @param {() => boolean} holds
   */
  async #until(child, holds) {
    while (!holds()) {
      if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended with ${child.exitCode}`);
      await delay(20);
    }
  }
}
