/** What is said of an interface. */

/**
 * @import {InterfaceView} from '../types/model.js'
 */

/**
 * What its packets begin with: name and number.
 * @param {InterfaceView} of
 */
export function linkType({ link_type: { name, number } }) {
  return name === null ? String(number) : `${name} (${number})`;
}

/**
 * `10^-6` with its exponent raised.
 * @param {string} resolution
 */
export function power(resolution) {
  const [base, exponent] = resolution.split('^');
  if (exponent === undefined) return resolution;
  return base + exponent.replace('-', '⁻').replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)));
}
