/**
 * What of `<ftp-capture>` a first look does without: story, questions, transfers, packets, explanations, and the ways
 * between them. It comes with the rest.
 */

import { nothing } from 'lit-html';
import { html } from 'lit-html/static.js';
import { Excerpt } from './excerpt.js';
import { labView } from './lab/entry.js';
import { Notes, placesOfNotes } from './notes.js';
import { partTag } from './part-tags.js';
import { handedOn, remark, remarksLeft } from './parts/remark.js';
import { lessonView } from './single-file/offer.js';
import { labSource, packetSource, storySource, transferSource } from './sources.js';
import { framesText, parseFrames } from './spans.js';
import { aboutView } from './views/about.js';
import { nothingView } from './views/nothing.js';
import { odditiesView } from './views/oddities.js';
import { replyListingView } from './views/reply-listing.js';

/**
 * @import {CaptureClient} from './client.js'
 * @import {FtpCaptureElement} from './element.js'
 * @import {TransferSource} from './files/source.js'
 * @import {FtpTransfersElement} from './files/transfers.js'
 * @import {LabSource} from './lab/lab.js'
 * @import {FtpPacketsElement, PacketSource} from './packets/packets.js'
 * @import {Kit} from './parts/kit.js'
 * @import {Chosen, FileState} from './store.js'
 * @import {StorySource} from './story/story.js'
 * @import {CommandView, ExchangeView, Fact, Opened, ReplyView, SessionState, TransferPlaceView} from './types/model.js'
 */

/**
 * An exchange that is explained, and what gives its facts.
 * @typedef {Chosen & { facts: () => Promise<Fact[]> }} Explained
 */

/**
 * What it is given by the element that it belongs to.
 * @typedef {object} Ground
 * @property {FtpCaptureElement} element
 * @property {() => CaptureClient} connect
 * @property {(chosen: Chosen | null) => void} choose Marks the packets of an exchange.
 * @property {(command: string, block: HTMLElement) => void} copy
 * @property {() => void} tellPlace The reader looked at something else.
 */

/** Everything of it is about the capture that is open. */
export class Annex {
  #ground;
  /** @type {Excerpt | null} Whom to ask where not all packets are shown. */ excerpt = null;
  /** @type {PacketSource | null} */ #packets = null;
  /** @type {TransferSource | null} Null where there are no transfers. */ #transfers = null;
  /** @type {StorySource | null} */ #story = null;
  /** @type {LabSource | null} */ #lab = null;
  /** @type {Explained | null} */ #explained = null;
  /** @type {number | null} The packet that was opened last. */ #selected = null;
  #notes;
  /** @type {number | null} The packet that is open in the list. */ #opened = null;
  /** Where notes stand in the conversation. */ #byLine = /** @type {Map<CommandView | ReplyView, number[]>} */ (new Map());
  /** Packets whose notes stand in the story. */ #told = /** @type {number[]} */ ([]);

  /** @param {Ground} ground */
  constructor(ground) {
    this.#ground = ground;
    this.#notes = new Notes(ground.element, () => ground.element.requestUpdate());
  }

  get #element() {
    return this.#ground.element;
  }

  get #client() {
    return this.#ground.connect();
  }

  /**
   * Finds out what belongs to some packets, and who is to be asked about them.
   * @param {string | null} frames
   * @returns {Promise<Excerpt | null>} Null where all packets are shown.
   */
  async excerptOf(frames) {
    const wanted = frames === null ? null : parseFrames(frames);
    const excerpt = wanted === null ? null : await Excerpt.of(this.#client, wanted);
    // Who asked before somebody else did comes too late.
    if (frames === this.#element.frames) this.excerpt = excerpt;
    return excerpt;
  }

  /**
   * Says that not all is shown.
   * @param {Kit} kit
   */
  whichPart(kit) {
    const { frames, view } = this.#element;
    if (frames === null) return nothing;
    if (this.excerpt === null) return html`<p class="problem">${kit.t('frames.wrong', { frames })}</p>`;
    // Questions are about the whole capture.
    if (view === 'lab') return nothing;
    const { packets, total } = this.excerpt;
    const values = { list: framesText(packets), count: kit.format.amount(total) };
    return packets.count === 0 ? html`<p class="problem">${kit.t('frames.none', { ...values, frames }, total)}</p>`
      : html`<p class="excerpt second">${kit.t('frames.shown', values, packets.count)}</p>`;
  }

  /**
   * Another capture is open, or none.
   * @param {Opened | null} opened
   */
  take(opened) {
    this.#explained = null;
    this.#selected = null;
    this.#lab = opened && labSource(this.#client);
    this.#transfers = opened && transferSource(this.#client, opened, this.#element.session, this.excerpt ?? undefined);
    this.#look(opened);
  }

  /**
   * Another session is to be shown.
   * @param {Opened} opened
   */
  narrow(opened) {
    this.#transfers = transferSource(this.#client, opened, this.#element.session, this.excerpt ?? undefined);
    this.#element.requestUpdate();
  }

  /**
   * The same capture, with passwords shown or masked: packets and story hold them as well.
   * @param {Opened} opened
   */
  retake(opened) {
    this.#look(opened);
    if (this.#explained !== null) this.explain(this.#explained.session, this.#explained.exchange);
  }

  /** @param {Opened | null} opened */
  #look(opened) {
    this.#opened = null;
    this.#packets = opened && packetSource(this.#client, this.excerpt ?? undefined);
    this.#story = opened && storySource(this.excerpt ?? this.#client);
    this.#element.requestUpdate();
  }

  /**
   * @param {Kit} kit
   * @param {Opened} opened
   */
  about(kit, { capture }) {
    return aboutView(kit, capture, this.openPacket);
  }

  /**
   * What stands in the place of the conversation, where something else was chosen.
   * @param {Kit} kit
   * @param {Opened} opened
   * @param {FileState} file
   */
  insteadOfTalk(kit, { capture, sessions }, file) {
    const views = this.excerpt?.all ?? sessions.map(({ view }) => view);
    if (views.length === 0) return nothingView(kit, capture, this.#ground.copy);
    if (sessions.length === 0) return html`<p>${kit.t('frames.no_talk')}</p>`;
    const { view, session } = this.#element;
    const only = session === null ? null : session - 1;
    if (view === 'lab') {
      return labView(kit, {
        source: this.#lab, sessions: views, only, name: file.name, questions: this.#element.questions, questionsPlace: this.#element.getAttribute('questions'), onPacket: this.openPacket, onExchange: this.#showExchange,
        onThere: () => this.#element.requestUpdate(),
      });
    }
    return html`<${partTag('ftp-capture-story')} .kit=${kit} .source=${this.#story} part="story" .sessions=${views} .only=${only}
      .onPacket=${this.openPacket} .onExchange=${this.#showExchange} .notes=${this.#notes.frames}
      @notes-placed=${this.#notesPlaced}>${this.#told.map(handedOn)}</${partTag('ftp-capture-story')}>`;
  }

  /** @param {CustomEvent<number[]>} event */
  #notesPlaced = ({ detail }) => {
    this.#told = detail;
    this.#element.requestUpdate();
  };

  /**
   * Finds the places of the notes in what is shown of the conversation.
   * @param {Opened} opened
   */
  place({ sessions }) {
    const { view, session: only, panes } = this.#element;
    const isShown = view === 'conversation' && panes.includes('talk');
    this.#byLine = isShown ? placesOfNotes(this.#notes.frames, linesOf(sessions, only)) : new Map();
    if (view !== 'story' || !panes.includes('talk')) this.#told = [];
  }

  /**
   * What the author of the page remarks on a line.
   * @param {Kit} kit
   * @param {CommandView | ReplyView} line
   */
  remarks(kit, line) {
    return this.#byLine.get(line)?.map((frame) => remark(kit, frame));
  }

  /**
   * The notes that have no place on the page.
   * @param {Kit} kit
   * @param {number} count Packets in the capture.
   * @param {number | null} inPackets The one whose note stands in the list of packets.
   */
  #left(kit, count, inPackets) {
    const placed = new Set([...this.#byLine.values()].flat().concat(this.#told));
    const frames = this.#notes.frames.filter((frame) => frame !== inPackets && !placed.has(frame));
    const { hasOthers } = this.#notes;
    if (frames.length === 0 && !hasOthers) return nothing;
    const { panes, view } = this.#element;
    // A remark may answer a question.
    return remarksLeft(kit, { frames, others: hasOthers, count, folded: view === 'lab', onPacket: panes.includes('packets') ? this.openPacket : null });
  }

  /** The packet that is open, where its note has no place before. */
  get #openNote() {
    const frame = this.#opened;
    const isPlaced = [...this.#byLine.values()].flat().concat(this.#told).includes(frame ?? 0);
    return frame !== null && this.#notes.frames.includes(frame) && !isPlaced && this.#element.panes.includes('packets') ? frame : null;
  }

  /**
   * What stands below the conversation.
   * @param {Kit} kit
   * @param {Opened} opened
   * @param {Chosen | null} chosen
   */
  below(kit, { capture, expertCounts, experts }, chosen) {
    const { panes } = this.#element;
    const note = this.#openNote;
    return html`${this.#transfers === null || !panes.includes('transfers') ? nothing : html`<${partTag('ftp-capture-transfers')} part="transfers" .kit=${kit}
        .source=${this.#transfers} .controlOnly=${capture.control_only} .onPacket=${this.openPacket} .onExchange=${this.#showExchange}></${partTag('ftp-capture-transfers')}>`}
      ${panes.includes('oddities') ? odditiesView(kit, expertCounts, experts) : nothing}
      ${this.#packets === null || !panes.includes('packets') ? nothing : html`<${partTag('ftp-capture-packets')} part="packets" .kit=${kit} .count=${capture.frames} .spans=${this.excerpt?.packets ?? null}
        .origin=${capture.first_time ?? { seconds: 0, nanoseconds: 0 }} .source=${this.#packets} .chosen=${chosen} @packet-open=${this.#packetOpened}
        @exchange-wanted=${this.#exchangeWanted} @transfer-wanted=${this.#transferWanted} .notes=${this.#notes.frames}
        .note=${note}>${note === null ? nothing : handedOn(note)}</${partTag('ftp-capture-packets')}>`}
      ${this.#left(kit, capture.frames, note)}
      ${panes.includes('lesson') ? lessonView(kit, this.#element) : nothing}`;
  }

  /**
   * The exchange of a session that is explained.
   * @param {number} session
   */
  explainedIn(session) {
    return this.#explained?.session === session ? this.#explained.exchange : null;
  }

  /** @param {Kit} kit */
  explanation(kit) {
    return this.#explained === null ? nothing : html`<${partTag('ftp-capture-why')} .kit=${kit} .source=${this.#explained.facts}
      .onPacket=${this.openPacket}></${partTag('ftp-capture-why')}>`;
  }

  /**
   * The way to what a reply lists.
   * @param {Kit} kit
   * @param {FileState} capture
   * @param {number} session
   * @param {ExchangeView} exchange
   */
  listing(kit, capture, session, exchange) {
    return replyListingView(kit, exchange, { capture, session, ask: this.#replyListing, onTransfer: this.showTransfer });
  }

  /**
   * Explains an exchange below it.
   * @param {number} session
   * @param {number | null} exchange Null takes the explanation away.
   */
  explain(session, exchange) {
    const client = this.#client;
    this.#explained = exchange === null ? null : { session, exchange, facts: () => client.call('explain_exchange', session, exchange) };
    this.#element.requestUpdate();
  }

  get #packetList() {
    return /** @type {FtpPacketsElement | null} */ (this.#element.renderRoot.querySelector('[part=packets]'));
  }

  /**
   * Brings a packet of the list where it is seen.
   * @param {number} frame
   */
  reveal(frame) {
    void this.#packetList?.reveal(frame);
  }

  /**
   * Does what a key asks for.
   * @param {KeyboardEvent} event
   */
  follow(event) {
    void this.#packetList?.follow(event);
  }

  /** @param {number} frame */
  openPacket = (frame) => {
    const packets = this.#packetList;
    packets?.scrollIntoView({ block: 'nearest' });
    void packets?.open(frame, { focus: true });
  };

  /** @param {CustomEvent<{ number: number, exchange: Chosen | null }>} event */
  #packetOpened = ({ detail: { number, exchange } }) => {
    this.#opened = number;
    this.#ground.choose(exchange);
    this.#element.requestUpdate();
    if (this.#selected === number) return;
    this.#selected = number;
    this.#element.select = number;
    this.#ground.tellPlace();
  };

  /** Opens the packet that the attribute names; the page and the keyboard stay where they are. */
  async select() {
    const { select } = this.#element;
    if (select === this.#selected) return;
    this.#selected = select;
    if (select === null) return;
    const packets = this.#packetList;
    if (packets !== null) {
      await packets.updateComplete;
      await packets.open(select);
      return;
    }
    const [row] = await this.#client.call('frame_rows', select - 1, select);
    const exchange = row?.exchanges[0];
    if (row !== undefined && row.session !== null && exchange !== undefined) this.#ground.choose({ session: row.session, exchange });
  }

  /** @param {CustomEvent<Chosen>} event */
  #exchangeWanted = ({ detail: { session, exchange } }) => this.#showExchange(session, exchange);

  /** @param {CustomEvent<TransferPlaceView>} event */
  #transferWanted = ({ detail }) => this.showTransfer(detail);

  /** @param {TransferPlaceView} place */
  showTransfer = (place) => {
    void /** @type {FtpTransfersElement | null} */ (this.#element.renderRoot.querySelector('[part=transfers]'))?.show(place);
  };

  /**
   * @param {number} session
   * @param {number} exchange
   */
  #replyListing = (session, exchange) => this.#client.call('reply_listing', session, exchange);

  /**
   * @param {number} session
   * @param {number} exchange
   */
  #showExchange = async (session, exchange) => {
    this.#element.view = 'conversation';
    await this.#element.updateComplete;
    const item = this.#element.renderRoot.querySelector(`[data-session="${session}"] [data-exchange="${exchange}"]`);
    item?.scrollIntoView({ block: 'center' });
    /** @type {HTMLElement | null | undefined} */ (item?.querySelector('button'))?.focus({ preventScroll: true });
  };
}

/**
 * What is said in the sessions that are shown.
 * @param {SessionState[]} sessions
 * @param {number | null} only Number of the only one, from 1; null for all.
 * @yields {CommandView | ReplyView}
 */
function* linesOf(sessions, only) {
  for (const { view, exchanges } of sessions) {
    if (only !== null && view.id !== only - 1) continue;
    for (const { command, replies } of exchanges) {
      if (command !== null) yield command;
      yield* replies;
    }
  }
}
