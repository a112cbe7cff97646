/** The tree of a server: which places are seen, and where a key leads. */

/**
 * @import {TreeNodeView} from '../types/model.js'
 */

/**
 * A place of the tree where it is seen.
 * @typedef {object} Place
 * @property {number} index Among all nodes.
 * @property {TreeNodeView} node
 * @property {boolean} branch Whether anything is below it.
 * @property {boolean} open Whether that is seen.
 */

/**
 * The places that are seen: nothing below a closed one.
 * @param {TreeNodeView[]} nodes In the order of reading, parents in front.
 * @param {ReadonlySet<number>} closed
 * @returns {Place[]}
 */
export function seenPlaces(nodes, closed) {
  /** @type {Place[]} */
  const places = [];
  let hiddenBelow = Infinity;
  nodes.forEach((node, index) => {
    if (node.depth > hiddenBelow) return;
    const branch = (nodes[index + 1]?.depth ?? 0) > node.depth;
    const open = branch && !closed.has(index);
    hiddenBelow = branch && !open ? node.depth : Infinity;
    places.push({ index, node, branch, open });
  });
  return places;
}

/**
 * Where a key of the keyboard leads in the tree, as the ARIA practices have it.
 * @param {Place[]} places
 * @param {number} active Index of the node that the keyboard is on.
 * @param {string} key
 * @returns {{ to: number } | { toggle: number } | null}
 */
export function stepInTree(places, active, key) {
  const at = places.findIndex(({ index }) => index === active);
  const place = places[at];
  if (place === undefined) return null;
  /** @param {number} position */
  const to = (position) => {
    const target = places[Math.max(0, Math.min(position, places.length - 1))];
    return target === undefined ? null : { to: target.index };
  };
  switch (key) {
    case 'ArrowDown': return to(at + 1);
    case 'ArrowUp': return to(at - 1);
    case 'Home': return to(0);
    case 'End': return to(places.length - 1);
    case 'ArrowRight':
      if (!place.branch) return null;
      return place.open ? to(at + 1) : { toggle: active };
    case 'ArrowLeft': {
      if (place.open) return { toggle: active };
      const parent = places.slice(0, at).findLast(({ node }) => node.depth < place.node.depth);
      return parent === undefined ? null : { to: parent.index };
    }
    case 'Enter':
    case ' ':
      return place.branch ? { toggle: active } : null;
    default: return null;
  }
}
