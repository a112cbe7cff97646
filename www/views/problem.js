/** Why a file cannot be shown, where it goes wrong, and what to do. */

import { html, nothing } from 'lit-html';
import { urlOf } from '../parts/url.js';

/**
 * @import {OpenError} from '../types/model.js'
 * @import {FileState} from '../store.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @param {Kit} kit
 * @param {FileState | null} file
 * @param {OpenError} problem
 */
export function problemView(kit, file, { code, offset, detail }) {
  const own = kit.words.has(`page.problem.${code}`);
  const key = own ? `page.problem.${code}` : `open_error.${code}`;
  const values = {
    offset: kit.format.amount(offset ?? 0),
    detail: (detail && kit.lookup(`file_kind.${detail}`)) ?? detail ?? '',
    unpack: (detail && kit.lookup(`unpack.${detail}`)) ?? '',
  };
  const where = offset === null || file === null ? nothing : html`<p>${kit.t('problem.at', {
    offset: kit.format.amount(offset), size: kit.t('capture.bytes', { bytes: kit.format.amount(file.size) }),
  })}</p>`;
  return html`<section class="problem" role="alert">
    ${file === null ? nothing : html`<p class="second">${kit.t('problem.title', { name: file.name })}</p>`}
    <h2>${kit.lookup(`${key}.title`) ?? code}</h2>
    <p>${kit.lookup(`${key}.text`, values)}</p>
    ${where}
    ${code === 'other_host' && detail !== null ? download(kit, detail) : nothing}
    <p><strong>${kit.lookup(`${key}.advice`, values)}</strong></p>
    <p>${kit.t('problem.next')}</p>
  </section>`;
}

/**
 * The way to a file that the page may not read but the reader may.
 * @param {Kit} kit
 * @param {string} url
 */
function download(kit, url) {
  const target = urlOf(url);
  // Whatever an author wrote there: only addresses of files are followed.
  if (target === null || !/^https?:$/.test(target.protocol)) return nothing;
  return html`<p><a href=${target.href} download rel="noreferrer">${kit.t('problem.download')}</a></p>`;
}
