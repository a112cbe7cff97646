/**
 * Makes the lessons: pages around live captures, and their worksheets. What a lesson says of a packet is compared with
 * the capture; one that is wrong is not built.
 */

import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { freshGlue } from './build-plugins.js';
import { Format } from './format.js';
import { resolved } from './lab/answer.js';
import { ask, sessionsOf } from './lab/asked.js';
import { pullMaterial } from './lab/material.js';
import { parseQuestions } from './lab/questions.js';
import { worksheet } from './lab/worksheet.js';
import { LESSONS, WORKSHEETS } from './learn/lessons.js';
import { lineAt, pageOf, textOf } from './learn/page.js';
import { Kit } from './parts/kit.js';
import { LANGUAGES, Words } from './words.js';

/**
 * @import {Kit as KitOf} from './parts/kit.js'
 * @import {Call} from './lab/material.js'
 * @import {LessonCapture} from './learn/page.js'
 * @import {Asked} from './lab/asked.js'
 */

const HERE = dirname(fileURLToPath(import.meta.url));
/** No lesson is about a capture of more. */
const MOST_SESSIONS = 10;

const CASES = join(HERE, '../tests/captures');

/**
 * @param {string} site Folder of the site.
 * @param {string} module Folder of the full module with its glue.
 * @param {esbuild.BuildOptions} options As for the scripts of the site.
 */
export async function buildLearn(site, module, options) {
  const captures = new Captures(join(site, 'samples'), module);
  const folder = join(site, 'learn');
  for (const language of LANGUAGES) {
    await mkdir(join(folder, language), { recursive: true });
    const kit = new Kit(new Words(language, JSON.parse(await readFile(join(HERE, 'strings', `${language}.json`), 'utf8'))), new Format(language));
    for (const { id } of LESSONS) {
      const source = await readFile(join(HERE, 'learn', language, `${id}.html`), 'utf8');
      await writeFile(join(folder, language, `${id}.html`), await pageOf(kit, id, source, (name) => captures.of(name)));
    }
    await writeFile(join(folder, language, 'index.html'), await pageOf(kit, null, '', (name) => captures.of(name)));
    for (const sheet of WORKSHEETS) await writeSheets(kit, sheet, join(folder, language), captures);
  }
  await cp(join(HERE, 'learn/questions'), join(folder, 'questions'), { recursive: true });
  await esbuild.build({ ...options, entryPoints: { learn: join(HERE, 'learn/learn.css') }, outdir: folder });
}

/**
 * A worksheet without and one with answers, each with the questions of several lessons.
 * @param {KitOf} kit
 * @param {typeof WORKSHEETS[number]} sheet
 * @param {string} folder
 * @param {Captures} captures
 */
async function writeSheets(kit, { id, titles, lessons }, folder, captures) {
  const css = await readFile(join(HERE, 'styles/worksheet.css'), 'utf8');
  /** @type {Asked[]} */
  const asked = [];
  const names = [];
  for (const lesson of LESSONS.filter((one) => lessons.includes(one.id))) {
    const { set, problems } = parseQuestions(await readFile(join(HERE, 'learn/questions', `${lesson.id}.json`), 'utf8'));
    if (set === null) throw new Error(`${lesson.id}: ${JSON.stringify(problems)}`);
    const { call, views, file } = await captures.of(lesson.asked);
    names.push(file);
    const material = await pullMaterial({ call }, views, sessionsOf(set, views, null));
    for (const one of ask(set, material)) {
      if (one.answer === null) throw new Error(`${lesson.id}: ${one.key} has no answer in ${file}`);
      const question = { ...one.question, ask: { ...Object.fromEntries(LANGUAGES.map((language) => [language, `${textOf(one.question.ask, language)} (${file})`])) } };
      asked.push({ ...one, key: `${lesson.id}/${one.key}`, question, answer: await resolved(one.answer) });
    }
  }
  const title = titles[kit.words.language] ?? id;
  for (const withAnswers of [false, true]) {
    const page = worksheet(kit, { title, capture: names.join(', '), asked, withAnswers, css });
    await writeFile(join(folder, `${id}${withAnswers ? '-answers' : ''}.html`), page);
  }
}

/** The captures that lessons are about, each read once and copied to the samples of the site. */
class Captures {
  #samples;
  #module;
  #core;
  /** @type {Map<string, Promise<LessonCapture>>} */ #known = new Map();

  /**
   * @param {string} samples Folder to copy them to.
   * @param {string} module Folder of the full module with its glue.
   */
  constructor(samples, module) {
    this.#samples = samples;
    this.#module = module;
    this.#core = loadCore(module);
  }

  /**
   * @param {string} name Of the case.
   * @returns {Promise<LessonCapture>}
   */
  of(name) {
    const known = this.#known.get(name) ?? this.#open(name);
    this.#known.set(name, known);
    return known;
  }

  /**
   * @param {string} name
   * @returns {Promise<LessonCapture>}
   */
  async #open(name) {
    const found = (await readdir(join(CASES, name))).find((file) => file.startsWith('capture.'));
    if (found === undefined) throw new Error(`no capture in ${name}`);
    const file = found.replace('capture', name);
    await cp(join(CASES, name, found), join(this.#samples, file));
    const bytes = await readFile(join(CASES, name, found));
    const { openCapture } = await this.#core;
    const open = await openCapture(bytes, { wasm: await readFile(join(this.#module, 'ftpscope_bg.wasm')) });
    const call = /** @type {Call} */ (async (/** @type {keyof typeof open} */ called, /** @type {unknown[]} */ ...args) => (
      /** @type {(...args: unknown[]) => unknown} */ (open[called])(...args)));
    const { frames } = await call('capture');
    const views = await call('sessions', 0, MOST_SESSIONS);
    /** @type {Map<number, string>} */
    const lines = new Map();
    for (const { id, exchange_count: count } of views) {
      for (const exchange of await call('exchanges', id, 0, count)) {
        for (const [frame, line] of lineAt(exchange)) lines.set(frame, line);
      }
    }
    return { name, file, frames, lines, views, call };
  }
}

/**
 * The core without a page, which a bundler has to put together.
 * @param {string} module Folder of the full module with its glue.
 * @returns {Promise<typeof import('./core.js')>}
 */
async function loadCore(module) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(HERE, 'core.js')], bundle: true, format: 'esm', write: false, plugins: [freshGlue(join(module, 'ftpscope.js'))],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')}`);
}
