/** The files as they were on the disks of those who sent them, where a capture's case tells. */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { parse } from 'smol-toml';

const CAPTURES = new URL('../../../tests/captures/', import.meta.url);

/**
 * @typedef {object} Original
 * @property {number} frame Packet of the command.
 * @property {string} path
 * @property {string} [sha256]
 * @property {string} [form] How what was sent becomes the file.
 * @property {boolean} [whole]
 */

/** Cases that tell of their files. */
export const CASES_WITH_FILES = readdirSync(CAPTURES).filter((name) => existsSync(new URL(`${name}/files.toml`, CAPTURES)));

/**
 * @param {string} name
 * @returns {Original[]}
 */
export function originalsOf(name) {
  const { file = [] } = /** @type {{ file?: Original[] }} */ (/** @type {unknown} */ (parse(readFileSync(new URL(`${name}/files.toml`, CAPTURES), 'utf8'))));
  return file;
}
