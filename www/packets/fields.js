/** The tree of layers and fields of a packet: which of them are seen, and which one holds a byte. */

/**
 * @import {FieldView} from '../types/model.js'
 */

/**
 * A field at its place in the tree.
 * @typedef {object} Item
 * @property {string} path Numbers of the branches from the root, such as `2.0.1`; names the field.
 * @property {number} level From 1.
 * @property {FieldView} field
 * @property {boolean} open Whether its children are seen; false where it has none.
 */

/**
 * The fields that are seen, from top to bottom.
 * @param {FieldView[]} layers
 * @param {ReadonlySet<string>} open Paths of the branches that are open.
 * @returns {Item[]}
 */
export function seenItems(layers, open) {
  /** @type {Item[]} */
  const items = [];
  /**
   * @param {FieldView[]} fields
   * @param {string} prefix
   * @param {number} level
   */
  const walk = (fields, prefix, level) => fields.forEach((field, index) => {
    const path = `${prefix}${index}`;
    const isOpen = field.children.length > 0 && open.has(path);
    items.push({ path, level, field, open: isOpen });
    if (isOpen) walk(field.children, `${path}.`, level + 1);
  });
  walk(layers, '', 1);
  return items;
}

/**
 * Path of the deepest field that holds a byte, or null.
 * @param {FieldView[]} layers
 * @param {number} byte
 * @returns {string | null}
 */
export function pathOfByte(layers, byte) {
  const index = layers.findLastIndex(({ start, length }) => byte >= start && byte < start + length);
  const field = layers[index];
  if (field === undefined) return null;
  const below = pathOfByte(field.children, byte);
  return below === null ? String(index) : `${index}.${below}`;
}

/**
 * Paths of the branches around a field: `2.0.1` lies in `2` and `2.0`.
 * @param {string} path
 */
export function ancestors(path) {
  const steps = path.split('.');
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('.'));
}

/**
 * Where a key of the keyboard leads in the tree, as the ARIA practices have it.
 * @param {Item[]} items What is seen.
 * @param {string} path Where the focus is.
 * @param {string} key
 * @returns {{ path: string } | { toggle: string } | null}
 */
export function step(items, path, key) {
  const at = items.findIndex((item) => item.path === path);
  const item = items[at];
  if (item === undefined) return null;
  /** @param {number} index */
  const to = (index) => {
    const target = items[Math.max(0, Math.min(index, items.length - 1))];
    return target === undefined ? null : { path: target.path };
  };
  switch (key) {
    case 'ArrowDown': return to(at + 1);
    case 'ArrowUp': return to(at - 1);
    case 'Home': return to(0);
    case 'End': return to(items.length - 1);
    case 'ArrowRight':
      if (item.field.children.length === 0) return null;
      return item.open ? to(at + 1) : { toggle: path };
    case 'ArrowLeft':
      if (item.open) return { toggle: path };
      return path.includes('.') ? { path: path.slice(0, path.lastIndexOf('.')) } : null;
    case 'Enter':
    case ' ':
      return item.field.children.length > 0 ? { toggle: path } : null;
    default: return null;
  }
}
