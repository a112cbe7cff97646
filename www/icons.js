/**
 * Draws the icons of the installed page anew, from `icons/icon.svg`: `npm run icons`, after a change of that file.
 * They are kept with the sources, since not every build has a browser at hand.
 */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch } from './test/support/browser.js';

const FOLDER = new URL('./icons/', import.meta.url);

/** Of a maskable icon every system cuts off as much as it likes, outside of a circle of four fifths of its width. */
const MASKABLE_SCALE = 0.72;

/** @type {{ name: string, size: number, isMaskable: boolean }[]} */
const ICONS = [
  { name: 'icon-192.png', size: 192, isMaskable: false },
  { name: 'icon-512.png', size: 512, isMaskable: false },
  { name: 'icon-512-maskable.png', size: 512, isMaskable: true },
];

const drawing = await readFile(new URL('icon.svg', FOLDER), 'utf8');
/** The ground goes to the edges, and what is drawn on it becomes smaller. */
const masked = drawing.replace(' rx="12"', '').replace(/(<rect[^>]*>)(.*)(<\/svg>)/s, `$1<g transform="translate(32 32) scale(${MASKABLE_SCALE}) translate(-32 -32)">$2</g>$3`);

const browser = await launch();
for (const { name, size, isMaskable } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.goto(`data:image/svg+xml,${encodeURIComponent(isMaskable ? masked : drawing)}`);
  await page.screenshot({ path: fileURLToPath(new URL(name, FOLDER)), omitBackground: true });
  await page.close();
}
await browser.close();
