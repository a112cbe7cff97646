/** `<ftp-capture>`: wires the views, the state, the words and the worker together. */

import { html, nothing } from 'lit-html';
import { CaptureClient, CaptureError, Superseded } from './client.js';
import { copyText } from './files/copy.js';
import { FileIntake } from './file-intake.js';
import { Format } from './format.js';
import { WINDOW, pullMore, pullOpened } from './loader.js';
import { LazyElement } from './lazy-element.js';
import { Kit } from './parts/kit.js';
import { isElsewhere, nameAt } from './parts/url.js';
import { fetchCapture } from './places.js';
import { Rest, idle } from './rest.js';
import { labSource, packetSource, storySource, transferSource } from './sources.js';
import * as store from './store.js';
import coloursCss from './styles/colours.css';
import pageCss from './styles/page.css';
import sessionCss from './styles/session.css';
import themeCss from './styles/theme.css';
import { captureView } from './views/capture.js';
import { chooserView } from './views/chooser.js';
import { conversationView } from './views/conversation.js';
import { headerView } from './views/header.js';
import { viewsView } from './views/views.js';
import { partMissingView } from './views/part-missing.js';
import { problemView } from './views/problem.js';
import { sessionView } from './views/session.js';
import { chooseLanguage, loadWords } from './words.js';
import { hostOf } from './worker-host.js';

/**
 * @import {Fact, Opened, Progress, SessionState} from './types/model.js'
 * @import {Chosen, State} from './store.js'
 * @import {TransferSource} from './files/source.js'
 * @import {FtpTransfersElement} from './files/transfers.js'
 * @import {FtpPacketsElement, PacketSource} from './packets/packets.js'
 * @import {LabSource} from './lab/lab.js'
 * @import {StorySource} from './story/story.js'
 * @import {TransferPlaceView} from './types/model.js'
 * @import {Language} from './words.js'
 * @import {Sample} from './views/chooser.js'
 */

/**
 * An exchange that is explained, and what gives its facts.
 * @typedef {Chosen & { facts: () => Promise<Fact[]> }} Explained
 */

const NO_TIME = { seconds: 0, nanoseconds: 0 };

/** Shows the FTP conversation of one capture. What embedders may rely on is told in `public/`. */
export class FtpCaptureElement extends LazyElement {
  /** @override */
  static styles = [coloursCss, themeCss, pageCss, sessionCss];

  /** @override */
  static properties = ['samples', 'model', 'packets', 'transfers', 'story', 'lab', 'kit', 'wordless', 'note', 'explained'];

  /** @type {CaptureClient | null} */ #client = null;
  #intake = new FileIntake(this, (files) => this.openFiles(files));
  #rest = new Rest(
    () => [this.#spoken.then(() => this.kit?.words.complete()), this.#fetchLater()],
    () => {
      this.requestUpdate();
      if (this.#rest.state === 'there') this.#client?.prepare();
    },
  );
  /** @type {typeof import('./later.js') | null} */ #later = null;
  /** The state that is rendered. */ #seen = store.EMPTY;
  /** Settles once there are words, or cannot be. */ #spoken = Promise.resolve();
  /** Counts openings: what an earlier one brings is dropped. */ #turn = 0;
  /**
   * What is open, to be opened again.
   * @type {{ file: Blob, name: string } | null}
   */
  #source = null;
  /**
   * The packet that was opened last.
   * @type {number | null}
   */
  #selected = null;
  /**
   * What the page shows, as embedders were told.
   * @type {'waiting' | store.Phase}
   */
  #told = 'waiting';

  constructor() {
    super();
    /**
     * Captures offered where there is none yet.
     * @type {Sample[]}
     */
    this.samples = [];
    /**
     * What is known of the open capture. Not for embedders.
     * @type {State}
     */
    this.model = store.EMPTY;
    /**
     * Where the packets of the open capture come from.
     * @type {PacketSource | null}
     */
    this.packets = null;
    /**
     * Where its transfers come from; null where it has none.
     * @type {TransferSource | null}
     */
    this.transfers = null;
    /**
     * Where its story comes from.
     * @type {StorySource | null}
     */
    this.story = null;
    /**
     * Where the answers to questions about it come from.
     * @type {LabSource | null}
     */
    this.lab = null;
    /**
     * The exchange that is explained.
     * @type {Explained | null}
     */
    this.explained = null;
    /**
     * Null until the words of the language are there.
     * @type {Kit | null}
     */
    this.kit = null;
    /** Whether the words could not be loaded. */
    this.wordless = false;
    /**
     * What is said to those who listen rather than look.
     * @type {string}
     */
    this.note = '';
  }

  /** `waiting` before it has begun, then `empty`, `reading`, `shown` or `failed`; `statechange` tells of each. */
  get state() {
    return this.#told;
  }

  /** The capture that is open; null where there is none. */
  get file() {
    return this.#source === null || this.model.phase !== 'shown' ? null : new File([this.#source.file], this.#source.name);
  }

  /**
   * @override
   * @param {string} name
   */
  settingChanged(name) {
    super.settingChanged(name);
    if (name === 'lang') void this.#speak();
    if (name === 'src' || (name === 'collapsed' && this.model.phase === 'empty')) this.#start();
    if (name === 'session' && this.model.opened) this.transfers = transferSource(this.#connect(), this.model.opened, this.session);
    if (name === 'select' && this.select !== this.#selected) void this.#select();
    if (name === 'reveal-passwords' && this.model.phase === 'shown') void this.#reveal(this.revealPasswords);
  }

  /** @override */
  began() {
    this.#spoken = this.#speak();
    this.#start();
  }

  /** @override */
  left() {
    this.#client?.close();
    this.#client = null;
  }

  /** @override */
  returned() {
    // Its capture is opened again where it was let go of.
    if (this.#client === null && this.#source !== null) void this.open(this.#source.file, this.#source.name);
  }

  /** Opens what the attributes name, or has all made ready for a file. */
  #start() {
    if (this.collapsed) return;
    if (this.src !== null) {
      void this.openUrl(this.src);
      return;
    }
    // Loaded before a file is given: from then on nothing needs to be fetched.
    void this.#connect().ready.then(idle).then(() => {
      // Whoever opens a file at once gets the rest after it.
      if (this.#turn === 0) void this.#rest.fetch();
    }, () => {});
  }

  /** Settles once nothing is left to be fetched. */
  get ready() {
    return Promise.all([this.#connect().ready, this.#rest.there, this.#connect().prepared]);
  }

  /**
   * Opens a capture and shows it.
   * @param {Blob} file
   * @param {string} [name] Name to show; a file's own one when left out.
   * @returns {Promise<void>}
   */
  async open(file, name = file instanceof File ? file.name : '') {
    this.wake();
    const turn = (this.#turn += 1);
    this.note = '';
    // The packet was one of another capture.
    if (this.#source !== null && this.#source.file !== file) this.select = null;
    this.#source = { file, name };
    this.model = store.reading(this.model, { name, size: file.size });
    try {
      const client = this.#connect();
      await client.open(file, (progress) => this.#progress(progress));
      const opened = await pullOpened(client);
      if (turn === this.#turn) await this.#show(opened, name);
    } catch (error) {
      if (turn === this.#turn && !(error instanceof Superseded)) this.#fail(error);
    } finally {
      if (turn === this.#turn) void this.#rest.fetch();
    }
  }

  /** @param {Progress} progress */
  #progress(progress) {
    this.model = store.progressed(this.model, progress);
    // What says so is among it.
    if (this.#rest.state === 'waiting') void this.#rest.fetch();
  }

  /**
   * Fetches a capture and opens it.
   * @param {string} url
   * @returns {Promise<void>}
   */
  async openUrl(url) {
    this.wake();
    const turn = (this.#turn += 1);
    const name = nameAt(url);
    this.model = store.reading(this.model, { name, size: 0 });
    try {
      const file = await fetchCapture(url);
      if (turn === this.#turn) await this.open(file, name);
    } catch (error) {
      if (turn === this.#turn) {
        // A host that does not allow it is told by the browser as one that is not reached.
        const code = error instanceof TypeError && isElsewhere(url) ? 'other_host' : 'sample_missing';
        this.model = store.failed(this.model, { code, offset: null, detail: url });
      }
    }
  }

  /**
   * Opens the first of the files that were dropped, chosen or pasted.
   * @param {FileList | undefined} files
   */
  openFiles(files) {
    const file = files?.[0];
    if (file === undefined) {
      this.note = this.kit?.t('choose.no_file') ?? '';
      return;
    }
    void this.open(file);
    if (files && files.length > 1) this.note = this.kit?.t('choose.first_only', { name: file.name }) ?? '';
    this.dispatchEvent(new CustomEvent('ftp-capture-open', { detail: { name: file.name, file } }));
  }

  /** Shows nothing any more. */
  close() {
    this.#turn += 1;
    this.#client?.cancel();
    this.#source = null;
    Object.assign(this, { model: store.EMPTY, packets: null, transfers: null, story: null, explained: null, note: '' });
  }

  /** Cancels the reading under way; what was shown before comes back. */
  cancel() {
    this.#turn += 1;
    this.#client?.cancel();
    this.model = store.cancelled(this.model);
    this.note = this.kit?.t('reading.cancelled') ?? '';
    void this.#rest.fetch();
  }

  /** @override */
  render() {
    const { kit } = this;
    if (kit === null) return this.wordless ? html`<slot name="unavailable"></slot>` : html`<slot></slot>`;
    const page = this.#page(kit, this.model);
    if (!this.#lacking || this.#rest.state === 'missing') {
      this.#seen = this.model;
      return page;
    }
    // A part of it is still to come: until then the page stays as it was.
    void this.#rest.fetch();
    return this.#page(kit, this.#seen);
  }

  async #fetchLater() {
    const later = await import('./later.js');
    later.defineElements();
    if (this.#later === null) this.addStyles(later.laterCss);
    this.#later = later;
  }

  /** What comes later, once it is there with its words. */
  get #rested() {
    return this.#rest.state === 'there' ? this.#later : null;
  }

  /** Whether what is to be shown needs a part that is not there yet. */
  get #lacking() {
    const { opened } = this.model;
    const later = opened !== null && (opened.sessions.length === 0 || opened.expertCounts.length > 0
      || opened.sessions.some(({ view }) => view.transfer_count > 0));
    return (this.kit?.words.lacking ?? false) || (later && this.#later === null);
  }

  /**
   * @param {Kit} kit
   * @param {State} state
   */
  #page(kit, state) {
    const { panes } = this;
    const isEmpty = state.phase === 'empty' && this.src === null;
    const contents = html`<div class=${isEmpty ? '' : 'tools'}>${panes.includes('choose') ? chooserView(kit, {
        small: !isEmpty,
        samples: this.samples,
        onFiles: (files) => this.openFiles(files),
        onSample: (sample) => this.#openSample(sample),
      }) : nothing}
      <p class="status" part="status" role="status">${this.note}</p></div>
      ${state.phase === 'reading' && state.file && state.progress
        ? this.#rested?.progressView(kit, state.file, state.progress, () => this.cancel()) : nothing}
      ${state.phase === 'failed' && state.problem ? problemView(kit, state.file, state.problem) : nothing}
      ${state.phase === 'shown' && state.opened && state.file ? this.#capture(kit, state.opened, state.file) : nothing}
      ${state.phase !== 'empty' && this.#rest.state === 'missing' ? partMissingView(kit, () => void this.#rest.fetch()) : nothing}`;
    return html`<div class="page ${this.#intake.dragging ? 'dropping' : ''}" part="page" lang=${kit.words.language} @keydown=${this.#keyed}>
      ${panes.includes('header') ? headerView(kit, (language) => this.#switch(language)) : nothing}
      ${this.collapsed ? html`<button type="button" class="collapsed" part="expand" aria-expanded="false" @click=${() => { this.collapsed = false; }}>
        ${kit.t('expand', { name: this.src === null ? '' : nameAt(this.src) })}</button>` : html`
      ${panes.includes('header') ? html`<main>${contents}</main>` : html`<div class="main">${contents}</div>`}`}
    </div>`;
  }

  /**
   * @param {Kit} kit
   * @param {Opened} opened
   * @param {store.FileState} file
   */
  #capture(kit, { capture, expertCounts, experts, sessions: all }, file) {
    const later = this.#rested;
    const { panes, session: only } = this;
    const sessions = all.filter(({ view }) => only === null || view.id === only - 1);
    /** @param {number} frame */
    const onPacket = (frame) => void this.#openPacket(frame);
    const talk = panes.includes('talk');
    const story = talk && this.view === 'story' && sessions.length > 0;
    const lab = talk && this.view === 'lab' && sessions.length > 0;
    return html`${panes.includes('capture') ? captureView(kit, file, capture, expertCounts, later?.aboutView(kit, capture, onPacket)) : nothing}
      ${sessions.length === 0 || !talk ? nothing : viewsView(kit, this.view, (view) => {
        this.view = view;
        this.#tellPlace();
      })}
      ${story && later !== null ? html`<ftp-capture-story .kit=${kit} .source=${this.story} part="story" .sessions=${all.map(({ view }) => view)} .only=${only === null ? null : only - 1} .onPacket=${onPacket}
        .onExchange=${this.#showExchange}></ftp-capture-story>` : nothing}
      ${lab ? later?.labView(kit, { source: this.lab, sessions: all.map(({ view }) => view), only: only === null ? null : only - 1, name: file.name, questions: null, onPacket, onExchange: this.#showExchange }) : nothing}
      ${all.length === 0 ? later?.nothingView(kit, capture, this.#copy) : nothing}
      ${all.length > 0 && sessions.length === 0 ? html`<p class="problem">${kit.t('no_such_session', { number: only ?? 0, count: all.length }, all.length)}</p>` : nothing}
      ${(story || lab || !talk ? [] : sessions).map((session) => html`<section class="session" part="session" data-session=${session.view.id} aria-labelledby="session-${session.view.id}">
        ${sessionView(kit, session)}
        ${conversationView(kit, {
          session,
          place: { origin: capture.first_time ?? NO_TIME, onPacket },
          chosen: this.model.chosen?.session === session.view.id ? this.model.chosen.exchange : null,
          onChoose: (exchange) => this.#chooseExchange(session, exchange),
          revealed: this.model.revealed,
          onReveal: (reveal) => void this.#reveal(reveal),
          window: WINDOW,
          onMore: () => void this.#more(session),
          onTransfer: (transfer) => this.#showTransfer({ session: session.view.id, transfer }),
          explained: this.explained?.session === session.view.id ? this.explained.exchange : null,
          onExplain: (exchange) => void this.#explain(session.view.id, exchange),
          explanation: later === null || this.explained === null ? nothing : html`<ftp-capture-why .kit=${kit}
            .source=${this.explained.facts} .onPacket=${onPacket}></ftp-capture-why>`,
          listingOf: (exchange) => later?.replyListingView(kit, exchange, {
            capture: file, session: session.view.id, ask: this.#replyListing, onTransfer: this.#showTransfer,
          }),
        })}
      </section>`)}
      ${this.transfers === null || later === null || !panes.includes('transfers') ? nothing : html`<ftp-capture-transfers part="transfers" .kit=${kit} .source=${this.transfers} .controlOnly=${capture.control_only}
        .onPacket=${onPacket} .onExchange=${this.#showExchange}></ftp-capture-transfers>`}
      ${panes.includes('oddities') ? later?.odditiesView(kit, expertCounts, experts) : nothing}
      ${this.packets === null || later === null || !panes.includes('packets') ? nothing : html`<ftp-capture-packets part="packets" .kit=${kit} .count=${capture.frames} .origin=${capture.first_time ?? NO_TIME} .source=${this.packets}
        .chosen=${this.model.chosen} @packet-open=${this.#packetOpened} @exchange-wanted=${this.#exchangeWanted}
        @transfer-wanted=${this.#transferWanted}></ftp-capture-packets>`}
      ${panes.includes('lesson') ? later?.lessonView(kit, this) : nothing}`;
  }

  /** @param {Chosen | null} chosen */
  #choose(chosen) {
    this.model = store.chose(this.model, chosen);
  }

  /**
   * @param {SessionState} session
   * @param {number} id
   */
  #chooseExchange({ view, exchanges }, id) {
    this.#choose({ session: view.id, exchange: id });
    const exchange = exchanges.find((known) => known.id === id);
    const frame = exchange?.command?.frame ?? exchange?.replies[0]?.frame;
    if (frame !== undefined) void this.#packetsElement?.reveal(frame);
  }

  /** @param {KeyboardEvent} event */
  #keyed = (event) => void this.#packetsElement?.follow(event);

  get #packetsElement() {
    return /** @type {FtpPacketsElement | null} */ (this.renderRoot.querySelector('ftp-capture-packets'));
  }

  /** @param {number} frame */
  #openPacket = async (frame) => {
    await this.#rest.fetch();
    await this.updateComplete;
    const packets = this.#packetsElement;
    packets?.scrollIntoView({ block: 'nearest' });
    void packets?.open(frame, { focus: true });
  };

  /** @param {CustomEvent<{ number: number, exchange: Chosen | null }>} event */
  #packetOpened = ({ detail: { number, exchange } }) => {
    this.#choose(exchange);
    if (this.#selected === number) return;
    this.#selected = number;
    this.select = number;
    this.#tellPlace();
  };

  /** Opens the packet that the attribute names; the page and the keyboard stay where they are. */
  async #select() {
    const { select } = this;
    this.#selected = select;
    if (select === null || this.model.phase !== 'shown') return;
    await this.#rest.fetch();
    await this.updateComplete;
    const packets = this.#packetsElement;
    if (packets !== null) {
      await packets.updateComplete;
      await packets.open(select);
      return;
    }
    const [row] = await this.#connect().call('frame_rows', select - 1, select);
    const exchange = row?.exchanges[0];
    if (row !== undefined && row.session !== null && exchange !== undefined) this.#choose({ session: row.session, exchange });
  }

  /** What is looked at was changed by the reader. */
  #tellPlace() {
    this.dispatchEvent(new CustomEvent('ftp-capture-place', { detail: { view: this.view, select: this.select } }));
  }

  /** @override */
  updated() {
    const { phase } = this.#seen;
    // Before there are words nothing is shown.
    if (this.kit === null || this.#told === phase) return;
    this.#told = phase;
    this.dispatchEvent(new CustomEvent('statechange', { detail: { state: phase } }));
  }

  /** @param {CustomEvent<Chosen>} event */
  #exchangeWanted = ({ detail: { session, exchange } }) => this.#showExchange(session, exchange);

  /** @param {CustomEvent<TransferPlaceView>} event */
  #transferWanted = ({ detail }) => this.#showTransfer(detail);

  /** @param {TransferPlaceView} place */
  #showTransfer = (place) => {
    void /** @type {FtpTransfersElement | null} */ (this.renderRoot.querySelector('ftp-capture-transfers'))?.show(place);
  };

  /**
   * @param {number} session
   * @param {number} exchange
   */
  #replyListing = (session, exchange) => this.#connect().call('reply_listing', session, exchange);

  /**
   * @param {number} session
   * @param {number} exchange
   */
  #showExchange = async (session, exchange) => {
    this.view = 'conversation';
    await this.updateComplete;
    const item = this.renderRoot.querySelector(`[data-session="${session}"] [data-exchange="${exchange}"]`);
    item?.scrollIntoView({ block: 'center' });
    /** @type {HTMLElement | null | undefined} */ (item?.querySelector('button'))?.focus({ preventScroll: true });
  };

  #connect() {
    this.#client ??= new CaptureClient(hostOf({ worker: this.getAttribute('worker-url'), wasm: this.getAttribute('wasm-url') }));
    return this.#client;
  }

  /** Loads the words of the element's language. */
  async #speak() {
    const language = chooseLanguage([this.closest('[lang]')?.getAttribute('lang'), ...navigator.languages]);
    if (this.kit?.words.language === language) return;
    try {
      const words = await loadWords(language);
      // Of another language than the first there is a page to be said anew: all of its words are needed.
      if (this.kit !== null) await words.complete();
      this.kit = new Kit(words, new Format(language));
    } catch (error) {
      // Where there are words of another language they stay; else the embedder's own sentence is shown.
      console.warn(error);
      this.wordless = true;
    }
  }

  /** @param {Language} language */
  #switch(language) {
    this.lang = language;
    this.dispatchEvent(new CustomEvent('ftp-capture-language', { detail: { language } }));
  }

  /**
   * @param {Opened} opened
   * @param {string} name
   */
  async #show(opened, name) {
    this.model = store.shown(this.model, opened);
    this.packets = packetSource(this.#connect());
    this.transfers = transferSource(this.#connect(), opened, this.session);
    this.story = storySource(this.#connect());
    this.lab = labSource(this.#connect());
    this.explained = null;
    const count = opened.sessions.length;
    this.note = [this.note, this.kit?.t('status.shown', { name, frames: opened.capture.frames, count }, count)].join(' ').trim();
    await this.updateComplete;
    if (this.#lacking) {
      await this.#rest.fetch();
      await this.updateComplete;
    }
    if (this.revealPasswords) await this.#reveal(true);
    if (this.select !== null) await this.#select();
    this.dispatchEvent(new CustomEvent('ftp-capture-shown', { detail: { frames: opened.capture.frames, sessions: count } }));
  }

  /**
   * Explains an exchange below it.
   * @param {number} session
   * @param {number | null} exchange Null takes the explanation away.
   */
  #explain(session, exchange) {
    void this.#rest.fetch();
    this.explained = exchange === null ? null : { session, exchange, facts: () => this.#connect().call('explain_exchange', session, exchange) };
  }

  /** @param {unknown} error */
  #fail(error) {
    const problem = error instanceof CaptureError ? error.problem : { code: 'crashed', offset: null, detail: null };
    if (!(error instanceof CaptureError)) console.error(error);
    if (problem.code === 'program_missing') this.#client = null;
    this.model = store.failed(this.model, problem);
  }

  /** @param {Sample} sample */
  #openSample(sample) {
    void this.openUrl(sample.url);
    this.dispatchEvent(new CustomEvent('ftp-capture-open', { detail: { sample: sample.id } }));
  }

  /** @param {boolean} reveal */
  async #reveal(reveal) {
    const client = this.#client;
    const before = this.model.opened;
    if (client === null || before === null) return;
    await this.#pull(async () => {
      await client.call('reveal_passwords', reveal);
      return pullOpened(client, before);
    }, (opened) => store.repulled(this.model, opened, reveal));
    // The packets hold the passwords as well.
    this.packets &&= packetSource(this.#connect());
    this.story = storySource(this.#connect());
    if (this.explained !== null) this.#explain(this.explained.session, this.explained.exchange);
  }

  /** @param {SessionState} session */
  async #more({ view }) {
    const client = this.#client;
    const { opened } = this.model;
    if (client === null || opened === null) return;
    await this.#pull(() => pullMore(client, opened, view.id), (longer) => store.pulledMore(this.model, longer));
  }

  /**
   * Pulls something of the open capture and takes it into the state, unless another file was opened.
   * @param {() => Promise<Opened>} pull
   * @param {(opened: Opened) => State} next
   */
  async #pull(pull, next) {
    const turn = this.#turn;
    try {
      const opened = await pull();
      if (turn === this.#turn) this.model = next(opened);
    } catch (error) {
      if (turn === this.#turn && !(error instanceof Superseded)) this.#fail(error);
    }
  }

  /**
   * Copies a command; where the browser does not allow it, the command is selected instead.
   * @param {string} command
   * @param {HTMLElement} block
   */
  #copy = async (command, block) => {
    this.note = this.kit?.t(await copyText(command, block)) ?? '';
  };
}
