/** What a file holds: seen as text, bytes or a picture, saved, and its hashes. */

import { html, nothing } from 'lit-html';
import { bytesText } from '../parts/amount.js';
import { reasonText, verdictBadge } from '../parts/verdict.js';

/**
 * @import {FileView, SavedFileView} from '../types/model.js'
 * @import {Preview} from '../files/preview.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} Contents
 * @property {string} name Under which it is saved.
 * @property {FileView | null} file Null where it is what one transfer carried, and no file.
 * @property {Preview | null} preview
 * @property {SavedFileView | null} saved What was told once all of it was read.
 * @property {boolean} busy Whether something is being read.
 * @property {unknown} options Choices of how it is read.
 * @property {() => void} onPreview Shows the beginning, or hides it.
 * @property {(look: Preview['look']) => void} onLook
 * @property {() => void} onSave
 * @property {() => void} onHash
 * @property {(text: string, block: HTMLElement) => void} onCopy
 * @property {() => void} onBroken The browser cannot show the picture.
 */

/** Hashes as they are named. */
const HASHES = /** @type {const} */ ([['SHA-256', 'sha256'], ['SHA-1', 'sha1'], ['MD5', 'md5']]);

/**
 * @param {Kit} kit
 * @param {Contents} contents
 */
export function previewView(kit, { name, file, preview, saved, busy, options, onPreview, onLook, onSave, onHash, onCopy, onBroken }) {
  const told = saved ?? preview?.told ?? null;
  return html`<section class="contents" aria-labelledby="contents-title">
    <h4 id="contents-title">${kit.t('contents.title')}</h4>
    <p class="second">${kit.t('contents.name')} <code>${name}</code></p>
    ${file === null || file.pieces.length < 2 ? nothing : joined(kit, file)}
    <div class="buttons">
      <button type="button" aria-pressed=${preview !== null} ?disabled=${busy} @click=${onPreview}>${kit.t('contents.preview')}</button>
      <button type="button" ?disabled=${busy} @click=${onSave}>${kit.t('contents.save')}</button>
      <button type="button" ?disabled=${busy} @click=${onHash}>${kit.t('contents.hash')}</button>
      ${options}</div>
    ${told === null ? nothing : remarks(kit, told)}
    ${saved === null ? nothing : hashes(kit, saved, onCopy)}
    ${preview === null ? nothing : look(kit, name, preview, onLook, onBroken)}
  </section>`;
}

/**
 * What became of a file that came in pieces.
 * @param {Kit} kit
 * @param {FileView} file
 */
function joined(kit, { pieces, bytes, verdict }) {
  const missing = verdict.missing.reduce((sum, { start, end }) => sum + end - start, 0);
  const data = { bytes: bytes ?? 0, missing_bytes: missing, conflicting_bytes: null, damaged_frame: null };
  return html`<p>${kit.t('contents.pieces', { count: pieces.length }, pieces.length)}. ${kit.t('contents.whole')} ${verdictBadge(kit, verdict.verdict)}.
    ${reasonText(kit, { verdict, expected: [], data, final_code: null })}</p>`;
}

/**
 * What has to be known of the bytes.
 * @param {Kit} kit
 * @param {SavedFileView} told
 */
function remarks(kit, { content, filled, skipped, problem, is_binary_as_text: damaged }) {
  /** @param {{ start: number, end: number }[]} ranges */
  const sum = (ranges) => bytesText(kit, ranges.reduce((bytes, { start, end }) => bytes + end - start, 0));
  const list = [
    content === null ? null : kit.t('contents.type', { type: content.mime }),
    content?.is_markup ? kit.t('contents.markup') : null,
    damaged ? kit.t('contents.binary_as_text') : null,
    filled.length > 0 ? kit.t('contents.filled', { bytes: sum(filled) }) : null,
    skipped.length > 0 ? kit.t('contents.skipped', { bytes: sum(skipped) }) : null,
    problem === null ? null : kit.t('contents.problem', {
      problem: kit.value('decode_problem', problem.code), offset: kit.format.amount(problem.offset),
    }),
  ].filter((text) => text !== null);
  return list.length === 0 ? nothing : html`<ul class="remarks">${list.map((text) => html`<li>${text}</li>`)}</ul>`;
}

/**
 * @param {Kit} kit
 * @param {SavedFileView} saved
 * @param {(text: string, block: HTMLElement) => void} onCopy
 */
function hashes(kit, saved, onCopy) {
  return html`<dl class="hashes"><div><dt>${kit.t('transfer.size')}</dt><dd>${bytesText(kit, saved.bytes)}</dd></div>
    ${HASHES.map(([label, field]) => {
      const hash = saved[field];
      if (hash === null) return nothing;
      /** @param {MouseEvent} event */
      const copy = ({ currentTarget }) => {
        const block = /** @type {HTMLElement} */ (currentTarget).previousElementSibling;
        if (block instanceof HTMLElement) onCopy(hash, block);
      };
      return html`<div><dt>${label}</dt><dd><code data-hash=${field}>${hash}</code>
        <button type="button" class="quiet" aria-label=${kit.t('contents.copy_hash', { hash: label })} @click=${copy}>${kit.t('missing.copy')}</button></dd></div>`;
    })}</dl>`;
}

/**
 * @param {Kit} kit
 * @param {string} name
 * @param {Preview} preview
 * @param {(look: Preview['look']) => void} onLook
 * @param {() => void} onBroken
 */
function look(kit, name, { look: chosen, text, hex, url, bytes, whole }, onLook, onBroken) {
  const looks = /** @type {Preview['look'][]} */ (url === null ? ['text', 'hex'] : ['image', 'text', 'hex']);
  return html`<div class="preview">
    <div class="buttons" role="group" aria-label=${kit.t('contents.look')}>${looks.map((one) => html`<button type="button" class="quiet"
      aria-pressed=${one === chosen} @click=${() => onLook(one)}>${kit.t(`contents.looks.${one}`)}</button>`)}</div>
    ${whole ? nothing : html`<p class="second">${kit.t('contents.beginning', { bytes: bytesText(kit, bytes) })}</p>`}
    ${bytes === 0 ? html`<p>${kit.t('contents.empty')}</p>`
      : chosen === 'image' && url !== null ? html`<img src=${url} alt=${kit.t('contents.picture', { name })} @error=${onBroken}>`
        : html`<pre class=${chosen} tabindex="0" role="region" aria-label=${kit.t(`contents.looks.${chosen}`)}>${chosen === 'hex' ? hex : text}</pre>`}
  </div>`;
}
