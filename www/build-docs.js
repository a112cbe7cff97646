/** Writes `custom-elements.json`, which the npm package takes, and `docs/element.md`, from what the sources say. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IN_PACKAGE, describeElement, documentOf, manifestOf } from './element-manifest.js';

const described = await describeElement();
await writeFile(join(import.meta.dirname, 'custom-elements.json'), `${JSON.stringify(manifestOf(described, IN_PACKAGE), null, 2)}\n`);
await writeFile(join(import.meta.dirname, 'docs/element.md'), documentOf(described));
