/** The program of the page that is one file: that of the site, with the parts of the file in place of those of the host. */

import '../index.js';
import '../define.js';
import { fileParts } from './parts.js';

fileParts().isAlive = true;
