/** The captures that the page offers. Their titles stand in the language files, `page.sample`. */

/** @type {{ id: string, url: string }[]} */
export const SAMPLES = [
  'login', 'upload-active', 'upload-passive', 'download-active', 'download-passive', 'passive-with-data',
  'failed-login', 'make-rename-delete',
].map((id) => ({ id, url: `./samples/${id}.pcap` }));
