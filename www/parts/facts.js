/** A list of facts: label and value. */

import { html, nothing } from 'lit-html';

/**
 * @param {[label: string, value: unknown][]} facts Those whose value is null are left out.
 */
export function facts(facts) {
  return html`<dl class="facts">${facts.map(([label, value]) => (value === null ? nothing : html`
    <div><dt>${label}</dt><dd>${value}</dd></div>`))}</dl>`;
}
