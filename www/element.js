/** `<ftp-capture>`: wires the views, the state, the words and the worker together. */

import { html, nothing } from 'lit-html';
import { CaptureClient, CaptureError, Superseded } from './client.js';
import { FileIntake } from './file-intake.js';
import { Format } from './format.js';
import { WINDOW, pullMore, pullOpened } from './loader.js';
import { LazyElement } from './lazy-element.js';
import { Kit } from './parts/kit.js';
import { isElsewhere, nameAt } from './parts/url.js';
import { fetchCapture } from './places.js';
import { Rest, idle } from './rest.js';
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
 * @import {Annex} from './annex.js'
 * @import {Opened, Progress, SessionState, TimeView} from './types/model.js'
 * @import {State} from './store.js'
 * @import {Language} from './words.js'
 * @import {Sample} from './views/chooser.js'
 */

const NO_TIME = { seconds: 0, nanoseconds: 0 };

/** Shows the FTP conversation of one capture. What embedders may rely on is told in `public/`. */
export class FtpCaptureElement extends LazyElement {
  /** @override */
  static styles = [coloursCss, themeCss, pageCss, sessionCss];

  /** @override */
  static properties = ['samples', 'model', 'kit', 'wordless', 'note', 'linked'];

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
  /** @type {Annex | null} */ #annex = null;
  /** The state that is rendered. */ #seen = store.EMPTY;
  /** Settles once there are words, or cannot be. */ #spoken = Promise.resolve();
  /** Counts openings: what an earlier one brings is dropped. */ #turn = 0;
  /**
   * What is open, to be opened again.
   * @type {{ file: Blob, name: string } | null}
   */
  #source = null;
  /**
   * What the page shows, as embedders were told.
   * @type {'waiting' | store.Phase}
   */
  #told = 'waiting';

  constructor() {
    super();
    /**
     * Captures offered while none is open: the address of each, and the key of its name among the words, at `page.sample`.
     * @public
     * @type {Sample[]}
     */
    this.samples = [];
    /**
     * What is known of the open capture. Not for embedders.
     * @type {State}
     */
    this.model = store.EMPTY;
    /**
     * Null until the words of the language are there.
     * @type {Kit | null}
     */
    this.kit = null;
    /**
     * The file that a link to this page is about; null where none is.
     * @type {{ name: string, size: number, isOther: boolean } | null}
     */
    this.linked = null;
    /** Whether the words could not be loaded. */
    this.wordless = false;
    /**
     * What is said to those who listen rather than look.
     * @type {string}
     */
    this.note = '';
  }

  /**
   * `waiting` before it has begun, then `empty`, `reading`, `shown` or `failed`; `statechange` tells of each.
   * @public
   */
  get state() {
    return this.#told;
  }

  /**
   * The capture that is open; null where there is none.
   * @public
   */
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
    if (name === 'frames' && this.model.opened) void this.#narrow();
    if (name === 'session' && this.model.opened) this.#annex?.narrow(this.model.opened);
    if (name === 'select' && this.model.phase === 'shown') void this.#whenThere((annex) => annex.select());
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

  /**
   * Settles once nothing is left to be fetched.
   * @public
   */
  get ready() {
    return Promise.all([this.#connect().ready, this.#rest.there, this.#connect().prepared]);
  }

  /**
   * Opens a capture and shows it. Settles once it is shown, or once it is said why it cannot be.
   * @public
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
      const opened = await pullOpened(await this.#asked());
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
   * Fetches a capture and opens it. Settles as `open` does.
   * @public
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
   * @public
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

  /**
   * Shows nothing any more.
   * @public
   */
  close() {
    this.#turn += 1;
    this.#client?.cancel();
    this.#source = null;
    this.model = store.EMPTY;
    this.note = '';
    this.#annex?.take(null);
  }

  /**
   * Cancels the reading under way; what was shown before comes back.
   * @public
   */
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
    if (this.#later !== null) return;
    this.addStyles(later.laterStyles);
    this.#later = later;
    this.#annex = new later.Annex({
      element: this,
      connect: () => this.#connect(),
      choose: (chosen) => { this.model = store.chose(this.model, chosen); },
      copy: async (command, block) => { this.note = this.kit?.t(await later.copyText(command, block)) ?? ''; },
      tellPlace: () => this.#tellPlace(),
    });
    if (this.model.opened) this.#annex.take(this.model.opened);
  }

  /**
   * Does what needs a part that may not be there yet.
   * @param {(annex: Annex) => unknown} deed
   */
  async #whenThere(deed) {
    await this.#rest.fetch();
    await this.updateComplete;
    if (this.#annex !== null) await deed(this.#annex);
  }

  /** Whether what is to be shown needs a part that is not there yet. */
  get #lacking() {
    const { opened } = this.model;
    const later = opened !== null && (opened.sessions.length === 0 || opened.expertCounts.length > 0
      || opened.sessions.some(({ view }) => view.transfer_count > 0) || this.querySelector('ftp-note') !== null);
    return (this.kit?.words.lacking ?? false) || (later && this.#later === null);
  }

  /**
   * @param {Kit} kit
   * @param {State} state
   */
  #page(kit, state) {
    const { panes, linked } = this;
    const isEmpty = state.phase === 'empty' && this.src === null;
    const contents = html`${linked === null ? nothing : html`<p class=${linked.isOther ? 'problem' : 'drop'} role="status">${kit.t(linked.isOther ? 'link.other' : 'link.wanted', { name: linked.name, size: kit.format.amount(linked.size) }, linked.size)}</p>`}
      <div class=${isEmpty ? '' : 'tools'}>${panes.includes('choose') ? chooserView(kit, {
        small: !isEmpty,
        samples: this.samples,
        onFiles: (files) => this.openFiles(files),
        onSample: (sample) => this.#openSample(sample),
      }) : nothing}
      <p class="status" part="status" role="status">${this.note}</p></div>
      ${state.phase === 'reading' && state.file && state.progress
        ? this.#rest.state === 'there' ? this.#later?.progressView(kit, state.file, state.progress, () => this.cancel()) : nothing : nothing}
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
  #capture(kit, opened, file) {
    const annex = this.#rest.state === 'there' ? this.#annex : null;
    annex?.place(opened);
    const { capture, expertCounts, sessions: all } = opened;
    const { panes, session: only, view } = this;
    const sessions = all.filter(({ view: { id } }) => only === null || id === only - 1);
    const talk = panes.includes('talk') && sessions.length > 0;
    return html`${panes.includes('capture') ? captureView(kit, file, capture, expertCounts, annex?.about(kit, opened)) : nothing}
      ${annex?.whichPart(kit)}
      ${talk ? viewsView(kit, view, (chosen) => {
        this.view = chosen;
        this.#tellPlace();
      }) : nothing}
      ${all.length === 0 || (talk && view !== 'conversation') ? annex?.insteadOfTalk(kit, opened, file) : nothing}
      ${all.length > 0 && sessions.length === 0 ? html`<p class="problem">${kit.t('no_such_session', { number: only ?? 0, count: all.length }, all.length)}</p>` : nothing}
      ${talk && view === 'conversation' ? sessions.map((session) => this.#session(kit, session, capture.first_time ?? NO_TIME, file, annex)) : nothing}
      ${annex?.below(kit, opened, this.model.chosen)}`;
  }

  /**
   * @param {Kit} kit
   * @param {SessionState} session
   * @param {TimeView} origin
   * @param {store.FileState} file
   * @param {Annex | null} annex
   */
  #session(kit, session, origin, file, annex) {
    const { id } = session.view;
    const { chosen, revealed } = this.model;
    return html`<section class="session" part="session" data-session=${id} aria-labelledby="session-${id}">
      ${sessionView(kit, session)}
      ${conversationView(kit, {
        session,
        place: { origin, onPacket: (frame) => void this.#whenThere((there) => there.openPacket(frame)) },
        chosen: chosen?.session === id ? chosen.exchange : null,
        onChoose: (exchange) => this.#chooseExchange(session, exchange),
        revealed,
        onReveal: (reveal) => void this.#reveal(reveal),
        silence: this.frames === null ? 'talk.empty' : 'frames.silent',
        window: WINDOW,
        onMore: () => void this.#more(session),
        onTransfer: (transfer) => annex?.showTransfer({ session: id, transfer }),
        explained: annex?.explainedIn(id) ?? null,
        onExplain: (exchange) => void this.#whenThere((there) => there.explain(id, exchange)),
        explanation: annex?.explanation(kit),
        listingOf: (exchange) => annex?.listing(kit, file, id, exchange),
        notesOf: (line) => annex?.remarks(kit, line),
      })}
    </section>`;
  }

  /**
   * @param {SessionState} session
   * @param {number} id
   */
  #chooseExchange({ view, exchanges }, id) {
    this.model = store.chose(this.model, { session: view.id, exchange: id });
    const exchange = exchanges.find((known) => known.id === id);
    const frame = exchange?.command?.frame ?? exchange?.replies[0]?.frame;
    if (frame !== undefined) this.#annex?.reveal(frame);
  }

  /** @param {KeyboardEvent} event */
  #keyed = (event) => this.#annex?.follow(event);

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

  #connect() {
    this.#client ??= new CaptureClient(hostOf({ worker: this.getAttribute('worker-url'), wasm: this.getAttribute('wasm-url') }));
    return this.#client;
  }

  /** Loads the words of the element's language. */
  async #speak() {
    const language = chooseLanguage([languageAround(this), ...navigator.languages]);
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
    this.#annex?.take(opened);
    const count = opened.sessions.length;
    this.note = [this.note, this.kit?.t('status.shown', { name, frames: opened.capture.frames, count }, count)].join(' ').trim();
    await this.updateComplete;
    if (this.#lacking) {
      await this.#rest.fetch();
      await this.updateComplete;
    }
    if (this.revealPasswords) await this.#reveal(true);
    if (this.select !== null) await this.#whenThere((annex) => annex.select());
    this.dispatchEvent(new CustomEvent('ftp-capture-shown', { detail: { frames: opened.capture.frames, sessions: count } }));
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
      return pullOpened(this.#annex?.excerpt ?? client, before);
    }, (opened) => store.repulled(this.model, opened, reveal));
    if (this.model.opened) this.#annex?.retake(this.model.opened);
  }

  /** Shows other packets than before. */
  async #narrow() {
    const { frames } = this;
    await this.#pull(async () => pullOpened(await this.#asked()), (opened) => {
      if (frames === this.frames) this.#annex?.take(opened);
      return frames === this.frames ? store.repulled(this.model, opened, this.model.revealed) : this.model;
    });
  }

  /** Who is asked about what is shown: the capture, or where only a part of it is wanted, who knows that part. */
  async #asked() {
    if (this.frames !== null) await this.#rest.fetch();
    return await this.#annex?.excerptOf(this.frames) ?? this.#connect();
  }

  /** @param {SessionState} session */
  async #more({ view }) {
    const client = this.#client;
    const { opened } = this.model;
    if (client === null || opened === null) return;
    await this.#pull(() => pullMore(this.#annex?.excerpt ?? client, opened, view.id), (longer) => store.pulledMore(this.model, longer));
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
}

/**
 * The language that is told nearest around an element, also where it stands in the shadow root of another one.
 * @param {Element} element
 * @returns {string | null}
 */
function languageAround(element) {
  const told = element.closest('[lang]');
  const root = element.getRootNode();
  return told?.getAttribute('lang') ?? (root instanceof ShadowRoot ? languageAround(root.host) : null);
}
