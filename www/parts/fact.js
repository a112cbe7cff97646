/** A sentence of an explanation, with its packets and where it is defined. */

import { html, nothing } from 'lit-html';
import { bytesText } from './amount.js';
import { packetLink } from './packet-link.js';

/**
 * @import {Fact, FactValue} from '../types/model.js'
 * @import {Kit} from './kit.js'
 */

/**
 * A sign for each kind of sentence, beside its words.
 * @type {Record<Fact['kind'], string>}
 */
const SIGNS = { said: '•', meaning: '↳', notice: '!', odd: '?' };

/**
 * @param {Kit} kit
 * @param {Fact} fact
 * @param {(frame: number) => void} onPacket
 */
export function factItem(kit, fact, onPacket) {
  const { kind, frames, rfc } = fact;
  const packets = packetList(kit, frames, (number) => packetLink(kit, number, onPacket));
  return html`<li class="fact fact-${kind}"><span class="sign" aria-hidden="true">${SIGNS[kind] ?? ''}</span>
    <div>${kind === 'notice' || kind === 'odd' ? html`<span class="hidden">${kit.t(`story.${kind}`)}:</span>` : nothing}
      ${packets.length === 0 ? nothing : html`<span class="packets">${packets}:</span>`}
      ${sentence(kit, fact, (text) => html`<code>${text}</code>`)}
      ${rfc === null || rfc === 'vendor' ? nothing : html`<span class="second rfc">${rfc}</span>`}</div></li>`;
}

/**
 * The same as plain text: what the capture says stands in backticks.
 * @param {Kit} kit
 * @param {Fact} fact
 */
export function factText(kit, fact) {
  const packets = packetList(kit, fact.frames, String).join('');
  const text = sentence(kit, fact, (value) => `\`${value}\``).join('');
  return packets === '' ? text : `${packets}: ${text}`;
}

/**
 * @template T
 * @param {Kit} kit
 * @param {Pick<Fact, 'id' | 'values' | 'count'>} fact
 * @param {(text: string) => T} asCode
 * @returns {(string | T)[]}
 */
export function sentence(kit, { id, values, count }, asCode) {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueText(kit, value, asCode)]));
  return kit.words.parts(id, shown, count ?? 0);
}

/**
 * @template T
 * @param {Kit} kit
 * @param {FactValue} value
 * @param {(text: string) => T} asCode
 * @returns {string | T}
 */
function valueText(kit, value, asCode) {
  switch (value.kind) {
    case 'text': return asCode(value.value);
    case 'number': return String(value.value);
    case 'amount': return kit.format.amount(value.value);
    case 'bytes': return bytesText(kit, value.value);
    case 'ranges': return kit.t('transfer.ranges', { count: kit.format.amount(value.value) }, value.value);
    case 'span': return kit.format.span(value.value);
    default: return kit.lookup(value.value) ?? value.value.split('.').at(-1) ?? '';
  }
}

/**
 * The packets of a sentence: `Packets 9 and 10`, in pieces; none where there are none.
 * @template T
 * @param {Kit} kit
 * @param {[number, number][]} runs First and last packet of each run.
 * @param {(number: number) => T} link
 * @returns {(string | T)[]}
 */
function packetList(kit, runs, link) {
  const last = runs.at(-1);
  if (last === undefined) return [];
  /** @param {[number, number]} run */
  const runText = ([first, end]) => {
    if (first === end) return [link(first)];
    const place = end - first === 1 && runs.length === 1 ? 'explain.packets.and' : 'explain.packets.run';
    return kit.words.parts(place, { first: link(first), list: link(first), last: link(end) });
  };
  const others = runs.slice(0, -1).flatMap((run, index) => (index === 0 ? runText(run) : [', ', ...runText(run)]));
  const list = others.length === 0 ? [runText(last)] : kit.words.parts('explain.packets.and', { list: others, last: runText(last) });
  const isOne = runs.length === 1 && last[0] === last[1];
  return kit.words.parts('explain.packets.name', { list: list.flat() }, isOne ? 1 : 2).flat();
}
