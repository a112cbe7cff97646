/**
 * Several things in one part, so that they are packed together: what they have in common is there once.
 */

/**
 * @typedef {import('../words.js').Tree} Tree
 */

/**
 * Trees of one shape – the words of all languages – as the shape and the texts of each.
 * @param {Record<string, Tree>} trees
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {Error} Where their shapes differ.
 */
export function joinTrees(trees) {
  const shapes = new Set(Object.values(trees).map((tree) => JSON.stringify(shapeOf(tree))));
  const [shape, ...others] = shapes;
  if (shape === undefined || others.length > 0) throw new Error('the trees differ in shape');
  const lists = Object.entries(trees).map(([name, tree]) => [name, textsOf(tree)]);
  return new TextEncoder().encode(JSON.stringify([JSON.parse(shape), Object.fromEntries(lists)]));
}

/**
 * @param {Uint8Array} bytes
 * @param {string} name
 * @returns {Tree}
 */
export function treeIn(bytes, name) {
  const [shape, lists] = JSON.parse(new TextDecoder().decode(bytes));
  return filled(shape, lists[name].values());
}

/**
 * @param {Tree} tree
 * @returns {0 | object} Each text is a 0.
 */
function shapeOf(tree) {
  if (typeof tree === 'string') return 0;
  return Object.fromEntries(Object.entries(tree).map(([key, branch]) => [key, shapeOf(branch)]));
}

/**
 * @param {Tree} tree
 * @returns {string[]} In the order of the tree.
 */
function textsOf(tree) {
  return typeof tree === 'string' ? [tree] : Object.values(tree).flatMap(textsOf);
}

/**
 * @param {any} shape
 * @param {Iterator<string>} texts
 * @returns {Tree}
 */
function filled(shape, texts) {
  if (shape === 0) return texts.next().value ?? '';
  return Object.fromEntries(Object.entries(shape).map(([key, branch]) => [key, filled(branch, texts)]));
}

/**
 * Files one behind the other, behind a line that tells their names and lengths.
 * @param {Map<string, Uint8Array>} files
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function joinFiles(files) {
  const head = new TextEncoder().encode(`${JSON.stringify([...files].map(([name, { length }]) => [name, length]))}\n`);
  const joined = new Uint8Array([...files.values()].reduce((sum, { length }) => sum + length, head.length));
  let at = 0;
  for (const bytes of [head, ...files.values()]) {
    joined.set(bytes, at);
    at += bytes.length;
  }
  return joined;
}

/**
 * @param {Uint8Array<ArrayBuffer>} joined
 * @param {string} wanted Name of a file.
 * @returns {Uint8Array<ArrayBuffer> | null} Null where there is none of this name.
 */
export function fileIn(joined, wanted) {
  const head = joined.indexOf(0x0a);
  let at = head + 1;
  for (const [name, length] of JSON.parse(new TextDecoder().decode(joined.subarray(0, head)))) {
    if (name === wanted) return joined.slice(at, at + length);
    at += length;
  }
  return null;
}
