/** Places of some things among all of them, in ranges: what is shown is counted from 0 without the others. */

/** Ranges of places, the end of each excluded: in order and apart. */
export class Spans {
  #ranges;
  /** Things before each range. */ #before = [0];

  /** @param {readonly (readonly [start: number, end: number])[]} ranges */
  constructor(ranges) {
    this.#ranges = joined(ranges);
    for (const [start, end] of this.#ranges) this.#before.push((this.#before.at(-1) ?? 0) + end - start);
    /** Things in all. */
    this.count = this.#before.at(-1) ?? 0;
  }

  /**
   * From first and, excluded, last places in turn.
   * @param {ArrayLike<number>} flat
   */
  static from(flat) {
    return new Spans(Array.from({ length: flat.length >> 1 }, (_, index) => [flat[2 * index] ?? 0, flat[2 * index + 1] ?? 0]));
  }

  /** Ranges of places, in order. */
  get ranges() {
    return this.#ranges;
  }

  /**
   * The ranges that some of these things have among all.
   * @param {number} start Counted among these.
   * @param {number} end
   * @returns {[start: number, end: number][]}
   */
  slice(start, end) {
    return this.#ranges.flatMap(([first, last], index) => {
      const before = this.#before[index] ?? 0;
      const from = Math.max(first, first + start - before);
      const to = Math.min(last, first + end - before);
      return from < to ? [/** @type {[number, number]} */ ([from, to])] : [];
    });
  }

  /**
   * The place among all of one of these.
   * @param {number} place
   */
  at(place) {
    return this.slice(place, place + 1)[0]?.[0] ?? null;
  }

  /**
   * How many of these come before a place among all.
   * @param {number} place
   */
  before(place) {
    return this.#ranges.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(place, end) - start), 0);
  }

  /**
   * Whether a place among all is one of these.
   * @param {number} place
   */
  has(place) {
    return this.#ranges.some(([start, end]) => start <= place && place < end);
  }

  /**
   * Asks for some of these, which those who are asked count among all.
   * @template T
   * @param {(start: number, end: number) => Promise<T[]>} ask
   * @param {number} start
   * @param {number} end
   * @returns {Promise<T[]>}
   */
  async pull(ask, start, end) {
    /** @type {T[]} */
    const all = [];
    for (const [from, to] of this.slice(start, end)) all.push(...await ask(from, to));
    return all;
  }
}

/**
 * @param {readonly (readonly [number, number])[]} ranges
 * @returns {[number, number][]} In order, apart, none empty.
 */
function joined(ranges) {
  /** @type {[number, number][]} */
  const done = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = done.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (start < end) done.push([start, end]);
  }
  return done;
}

/** Most ranges that are read of a list of packets. */
const MOST_RANGES = 1000;

/**
 * A list of packets such as `5-20,31`, from 1 as Wireshark counts: ranges of places, from 0. Null where it is none.
 * @param {string} text
 * @returns {Spans | null}
 */
export function parseFrames(text) {
  const parts = text.split(',');
  if (parts.length > MOST_RANGES) return null;
  /** @type {[number, number][]} */
  const ranges = [];
  for (const part of parts) {
    const [, first, last = first] = /^\s*([1-9][0-9]{0,9})\s*(?:[-–]\s*([1-9][0-9]{0,9})\s*)?$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first)) return null;
    ranges.push([Number(first) - 1, Number(last)]);
  }
  return new Spans(ranges);
}

/**
 * The same list in words, as it is said: `5–20, 31`.
 * @param {Spans} spans
 */
export function framesText({ ranges }) {
  return ranges.map(([start, end]) => (end - start === 1 ? String(end) : `${start + 1}–${end}`)).join(', ');
}
