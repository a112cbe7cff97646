/** The server as the capture shows it: its directories and files as a tree. */

import { html, nothing } from 'lit-html';
import { bytesText } from '../parts/amount.js';
import { transferLinks } from '../parts/transfer-links.js';

/**
 * @import {Place} from '../files/tree.js'
 * @import {TransferPlaceView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} Tree
 * @property {Place[]} places That are seen.
 * @property {number} active Node that the keyboard is on.
 * @property {number} left Nodes that were not pulled.
 * @property {(index: number) => void} onActive
 * @property {(index: number) => void} onToggle
 * @property {(place: TransferPlaceView) => void} onTransfer
 * @property {(event: KeyboardEvent) => void} onKey
 */

/** Levels that are moved in; deeper ones stand below the last of them. */
const LEVELS = 8;

/**
 * @param {Kit} kit
 * @param {Tree} tree
 */
export function treeView(kit, tree) {
  const { places, left, onKey } = tree;
  if (places.length === 0) return html`<p>${kit.t('tree.empty')}</p>`;
  return html`<p class="second">${kit.t('tree.what')}</p>
    <ul role="tree" class="tree" aria-label=${kit.t('tree.title')} @keydown=${onKey}>${places.map((place) => item(kit, place, tree))}</ul>
    ${left > 0 ? html`<p class="second">${kit.t('about.more', { count: kit.format.amount(left) }, left)}</p>` : nothing}`;
}

/**
 * @param {Kit} kit
 * @param {Place} place
 * @param {Tree} tree
 */
function item(kit, { index, node, branch, open }, { active, onActive, onToggle, onTransfer }) {
  const { depth, kind, name, bytes, modified, listed, transfers } = node;
  const remarks = [
    bytes === null ? null : bytesText(kit, bytes), modified?.replace(/^--/, '') ?? null, listed || kind === 'server' || kind === 'directory' ? null : kit.t('tree.not_listed'),
  ].filter((text) => text !== null);
  return html`<li role="treeitem" class="level-${Math.min(depth, LEVELS)}" data-kind=${kind} aria-level=${depth + 1}
    aria-expanded=${branch ? String(open) : nothing} aria-selected=${index === active} tabindex=${index === active ? 0 : -1}
    @click=${() => onActive(index)} @dblclick=${() => onToggle(index)}>
    <span class="twist" aria-hidden="true" @click=${() => onToggle(index)}>${branch ? (open ? '▾' : '▸') : ''}</span>
    <span class="hidden">${kit.value('entry', kind)}</span> <code>${name}${kind === 'directory' && !name.endsWith('/') ? '/' : ''}</code>
    ${remarks.length === 0 ? nothing : html`<span class="second">${remarks.join(', ')}</span>`}
    ${transferLinks(kit, name, transfers, onTransfer, index === active ? 0 : -1)}
  </li>`;
}
