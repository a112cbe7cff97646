/** The text of a page that is one file, for the build and for the page that saves itself as a lesson. */

/**
 * @typedef {object} Part
 * @property {string} text Packed, as `toPrintable` writes it.
 * @property {number} crc32 Of its bytes, packed.
 *
 * What all pages that are one file have in common, as it stands in them.
 * @typedef {object} Single
 * @property {string} policy Content-Security-Policy.
 * @property {string} style Style sheet; the policy holds its hash.
 * @property {string} loader Script; the policy holds its hash.
 * @property {Map<string, Part>} parts What the data blocks hold, by their names.
 *
 * What makes one of them. All of it is text; markup is made of it here.
 * @typedef {object} SinglePage
 * @property {string} language Of the document.
 * @property {string} title
 * @property {string} [introduction] Below the title, which without it only stands in the window's frame.
 * @property {Record<string, string>} [attributes] Of the element.
 * @property {{ frame: number, text: string }[]} [notes] Remarks on packets.
 */

/**
 * @param {string} template Text of `single.html`.
 * @param {Single} single
 * @param {SinglePage} page
 * @returns {string}
 */
export function singlePage(template, { policy, style, loader, parts }, { language, title, introduction, attributes = {}, notes = [] }) {
  /** @type {Record<string, string>} */
  const values = {
    language: escaped(language), title: escaped(title), policy: escaped(policy), style, loader,
    heading: introduction === undefined ? '' : `<header class="lesson"><h1>${escaped(title)}</h1>${paragraphs(introduction)}</header>\n`,
    attributes: Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`).join(''),
    notes: notes.map(({ frame, text }) => `<ftp-note frame="${frame}">${escaped(text)}</ftp-note>\n`).join(''),
    parts: [...parts].map(([name, { text, crc32 }]) => (
      `<script type="text/plain" data-part="${escaped(name)}" data-crc32="${crc32}">${text}</script>\n`)).join(''),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? '');
}

/**
 * What went into a page.
 * @param {string} text As `singlePage` made it.
 * @returns {Single | null} Null where it is no such page.
 */
export function readPage(text) {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"&]*)">/.exec(text)?.[1];
  const style = /<style>([^<]*)<\/style>/.exec(text)?.[1];
  const loader = /<script data-loader>([^]*?)<\/script>/.exec(text)?.[1];
  if (!policy || !style || !loader) return null;
  /** @type {Map<string, Part>} */
  const parts = new Map();
  for (const [, name = '', crc32, packed = ''] of text.matchAll(/<script type="text\/plain" data-part="([^"&]*)" data-crc32="(\d+)">([^<]*)<\/script>/g)) {
    parts.set(name, { text: packed, crc32: Number(crc32) });
  }
  return { policy, style, loader, parts };
}

/**
 * @param {string} text
 * @returns {string} A paragraph for each of its own.
 */
function paragraphs(text) {
  return text.split(/\n\s*\n/).map((one) => one.trim()).filter((one) => one !== '').map((one) => `<p>${escaped(one)}</p>`).join('');
}

/**
 * @param {string} text
 * @returns {string} As it stands in markup, also in a quoted attribute.
 */
export function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
