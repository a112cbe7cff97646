/** Amounts of bytes in words. */

/**
 * @import {Kit} from './kit.js'
 */

/** What a rate is told in: so many bytes a second, and its unit. */
const RATES = [[1e9, 'GB/s'], [1e6, 'MB/s'], [1e3, 'kB/s'], [1, 'B/s']];

/**
 * @param {Kit} kit
 * @param {number} bytes
 */
export function bytesText(kit, bytes) {
  return kit.t('transfer.bytes', { count: kit.format.amount(bytes) }, bytes);
}

/**
 * Bytes in a second, to three digits.
 * @param {Kit} kit
 * @param {number} rate
 */
export function rateText(kit, rate) {
  const [size, unit] = /** @type {[number, string]} */ (RATES.find(([least]) => rate >= Number(least)) ?? RATES.at(-1));
  return `${kit.format.short(rate / size)} ${unit}`;
}
