/** The story of each capture through the module and the page's own words: the text that the command line prints. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Format } from '../../format.js';
import { factText, sentence } from '../../parts/fact.js';
import { Kit } from '../../parts/kit.js';
import { plain } from '../../plain-text.js';
import { Words } from '../../words.js';
import { captureOf } from '../support/drop.js';
import { FULL_WASM, WASM, storyOf } from '../support/replay.js';

/** @import {Step} from '../../types/model.js' */

const CAPTURES = new URL('../../../tests/captures/', import.meta.url);
const CASES = readdirSync(CAPTURES).filter((name) => existsSync(new URL(`${name}/story.en.txt`, CAPTURES)));
const SIGNS = { said: '-', meaning: '·', notice: '!', odd: '?' };

/** @param {'en' | 'vi'} language */
function kitOf(language) {
  const words = JSON.parse(readFileSync(new URL(`../../strings/${language}.json`, import.meta.url), 'utf8'));
  return new Kit(new Words(language, words), new Format(language, 'UTC'));
}

/**
 * @param {Kit} kit
 * @param {Step} step
 */
function stepText(kit, { number, id, values, facts }) {
  const heading = sentence(kit, { id, values, count: null }, (text) => `\`${text}\``).join('');
  const lines = facts.map((fact) => `   ${SIGNS[/** @type {keyof typeof SIGNS} */ (fact.kind)]} ${factText(kit, fact)}\n`);
  return `\n${number}. ${heading}\n${lines.join('')}`;
}

/** @param {string} folder The module's. */
function tell(folder) {
  for (const name of CASES) {
    test(name, async (context) => {
      const file = readFileSync(captureOf(name));
      const told = await storyOf(file, folder).catch((error) => {
        if (error?.code !== 'full_module_needed' || folder === FULL_WASM) throw error;
        return null;
      });
      if (told === null) return context.skip('for the full module');
      const { count, steps, explained } = plain(told);
      assert.equal(steps.length, count);
      for (const language of /** @type {const} */ (['en', 'vi'])) {
        const golden = readFileSync(new URL(`${name}/story.${language}.txt`, CAPTURES), 'utf8');
        const kit = kitOf(language);
        assert.equal(steps.map((step) => stepText(kit, step)).join(''), golden.slice(golden.indexOf('\n') + 1));
      }
      // What an exchange says for itself stands in a step of the story.
      const all = new Set(steps.flatMap(({ facts }) => facts.map((fact) => JSON.stringify(fact))));
      for (const fact of explained.flat()) assert.ok(all.has(JSON.stringify(fact)), JSON.stringify(fact));
    });
  }
}

const skipped = (/** @type {string} */ folder) => (existsSync(folder) ? false : `no module at ${folder}`);
test('there are stories', () => assert.ok(CASES.length >= 50, `${CASES.length} cases with a story`));
describe('told by the small module', { skip: skipped(WASM) }, () => tell(WASM));
describe('told by the full module', { skip: skipped(FULL_WASM) }, () => tell(FULL_WASM));
