/** The text of a page that is one file, for the build and for the page that saves itself as a lesson. */

/**
 * @typedef {object} Part
 * @property {string} text Packed, as `toPrintable` writes it.
 * @property {number} crc32 Of what is unpacked.
 */

/**
 * @typedef {object} SingleFile
 * @property {string} language Of the document.
 * @property {string} title As text.
 * @property {string} policy Content-Security-Policy.
 * @property {string} style Style sheet; the policy holds its hash.
 * @property {string} loader Script; the policy holds its hash.
 * @property {string} notes Markup of the notes within the element.
 * @property {Map<string, Part>} parts What the data blocks hold, by their names.
 */

/**
 * @param {string} template Text of `single.html`.
 * @param {SingleFile} file
 * @returns {string}
 */
export function singlePage(template, { language, title, policy, style, loader, notes, parts }) {
  /** @type {Record<string, string>} */
  const values = {
    language: escaped(language), title: escaped(title), policy: escaped(policy), style, loader, notes,
    parts: [...parts].map(([name, { text, crc32 }]) => (
      `<script type="text/plain" data-part="${escaped(name)}" data-crc32="${crc32}">${text}</script>\n`)).join(''),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? '');
}

/**
 * @param {string} text
 * @returns {string} As it stands in markup, also in a quoted attribute.
 */
export function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
