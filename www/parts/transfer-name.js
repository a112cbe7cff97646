/** The name of what was transferred, and the one that it got later. */

import { html, nothing } from 'lit-html';

/**
 * @import {Kit} from './kit.js'
 */

/**
 * @param {Kit} kit
 * @param {string} path
 * @param {string | null} renamedTo
 */
export function transferName(kit, path, renamedTo) {
  return html`${path === '' ? kit.t('ledger.no_path') : html`<code>${path}</code>`}${renamedTo === null ? nothing : html`
    <span class="renamed"><span aria-hidden="true">→</span><span class="hidden">${kit.t('ledger.renamed')}</span> <code>${renamedTo}</code></span>`}`;
}
