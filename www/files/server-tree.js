/** `<ftp-capture-tree>`: the server as the capture shows it, folded until it is wanted. Part of `<ftp-capture-transfers>`. */

import { html, nothing } from 'lit-html';
import { PLAIN_ROWS, pullRange } from '../loader.js';
import themeCss from '../styles/theme.css';
import transfersCss from '../styles/transfers.css';
import { treeView } from '../views/tree.js';
import { UpdatingElement } from '../updating-element.js';
import { answerOf } from './asking.js';
import { seenPlaces, stepInTree } from './tree.js';

/**
 * @import {TreeNodeView} from '../types/model.js'
 * @import {OpenError} from '../types/model.js'
 * @import {TransferPlaceView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 * @import {TransferSource} from './source.js'
 */

/** Shows the tree of the server. */
export class FtpTreeElement extends UpdatingElement {
  /** @override */
  static styles = [themeCss, transfersCss];

  /** @override */
  static properties = ['kit', 'source', 'onTransfer', 'nodes', 'count', 'closed', 'active', 'problem'];

  constructor() {
    super();
    /** @type {Kit | null} */
    this.kit = null;
    /** @type {TransferSource | null} */
    this.source = null;
    /** @type {(place: TransferPlaceView) => void} */
    this.onTransfer = () => {};
    /**
     * Null until it was asked for.
     * @type {TreeNodeView[] | null}
     */
    this.nodes = null;
    /** Nodes in all. */
    this.count = 0;
    /**
     * Branches that are closed.
     * @type {ReadonlySet<number>}
     */
    this.closed = new Set();
    /** Node that the keyboard is on. */
    this.active = 0;
    /** @type {OpenError | null} */
    this.problem = null;
  }

  /**
   * @override
   * @param {ReadonlySet<string>} changed
   */
  updated(changed) {
    if (!changed.has('source')) return;
    Object.assign(this, { nodes: null, count: 0, closed: new Set(), active: 0, problem: null });
    const details = this.renderRoot.querySelector('details');
    if (details) details.open = false;
  }

  /** @override */
  render() {
    const { kit, nodes, problem } = this;
    if (kit === null) return nothing;
    return html`<details class="server" @toggle=${this.#toggled}><summary><h3>${kit.t('tree.title')}</h3></summary>
      ${problem === null ? nothing : html`<p>${kit.lookup(`open_error.${problem.code}.title`) ?? problem.code}</p>`}
      ${nodes === null ? nothing : treeView(kit, {
        places: seenPlaces(nodes, this.closed),
        active: this.active,
        left: this.count - nodes.length,
        onActive: (index) => { this.active = index; },
        onToggle: (index) => this.#toggle(index),
        onTransfer: this.onTransfer,
        onKey: this.#keyed,
      })}</details>`;
  }

  /** @param {Event} event */
  #toggled = async ({ currentTarget }) => {
    const { source } = this;
    if (!(/** @type {HTMLDetailsElement} */ (currentTarget).open) || this.nodes !== null || source === null) return;
    /** @param {OpenError} problem */
    const failed = (problem) => { if (source === this.source) this.problem = problem; };
    const count = await answerOf(source.call('tree_count'), failed);
    if (count === null) return;
    const nodes = await answerOf(pullRange((a, b) => source.call('tree', a, b), 0, Math.min(count, PLAIN_ROWS)), failed);
    if (nodes === null || source !== this.source) return;
    Object.assign(this, { nodes, count, problem: null });
  };

  /** @param {number} index */
  #toggle(index) {
    const closed = new Set(this.closed);
    if (!closed.delete(index)) closed.add(index);
    this.closed = closed;
  }

  /** @param {KeyboardEvent} event */
  #keyed = async (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || /** @type {HTMLElement} */ (event.target).closest('button')) return;
    const nodes = this.nodes ?? [];
    const [transfer] = nodes[this.active]?.transfers ?? [];
    const next = stepInTree(seenPlaces(nodes, this.closed), this.active, event.key);
    if (next === null) {
      if (event.key !== 'Enter' || transfer === undefined) return;
      event.preventDefault();
      this.onTransfer(transfer);
      return;
    }
    event.preventDefault();
    if ('toggle' in next) this.#toggle(next.toggle);
    else this.active = next.to;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[role=treeitem][tabindex="0"]'))?.focus();
  };
}
