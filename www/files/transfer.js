/** `<ftp-capture-transfer>`: one transfer with what it carried. Part of `<ftp-capture-transfers>`. */

import { nothing } from 'lit-html';
import { html } from 'lit-html/static.js';
import { partTag } from '../part-tags.js';
import laterCss from '../styles/later.css';
import themeCss from '../styles/theme.css';
import transfersCss from '../styles/transfers.css';
import { gapMapView } from '../views/gap-map.js';
import { jobView } from '../views/job.js';
import { listingView } from '../views/listing.js';
import { missingView } from '../views/missing.js';
import { previewView } from '../views/preview.js';
import { problemView } from '../views/problem.js';
import { choicesView } from '../views/saving.js';
import { transferDetailView } from '../views/transfer-detail.js';
import { UpdatingElement } from '../updating-element.js';
import { answerOf } from './asking.js';
import { copyText } from './copy.js';
import { handOver } from './download.js';
import { Jobs } from './job.js';
import { previewOf } from './preview.js';
import { Collector, Stopped, readAll } from './reading.js';

/**
 * @import {Fact} from '../types/model.js'
 * @import {FileView, ListingView, SavedFileView, TransferMapView} from '../types/model.js'
 * @import {OpenError, TransferView} from '../types/model.js'
 * @import {TransferPlaceView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 * @import {JobProgress, Task} from './job.js'
 * @import {Preview} from './preview.js'
 * @import {Options, Subject} from './reading.js'
 * @import {TransferSource} from './source.js'
 */

/** Saved files are never opened by the browser itself, whatever they hold. */
const SAVED_TYPE = 'application/octet-stream';

/** Shows one transfer. */
export class FtpTransferElement extends UpdatingElement {
  /** @override */
  static styles = [themeCss, laterCss, transfersCss];

  /** @override */
  static properties = [
    'kit', 'source', 'place', 'file', 'controlOnly', 'options', 'onPacket', 'onExchange', 'onTransfer', 'onOptions',
    'transfer', 'map', 'listing', 'preview', 'saved', 'progress', 'busy', 'problem', 'note', 'facts',
  ];

  #jobs = new Jobs((progress) => { this.progress = progress; });
  /** Counts what was opened: what comes late is dropped. */ #opens = 0;

  constructor() {
    super();
    /** @type {Kit | null} */
    this.kit = null;
    /** @type {TransferSource | null} */
    this.source = null;
    /** @type {TransferPlaceView | null} */
    this.place = null;
    /**
     * The file that the transfer carried, or a piece of it; null where there is none to be saved.
     * @type {FileView | null}
     */
    this.file = null;
    /** Whether the capture looks like one of the filter `port ftp`. */
    this.controlOnly = false;
    /** @type {Options} */
    this.options = { text: 'wire', fillHoles: false };
    /** @type {(frame: number) => void} */
    this.onPacket = () => {};
    /** @type {(session: number, exchange: number) => void} */
    this.onExchange = () => {};
    /** @type {(place: TransferPlaceView) => void} */
    this.onTransfer = () => {};
    /** @type {(options: Options) => void} */
    this.onOptions = () => {};
    /** @type {TransferView | null} */
    this.transfer = null;
    /** @type {TransferMapView | null} */
    this.map = null;
    /** @type {ListingView | null} */
    this.listing = null;
    /** @type {Preview | null} */
    this.preview = null;
    /**
     * What was told once all of it was read.
     * @type {SavedFileView | null}
     */
    this.saved = null;
    /** @type {JobProgress | null} */
    this.progress = null;
    /** Whether something is being read. */
    this.busy = false;
    /** @type {OpenError | null} */
    this.problem = null;
    /** What is said to those who listen rather than look. */
    this.note = '';
    /**
     * Gives what explains the transfer; null while that is folded.
     * @type {(() => Promise<Fact[]>) | null}
     */
    this.facts = null;
  }

  disconnectedCallback() {
    this.#jobs.stop();
    this.#showPreview(null);
  }

  /**
   * @override
   * @param {ReadonlySet<string>} changed
   */
  updated(changed) {
    if (changed.has('source') || changed.has('place')) void this.#load();
    else if (changed.has('options')) {
      this.saved = null;
      if (this.preview !== null) void this.#look();
    }
  }

  async #load() {
    const { source, place } = this;
    const turn = (this.#opens += 1);
    this.#jobs.stop();
    this.#showPreview(null);
    Object.assign(this, { transfer: null, map: null, listing: null, saved: null, problem: null, note: '', facts: null });
    if (source === null || place === null) return;
    const { session, transfer: id } = place;
    /**
     * @template T
     * @param {Promise<T>} asked
     * @param {(answer: T) => void} take
     */
    const take = async (asked, take) => {
      const answer = await answerOf(asked, (problem) => { if (turn === this.#opens) this.problem = problem; });
      if (answer !== null && turn === this.#opens) take(answer);
    };
    await take(source.call('transfers', session, id, id + 1), ([view]) => { this.transfer = view ?? null; });
    if (this.transfer?.data.state !== 'captured' || turn !== this.#opens) return;
    await take(source.call('transfer_map', session, id), (map) => { this.map = map; });
    if (this.transfer?.direction === 'listing') await take(source.call('listing', session, id), (listing) => { this.listing = listing; });
  }

  /** @override */
  render() {
    const { kit, source, place, transfer, map, listing } = this;
    if (kit === null || source === null || place === null || transfer === null) return nothing;
    const ends = source.sessions.find(({ id }) => id === place.session);
    return transferDetailView(kit, {
      transfer,
      session: source.sessions.length > 1 ? place.session : null,
      onPacket: this.onPacket,
      onExchange: () => this.onExchange(place.session, transfer.exchange),
      onTransfer: this.onTransfer,
      parts: [
        this.#explanation(kit, source, place.session, transfer.exchange),
        map === null ? nothing : gapMapView(kit, map),
        transfer.verdict.verdict === 'not_captured' && ends ? missingView(kit, ends, this.controlOnly, this.#copy) : nothing,
        listing === null ? nothing : listingView(kit, listing, this.onTransfer),
        this.#subject === null ? nothing : this.#contents(kit, transfer),
        this.progress === null ? nothing : jobView(kit, this.progress, () => this.#jobs.stop()),
        this.problem === null ? nothing : problemView(kit, null, this.problem),
        html`<p class="status" role="status">${this.note}</p>`,
      ],
    });
  }

  /**
   * What explains the command with its replies and its data connection, once it is wanted.
   * @param {Kit} kit
   * @param {TransferSource} source
   * @param {number} session
   * @param {number} exchange
   */
  #explanation(kit, source, session, exchange) {
    const open = () => { this.facts = this.facts === null ? () => source.call('explain_exchange', session, exchange) : null; };
    return html`<p class="explain"><button type="button" class="quiet" aria-expanded=${this.facts !== null} @click=${open}>
      ${kit.t('talk.explain')}</button></p>
      ${this.facts === null ? nothing : html`<${partTag('ftp-capture-why')} .kit=${kit} .source=${this.facts} .onPacket=${this.onPacket}></${partTag('ftp-capture-why')}>`}`;
  }

  /**
   * What can be read: the file, or what a listing carried.
   * @returns {Subject | null}
   */
  get #subject() {
    const { file, place, transfer } = this;
    if (file !== null) return { file: file.id };
    if (place === null || transfer?.data.state !== 'captured' || transfer.verdict.verdict === 'encrypted') return null;
    return place;
  }

  /** Under which name it is saved: the last of the file's own, which are safe on every system. */
  get #name() {
    const { file, place } = this;
    return file?.name.split('/').at(-1) ?? `transfer-${(place?.session ?? 0) + 1}-${(place?.transfer ?? 0) + 1}.txt`;
  }

  /**
   * @param {Kit} kit
   * @param {TransferView} transfer
   */
  #contents(kit, transfer) {
    return previewView(kit, {
      name: this.file?.name ?? this.#name,
      file: this.file,
      preview: this.preview,
      saved: this.saved,
      busy: this.busy,
      options: choicesView(kit, {
        options: this.options,
        hasText: this.file?.is_text ?? transfer.direction === 'listing',
        hasHoles: (this.file?.verdict ?? transfer.verdict).missing.length > 0,
        onOptions: this.onOptions,
      }),
      onPreview: () => {
        if (this.preview === null) void this.#look();
        else this.#showPreview(null);
      },
      onLook: (look) => { this.preview &&= { ...this.preview, look }; },
      onSave: () => void this.#save(),
      onHash: () => void this.#hash(),
      onCopy: this.#copy,
      onBroken: () => { this.preview &&= { ...this.preview, look: 'hex', url: null }; },
    });
  }

  /**
   * Runs one job on what can be read.
   * @template T
   * @param {string} kind
   * @param {(source: TransferSource, subject: Subject, task: Task) => Promise<T>} body
   * @returns {Promise<T | null>}
   */
  async #run(kind, body) {
    const { source, transfer } = this;
    const subject = this.#subject;
    if (source === null || subject === null) return null;
    const total = this.file?.bytes ?? transfer?.data.bytes ?? null;
    const turn = this.#opens;
    this.busy = true;
    this.problem = null;
    const made = await answerOf(this.#jobs.run(kind, total, (task) => body(source, subject, task)), (problem) => {
      if (turn === this.#opens) this.problem = problem;
    }).finally(() => { this.busy = false; });
    return turn === this.#opens ? made : null;
  }

  async #look() {
    const { options } = this;
    const preview = await this.#run('preview', (source, subject, { signal, onBytes }) => previewOf(source, subject, options, signal, onBytes));
    if (preview !== null) this.#showPreview(preview);
  }

  async #save() {
    const collector = new Collector();
    const told = await this.#readAll('save', (piece) => collector.add(piece));
    if (told === null) return;
    this.saved = told;
    handOver(collector.blob(SAVED_TYPE), this.#name);
    this.note = this.kit?.t('contents.saved', { name: this.#name }) ?? '';
  }

  async #hash() {
    this.saved = await this.#readAll('hash', () => {}) ?? this.saved;
  }

  /**
   * @param {string} kind
   * @param {(piece: Uint8Array<ArrayBuffer>) => void} take
   */
  #readAll(kind, take) {
    const { options } = this;
    return this.#run(kind, (source, subject, { signal, onBytes }) => readAll(source, subject, options, (piece) => {
      if (signal.stopped) throw new Stopped();
      take(piece);
      onBytes(piece.length);
      return true;
    }));
  }

  /** @param {Preview | null} preview */
  #showPreview(preview) {
    if (this.preview?.url && this.preview.url !== preview?.url) URL.revokeObjectURL(this.preview.url);
    this.preview = preview;
  }

  /**
   * @param {string} text
   * @param {HTMLElement} block
   */
  #copy = async (text, block) => {
    this.note = this.kit?.t(await copyText(text, block)) ?? '';
  };
}
