/** The questions on paper: a page that stands alone, to be printed or handed out. */

import { answerText, choiceText, packetsText, placeTexts, promptText, say } from './say.js';
import { textIn } from './questions.js';

/**
 * @import {Asked} from './asked.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} Sheet
 * @property {string} title
 * @property {string} capture Name of the capture.
 * @property {Asked[]} asked Those that the capture has an answer to, with values where the answers are wanted.
 * @property {boolean} withAnswers
 * @property {string} css
 */

/** Nothing in the page may run, load or send anything. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** @type {Record<string, string>} */
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Longest part of the capture's name in the name of the sheet. */
const NAME_LENGTH = 60;

/**
 * @param {Kit} kit
 * @param {Sheet} sheet
 */
export function worksheet(kit, { title, capture, asked, withAnswers, css }) {
  const heading = escaped(title);
  return `<!DOCTYPE html>
<html lang="${kit.words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>${heading}</title>
<style>${css.replace(/<\//g, '<\\/')}</style>
</head>
<body>
<h1>${heading}${withAnswers ? ` <small>${escaped(say(kit, 'sheet.with_answers'))}</small>` : ''}</h1>
<p class="capture">${escaped(say(kit, 'sheet.capture'))}: <code>${escaped(capture)}</code></p>
${withAnswers ? '' : `<p class="person"><span>${escaped(say(kit, 'sheet.name'))}: <i></i></span> <span>${escaped(say(kit, 'sheet.date'))}: <i></i></span></p>\n`}<ol>
${asked.map((one) => questionItem(kit, one, withAnswers)).join('\n')}
</ol>
</body>
</html>
`;
}

/**
 * Name of the sheet as a file.
 * @param {Kit} kit
 * @param {string} capture
 * @param {boolean} withAnswers
 */
export function sheetName(kit, capture, withAnswers) {
  const base = capture.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, NAME_LENGTH);
  return `${[base, say(kit, withAnswers ? 'sheet.file_answers' : 'sheet.file')].filter((part) => part !== '').join('-')}.html`;
}

/**
 * @param {Kit} kit
 * @param {Asked} asked
 * @param {boolean} withAnswers
 */
function questionItem(kit, asked, withAnswers) {
  const places = placeTexts(kit, asked).map((place) => `<b>${escaped(place)}.</b> `).join('');
  const question = `${places}${escaped(textIn(asked.question.ask, kit.words.language))}`;
  return `<li><p>${question}</p>${withAnswers ? answerPart(kit, asked) : spacePart(kit, asked)}</li>`;
}

/**
 * Room for an answer.
 * @param {Kit} kit
 * @param {Asked} asked
 */
function spacePart(kit, { question, answer }) {
  if (answer === null) return '';
  if (answer.kind === 'choice') {
    return `<ul>${answer.choices.map((name) => `<li>${escaped(choiceText(kit, question, name))}</li>`).join('')}</ul>`;
  }
  const lines = answer.several && answer.kind !== 'packet' ? answer.values.length : 1;
  return `<p class="prompt">${escaped(promptText(kit, answer) ?? '')}</p>${'<p class="line"></p>'.repeat(lines)}`;
}

/**
 * @param {Kit} kit
 * @param {Asked} asked
 */
function answerPart(kit, { question, answer }) {
  if (answer === null) return '';
  const packets = packetsText(kit, answer);
  const explain = question.explain === undefined ? '' : `<p class="explain">${escaped(textIn(question.explain, kit.words.language))}</p>`;
  return `<p class="answer"><b>${escaped(answerText(kit, question, answer))}</b>${packets === null ? '' : ` (${escaped(packets)})`}</p>${explain}`;
}

/**
 * What comes from captures and question sets is text, also here.
 * @param {string} text
 */
function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}
