/** Remarks of a page's author, `<ftp-note frame="9">`. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from '../support/suite.js';
import { SAME_IN_EACH } from '../support/shell.js';
import { NO_BROWSER } from '../support/browser.js';
import { OwnSite, until } from '../support/own-page.js';

/**
 * @import {Page} from 'playwright-core'
 */

describe('remarks of the author of a page', { skip: NO_BROWSER || SAME_IN_EACH }, () => {
  /** @type {OwnSite} */ let own;
  before(async () => { own = await OwnSite.open({ 'data.pcap': 'passive-with-data' }); });
  after(() => own?.close());

  /**
   * Where each note is seen: `line 4`, `step 3`, `packet 1` or `left`; nothing where it is not seen.
   * @param {Page} page
   * @returns {Promise<Record<string, string | null>>}
   */
  const places = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('ftp-note')].map((note) => {
    /** @type {HTMLSlotElement | null} */
    let slot = note.assignedSlot ?? note.parentElement?.assignedSlot ?? null;
    while (slot?.assignedSlot) slot = slot.assignedSlot;
    if (!slot || note.getBoundingClientRect().height === 0) return [note.id, null];
    const step = slot.closest('.step');
    if (step) return [note.id, `step ${/** @type {HTMLElement} */ (step).dataset['step']}`];
    if (slot.closest('.detail')) return [note.id, `packet ${slot.closest('.detail')?.querySelector('h3')?.textContent?.match(/\d+/)?.[0]}`];
    if (slot.closest('.remarks')) return [note.id, 'left'];
    return [note.id, `line ${slot.closest('.remark')?.previousElementSibling?.querySelector('.packet-link')?.textContent}`];
  })));

  const NOTES = `<ftp-note id="a" frame="4">The server <em>speaks first</em>.</ftp-note> <ftp-note id="b" frame="6">USER is not secret,</ftp-note>
    <ftp-note id="c" frame="6">but it is not hidden either.</ftp-note><ftp-note id="d" frame="1">Here it begins.</ftp-note>
    <ftp-note id="e" frame="999">Nowhere.</ftp-note><ftp-note id="f" frame="x">Anywhere.</ftp-note><p>What readers without scripts see.</p>`;

  test('below the line of their packet; those without one at the end, with their packets', async () => {
    const { page, complaints, close } = await own.show(`<ftp-capture loading="eager" height="auto" src="samples/login.pcap">${NOTES}</ftp-capture>`);
    await until(page);
    await page.locator('ftp-capture-packets tbody tr').first().waitFor();
    assert.deepEqual(await places(page), { a: 'line 4', b: 'line 6', c: 'line 6', d: 'left', e: 'left', f: 'left' });
    assert.equal(await page.locator('#a em').evaluate((em) => getComputedStyle(em).fontStyle), 'italic', 'it is the author\'s markup');
    assert.equal(await page.getByRole('note', { name: 'Note on packet 6' }).count(), 1, 'two notes of a packet stand together');
    assert.match(await page.locator('[part=notes]').innerText(), /Packet\s*1\s[^]*Packet 999: this capture has \d+ packets[^]*Without a packet number/);
    assert.equal(await page.getByText('What readers without scripts see.').isVisible(), false);
    assert.deepEqual(await page.locator('tr:has(.has-note)').evaluateAll((rows) => rows.map((row) => /** @type {HTMLElement} */ (row).dataset['number'])), ['1', '4', '6']);
    // Opened, a packet has its remark beside it.
    await page.locator('[part=notes] .packet-link').click();
    await page.locator('ftp-capture-packets .detail .remark').waitFor();
    assert.equal((await places(page))['d'], 'packet 1');
    await page.locator('tr[data-number="2"]').click();
    await page.locator('.remarks [data-note="1"]').waitFor();
    assert.equal((await places(page))['d'], 'left');
    assert.deepEqual(complaints, []);
    await close();
  });

  test('in the story at the step that tells of their packet', async () => {
    const { page, close } = await own.show(`<ftp-capture loading="eager" height="auto" view="story" panes="talk" src="samples/login.pcap">${NOTES}</ftp-capture>`);
    await until(page);
    await page.locator('.step .remark').first().waitFor();
    const found = await places(page);
    for (const id of ['a', 'b', 'c', 'd']) assert.match(String(found[id]), /^step \d+$/, id);
    assert.equal(found['b'], found['c']);
    assert.deepEqual([found['e'], found['f']], ['left', 'left']);
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).view = 'conversation'; });
    await page.locator('.exchange .remark').first().waitFor();
    assert.equal((await places(page))['b'], 'line 6');
    await close();
  });

  test('where only packets are shown, with those; in the questions folded, since they may answer one', async () => {
    const { page, close } = await own.show(`<ftp-capture loading="eager" height="auto" panes="packets" select="6" src="samples/login.pcap">${NOTES}</ftp-capture>`);
    await until(page);
    await page.locator('.detail .remark').waitFor();
    assert.deepEqual(await places(page), { a: 'left', b: 'packet 6', c: 'packet 6', d: 'left', e: 'left', f: 'left' });
    await page.locator('ftp-capture').evaluate((one) => { /** @type {any} */ (one).panes = ['talk']; /** @type {any} */ (one).view = 'lab'; });
    await page.locator('.remarks details').waitFor();
    assert.equal(await page.locator('#a').isVisible(), false);
    await page.locator('.remarks summary').click();
    assert.equal(await page.locator('#a').isVisible(), true);
    await close();
  });

  test('what is added, changed, removed or taken elsewhere is followed', async () => {
    const { page, close } = await own.show(`<ftp-capture id="one" loading="eager" height="auto" panes="talk" src="samples/login.pcap"></ftp-capture>
      <ftp-capture id="two" loading="eager" height="auto" panes="talk" src="data.pcap"></ftp-capture>`);
    await until(page, '#one');
    await until(page, '#two');
    await page.evaluate(() => {
      const note = Object.assign(document.createElement('ftp-note'), { id: 'n', textContent: 'Late.' });
      note.setAttribute('frame', '8');
      const paragraph = document.createElement('p');
      paragraph.append(note);
      document.querySelector('#one')?.append(paragraph);
    });
    await page.locator('#one .exchange .remark').waitFor();
    assert.equal((await places(page))['n'], 'line 8', 'also in a paragraph around it');
    await page.evaluate(() => document.querySelector('#n')?.setAttribute('frame', '4'));
    await page.locator('#one [data-note="4"]').waitFor();
    assert.equal((await places(page))['n'], 'line 4');
    await page.evaluate(() => document.querySelector('#two')?.append(/** @type {Element} */ (document.querySelector('#n'))));
    await page.locator('#two .remark').waitFor();
    assert.equal(await page.locator('#one .remark').count(), 0);
    assert.equal(await page.locator('#one > p').getAttribute('slot'), null);
    await page.evaluate(() => document.querySelector('#n')?.remove());
    await page.locator('#two .remark').waitFor({ state: 'detached' });
    await close();
  });

  test('a note never stays where the conversation is not read as far', async () => {
    const { page, close } = await own.show('<ftp-capture loading="eager" height="auto" panes="talk" session="9" src="data.pcap"><ftp-note id="n" frame="6">Said.</ftp-note></ftp-capture>');
    await until(page);
    await page.locator('.remarks').waitFor();
    assert.equal((await places(page))['n'], 'left');
    await close();
  });
});
