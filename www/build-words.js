/** The words that the build puts into files. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitWords } from './first-words.js';
import { LANGUAGES } from './words.js';

const HERE = dirname(fileURLToPath(import.meta.url));

/**
 * The words of all languages, in the two files that each has on a site.
 * @returns {Promise<Record<string, ReturnType<typeof splitWords>>>}
 */
export async function allWords() {
  return Object.fromEntries(await Promise.all(LANGUAGES.map(async (language) => [language, splitWords(await read(language))])));
}

/**
 * The words of a script that has them in itself, by language.
 * @param {string} section Of `page`.
 * @returns {Promise<string>} As a value of `define`.
 */
export async function wordsOf(section) {
  return JSON.stringify(Object.fromEntries(await Promise.all(LANGUAGES.map(async (language) => [language, (await read(language)).page[section]]))));
}

/**
 * The words of each language in two files, without the spaces between them.
 * @param {string} folder
 */
export async function writeWords(folder) {
  await mkdir(folder, { recursive: true });
  for (const [language, { first, rest }] of Object.entries(await allWords())) {
    await writeFile(join(folder, `${language}.json`), JSON.stringify(first));
    await writeFile(join(folder, `${language}-rest.json`), JSON.stringify(rest));
  }
}

/** @param {string} language */
async function read(language) {
  return JSON.parse(await readFile(join(HERE, 'strings', `${language}.json`), 'utf8'));
}
