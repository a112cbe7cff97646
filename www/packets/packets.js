/** `<ftp-capture-packets>`: the list of packets and the one that is opened. Part of `<ftp-capture>`. */

import { html, nothing } from 'lit-html';
import { CaptureError, Superseded } from '../client.js';
import { PLAIN_ROWS, pullRange } from '../loader.js';
import notesCss from '../styles/notes.css';
import packetsCss from '../styles/packets.css';
import storyCss from '../styles/story.css';
import themeCss from '../styles/theme.css';
import { packetDetailView } from '../views/packet-detail.js';
import { packetKeysView } from '../views/packet-keys.js';
import { packetListView } from '../views/packet-list.js';
import { problemView } from '../views/problem.js';
import { UpdatingElement } from '../updating-element.js';
import { ancestors, pathOfByte, seenItems, step } from './fields.js';
import { byteAt, hexLines, LINE_BYTES } from './hex.js';
import { ByteMarks } from './highlight.js';
import { listTarget, wishOf } from './keys.js';
import { ScrollMap } from './scroll.js';
import { findPacket } from './search.js';

/**
 * @import {Fact, FieldView, FrameRowView, FrameView, OpenError, TimeView, TransferView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 * @import {Spans} from '../spans.js'
 * @import {Chosen} from '../store.js'
 */

/**
 * Where packets come from.
 * @typedef {object} PacketSource
 * @property {(start: number, end: number) => Promise<FrameRowView[]>} rows
 * @property {(number: number) => Promise<FrameView | null>} frame
 * @property {(number: number) => Promise<Uint8Array>} bytes
 * @property {(number: number, place: number[]) => Promise<Fact[]>} explain
 * @property {(session: number, transfer: number) => Promise<TransferView | null>} transfer
 */

/** Height of a row until there is one to measure. */
const GUESSED_ROW_PX = 28;

/** Rows that a turn of the wheel moves where the scroll bar is too coarse. */
const WHEEL_ROWS = 3;

/** Lists packets and opens one. */
export class FtpPacketsElement extends UpdatingElement {
  /** @override */
  static styles = [themeCss, storyCss, packetsCss, notesCss];

  /** @override */
  static properties = ['kit', 'count', 'origin', 'source', 'chosen', 'rows', 'active', 'frame', 'path', 'facts', 'branches', 'problem', 'folded', 'help', 'notes', 'note', 'spans'];

  /** Count what was pulled: what comes late is dropped. */ #fills = 0;
  #opens = 0;
  #explains = 0;
  #marks = new ByteMarks();

  constructor() {
    super();
    /** @type {Kit | null} */
    this.kit = null;
    /** Packets in the capture. */
    this.count = 0;
    /**
     * Those of them that are listed, from 0; null for all.
     * @type {Spans | null}
     */
    this.spans = null;
    /** @type {TimeView} */
    this.origin = { seconds: 0, nanoseconds: 0 };
    /** @type {PacketSource | null} */
    this.source = null;
    /**
     * The exchange whose packets are marked.
     * @type {Chosen | null}
     */
    this.chosen = null;
    /**
     * Rows that are rendered.
     * @type {FrameRowView[]}
     */
    this.rows = [];
    /** Packet that the keyboard is on. */
    this.active = 1;
    /**
     * The packet that is opened.
     * @type {{ view: FrameView, bytes: Uint8Array, transfer: TransferView | null } | null}
     */
    this.frame = null;
    /** Field that is chosen in it. */
    this.path = '0';
    /**
     * What it is for, and what it says.
     * @type {Fact[]}
     */
    this.facts = [];
    /**
     * Branches of the tree that are open.
     * @type {ReadonlySet<string>}
     */
    this.branches = new Set();
    /**
     * Why the packets cannot be read.
     * @type {OpenError | null}
     */
    this.problem = null;
    /** Whether only the heading is seen. */
    this.folded = false;
    /** Whether the keys are listed. */
    this.help = false;
    /**
     * Packets that the author of the page remarks on.
     * @type {readonly number[]}
     */
    this.notes = [];
    /**
     * The one of them whose remark was handed on to here.
     * @type {number | null}
     */
    this.note = null;
  }

  connectedCallback() {
    this.requestUpdate();
  }

  disconnectedCallback() {
    this.#marks.clear();
  }

  /** Packets that are listed. */
  get #length() {
    return this.spans?.count ?? this.count;
  }

  /**
   * How many packets are listed before this one.
   * @param {number} number
   */
  #placeOf(number) {
    return this.spans?.before(number - 1) ?? number - 1;
  }

  /**
   * The packet at a place of the list, or the nearest one.
   * @param {number} place From 0.
   */
  #numberAt(place) {
    const nearest = Math.max(0, Math.min(place, this.#length - 1));
    return (this.spans === null ? nearest : this.spans.at(nearest) ?? 0) + 1;
  }

  /** @param {number} number */
  #isListed(number) {
    return this.spans === null ? number >= 1 && number <= this.count : this.spans.has(number - 1);
  }

  /** Whether only the rows that are seen are rendered. */
  get #windowed() {
    return this.#length > PLAIN_ROWS;
  }

  /** @returns {HTMLElement | null} */
  get #box() {
    return this.renderRoot.querySelector('.list');
  }

  /**
   * Opens a packet.
   * @param {number} number
   * @param {{ focus?: boolean }} [options] Whether the keyboard follows.
   */
  async open(number, { focus = false } = {}) {
    const { source } = this;
    if (source === null || number < 1 || number > this.count) return;
    const turn = (this.#opens += 1);
    this.folded = false;
    this.active = number;
    await this.reveal(number);
    const [view, bytes] = await this.#read(Promise.all([source.frame(number), source.bytes(number)])) ?? [];
    const { session = null, transfer: id = null } = view?.row ?? {};
    const transfer = session === null || id === null ? null : await this.#read(source.transfer(session, id));
    if (turn !== this.#opens || source !== this.source) return;
    this.frame = view && bytes ? { view, bytes, transfer } : null;
    if (!view) return;
    // The last layer is what the reader came for: its branches are open.
    const last = String(view.layers.length - 1);
    this.branches = new Set(openBranches(view.layers.at(-1), last));
    this.path = last;
    await this.updateComplete;
    if (focus) this.#row(number)?.focus({ preventScroll: true });
    this.dispatchEvent(new CustomEvent('packet-open', { detail: { number, exchange: this.#exchangeOf(view.row) } }));
  }

  /**
   * Does what a key asks for that was pressed somewhere on the page.
   * @param {KeyboardEvent} event
   */
  async follow(event) {
    const wish = wishOf(event);
    if (wish === null || event.defaultPrevented) return;
    event.preventDefault();
    if (wish === 'help') {
      this.help = !this.help;
      return;
    }
    const inList = this.renderRoot.activeElement?.closest('tbody') !== null && this.renderRoot.activeElement !== null;
    const target = this.frame === null ? this.active : await this.#target(this.frame.view.row, wish);
    if (target !== null) await this.open(target, { focus: inList });
  }

  /**
   * @param {FrameRowView} row The packet that is opened.
   * @param {{ step: 1 | -1, sameConnection: boolean }} wish
   */
  async #target({ number, connection }, { step, sameConnection }) {
    const { source } = this;
    const place = this.#placeOf(number);
    // After one that is not listed comes the one at its place.
    const next = step < 0 || this.#isListed(number) ? place + step : place;
    if (next < 0 || next >= this.#length) return null;
    if (!sameConnection || connection === null || source === null) return this.#numberAt(next);
    return this.#read(findPacket(source.rows, this.#length, next + 1, step, (row) => row.connection === connection));
  }

  /**
   * The exchange that a packet belongs to: the chosen one if it is among them, or null.
   * @param {FrameRowView} row
   * @returns {Chosen | null}
   */
  #exchangeOf(row) {
    const [exchange] = row.exchanges;
    if (this.#isMarked(row)) return this.chosen;
    return row.session === null || exchange === undefined ? null : { session: row.session, exchange };
  }

  /**
   * Whether a packet belongs to the chosen exchange.
   * @param {FrameRowView} row
   */
  #isMarked({ session, exchanges }) {
    return this.chosen !== null && session === this.chosen.session && exchanges.includes(this.chosen.exchange);
  }

  /**
   * What was asked for; null where another capture was opened meanwhile, or where the file cannot be read
   * again, which is then said.
   * @template T
   * @param {Promise<T>} asked
   * @returns {Promise<T | null>}
   */
  async #read(asked) {
    try {
      const answer = await asked;
      this.problem = null;
      return answer;
    } catch (error) {
      if (error instanceof CaptureError) this.problem = error.problem;
      else if (!(error instanceof Superseded)) throw error;
      return null;
    }
  }

  /**
   * @override
   * @param {ReadonlySet<string>} changed
   */
  updated(changed) {
    if (changed.has('source') || changed.has('count') || changed.has('spans')) {
      this.frame = null;
      this.problem = null;
      this.active = this.#numberAt(0);
      void this.#fill();
    }
    if (changed.has('frame') || changed.has('path')) void this.#explain();
    this.#place();
    this.#mark();
  }

  /** @override */
  render() {
    const { kit } = this;
    if (kit === null) return nothing;
    return html`<section class="packets" aria-labelledby="packets-title">
      <details ?open=${!this.folded} @toggle=${this.#folded}>
      <summary><h2 id="packets-title">${kit.t('packets.title')}</h2></summary>
      ${this.#length === 0 ? html`<p>${kit.t(this.count === 0 ? 'packets.none' : 'frames.no_packets')}</p>` : this.#contents(kit)}
      </details>
    </section>`;
  }

  /** @param {Kit} kit */
  #contents(kit) {
    return html`<div class="list ${this.#windowed ? 'windowed' : ''}" @scroll=${this.#scrolled} @wheel=${this.#wheeled}>
        <div class="spacer">${packetListView(kit, {
          rows: this.rows,
          count: this.#length,
          placeOf: (row) => this.#placeOf(row.number),
          origin: this.origin,
          active: this.active,
          open: this.frame?.view.row.number ?? null,
          notes: this.notes,
          isMarked: (row) => this.#isMarked(row),
          onOpen: (number) => void this.open(number, { focus: true }),
          onKey: this.#listKey,
        })}</div>
      </div>
      ${packetKeysView(kit, this.help, (open) => { this.help = open; })}
      ${this.problem === null ? nothing : problemView(kit, null, this.problem)}
      ${this.frame === null ? html`<p class="second">${kit.t('packets.hint')}</p>` : this.#detail(kit, this.frame)}`;
  }

  /**
   * @param {Kit} kit
   * @param {{ view: FrameView, bytes: Uint8Array, transfer: TransferView | null }} frame
   */
  #detail(kit, { view, bytes, transfer }) {
    const exchange = this.#exchangeOf(view.row);
    const { session } = view.row;
    return packetDetailView(kit, {
      row: view.row,
      items: seenItems(view.layers, this.branches),
      active: this.path,
      field: this.#field() ?? null,
      facts: this.facts,
      lines: hexLines(bytes, view.masked),
      onField: (path) => { this.path = path; },
      onToggle: (path) => this.#toggle(path),
      onTreeKey: this.#treeKey,
      onByte: this.#byteClicked,
      onByteKey: this.#byteKey,
      onLink: (number) => void this.open(number),
      onExchange: exchange === null ? null
        : () => this.dispatchEvent(new CustomEvent('exchange-wanted', { detail: exchange })),
      transfer,
      note: this.note,
      onTransfer: () => this.dispatchEvent(new CustomEvent('transfer-wanted', { detail: { session, transfer: transfer?.id } })),
    });
  }

  /**
   * The field that is chosen.
   * @returns {FieldView | undefined}
   */
  #field() {
    /** @type {FieldView[]} */
    let fields = this.frame?.view.layers ?? [];
    /** @type {FieldView | undefined} */
    let field;
    for (const index of this.path.split('.')) {
      field = fields[Number(index)];
      fields = field?.children ?? [];
    }
    return field;
  }

  /** Has the chosen field explained. */
  async #explain() {
    const { frame, source, path } = this;
    const turn = (this.#explains += 1);
    if (frame === null || source === null) return;
    const facts = await this.#read(source.explain(frame.view.row.number, path.split('.').map(Number)));
    if (turn === this.#explains) this.facts = facts ?? [];
  }

  /** @param {string} path */
  #toggle(path) {
    const branches = new Set(this.branches);
    if (!branches.delete(path)) branches.add(path);
    this.branches = branches;
  }

  /**
   * Chooses the field that holds a byte.
   * @param {number} byte
   */
  #chooseByte(byte) {
    const path = pathOfByte(this.frame?.view.layers ?? [], byte);
    if (path === null) return;
    this.branches = new Set([...this.branches, ...ancestors(path)]);
    this.path = path;
  }

  #map() {
    const [head, row] = ['thead tr', 'tbody tr'].map((selector) => this.renderRoot.querySelector(selector));
    const rowPx = row instanceof HTMLElement ? row.offsetHeight : GUESSED_ROW_PX;
    const headPx = head instanceof HTMLElement ? head.offsetHeight : rowPx;
    return { map: new ScrollMap(this.#length, rowPx, (this.#box?.clientHeight ?? 0) - headPx), headPx };
  }

  /** Pulls the rows that are to be rendered: all, or in a long list those that are seen. */
  async #fill() {
    const { source } = this;
    if (source === null) return;
    const fill = (this.#fills += 1);
    const { map } = this.#map();
    const first = this.#windowed ? map.rowAt(this.#box?.scrollTop ?? 0) : 0;
    const last = this.#windowed ? Math.min(this.#length, first + Math.ceil(map.boxPx / map.rowPx)) : this.#length;
    const rows = await this.#read(pullRange(source.rows, first, last));
    if (fill === this.#fills) this.rows = rows ?? [];
  }

  /** Gives a long list the height that makes its scroll bar; its table stays where it is seen. */
  #place() {
    const spacer = this.renderRoot.querySelector('.spacer');
    if (!(spacer instanceof HTMLElement)) return;
    const { map, headPx } = this.#map();
    spacer.style.height = this.#windowed ? `${map.spacerPx + headPx}px` : '';
  }

  /** Marks the bytes of the chosen field. */
  #mark() {
    const field = this.#field();
    const lines = [...this.renderRoot.querySelectorAll('.hex-line')];
    this.#marks.mark(lines, [field?.start ?? 0, field?.length ?? 0], this.frame?.view.masked ?? []);
  }

  /**
   * Scrolls the list, and nothing else, to a packet.
   * @param {number} number
   */
  async reveal(number) {
    await this.updateComplete;
    const box = this.#box;
    if (box === null || !this.#isListed(number)) return;
    if (this.#windowed) {
      box.scrollTop = this.#map().map.reveal(this.#placeOf(number), box.scrollTop);
      await this.#fill();
    }
    await this.updateComplete;
    const row = this.#row(number);
    if (this.#windowed || row === null) return;
    const { headPx } = this.#map();
    const { offsetTop: top, offsetHeight: height } = row;
    box.scrollTop = Math.min(top - headPx, Math.max(box.scrollTop, top + height - box.clientHeight));
  }

  /**
   * @param {number} number
   * @returns {HTMLElement | null}
   */
  #row(number) {
    return this.renderRoot.querySelector(`tr[data-number="${number}"]`);
  }

  /** @param {Event} event */
  #folded = ({ currentTarget }) => {
    this.folded = !(/** @type {HTMLDetailsElement} */ (currentTarget).open);
    if (!this.folded) void this.#fill();
  };

  #scrolled = () => {
    if (this.#windowed) void this.#fill();
  };

  /** @param {WheelEvent} event */
  #wheeled = (event) => {
    const box = this.#box;
    const { map } = this.#map();
    if (!this.#windowed || !map.compressed || box === null || event.deltaY === 0) return;
    event.preventDefault();
    box.scrollTop = map.scrollTopOf(map.rowAt(box.scrollTop) + Math.sign(event.deltaY) * WHEEL_ROWS);
  };

  /** @param {KeyboardEvent} event */
  #listKey = (event) => {
    const { map } = this.#map();
    const page = Math.max(1, Math.floor(map.boxPx / map.rowPx) - 1);
    const target = event.ctrlKey || event.altKey || event.metaKey ? null : listTarget(event.key, this.#placeOf(this.active) + 1, this.#length, page);
    if (target === null) return;
    event.preventDefault();
    void this.open(this.#numberAt(target - 1), { focus: true });
  };

  /** @param {KeyboardEvent} event */
  #treeKey = async (event) => {
    const next = step(seenItems(this.frame?.view.layers ?? [], this.branches), this.path, event.key);
    if (next === null) return;
    event.preventDefault();
    if ('toggle' in next) this.#toggle(next.toggle);
    else this.path = next.path;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[role=treeitem][tabindex="0"]'))?.focus();
  };

  /** @param {MouseEvent} event */
  #byteClicked = (event) => {
    const line = event.target;
    if (!(line instanceof HTMLElement) || !line.classList.contains('hex-line')) return;
    const lines = [...this.renderRoot.querySelectorAll('.hex-line')];
    const box = line.getBoundingClientRect();
    const column = ((event.clientX - box.left) / box.width) * (line.textContent?.length ?? 1);
    const byte = byteAt(lines.indexOf(line), column, this.frame?.bytes.length ?? 0);
    if (byte !== null) this.#chooseByte(byte);
  };

  /** @param {KeyboardEvent} event */
  #byteKey = (event) => {
    const field = this.#field();
    const by = { ArrowRight: field?.length ?? 1, ArrowLeft: -1, ArrowDown: LINE_BYTES, ArrowUp: -LINE_BYTES }[event.key];
    if (by === undefined || field === undefined) return;
    event.preventDefault();
    this.#chooseByte(field.start + by);
  };
}

/**
 * Paths of a field and of all below it that have children.
 * @param {FieldView | undefined} field
 * @param {string} path
 * @returns {string[]}
 */
function openBranches(field, path) {
  if (field === undefined || field.children.length === 0) return [];
  return [path, ...field.children.flatMap((child, index) => openBranches(child, `${path}.${index}`))];
}
