/** The npm package as those have it who install it: built, packed, and installed from the archive into a project. */

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const WWW = fileURLToPath(new URL('../../', import.meta.url));

/** Programs must not take what is said to the test runner as said to them. */
const RUNNER = { NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined };

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<string>} What it printed.
 * @throws {Error} With what it printed, where it fails.
 */
export async function run(program, args, folder, environment = {}) {
  try {
    const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env: { ...process.env, ...RUNNER, ...environment } });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/**
 * @typedef {object} Project
 * @property {string} folder Of the project, with the package among its `node_modules`.
 * @property {string} package Folder of the package before it was packed.
 * @property {(path: string, text: string | Uint8Array) => void} put Writes a file of the project.
 * @property {() => void} remove
 */

/**
 * A project that has installed the package. Nothing is fetched for it: the package needs no other one.
 * @returns {Promise<Project>}
 */
export async function installedProject() {
  // By its real name, as programs that follow links would have two.
  const top = mkdtempSync(join(realpathSync(tmpdir()), 'ftpscope-package-'));
  const built = join(top, 'built');
  const folder = join(top, 'project');
  mkdirSync(folder);
  await run(process.execPath, ['build-package.js'], WWW, { FTPSCOPE_PACKAGE: built });
  const archive = (await run('npm', ['pack', '--silent', '--ignore-scripts', '--offline', '--pack-destination', top], built)).trim();
  /** @type {Project['put']} */
  const put = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  put('package.json', JSON.stringify({ name: 'project', private: true, type: 'module' }));
  await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', join(top, archive)], folder);
  return { folder, package: built, put, remove: () => rmSync(top, { recursive: true, force: true }) };
}
