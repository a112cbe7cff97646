/**
 * The names of the elements within `<ftp-capture>`. A page may hold two versions of it, under names of its own; each has
 * its own parts.
 */

import { unsafeStatic } from 'lit-html/static.js';

/**
 * @import {StaticValue} from 'lit-html/static.js'
 * @import {UpdatingElement} from './updating-element.js'
 */

/** @type {Map<string, StaticValue>} */
const tags = new Map();

/**
 * Makes a part known, once: under its name, and where that is taken by another version, with a number behind it.
 * @param {string} name
 * @param {typeof UpdatingElement} element
 */
export function definePart(name, element) {
  if (tags.has(name)) return;
  let free = name;
  for (let number = 2; customElements.get(free); number += 1) free = `${name}-${number}`;
  customElements.define(free, element);
  tags.set(name, unsafeStatic(free));
}

/**
 * What a part is called in templates.
 * @param {string} name One that `definePart` was given.
 */
export function partTag(name) {
  const tag = tags.get(name);
  if (tag === undefined) throw new Error(`${name} is not known yet`);
  return tag;
}

/**
 * Whether a part is known.
 * @param {string} name
 */
export function hasPart(name) {
  return tags.has(name);
}
