/** Serves a folder: prints the address, then each path that is asked for, a line each. */

import { serveSite } from './site.js';

const site = await serveSite({ folder: process.argv[2] ?? '.' });
site.log.push = (...paths) => {
  for (const path of paths) console.log(path);
  return 0;
};
console.log(site.url);
