/** The head of the page: its name, what it is for, the language. */

import { html } from 'lit-html';
import { LANGUAGES } from '../words.js';

/**
 * @import {Kit} from '../parts/kit.js'
 * @import {Language} from '../words.js'
 */

/**
 * Each language is named in itself.
 * @type {Record<Language, string>}
 */
const NAMES = { en: 'English', vi: 'Tiếng Việt' };

/**
 * @param {Kit} kit
 * @param {(language: Language) => void} onLanguage
 */
export function headerView(kit, onLanguage) {
  return html`<header>
    <div class="brand"><h1>${kit.t('name')}</h1><p>${kit.t('tagline')}</p></div>
    <div class="languages" role="group" aria-label=${kit.t('language')}>
      ${LANGUAGES.map((language) => html`<button type="button" class="quiet" lang=${language}
        aria-pressed=${kit.words.language === language} @click=${() => onLanguage(language)}>${NAMES[language]}</button>`)}
    </div>
  </header>`;
}
