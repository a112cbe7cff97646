/** Two versions on one page: the first that is loaded is `<ftp-capture>`, and neither takes anything of the other. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { SAME_IN_EACH } from '../support/shell.js';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { plainText } from '../../build-plugins.js';
import { NO_BROWSER } from '../support/browser.js';
import { OwnSite, until } from '../support/own-page.js';
import { DIST } from '../support/site.js';

const WWW = join(dirname(fileURLToPath(import.meta.url)), '../..');

describe('two versions on one page', { skip: NO_BROWSER || SAME_IN_EACH }, () => {
  /** @type {OwnSite} */ let own;
  before(async () => {
    own = await OwnSite.open();
    cpSync(DIST, join(own.folder, 'other'), { recursive: true });
    // The other version says the same in other words.
    for (const name of ['en.json', 'en-rest.json']) {
      const file = join(own.folder, 'other/strings', name);
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('Packets', 'Other packets').replaceAll('The conversation', 'The other talk').replaceAll('Questions', 'Other questions'));
    }
    // As who makes the element known under a name of their own.
    await esbuild.build({
      stdin: { contents: "import { FtpCaptureElement } from './public/ftp-capture.js'; customElements.define('other-capture', FtpCaptureElement);", resolveDir: WWW },
      bundle: true, format: 'esm', splitting: true, outdir: join(own.folder, 'other'), entryNames: 'named', logLevel: 'warning',
      loader: { '.html': 'text' }, define: { LESSON_WORDS: '{}' }, plugins: [plainText(['chrome109'])],
    });
  });
  after(() => own?.close());

  const ELEMENT = 'loading="eager" height="auto" src="samples/login.pcap"';

  for (const [first, second] of [['ftp-capture.js', 'other/ftp-capture.js'], ['other/ftp-capture.js', 'ftp-capture.js']]) {
    test(`${first} before ${second}: all is of the first`, async () => {
      const { page, complaints, close } = await own.show(`<ftp-capture ${ELEMENT}></ftp-capture>`, { scripts: [first ?? '', second ?? ''] });
      await until(page);
      const isOther = first?.startsWith('other');
      await page.getByRole('heading', { name: isOther ? 'Other packets' : 'Packets', exact: true }).waitFor();
      await page.getByRole('heading', { name: isOther ? 'The other talk' : 'The conversation', exact: true }).waitFor();
      const asked = own.site.log.filter((path) => /later|worker|wasm|strings/.test(path));
      assert.ok(asked.length > 4);
      assert.deepEqual(asked.filter((path) => path.startsWith('/other/') !== isOther), []);
      assert.equal(page.workers().length, 1);
      // Each brings a copy of lit-html, and only one may have its policy of that name.
      assert.deepEqual(complaints.filter((complaint) => !/Policy with name "lit-html" already exists|'lit-html'|"lit-html"/.test(complaint)), []);
      await close();
    });
  }

  test('under names of their own both show the capture, each with its own parts and words', async () => {
    const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types ftpscope lit-html 'allow-duplicates'";
    const { page, complaints, close } = await own.show(`<ftp-capture ${ELEMENT}></ftp-capture><other-capture ${ELEMENT}></other-capture>`, {
      scripts: ['ftp-capture.js', 'other/named.js'], policy,
    });
    await until(page);
    await until(page, 'other-capture');
    for (const [name, title] of [['ftp-capture', 'Packets'], ['other-capture', 'Other packets']]) {
      await page.locator(name ?? '').getByRole('heading', { name: title ?? '', exact: true }).waitFor();
      await page.locator(name ?? '').locator('tr[data-number="6"]').click();
      await page.locator(name ?? '').locator('tr[data-number="6"][aria-selected=true]').waitFor();
    }
    const tags = await page.evaluate(() => ['ftp-capture', 'other-capture'].map((name) => document.querySelector(name)?.shadowRoot?.querySelector('[part=packets]')?.localName));
    assert.equal(new Set(tags).size, 2, String(tags));
    assert.ok(tags.every((tag) => tag?.startsWith('ftp-capture-packets')), String(tags));
    for (const view of ['story', 'lab']) {
      await page.evaluate((view) => { for (const one of document.querySelectorAll('ftp-capture, other-capture')) /** @type {any} */ (one).view = view; }, view);
      for (const name of ['ftp-capture', 'other-capture']) await page.locator(name).locator(view === 'lab' ? '.questions' : '.step').first().waitFor();
      const parts = await page.evaluate((view) => ['ftp-capture', 'other-capture'].map((name) => document.querySelector(name)?.shadowRoot?.querySelector(`[part=${view}]`)?.localName), view);
      assert.equal(new Set(parts).size, 2, String(parts));
    }
    assert.equal(page.workers().length, 2);
    assert.deepEqual(complaints, []);
    await close();
  });
});
