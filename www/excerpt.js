/** Some packets of a capture, and what belongs to them: asked as the capture itself is, with places counted among those. */

import { PLAIN_ROWS, pullRange } from './loader.js';
import { Spans } from './spans.js';

/**
 * @import {CaptureClient} from './client.js'
 * @import {ExpertView, SessionView} from './types/model.js'
 * @import {CallName, Calls} from './types/messages.js'
 */

/**
 * Who answers about a capture.
 * @typedef {Pick<CaptureClient, 'call'>} Asked
 */

/**
 * What of a session belongs to the packets.
 * @typedef {{ exchanges: Spans, transfers: Spans }} Part
 */

/** Answers as the capture does, about a part of it. What is asked of one thing by its number is answered in any case. */
export class Excerpt {
  #asked;
  #frames;
  /** @type {Map<number, Part>} */ #parts = new Map();
  /** @type {SessionView[]} */ #sessions = [];
  /** @type {Promise<Spans> | null} */ #steps = null;
  /** @type {Promise<ExpertView[]> | null} */ #experts = null;

  /**
   * @param {Asked} asked
   * @param {Spans} wanted Packets, from 0.
   * @param {number} count Packets in the capture.
   */
  constructor(asked, wanted, count) {
    this.#asked = asked;
    /** Packets in the capture. */
    this.total = count;
    /** Those of them that are shown, from 0. */
    this.packets = new Spans(wanted.slice(0, wanted.count).map(([start, end]) => [start, Math.min(end, count)]));
    // First and last numbers in turn, as the module counts.
    this.#frames = this.packets.ranges.flatMap(([start, end]) => [start + 1, end]);
    /**
     * All sessions of the capture, as they are.
     * @type {SessionView[]}
     */
    this.all = [];
  }

  /**
   * @param {Asked} asked
   * @param {Spans} wanted
   */
  static async of(asked, wanted) {
    const { frames } = await asked.call('capture');
    const excerpt = new Excerpt(asked, wanted, frames);
    await excerpt.#find();
    return excerpt;
  }

  /** Finds what belongs to the packets. */
  async #find() {
    const asked = this.#asked;
    const frames = this.#frames;
    this.all = await pullRange((a, b) => asked.call('sessions', a, b), 0, PLAIN_ROWS);
    for (const view of this.all) {
      const { id, transfer_count: count } = view;
      const exchanges = Spans.from(await asked.call('exchanges_among', id, frames));
      const transfers = count === 0 ? new Spans([]) : Spans.from(await asked.call('transfers_among', id, frames));
      if (exchanges.count === 0 && !await asked.call('session_is_among', id, frames)) continue;
      this.#parts.set(id, { exchanges, transfers });
      this.#sessions.push(view);
    }
  }

  /**
   * Asks as the capture is asked.
   * @template {CallName} N
   * @param {N} name
   * @param {Parameters<Calls[N]>} args
   * @returns {Promise<ReturnType<Calls[N]>>}
   */
  async call(name, ...args) {
    const [a = 0, b = 0, c = 0] = /** @type {number[]} */ (args);
    return /** @type {any} */ (await this.#answer(name, a, b, c) ?? await this.#asked.call(name, ...args));
  }

  /**
   * What is answered otherwise than by the capture.
   * @param {CallName} name
   * @param {number} a
   * @param {number} b
   * @param {number} c
   */
  async #answer(name, a, b, c) {
    const asked = this.#asked;
    switch (name) {
      case 'sessions': {
        const fresh = await pullRange((from, to) => asked.call('sessions', from, to), 0, this.all.length);
        this.#sessions = fresh.filter(({ id }) => this.#parts.has(id));
        return this.#sessions.slice(a, b).map((view) => {
          const part = this.#parts.get(view.id);
          return { ...view, exchange_count: part?.exchanges.count ?? 0, transfer_count: part?.transfers.count ?? 0 };
        });
      }
      case 'exchanges': return this.#parts.get(a)?.exchanges.pull((from, to) => asked.call('exchanges', a, from, to), b, c);
      case 'transfers': return this.#parts.get(a)?.transfers.pull((from, to) => asked.call('transfers', a, from, to), b, c);
      case 'frame_rows': return this.packets.pull((from, to) => asked.call('frame_rows', from, to), a, b);
      case 'story_count': return (await this.#story()).count;
      case 'story': return (await this.#story()).pull((from, to) => asked.call('story', from, to), a, b);
      case 'experts': return (await this.#odd()).slice(a, b);
      case 'expert_counts': return this.#counts(await this.#odd());
      default: return undefined;
    }
  }

  #story() {
    return this.#steps ??= this.#asked.call('story_among', this.#frames).then((flat) => Spans.from(flat));
  }

  /** What is odd about the packets, and about none. */
  #odd() {
    return this.#experts ??= (async () => {
      const counts = await this.#asked.call('expert_counts');
      const total = counts.reduce((sum, { count }) => sum + count, 0);
      const all = await pullRange((a, b) => this.#asked.call('experts', a, b), 0, total);
      return all.filter(({ frame }) => frame === null || this.packets.has(frame - 1));
    })();
  }

  /** @param {ExpertView[]} experts */
  async #counts(experts) {
    const counts = await this.#asked.call('expert_counts');
    return counts.map((count) => ({ ...count, count: experts.filter(({ code }) => code === count.code).length })).filter(({ count }) => count > 0);
  }
}
