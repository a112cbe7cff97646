/** `<ftp-capture>`: wires the views, the state, the words and the worker together. */

import { html, nothing } from 'lit-html';
import { CaptureClient, CaptureError, Superseded } from './client.js';
import { FileIntake } from './file-intake.js';
import { Format } from './format.js';
import { WINDOW, pullMore, pullOpened } from './loader.js';
import { Kit } from './parts/kit.js';
import { Rest, idle } from './rest.js';
import * as store from './store.js';
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
import { UpdatingElement } from './updating-element.js';
import { chooseLanguage, loadWords } from './words.js';
import { hostOf } from './worker-host.js';

/**
 * @import {Fact, Opened, Progress, SessionState} from './types/model.js'
 * @import {Chosen, State} from './store.js'
 * @import {TransferSource} from './files/source.js'
 * @import {FtpTransfersElement} from './files/transfers.js'
 * @import {FtpPacketsElement, PacketSource} from './packets/packets.js'
 * @import {StorySource} from './story/story.js'
 * @import {TransferPlaceView} from './types/model.js'
 * @import {Language} from './words.js'
 * @import {Sample} from './views/chooser.js'
 */

/**
 * What of a capture is shown.
 * @typedef {'conversation' | 'story'} View
 */

/**
 * An exchange that is explained, and what gives its facts.
 * @typedef {Chosen & { facts: () => Promise<Fact[]> }} Explained
 */

const NO_TIME = { seconds: 0, nanoseconds: 0 };

/** Shows the FTP conversation of one capture. What embedders may rely on is told in `public/`. */
export class FtpCaptureElement extends UpdatingElement {
  /** @override */
  static styles = [themeCss, pageCss, sessionCss];

  /** @override */
  static properties = ['samples', 'state', 'packets', 'transfers', 'story', 'kit', 'wordless', 'note', 'view', 'explained'];

  static observedAttributes = ['src', 'lang', 'view'];

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

  constructor() {
    super();
    /**
     * Captures offered where there is none yet.
     * @type {Sample[]}
     */
    this.samples = [];
    /** @type {State} */
    this.state = store.EMPTY;
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
     * What of the capture is shown.
     * @type {View}
     */
    this.view = 'conversation';
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

  /** Address of a capture to open. */
  get src() {
    return this.getAttribute('src');
  }

  set src(url) {
    if (url === null) this.removeAttribute('src');
    else this.setAttribute('src', url);
  }

  connectedCallback() {
    this.#spoken = this.#speak();
    // Loaded before a file is given: from then on nothing needs to be fetched.
    void this.#connect().ready.then(idle).then(() => {
      // Whoever opens a file at once gets the rest after it.
      if (this.#turn === 0) void this.#rest.fetch();
    }, () => {});
  }

  disconnectedCallback() {
    this.#client?.close();
    this.#client = null;
  }

  /**
   * @param {string} name
   * @param {string | null} old
   * @param {string | null} value
   */
  attributeChangedCallback(name, old, value) {
    if (name === 'lang' && this.isConnected) void this.#speak();
    if (name === 'view') this.view = value === 'story' ? 'story' : 'conversation';
    if (name === 'src' && value !== null && value !== old) void this.openUrl(value);
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
    const turn = (this.#turn += 1);
    this.note = '';
    this.state = store.reading(this.state, { name, size: file.size });
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
    this.state = store.progressed(this.state, progress);
    // What says so is among it.
    if (this.#rest.state === 'waiting') void this.#rest.fetch();
  }

  /**
   * Fetches a capture and opens it.
   * @param {string} url
   * @returns {Promise<void>}
   */
  async openUrl(url) {
    const turn = (this.#turn += 1);
    const name = decodeURIComponent(new URL(url, document.baseURI).pathname.split('/').at(-1) ?? url);
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${response.status} ${url}`);
      const file = await response.blob();
      if (turn === this.#turn) await this.open(file, name);
    } catch {
      if (turn === this.#turn) {
        this.state = store.failed({ ...store.EMPTY, file: { name, size: 0 } }, { code: 'sample_missing', offset: null, detail: null });
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
    this.dispatchEvent(new CustomEvent('ftp-capture-open', { detail: { name: file.name } }));
  }

  /** Cancels the reading under way; what was shown before comes back. */
  cancel() {
    this.#turn += 1;
    this.#client?.cancel();
    this.state = store.cancelled(this.state);
    this.note = this.kit?.t('reading.cancelled') ?? '';
    void this.#rest.fetch();
  }

  /** @override */
  render() {
    const { kit } = this;
    if (kit === null) return this.wordless ? html`<slot name="unavailable"></slot>` : nothing;
    const page = this.#page(kit, this.state);
    if (!this.#lacking || this.#rest.state === 'missing') {
      this.#seen = this.state;
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
    const { opened } = this.state;
    const later = opened !== null && (opened.sessions.length === 0 || opened.expertCounts.length > 0
      || opened.sessions.some(({ view }) => view.transfer_count > 0));
    return (this.kit?.words.lacking ?? false) || (later && this.#later === null);
  }

  /**
   * @param {Kit} kit
   * @param {State} state
   */
  #page(kit, state) {
    return html`<div class="page ${this.#intake.dragging ? 'dropping' : ''}" lang=${kit.words.language} @keydown=${this.#keyed}>
      ${headerView(kit, (language) => this.#switch(language))}
      <main><div class=${state.phase === 'empty' ? '' : 'tools'}>${chooserView(kit, {
        small: state.phase !== 'empty',
        samples: this.samples,
        onFiles: (files) => this.openFiles(files),
        onSample: (sample) => this.#openSample(sample),
      })}
      <p class="status" role="status">${this.note}</p></div>
      ${state.phase === 'reading' && state.file && state.progress
        ? this.#rested?.progressView(kit, state.file, state.progress, () => this.cancel()) : nothing}
      ${state.phase === 'failed' && state.problem ? problemView(kit, state.file, state.problem) : nothing}
      ${state.phase === 'shown' && state.opened && state.file ? this.#capture(kit, state.opened, state.file) : nothing}
      ${state.phase !== 'empty' && this.#rest.state === 'missing' ? partMissingView(kit, () => void this.#rest.fetch()) : nothing}</main>
    </div>`;
  }

  /**
   * @param {Kit} kit
   * @param {Opened} opened
   * @param {store.FileState} file
   */
  #capture(kit, { capture, expertCounts, experts, sessions }, file) {
    const later = this.#rested;
    /** @param {number} frame */
    const onPacket = (frame) => void this.#openPacket(frame);
    const story = this.view === 'story' && sessions.length > 0;
    return html`${captureView(kit, file, capture, expertCounts, later?.aboutView(kit, capture, onPacket))}
      ${sessions.length === 0 ? nothing : viewsView(kit, this.view, (view) => { this.view = view; })}
      ${story && later !== null ? html`<ftp-capture-story .kit=${kit} .source=${this.story} .sessions=${sessions.map(({ view }) => view)} .onPacket=${onPacket}
        .onExchange=${this.#showExchange}></ftp-capture-story>` : nothing}
      ${sessions.length === 0 ? later?.nothingView(kit, capture, this.#copy) : nothing}
      ${(story ? [] : sessions).map((session) => html`<section class="session" data-session=${session.view.id} aria-labelledby="session-${session.view.id}">
        ${sessionView(kit, session)}
        ${conversationView(kit, {
          session,
          place: { origin: capture.first_time ?? NO_TIME, onPacket },
          chosen: this.state.chosen?.session === session.view.id ? this.state.chosen.exchange : null,
          onChoose: (exchange) => this.#chooseExchange(session, exchange),
          revealed: this.state.revealed,
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
      ${this.transfers === null || later === null ? nothing : html`<ftp-capture-transfers .kit=${kit} .source=${this.transfers} .controlOnly=${capture.control_only}
        .onPacket=${onPacket} .onExchange=${this.#showExchange}></ftp-capture-transfers>`}
      ${later?.odditiesView(kit, expertCounts, experts)}
      ${this.packets === null || later === null ? nothing : html`<ftp-capture-packets .kit=${kit} .count=${capture.frames} .origin=${capture.first_time ?? NO_TIME} .source=${this.packets}
        .chosen=${this.state.chosen} @packet-open=${this.#packetOpened} @exchange-wanted=${this.#exchangeWanted}
        @transfer-wanted=${this.#transferWanted}></ftp-capture-packets>`}`;
  }

  /** @param {Chosen | null} chosen */
  #choose(chosen) {
    this.state = store.chose(this.state, chosen);
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

  /** @param {CustomEvent<Chosen | null>} event */
  #packetOpened = ({ detail }) => this.#choose(detail);

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
    this.state = store.shown(this.state, opened);
    this.packets = this.#packetSource();
    this.transfers = this.#transferSource(opened);
    this.story = this.#storySource();
    this.explained = null;
    const count = opened.sessions.length;
    this.note = [this.note, this.kit?.t('status.shown', { name, frames: opened.capture.frames, count }, count)].join(' ').trim();
    await this.updateComplete;
    if (this.#lacking) {
      await this.#rest.fetch();
      await this.updateComplete;
    }
    this.dispatchEvent(new CustomEvent('ftp-capture-shown', { detail: { frames: opened.capture.frames, sessions: count } }));
  }

  /**
   * Where the packets of the open capture come from. A new one for each capture, so that nothing of the
   * one before stays.
   * @returns {PacketSource}
   */
  #packetSource() {
    const client = this.#connect();
    return {
      rows: (start, end) => client.call('frame_rows', start, end),
      frame: (number) => client.call('frame', number),
      bytes: (number) => client.call('frame_bytes', number),
      explain: (number, place) => client.call('explain_field', number, place),
      transfer: async (session, id) => (await client.call('transfers', session, id, id + 1))[0] ?? null,
    };
  }

  /**
   * Where the story of the open capture comes from.
   * @returns {StorySource}
   */
  #storySource() {
    const client = this.#connect();
    return { count: () => client.call('story_count'), steps: (start, end) => client.call('story', start, end) };
  }

  /**
   * Explains an exchange below it.
   * @param {number} session
   * @param {number | null} exchange Null takes the explanation away.
   */
  #explain(session, exchange) {
    const client = this.#connect();
    void this.#rest.fetch();
    this.explained = exchange === null ? null : { session, exchange, facts: () => client.call('explain_exchange', session, exchange) };
  }

  /**
   * Where the transfers of an opened capture come from, if it has any.
   * @param {Opened} opened
   * @returns {TransferSource | null}
   */
  #transferSource({ sessions }) {
    const client = this.#connect();
    const views = sessions.map(({ view }) => view).filter((view) => view.transfer_count > 0);
    return views.length === 0 ? null : { call: (name, ...args) => client.call(name, ...args), sessions: views };
  }

  /** @param {unknown} error */
  #fail(error) {
    const problem = error instanceof CaptureError ? error.problem : { code: 'crashed', offset: null, detail: null };
    if (!(error instanceof CaptureError)) console.error(error);
    if (problem.code === 'program_missing') this.#client = null;
    this.state = store.failed(this.state, problem);
  }

  /** @param {Sample} sample */
  #openSample(sample) {
    void this.openUrl(sample.url);
    this.dispatchEvent(new CustomEvent('ftp-capture-open', { detail: { sample: sample.id } }));
  }

  /** @param {boolean} reveal */
  async #reveal(reveal) {
    const client = this.#client;
    const before = this.state.opened;
    if (client === null || before === null) return;
    await this.#pull(async () => {
      await client.call('reveal_passwords', reveal);
      return pullOpened(client, before);
    }, (opened) => store.repulled(this.state, opened, reveal));
    // The packets hold the passwords as well.
    this.packets &&= this.#packetSource();
    this.story = this.#storySource();
    if (this.explained !== null) this.#explain(this.explained.session, this.explained.exchange);
  }

  /** @param {SessionState} session */
  async #more({ view }) {
    const client = this.#client;
    const { opened } = this.state;
    if (client === null || opened === null) return;
    await this.#pull(() => pullMore(client, opened, view.id), (longer) => store.pulledMore(this.state, longer));
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
      if (turn === this.#turn) this.state = next(opened);
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
    try {
      await navigator.clipboard.writeText(command);
      this.note = this.kit?.t('status.copied') ?? '';
    } catch {
      getSelection()?.selectAllChildren(block);
      this.note = this.kit?.t('status.select') ?? '';
    }
  };
}
