/** Keys as Wireshark has them, which work wherever the focus is. */

/**
 * What a key asks for: a packet so many further on, in the whole capture or among those of the same
 * connection, or the list of keys.
 * @typedef {{ step: 1 | -1, sameConnection: boolean } | 'help'} Wish
 */

/**
 * @param {Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>} event
 * @returns {Wish | null}
 */
export function wishOf({ key, ctrlKey, altKey, metaKey, shiftKey }) {
  if (altKey || metaKey) return null;
  if (key === '?' && !ctrlKey) return 'help';
  if (shiftKey) return null;
  switch (`${ctrlKey ? 'Ctrl+' : ''}${key}`) {
    case 'F8':
    case 'Ctrl+ArrowDown': return { step: 1, sameConnection: false };
    case 'F7':
    case 'Ctrl+ArrowUp': return { step: -1, sameConnection: false };
    case 'Ctrl+.': return { step: 1, sameConnection: true };
    case 'Ctrl+,': return { step: -1, sameConnection: true };
    default: return null;
  }
}

/**
 * The packet that a key of the list leads to, or null.
 * @param {string} key
 * @param {number} from Number of the packet that the keyboard is on.
 * @param {number} count Packets in all.
 * @param {number} page Packets that are seen at once.
 * @returns {number | null}
 */
export function listTarget(key, from, count, page) {
  const target = {
    ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + page, PageUp: from - page, Home: 1, End: count, Enter: from, ' ': from,
  }[key];
  return target === undefined ? null : Math.max(1, Math.min(target, count));
}
