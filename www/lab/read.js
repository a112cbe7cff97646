/** How people write numbers, sizes, spans, packets and addresses. */

/** Signs between groups of three digits: comma, point, apostrophes, and the spaces that do not break. */
const GROUPS = /^\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*$/;

/** A number with an end behind a decimal sign, groups of three before it or not. */
const DECIMAL = /^(\d+|\d{1,3}(?:[,'’ \u00a0\u202f]\d{3})+)\.(\d+)$|^(\d+|\d{1,3}(?:[.'’ \u00a0\u202f]\d{3})+),(\d+)$/;

/** Packets at once in what somebody types, so that `1-999999999` fills no memory. */
const MOST_PACKETS = 1000;

/**
 * Bytes of a unit; a K is written for either.
 * @type {Record<string, number[]>}
 */
const SIZE_UNITS = {
  '': [1], b: [1], byte: [1], bytes: [1],
  k: [1000, 1024], kb: [1000, 1024], kib: [1024],
  m: [1_000_000, 1_048_576], mb: [1_000_000, 1_048_576], mib: [1_048_576],
  g: [1_000_000_000, 1_073_741_824], gb: [1_000_000_000, 1_073_741_824], gib: [1_073_741_824],
};

/**
 * Milliseconds of a unit.
 * @type {Record<string, number>}
 */
const SPAN_UNITS = {
  µs: 0.001, μs: 0.001, us: 0.001, ms: 1, millisecond: 1, milliseconds: 1, 'mili giây': 1, miligiây: 1,
  s: 1000, sec: 1000, second: 1000, seconds: 1000, giây: 1000, min: 60_000, minute: 60_000, minutes: 60_000, phút: 60_000,
};

/**
 * A number as it may be meant.
 * @typedef {object} Reading
 * @property {number} value
 * @property {number} step What its last digit counts: 1, 0.1, 0.01 …
 */

/**
 * All that a number can mean: `1.234` is a thousand and more in one language, and little more than one in another.
 * @param {string} text
 * @returns {Reading[]} None where it is no number.
 */
export function readNumber(text) {
  const trimmed = text.trim();
  /** @type {Reading[]} */
  const readings = [];
  if (/^\d+$/.test(trimmed)) readings.push({ value: Number(trimmed), step: 1 });
  if (GROUPS.test(trimmed)) readings.push({ value: Number(trimmed.replace(/\D/g, '')), step: 1 });
  const decimal = DECIMAL.exec(trimmed);
  if (decimal !== null) {
    const [whole = '', end = ''] = [decimal[1] ?? decimal[3], decimal[2] ?? decimal[4]];
    readings.push({ value: Number(`${whole.replace(/\D/g, '')}.${end}`), step: 10 ** -end.length });
  }
  return readings.filter(({ value }) => Number.isFinite(value));
}

/**
 * A size in bytes.
 * @param {string} text
 * @returns {(Reading & { hasUnit: boolean })[]}
 */
export function readSize(text) {
  const { amount, unit } = splitUnit(text);
  // A point behind a unit is the end of a sentence.
  const factors = SIZE_UNITS[unit.replace(/\.$/, '')] ?? [];
  return factors.flatMap((factor) => readNumber(amount).map(({ value, step }) => ({ value: value * factor, step: step * factor, hasUnit: factor > 1 })));
}

/**
 * A span in milliseconds; without a unit it is in seconds.
 * @param {string} text
 * @returns {(Reading & { hasUnit: boolean })[]}
 */
export function readSpan(text) {
  const clock = /^(?:(\d+):)?(\d+):(\d{1,2}(?:[.,]\d+)?)$/.exec(text.trim());
  if (clock !== null) {
    const [, hours = '0', minutes = '0', seconds = '0'] = clock;
    return readNumber(seconds).map(({ value, step }) => ({
      value: (Number(hours) * 3600 + Number(minutes) * 60 + value) * 1000, step: step * 1000, hasUnit: true,
    }));
  }
  const { amount, unit } = splitUnit(text);
  const factor = unit === '' ? 1000 : SPAN_UNITS[unit.replace(/\.$/, '')];
  if (factor === undefined) return [];
  return readNumber(amount).map(({ value, step }) => ({ value: value * factor, step: step * factor, hasUnit: unit !== '' }));
}

/**
 * Packet numbers: `13`, `#13`, `packets 1, 2 and 3`, `1-3`.
 * @param {string} text
 * @returns {number[] | null} Null where it is something else.
 */
export function readPackets(text) {
  const bare = text.trim().toLowerCase().replace(/^(?:no\.?|packets?|frames?|gói(?:\s+tin)?(?:\s+số)?)\s*/u, '');
  const parts = bare.replace(/\s*(?:[-–]|\.\.)\s*/gu, '-').split(/(?:[\s,;]|and(?=\s)|và(?=\s))+/u).filter((part) => part !== '');
  /** @type {number[]} */
  const found = [];
  for (const part of parts) {
    const range = /^#?(\d{1,10})(?:-#?(\d{1,10}))?$/.exec(part);
    if (range === null) return null;
    const [first, last] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (last < first || last - first + found.length >= MOST_PACKETS) return null;
    for (let number = first; number <= last; number += 1) found.push(number);
  }
  return found.length === 0 ? null : [...new Set(found)];
}

/**
 * A port: `21`, `port 21`, `21/tcp`, `:21`.
 * @param {string} text
 * @returns {number | null}
 */
export function readPort(text) {
  const port = /^(?:tcp\s*)?(?:port|cổng)?\s*:?\s*(\d{1,5})(?:\s*\/\s*tcp)?$/iu.exec(text.trim());
  return port === null || Number(port[1]) > 65_535 ? null : Number(port[1]);
}

/**
 * A reply code, with its text or without.
 * @param {string} text
 * @returns {number | null}
 */
export function readCode(text) {
  const code = /^(\d{3})(?:[\s-].*)?$/su.exec(text.trim());
  return code === null ? null : Number(code[1]);
}

/**
 * An address in one form for all ways to write it, without brackets, zone and port.
 * @param {string} text
 * @returns {string | null}
 */
export function readAddress(text) {
  const trimmed = text.trim().toLowerCase();
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?::\d{1,5})?$/.exec(trimmed);
  if (four !== null) {
    const numbers = four.slice(1).map(Number);
    return numbers.every((number) => number <= 255) ? numbers.join('.') : null;
  }
  const six = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(trimmed)?.[1] ?? trimmed;
  const bare = six.replace(/%.*$/s, '').replace(/\/\d+$/, '');
  if (!/^[0-9a-f:.]+$/.test(bare) || !bare.includes(':')) return null;
  try {
    return new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  } catch {
    return null;
  }
}

/**
 * Two numbers p1 and p2, alone or at the end of the six of PORT and 227.
 * @param {string} text
 * @returns {[number, number] | null}
 */
export function readPair(text) {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const [first, second] = numbers.slice(-2);
  if ((numbers.length !== 2 && numbers.length !== 6) || first === undefined || second === undefined) return null;
  return [first, second];
}

/**
 * Hexadecimal digits without what is written between them.
 * @param {string} text
 * @returns {string | null}
 */
export function readHash(text) {
  const digits = text.trim().replace(/^(?:sha-?256|md5)\s*[:=]\s*/i, '').replace(/[\s:]/g, '').toLowerCase();
  return /^[0-9a-f]+$/.test(digits) ? digits : null;
}

/**
 * A text without the spaces and the quotes around it.
 * @param {string} text
 */
export function readText(text) {
  const trimmed = text.normalize('NFC').trim();
  const quoted = /^(?:"(.*)"|'(.*)'|“(.*)”|‘(.*)’|«(.*)»|`(.*)`)$/su.exec(trimmed);
  return (quoted?.slice(1).find((inner) => inner !== undefined) ?? trimmed).trim();
}

/**
 * Several texts: one a line, else with commas or semicolons between them.
 * @param {string} text
 * @returns {string[]}
 */
export function readTexts(text) {
  const parts = text.trim().includes('\n') ? text.split('\n') : text.split(/[,;]/);
  return parts.map(readText).filter((part) => part !== '');
}

/** @param {string} text */
function splitUnit(text) {
  const [, amount = '', unit = ''] = /^\s*([\d.,'’ \u00a0\u202f]*\d)\s*(.*?)\s*$/su.exec(text) ?? [];
  return { amount, unit: unit.toLowerCase() };
}
