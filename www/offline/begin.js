/** What the page does from the beginning to be an application: little, for the rest is fetched last of all. */

import { takeLaunchedFiles } from './launched-files.js';

/**
 * @import {FtpCaptureElement} from '../public/ftp-capture.js'
 */

/** @param {FtpCaptureElement} element */
export function beginOffline(element) {
  let hasCapture = false;
  for (const kind of ['ftp-capture-open', 'ftp-capture-shown']) element.addEventListener(kind, () => { hasCapture = true; });
  takeLaunchedFiles((files) => element.openFiles(files));
  // A file of its own: not even its size is to be felt by those who look at a capture first.
  const url = new URL('./offline.js', import.meta.url).href;
  void element.ready.then(() => import(url)).then(({ keepOffline }) => keepOffline(() => hasCapture)).catch(() => {
    // The page does without, and tries again at the next visit.
  });
}
