/** A site whose versions change, and pages of it that are kept. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeServiceWorker } from '../../build-offline.js';
import { DIST } from './site.js';

/**
 * @import {Page} from 'playwright-core'
 */

const KEPT = { en: 'also works without a network', vi: 'không có mạng vẫn dùng được' };

/**
 * Waits until the page says that it is kept.
 * @param {Page} page
 * @param {'en' | 'vi'} [language]
 */
export async function kept(page, language = 'en') {
  await page.locator('footer.offline').getByText(KEPT[language]).waitFor();
}

/** A copy of the site whose versions can be told by the title of the page. */
export class ChangingSite {
  /** @param {string} [folder] Where it is put; a folder of its own when left out. */
  constructor(folder = mkdtempSync(join(tmpdir(), 'ftpscope-versions-'))) {
    this.folder = folder;
    cpSync(DIST, folder, { recursive: true });
  }

  /**
   * Puts another version in the place of the one that is there.
   * @param {string} title
   */
  async change(title) {
    const page = join(this.folder, 'index.html');
    writeFileSync(page, readFileSync(page, 'utf8').replace(/<title>.*<\/title>/, `<title>${title}</title>`));
    await writeServiceWorker(this.folder);
  }

  remove() {
    rmSync(this.folder, { recursive: true });
  }
}

/**
 * Names of the caches of the origin of a page.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function cachesOf(page) {
  return page.evaluate(async () => [...await caches.keys()].sort());
}
