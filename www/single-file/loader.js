/**
 * Unpacks the program out of the page that is one file and runs it. The page's policy allows this script and that one by their
 * hashes and nothing else: a program that is not the one that the page was built with does not run.
 */

import { Decoder, InputBuffer, OutputBuffer } from 'lzma-decoder';
import { PARTS, packedPart, sayDamaged } from './parts.js';

/**
 * @import {FileParts} from './parts.js'
 */

/** Pages with Trusted Types allow a script's text only from a policy of a name that they list. */
const POLICY = 'ftpscope-file';

/** @type {FileParts['unpack']} */
function unpack(name) {
  const packed = packedPart(name);
  if (packed === null) return null;
  const unpacked = new OutputBuffer(packed.length * 4);
  new Decoder().decompress(new InputBuffer(packed), unpacked);
  return unpacked.toArray();
}

/** @param {string} text */
function run(text) {
  const factory = /** @type {any} */ (globalThis).trustedTypes;
  const policy = factory?.createPolicy(POLICY, { createScript: (/** @type {string} */ script) => script });
  const script = document.createElement('script');
  script.text = policy?.createScript(text) ?? text;
  document.head.append(script);
}

/** @type {FileParts} */
const parts = { unpack, isAlive: false };
/** @type {any} */ (globalThis)[PARTS] = parts;
try {
  const program = unpack('program');
  if (program !== null) run(new TextDecoder().decode(program));
} catch (error) {
  console.error(error);
}
// The page says what to do.
if (!parts.isAlive) sayDamaged();
