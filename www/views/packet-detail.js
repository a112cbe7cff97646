/** One packet: its layers and fields beside its bytes. */

import { html, nothing } from 'lit-html';
import { factItem } from '../parts/fact.js';
import { remark } from '../parts/remark.js';

/**
 * @import {Fact, FieldView, FrameRowView, TransferView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 * @import {Item} from '../packets/fields.js'
 */

/**
 * @typedef {object} PacketDetail
 * @property {FrameRowView} row
 * @property {Item[]} items Fields that are seen.
 * @property {string} active Path of the field that the keyboard is on and whose bytes are marked.
 * @property {FieldView | null} field This field itself.
 * @property {Fact[]} facts What it is for, and what it says.
 * @property {string[]} lines The bytes as text.
 * @property {(path: string) => void} onField
 * @property {(path: string) => void} onToggle
 * @property {(event: KeyboardEvent) => void} onTreeKey
 * @property {(event: MouseEvent) => void} onByte
 * @property {(event: KeyboardEvent) => void} onByteKey
 * @property {(number: number) => void} onLink Opens another packet that a field names.
 * @property {(() => void) | null} onExchange Leads to the exchange that the packet belongs to.
 * @property {TransferView | null} transfer The one whose data connection the packet belongs to.
 * @property {() => void} onTransfer Leads to it.
 * @property {number | null} note The packet, where the remark on it stands here.
 */

/**
 * @param {Kit} kit
 * @param {PacketDetail} detail
 */
export function packetDetailView(kit, detail) {
  const { row, items, active, field, lines, onTreeKey, onByte, onByteKey, onExchange, transfer, onTransfer, note } = detail;
  return html`<div class="detail" aria-labelledby="packet-title" role="group">
    <div class="bar"><h3 id="packet-title" tabindex="-1">${kit.t('packets.packet', { number: row.number })}</h3>
      ${onExchange === null ? nothing : html`<button type="button" @click=${onExchange}>${kit.t('packets.to_exchange')}</button>`}</div>
    ${transfer === null ? nothing : html`<p class="of-transfer">${kit.rich('packets.of_transfer', {
      name: html`<code>${kit.t('transfer.path', { verb: transfer.verb, path: transfer.path ?? transfer.argument ?? '' })}</code>`,
    })} <button type="button" @click=${onTransfer}>${kit.t('transfer.show')}</button></p>`}
    ${note === row.number ? remark(kit, note) : nothing}
    <div class="panes">
      <ul role="tree" class="tree" aria-label=${kit.t('packets.fields')} @keydown=${onTreeKey}>
        ${items.map((item) => fieldItem(kit, item, item.path === active, detail))}</ul>
      <pre class="hex" tabindex="0" role="region" aria-label=${kit.t('packets.bytes')} @click=${onByte} @keydown=${onByteKey}>${
        lines.map((line) => html`<span class="hex-line">${line}</span>`)}</pre>
    </div>
    ${field === null ? nothing : aboutField(kit, field, detail)}
  </div>`;
}

/**
 * @param {Kit} kit
 * @param {Item} item
 * @param {boolean} isActive
 * @param {PacketDetail} detail
 */
function fieldItem(kit, { path, level, field, open }, isActive, { onField, onToggle, onLink }) {
  const label = labelOf(kit, field);
  const branch = field.children.length > 0;
  return html`<li role="treeitem" class="level-${Math.min(level, 6)}" data-path=${path} data-field=${field.name} aria-level=${level}
    aria-expanded=${branch ? String(open) : nothing} aria-selected=${isActive} tabindex=${isActive ? 0 : -1}
    @click=${() => onField(path)} @dblclick=${() => onToggle(path)}>
    <span class="twist" aria-hidden="true" @click=${() => onToggle(path)}>${branch ? (open ? '▾' : '▸') : ''}</span>
    <span class="label">${label}</span>${field.value === '' || field.value === String(field.frame) ? nothing : html`<span class="colon">: </span><span class="value">${field.value}</span>`}
    ${field.frame === null ? nothing : html`<button type="button" class="quiet" tabindex="-1" @click=${() => onLink(field.frame ?? 0)}>${
      kit.t('packets.packet', { number: field.frame })}</button>`}
  </li>`;
}

/**
 * What the chosen field is for, and what it says. Told to who does not see it as soon as it changes.
 * @param {Kit} kit
 * @param {FieldView} field
 * @param {PacketDetail} detail
 */
function aboutField(kit, field, { facts, onLink }) {
  return html`<div class="about-field" role="region" aria-label=${kit.t('packets.about_field')} aria-live="polite">
    <p><strong>${labelOf(kit, field)}</strong> <code class="second">${field.name}</code></p>
    <ul class="explained">${facts.map((fact) => factItem(kit, fact, onLink))}</ul></div>`;
}

/**
 * The words for a field; Wireshark's name of it where there are none.
 * @param {Kit} kit
 * @param {FieldView} field
 */
function labelOf(kit, { name }) {
  return kit.lookup(`field.${name.replace(/[.-]/g, '_')}`) ?? name;
}
