/** Expert infos, grouped by what they say, the gravest first. */

import { html, nothing } from 'lit-html';

/**
 * @import {ExpertCountView, ExpertView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** Infos of one code that are shown before the rest is folded. */
const UNFOLDED = 3;

const GRAVEST_FIRST = ['error', 'warn', 'note', 'chat'];

/**
 * @param {Kit} kit
 * @param {ExpertCountView[]} counts
 * @param {ExpertView[]} experts
 */
export function odditiesView(kit, counts, experts) {
  if (counts.length === 0) return nothing;
  const sorted = [...counts].sort((a, b) => GRAVEST_FIRST.indexOf(a.severity) - GRAVEST_FIRST.indexOf(b.severity));
  return html`<section class="oddities" aria-labelledby="oddities-title">
    <h2 id="oddities-title">${kit.t('odd.title')}</h2>
    <ul>${sorted.map((count) => group(kit, count, experts.filter(({ code }) => code === count.code)))}</ul>
  </section>`;
}

/**
 * @param {Kit} kit
 * @param {ExpertCountView} count
 * @param {ExpertView[]} infos
 */
function group(kit, { code, severity, count }, infos) {
  const first = infos.slice(0, UNFOLDED);
  const rest = infos.slice(UNFOLDED);
  const left = count - infos.length;
  return html`<li class="severity-${severity}" data-code=${code}>
    <h3><span class="badge">${kit.value('severity', severity)}</span> ${kit.lookup(`expert.${code}.title`) ?? code}
      ${count > 1 ? html`<span class="second">${kit.t('odd.times', { count: kit.format.amount(count) })}</span>` : nothing}</h3>
    ${first.map((info) => html`<p>${text(kit, info)}</p>`)}
    ${rest.length === 0 ? nothing : html`<details>
      <summary>${kit.t('odd.more', { count: kit.format.amount(rest.length) }, rest.length)}</summary>
      ${rest.map((info) => html`<p>${text(kit, info)}</p>`)}</details>`}
    ${left > 0 ? html`<p class="second">${kit.t('odd.not_kept', { count: kit.format.amount(left) }, left)}</p>` : nothing}
  </li>`;
}

/**
 * @param {Kit} kit
 * @param {ExpertView} info
 */
function text(kit, info) {
  const { code, frame, offset, expected, found, text } = info;
  const values = {
    frame: frame ?? '', offset: offset ?? '', expected: expected ?? '', found: found ?? '', text: text ?? '',
  };
  const words = kit.lookup(`expert.${code}.text`, values) ?? text ?? '';
  return html`${frame === null ? nothing : html`<strong>${kit.t('odd.packet', { frame })}</strong> `}${words}`;
}
