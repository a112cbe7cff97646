/** The keys for packets. */

import { html } from 'lit-html';

/**
 * @import {Kit} from '../parts/kit.js'
 */

/** Keys, and where their words are. */
const KEYS = [
  ['↑ ↓ PgUp PgDn Home End', 'list'], ['Ctrl+↓ F8', 'next'], ['Ctrl+↑ F7', 'previous'], ['Ctrl+.', 'next_of_connection'],
  ['Ctrl+,', 'previous_of_connection'], ['← →', 'tree'], ['?', 'help'],
];

/**
 * @param {Kit} kit
 * @param {boolean} open
 * @param {(open: boolean) => void} onToggle
 */
export function packetKeysView(kit, open, onToggle) {
  /** @param {Event} event */
  const toggled = ({ currentTarget }) => onToggle(/** @type {HTMLDetailsElement} */ (currentTarget).open);
  return html`<details class="keys" ?open=${open} @toggle=${toggled}><summary>${kit.t('packets.keys.title')}</summary>
    <dl>${KEYS.map(([keys, words]) => html`<div><dt>${keys?.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt>
      <dd>${kit.t(`packets.keys.${words}`)}</dd></div>`)}</dl></details>`;
}
