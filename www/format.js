/**
 * Numbers and times as text. Ports, packet numbers, codes and stream numbers never come here: they are
 * names rather than amounts and are written as they are, without grouping.
 */

/**
 * @import {TimeView} from './types/model.js'
 */

const NS_PER_SECOND = 1_000_000_000n;

/**
 * Nanoseconds since 1970 as a BigInt: they do not fit into a number.
 * @param {TimeView} time
 */
function nanoseconds(time) {
  return BigInt(time.seconds) * NS_PER_SECOND + BigInt(time.nanoseconds);
}

/** Numbers and times in one language. */
export class Format {
  /** @type {Intl.NumberFormat} */ #amount;
  /** @type {Intl.NumberFormat} */ #threeDigits;
  /** @type {Intl.NumberFormat} */ #seconds;
  /** @type {Intl.DateTimeFormat} */ #date;
  /**
   * Decimal separator of the language.
   * @type {string}
   */ #point;

  /**
   * @param {string} language
   * @param {string} [timeZone] The reader's own one when left out.
   */
  constructor(language, timeZone) {
    this.#amount = new Intl.NumberFormat(language);
    this.#threeDigits = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
    this.#seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
    this.#date = new Intl.DateTimeFormat(language, {
      dateStyle: 'medium', timeStyle: 'long', ...(timeZone === undefined ? {} : { timeZone }),
    });
    this.#point = new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  }

  /**
   * An amount of bytes or of anything else that is counted, grouped.
   * @param {number} count
   */
  amount(count) {
    return this.#amount.format(count);
  }

  /**
   * An amount to three digits.
   * @param {number} amount
   */
  short(amount) {
    return this.#threeDigits.format(amount);
  }

  /**
   * Seconds from one moment to another, to the microsecond as Wireshark writes them.
   * @param {TimeView} time
   * @param {TimeView} origin
   */
  relative(time, origin) {
    const difference = nanoseconds(time) - nanoseconds(origin);
    const sign = difference < 0n ? '-' : '';
    const microseconds = (difference < 0n ? -difference : difference) / 1000n;
    const fraction = String(microseconds % 1_000_000n).padStart(6, '0');
    return `${sign}${microseconds / 1_000_000n}${this.#point}${fraction}`;
  }

  /**
   * A span: milliseconds below one second, then seconds, then hours, minutes and seconds.
   * @param {number} ms
   */
  span(ms) {
    if (ms < 1000) return `${this.#threeDigits.format(ms)} ms`;
    if (ms < 60_000) return `${this.#seconds.format(ms / 1000)} s`;
    const seconds = Math.round(ms / 1000);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return `${parts[0]}:${parts.slice(1).map((part) => String(part).padStart(2, '0')).join(':')}`;
  }

  /**
   * A moment in the reader's time zone, to the second.
   * @param {TimeView} time
   */
  local(time) {
    return this.#date.format(new Date(time.seconds * 1000));
  }
}

/**
 * A moment in UTC with every digit that the capture has, the same in every language.
 * @param {TimeView} time
 */
export function utc(time) {
  const date = new Date(time.seconds * 1000);
  if (Number.isNaN(date.getTime())) return `${time.seconds} s`;
  const digits = time.nanoseconds % 1000 === 0 ? 6 : 9;
  const fraction = String(time.nanoseconds).padStart(9, '0').slice(0, digits);
  return `${date.toISOString().slice(0, -5).replace('T', ' ')}.${fraction} UTC`;
}

/**
 * An address with its port as Wireshark's filters and URLs write it: IPv6 in brackets, the port ungrouped.
 * @param {{ address: string, port: number }} endpoint
 */
export function endpointText({ address, port }) {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
