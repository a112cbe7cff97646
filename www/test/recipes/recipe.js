/** A section of the recipes, executed as it stands there: files are written, commands are run. */

import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { captureOf } from '../support/drop.js';
import { DIST } from '../support/site.js';

const execute = promisify(execFile);

/** The longest that a command may take, in milliseconds: packages are fetched. */
const LIMIT_MS = 300_000;

/** What installs packages fails like this where there is no index to install them from. */
const NO_INDEX = /No matching distribution found|Could not find a version|Connection|Temporary failure in name resolution|ensurepip is not available|npm error code (?:ENOTFOUND|ECONNREFUSED|E404|ETARGET)/;

/** Packages are not to be had here. */
export class NoPackages extends Error {}

/**
 * @typedef {{ path: string, text: string } | { command: string }} Block
 */

/**
 * The blocks of a section: one after the name of a file is that file, one in `sh` is run.
 * @param {string} section
 * @returns {Block[]}
 */
export function blocksOf(section) {
  const text = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');
  const body = text.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  return [...body.matchAll(/(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n([^]*?)^```$/gm)].map(([, path, language, content = '']) => {
    if (path !== undefined) return { path, text: content };
    if (language !== 'sh') throw new Error(`a block in ${language} is neither a file nor run`);
    return { command: content };
  });
}

/**
 * Executes a section in a new folder that has the archive of the site and a capture.
 * @param {string} section
 * @returns {Promise<{ folder: string, remove: () => void }>}
 * @throws {NoPackages} Where packages cannot be had.
 */
export async function followed(section) {
  const folder = mkdtempSync(join(tmpdir(), 'ftpscope-recipe-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  let command = '';
  try {
    await execute('python3', ['-m', 'zipfile', '-c', join(folder, 'ftpscope-site-0.zip'), '.'], { cwd: DIST });
    cpSync(captureOf('login'), join(folder, 'login.pcap'));
    for (const block of blocksOf(section)) {
      if ('path' in block) {
        mkdirSync(dirname(join(folder, block.path)), { recursive: true });
        writeFileSync(join(folder, block.path), block.text);
      } else {
        command = block.command;
        await execute('sh', ['-e', '-c', command], { cwd: folder, timeout: LIMIT_MS, maxBuffer: 2 ** 26 });
      }
    }
    return { folder, remove };
  } catch (error) {
    remove();
    const { stderr = '' } = /** @type {{ stderr?: string }} */ (error);
    if (/pip install|-m venv|npm install/.test(command) && NO_INDEX.test(stderr)) throw new NoPackages(stderr.trim().split('\n').at(-1), { cause: error });
    throw new Error(`${section}: ${stderr}`, { cause: error });
  }
}
