/**
 * Pictures of the built site, to be looked at: wide and narrow, light and dark, in each language.
 *
 * Environment: FTPSCOPE_DIST – folder of the site; the pictures go beside it.
 */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, visit } from './test/support/browser.js';
import { dropCapture, dropMade, shownAfter } from './test/support/drop.js';
import { makePcapng } from './test/support/make-capture.js';
import { DIST, serveSite } from './test/support/site.js';

const FOLDER = join(DIST, '../screenshots');
const SIZES = [{ width: 1280, height: 800 }, { width: 390, height: 844 }];
const SCHEMES = /** @type {const} */ (['light', 'dark']);
const LANGUAGES = ['en', 'vi'];
const CASES = ['login', 'upload-passive', 'make-rename-delete', 'multiline-banner-feat'];

/** Captures whose transfers are opened, and the row of one of them. */
const TRANSFERS = /** @type {[name: string, row: number][]} */ ([
  ['passive-with-data', 0], ['passive-with-data', 2], ['segments-not-captured', 0], ['mirror-by-lftp', 3], ['mirror-over-two-connections', 0],
]);

/** A capture with something to say about its file. */
const ANNOTATED = makePcapng([['server', '220 (vsFTPd 3.0.5)\r\n'], ['client', 'QUIT\r\n'], ['server', '221 Goodbye.\r\n']], {
  comment: 'Captured in the third lesson.\nThe server is the one in the corner.',
  interfaces: [
    { name: 'ens33', description: 'Network card of the virtual machine', filter: 'port ftp or port ftp-data', os: 'Linux 6.1.0-13-amd64' },
    { name: 'lo', comment: 'Nothing came here.' },
  ],
  packetComment: (number) => (number === 2 ? 'The client ends the session here.' : null),
});

const [browser, site] = await Promise.all([launch(), serveSite()]);
await mkdir(FOLDER, { recursive: true });
for (const viewport of SIZES) {
  for (const colorScheme of SCHEMES) {
    for (const locale of LANGUAGES) {
      const { page, close } = await visit(browser, site.url, { viewport, colorScheme, locale });
      const look = `${viewport.width}-${colorScheme}-${locale}`;
      await page.screenshot({ path: join(FOLDER, `start-${look}.png`) });
      for (const name of CASES) {
        await dropCapture(page, name);
        await page.screenshot({ path: join(FOLDER, `${name}-${look}.png`) });
        await page.screenshot({ path: join(FOLDER, `${name}-${look}-whole.png`), fullPage: true });
        await page.locator('.exchange button.explain').nth(2).click();
        await page.locator('ftp-capture-why .fact').first().waitFor();
        await page.locator('.exchange').nth(2).screenshot({ path: join(FOLDER, `why-${name}-${look}.png`) });
        const views = page.locator('.views button');
        await views.nth(1).click();
        await page.locator('ftp-capture-story .fact').first().waitFor();
        await page.screenshot({ path: join(FOLDER, `story-${name}-${look}.png`) });
        await page.locator('ftp-capture-story').screenshot({ path: join(FOLDER, `story-${name}-${look}-whole.png`) });
        await views.nth(0).click();
      }
      await shownAfter(page, () => dropMade(page, { name: 'annotated.pcapng', head: ANNOTATED, body: new Uint8Array(), times: 0 }));
      await page.locator('.about summary').click();
      await page.locator('.about').evaluate((element) => element.scrollIntoView({ block: 'start' }));
      await page.screenshot({ path: join(FOLDER, `about-${look}.png`) });
      await dropCapture(page, 'login');
      await page.locator('.exchange').filter({ has: page.locator('.verb', { hasText: 'PASS' }) }).locator('.packet-link').first().click();
      await page.locator('.hex-line').first().waitFor();
      await page.locator('ftp-capture-packets').evaluate((element) => element.scrollIntoView({ block: 'start' }));
      await page.screenshot({ path: join(FOLDER, `packet-${look}.png`) });
      await page.locator('.detail').evaluate((element) => element.scrollIntoView({ block: 'start' }));
      await page.screenshot({ path: join(FOLDER, `packet-opened-${look}.png`) });
      for (const [name, row] of TRANSFERS) {
        await dropCapture(page, name);
        await page.locator('ftp-capture-transfers tbody tr').nth(row).click();
        const buttons = page.locator('ftp-capture-transfer .contents .buttons button');
        await buttons.first().click();
        await page.locator('ftp-capture-transfer .preview').waitFor();
        await buttons.nth(2).click();
        await page.locator('[data-hash=md5]').waitFor();
        await page.locator('ftp-capture-tree summary').click();
        await page.locator('ftp-capture-tree [role=treeitem]').first().waitFor();
        await page.locator('ftp-capture-transfers').evaluate((element) => element.scrollIntoView({ block: 'start' }));
        await page.screenshot({ path: join(FOLDER, `transfers-${name}-${row}-${look}.png`) });
        await page.locator('ftp-capture-transfers').screenshot({ path: join(FOLDER, `transfers-${name}-${row}-${look}-whole.png`) });
      }
      await close();
    }
  }
}
await Promise.all([browser.close(), site.close()]);
console.log(FOLDER);
