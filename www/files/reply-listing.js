/** `<ftp-capture-reply-listing>`: the listing in the reply to a command, as a table. Part of `<ftp-capture>`. */

import { html, nothing } from 'lit-html';
import themeCss from '../styles/theme.css';
import transfersCss from '../styles/transfers.css';
import { listingView } from '../views/listing.js';
import { problemView } from '../views/problem.js';
import { UpdatingElement } from '../updating-element.js';
import { answerOf } from './asking.js';

/**
 * @import {ListingView, OpenError, TransferPlaceView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** Shows the listing in a reply, folded until it is wanted. */
export class FtpReplyListingElement extends UpdatingElement {
  /** @override */
  static styles = [themeCss, transfersCss];

  /** @override */
  static properties = ['kit', 'capture', 'session', 'exchange', 'ask', 'onTransfer', 'listing', 'problem'];

  constructor() {
    super();
    /** @type {Kit | null} */
    this.kit = null;
    /**
     * What the capture is told from others by.
     * @type {object | null}
     */
    this.capture = null;
    this.session = 0;
    this.exchange = 0;
    /** @type {((session: number, exchange: number) => Promise<ListingView | null>) | null} */
    this.ask = null;
    /** @type {(place: TransferPlaceView) => void} */
    this.onTransfer = () => {};
    /**
     * Null until it was asked for.
     * @type {ListingView | null}
     */
    this.listing = null;
    /** @type {OpenError | null} */
    this.problem = null;
  }

  /**
   * @override
   * @param {ReadonlySet<string>} changed
   */
  updated(changed) {
    // The element of one exchange becomes that of another one.
    if (!['capture', 'session', 'exchange'].some((name) => changed.has(name))) return;
    Object.assign(this, { listing: null, problem: null });
    const details = this.renderRoot.querySelector('details');
    if (details) details.open = false;
  }

  /** @override */
  render() {
    const { kit, listing, problem } = this;
    if (kit === null) return nothing;
    return html`<details @toggle=${this.#toggled}><summary>${kit.t('listing.as_table')}</summary>
      ${problem === null ? nothing : problemView(kit, null, problem)}
      ${listing === null ? nothing : listingView(kit, listing, this.onTransfer)}</details>`;
  }

  /** @param {Event} event */
  #toggled = async ({ currentTarget }) => {
    const { capture, session, exchange, ask } = this;
    if (!(/** @type {HTMLDetailsElement} */ (currentTarget).open) || this.listing !== null || ask === null) return;
    const isSame = () => capture === this.capture && session === this.session && exchange === this.exchange;
    const listing = await answerOf(ask(session, exchange), (problem) => { if (isSame()) this.problem = problem; });
    if (listing !== null && isSame()) Object.assign(this, { listing, problem: null });
  };
}
