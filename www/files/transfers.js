/** `<ftp-capture-transfers>`: the ledger, the transfer that is opened, and the tree of the server. Part of `<ftp-capture>`. */

import { nothing } from 'lit-html';
import { html } from 'lit-html/static.js';
import { PLAIN_ROWS, pullRange } from '../loader.js';
import { partTag } from '../part-tags.js';
import { listTarget } from '../packets/keys.js';
import { ScrollMap } from '../packets/scroll.js';
import laterCss from '../styles/later.css';
import themeCss from '../styles/theme.css';
import transfersCss from '../styles/transfers.css';
import { jobView } from '../views/job.js';
import { ledgerFilterView, ledgerView } from '../views/ledger.js';
import { missingView } from '../views/missing.js';
import { problemView } from '../views/problem.js';
import { choicesView, saveAllView } from '../views/saving.js';
import { UpdatingElement } from '../updating-element.js';
import { answerOf } from './asking.js';
import { archiveOf } from './archive.js';
import { copyText } from './copy.js';
import { handOver } from './download.js';
import { Jobs } from './job.js';
import { VERDICTS, arrange, rowOf, turned } from './rows.js';

/**
 * @import {FileView} from '../types/model.js'
 * @import {OpenError} from '../types/model.js'
 * @import {TransferPlaceView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 * @import {JobProgress} from './job.js'
 * @import {Options} from './reading.js'
 * @import {Column, LedgerRow, Order, Wanted} from './rows.js'
 * @import {TransferSource} from './source.js'
 */

/** Height of a row until there is one to measure. */
const GUESSED_ROW_PX = 36;

/** Name of the archive of all files. */
const ARCHIVE = 'ftp-files.zip';

/** @type {Order} */
const FIRST_ORDER = { column: 'frame', down: false };

/** @type {Wanted} */
const ALL = { direction: '', verdict: '' };

/** Lists the transfers of all sessions and opens one. */
export class FtpTransfersElement extends UpdatingElement {
  /** @override */
  static styles = [themeCss, laterCss, transfersCss];

  /** @override */
  static properties = [
    'kit', 'source', 'controlOnly', 'rows', 'files', 'order', 'wanted', 'active', 'top', 'opened', 'options', 'onPacket', 'onExchange',
    'progress', 'busy', 'problem', 'note',
  ];

  #jobs = new Jobs((progress) => { this.progress = progress; });
  #sorted = {
    rows: /** @type {LedgerRow[]} */ ([]), order: FIRST_ORDER, wanted: ALL, language: /** @type {string | undefined} */ (undefined),
    arranged: /** @type {LedgerRow[]} */ ([]),
  };

  constructor() {
    super();
    /** @type {Kit | null} */
    this.kit = null;
    /** @type {TransferSource | null} */
    this.source = null;
    /** Whether the capture looks like one of the filter `port ftp`. */
    this.controlOnly = false;
    /**
     * All transfers, in the order of the capture.
     * @type {LedgerRow[]}
     */
    this.rows = [];
    /**
     * Files that can be saved.
     * @type {FileView[]}
     */
    this.files = [];
    this.order = FIRST_ORDER;
    this.wanted = ALL;
    /** Place of the row that the keyboard is on. */
    this.active = 0;
    /** Place of the first row that is seen of a long ledger. */
    this.top = 0;
    /**
     * The transfer that is opened.
     * @type {TransferPlaceView | null}
     */
    this.opened = null;
    /** @type {Options} */
    this.options = { text: 'wire', fillHoles: false };
    /** @type {(frame: number) => void} */
    this.onPacket = () => {};
    /** @type {(session: number, exchange: number) => void} */
    this.onExchange = () => {};
    /** @type {JobProgress | null} */
    this.progress = null;
    /** Whether all files are being read. */
    this.busy = false;
    /** @type {OpenError | null} */
    this.problem = null;
    /** What is said to those who listen rather than look. */
    this.note = '';
  }

  disconnectedCallback() {
    this.#jobs.stop();
  }

  /**
   * Opens a transfer.
   * @param {TransferPlaceView} place
   * @param {{ focus?: boolean }} [options] Whether the keyboard follows.
   */
  async open(place, { focus = false } = {}) {
    this.opened = place;
    if (!this.#arranged.some((row) => isAt(row, place))) this.wanted = ALL;
    const at = this.#arranged.findIndex((row) => isAt(row, place));
    if (at < 0) return;
    this.active = at;
    await this.#reveal(at, focus);
  }

  /**
   * Leads to a transfer from elsewhere on the page.
   * @param {TransferPlaceView} place
   */
  async show(place) {
    await this.open(place, { focus: true });
    this.scrollIntoView({ block: 'start' });
  }

  /** The rows that are wanted, in their order. Sorted once: there may be many, and scrolling asks for them. */
  get #arranged() {
    const { rows, order, wanted } = this;
    const language = this.kit?.words.language;
    const known = this.#sorted;
    if (known.rows !== rows || known.order !== order || known.wanted !== wanted || known.language !== language) {
      const { compare } = new Intl.Collator(language, { numeric: true });
      this.#sorted = { rows, order, wanted, language, arranged: arrange(rows, order, wanted, compare) };
    }
    return this.#sorted.arranged;
  }

  /** @param {TransferPlaceView} place */
  #show = (place) => void this.show(place);

  /** @param {Options} options */
  #setOptions = (options) => { this.options = options; };

  /**
   * @override
   * @param {ReadonlySet<string>} changed
   */
  updated(changed) {
    if (changed.has('source')) void this.#load();
    this.#place();
  }

  /** Pulls the rows of all sessions, and the files. */
  async #load() {
    const { source } = this;
    this.#jobs.stop();
    Object.assign(this, { rows: [], files: [], order: FIRST_ORDER, wanted: ALL, active: 0, top: 0, opened: null, problem: null, note: '' });
    if (source === null) return;
    await answerOf(this.#pull(source), (problem) => { if (source === this.source) this.problem = problem; });
  }

  /** @param {TransferSource} source */
  async #pull(source) {
    /** @type {LedgerRow[]} */
    const rows = [];
    for (const { id, transfer_count: count } of source.sessions) {
      const own = await pullRange(async (a, b) => (await source.list(id, a, b)).map((view) => rowOf(id, view)), 0, count);
      for (const row of own) rows.push(row);
    }
    if (source !== this.source) return;
    this.rows = rows.sort((a, b) => a.frame - b.frame);
    const files = await pullRange((a, b) => source.call('files', a, b), 0, await source.call('file_count'));
    /** @param {TransferPlaceView} place */
    const isShown = ({ session, transfer }) => source.isWhole || rows.some((row) => isAt(row, { session, transfer }));
    if (source === this.source) this.files = files.filter(({ pieces }) => pieces.some(isShown));
  }

  /** @override */
  render() {
    const { kit, source } = this;
    if (kit === null || source === null) return nothing;
    const arranged = this.#arranged;
    return html`<section class="whole" aria-labelledby="transfers-title">
      <div class="bar"><h2 id="transfers-title" tabindex="-1">${kit.t('transfer.title')}</h2>
        ${saveAllView(kit, this.files, this.busy, this.#saveAll, choicesView(kit, {
          options: this.options,
          hasText: this.files.some((file) => file.is_text),
          hasHoles: this.files.some((file) => file.verdict.missing.length > 0),
          onOptions: this.#setOptions,
        }))}</div>
      ${this.#ledger(kit, arranged)}
      ${this.progress === null ? nothing : jobView(kit, this.progress, () => this.#jobs.stop())}
      <p class="status" role="status">${this.note}</p>
      ${this.problem === null ? nothing : problemView(kit, null, this.problem)}
      ${this.#missing(kit, source)}
      ${this.opened === null ? html`<p class="second">${kit.t('ledger.hint')}</p>` : html`<${partTag('ftp-capture-transfer')} .kit=${kit} .source=${source}
        .place=${this.opened} .file=${this.#fileOf(this.opened)} .controlOnly=${this.controlOnly} .options=${this.options} .onOptions=${this.#setOptions}
        .onPacket=${this.onPacket} .onExchange=${this.onExchange} .onTransfer=${this.#show}></${partTag('ftp-capture-transfer')}>`}
      ${source.isWhole ? html`<${partTag('ftp-capture-tree')} .kit=${kit} .source=${source} .onTransfer=${this.#show}></${partTag('ftp-capture-tree')}>` : nothing}
    </section>`;
  }

  /**
   * @param {Kit} kit
   * @param {LedgerRow[]} arranged
   */
  #ledger(kit, arranged) {
    const { opened, order, wanted, active } = this;
    const windowed = arranged.length > PLAIN_ROWS;
    const first = windowed ? this.top : 0;
    const rows = windowed ? arranged.slice(first, first + this.#seenRows) : arranged;
    const ledger = {
      rows,
      first,
      count: arranged.length,
      total: this.rows.length,
      severalSessions: (this.source?.sessions.length ?? 0) > 1,
      order,
      wanted,
      directions: [...new Set(this.rows.map(({ direction }) => direction))],
      verdicts: [...new Set(this.rows.map(({ verdict }) => verdict))].sort((a, b) => VERDICTS.indexOf(a) - VERDICTS.indexOf(b)),
      active,
      isOpen: (/** @type {LedgerRow} */ row) => opened !== null && isAt(row, opened),
      onSort: (/** @type {Column} */ column) => Object.assign(this, { order: turned(order, column), active: 0, top: 0 }),
      onWanted: (/** @type {Wanted} */ next) => Object.assign(this, { wanted: next, active: 0, top: 0 }),
      onOpen: (/** @type {LedgerRow} */ row) => void this.open(placeOf(row), { focus: true }),
      onKey: this.#ledgerKey,
    };
    return html`${ledgerFilterView(kit, ledger)}
      <div class="list ${windowed ? 'windowed' : ''}" @scroll=${this.#scrolled}><div class="spacer">${ledgerView(kit, ledger)}</div></div>`;
  }

  /**
   * What the capture lacks, where a transfer that lacks it is not opened anyway.
   * @param {Kit} kit
   * @param {TransferSource} source
   */
  #missing(kit, { sessions }) {
    const lacking = this.rows.filter(({ verdict }) => verdict === 'not_captured');
    const ends = sessions.find(({ id }) => id === lacking[0]?.session);
    if (ends === undefined || lacking.some((row) => this.opened !== null && isAt(row, this.opened))) return nothing;
    return missingView(kit, ends, this.controlOnly, this.#copy);
  }

  /** @param {TransferPlaceView} place */
  #fileOf(place) {
    return this.files.find(({ pieces }) => pieces.some((piece) => piece.session === place.session && piece.transfer === place.transfer)) ?? null;
  }

  #saveAll = async () => {
    const { source, files, options, rows } = this;
    if (source === null) return;
    const total = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
    /** @param {TransferPlaceView} piece */
    const framesOf = (piece) => rows.find((row) => isAt(row, piece)) ?? null;
    this.busy = true;
    const blob = await answerOf(this.#jobs.run('archive', total, ({ signal, onBytes }) => (
      archiveOf({ source, files, options, framesOf, signal, onBytes })
    )), (problem) => { if (source === this.source) this.problem = problem; }).finally(() => { this.busy = false; });
    if (blob !== null && source === this.source) handOver(blob, ARCHIVE);
  };

  /**
   * @param {string} text
   * @param {HTMLElement} block
   */
  #copy = async (text, block) => {
    this.note = this.kit?.t(await copyText(text, block)) ?? '';
  };

  /** @returns {HTMLElement | null} */
  get #box() {
    return this.renderRoot.querySelector('.list');
  }

  get #map() {
    const row = this.renderRoot.querySelector('tbody tr');
    const head = this.renderRoot.querySelector('thead tr');
    const rowPx = row instanceof HTMLElement ? row.offsetHeight : GUESSED_ROW_PX;
    const headPx = head instanceof HTMLElement ? head.offsetHeight : rowPx;
    return { map: new ScrollMap(this.#arranged.length, rowPx, (this.#box?.clientHeight ?? 0) - headPx), headPx };
  }

  /** Rows of a long ledger that are seen at once. */
  get #seenRows() {
    const { map } = this.#map;
    return Math.ceil(map.boxPx / map.rowPx) + 1;
  }

  /** Gives a long ledger the height that makes its scroll bar; its table stays where it is seen. */
  #place() {
    const spacer = this.renderRoot.querySelector('.spacer');
    if (!(spacer instanceof HTMLElement)) return;
    const { map, headPx } = this.#map;
    spacer.style.height = map.count > PLAIN_ROWS ? `${map.spacerPx + headPx}px` : '';
  }

  #scrolled = () => {
    const { map } = this.#map;
    if (map.count > PLAIN_ROWS) this.top = map.rowAt(this.#box?.scrollTop ?? 0);
  };

  /**
   * Brings a row where it is seen.
   * @param {number} at Its place.
   * @param {boolean} focus
   */
  async #reveal(at, focus) {
    await this.updateComplete;
    const { map } = this.#map;
    const box = this.#box;
    if (map.count > PLAIN_ROWS && box !== null) {
      box.scrollTop = map.reveal(at, box.scrollTop);
      this.top = map.rowAt(box.scrollTop);
      await this.updateComplete;
    }
    const row = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`tr[aria-rowindex="${at + 2}"]`));
    if (focus) row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {KeyboardEvent} event */
  #ledgerKey = (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || target.closest('tbody') === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const arranged = this.#arranged;
    const to = listTarget(key, this.active + 1, arranged.length, Math.max(1, Math.floor(this.#map.map.boxPx / this.#map.map.rowPx) - 1));
    const row = arranged[(to ?? 0) - 1];
    if (to === null || row === undefined) return;
    event.preventDefault();
    this.active = to - 1;
    if (key === 'Enter' || key === ' ') void this.open(placeOf(row), { focus: true });
    else void this.#reveal(to - 1, true);
  };
}

/**
 * @param {LedgerRow} row
 * @param {TransferPlaceView} place
 */
function isAt(row, { session, transfer }) {
  return row.session === session && row.id === transfer;
}

/**
 * @param {LedgerRow} row
 * @returns {TransferPlaceView}
 */
function placeOf({ session, id }) {
  return { session, transfer: id };
}
