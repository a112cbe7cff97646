/** The page of a lesson out of its text. What the text says of packets has to be so. */

import { LESSONS, WORKSHEETS } from './lessons.js';

/**
 * @import {Kit} from '../parts/kit.js'
 * @import {Call} from '../lab/material.js'
 * @import {Text} from '../lab/questions.js'
 * @import {ExchangeView, SessionView} from '../types/model.js'
 */

/**
 * @typedef {object} LessonCapture
 * @property {string} name Of the case.
 * @property {string} file Name among the samples.
 * @property {number} frames
 * @property {Map<number, string>} lines What is said, by packet.
 * @property {SessionView[]} views
 * @property {Call} call
 */

/** Languages by their own names. */
const NAMES = { en: 'English', vi: 'Tiếng Việt' };

/** Nothing but what the site itself has. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types ftpscope lit-html";

/** High enough for what is said below the head of a session. */
const HEIGHT = 'height=46rem';

/** In the text: `{{13 PASV}}`, `{{13}}`, `{{= 1 × 256 + 2 = 258}}`, `{{show case attributes}}`, `{{questions}}`. */
const DIRECTIVE = /\{\{([^}]*)\}\}/g;

/**
 * @param {Kit} kit
 * @param {string | null} id Of the lesson; null for the list of all.
 * @param {string} source
 * @param {(name: string) => Promise<LessonCapture>} captureOf
 * @returns {Promise<string>}
 * @throws {Error} Where the text says something of a capture that is not so.
 */
export async function pageOf(kit, id, source, captureOf) {
  const { language } = kit.words;
  const lesson = LESSONS.find((one) => one.id === id);
  const title = lesson?.titles[language] ?? kit.t('learn.title');
  const main = lesson === undefined ? listOf(kit) : await written(kit, lesson, source, captureOf);
  const other = language === 'en' ? 'vi' : 'en';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} – ftpscope</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../learn.css">
<script type="module" src="../../ftp-capture.js"></script>
</head>
<body>
<header><a href="../../index.html">ftpscope</a> ${lesson === undefined ? '' : `<a href="index.html">${escaped(kit.t('learn.title'))}</a> `}<a href="../${other}/${id ?? 'index'}.html" lang="${other}" hreflang="${other}">${NAMES[other]}</a></header>
<main>
<h1>${escaped(title)}</h1>
${main}
</main>
${lesson === undefined ? '' : neighbours(kit, lesson)}</body>
</html>
`;
}

/** @param {Kit} kit */
function listOf(kit) {
  const { language } = kit.words;
  const sheets = WORKSHEETS.map(({ id, titles }) => `<li>${escaped(titles[language] ?? id)}: <a href="${id}.html">${escaped(kit.t('learn.sheet'))}</a>, <a href="${id}-answers.html">${escaped(kit.t('learn.answers'))}</a></li>`);
  return `<p>${escaped(kit.t('learn.about'))}</p>
<ol>${LESSONS.map(({ id, titles }) => `<li><a href="${id}.html">${escaped(titles[language] ?? id)}</a></li>`).join('')}</ol>
<h2>${escaped(kit.t('learn.sheets'))}</h2>
<ul>${sheets.join('')}</ul>`;
}

/**
 * @param {Kit} kit
 * @param {typeof LESSONS[number]} lesson
 */
function neighbours(kit, lesson) {
  const at = LESSONS.indexOf(lesson);
  /**
   * @param {typeof LESSONS[number] | undefined} to
   * @param {string} key
   */
  const link = (to, key) => (to === undefined ? '' : `<a href="${to.id}.html">${escaped(kit.t(`learn.${key}`))}: ${escaped(to.titles[kit.words.language] ?? to.id)}</a>`);
  return `<nav>${link(LESSONS[at - 1], 'before')} ${link(LESSONS[at + 1], 'after')}</nav>\n`;
}

/**
 * @param {Kit} kit
 * @param {typeof LESSONS[number]} lesson
 * @param {string} source
 * @param {(name: string) => Promise<LessonCapture>} captureOf
 */
async function written(kit, lesson, source, captureOf) {
  // The captures first: a text may speak of the one that stands below it.
  const named = [...source.matchAll(/\{\{show (\S+)/g)].map(([, name = '']) => name);
  const captures = new Map(await Promise.all([...named, lesson.asked].map(async (name) => /** @type {const} */ ([name, await captureOf(name)]))));
  let current = captures.get(named[0] ?? lesson.asked);
  return source.replace(DIRECTIVE, (_, directive) => {
    const [word = '', ...rest] = String(directive).split(' ');
    if (word === 'show') {
      current = captures.get(rest[0] ?? '');
      return element(kit, /** @type {LessonCapture} */ (current), rest.slice(1));
    }
    if (word === 'questions') return questions(kit, lesson, /** @type {LessonCapture} */ (captures.get(lesson.asked)));
    if (current === undefined) throw new Error(`${lesson.id}: no capture`);
    if (word === '=') return sum(lesson.id, current, rest.join(' '));
    return packet(kit, lesson.id, current, Number(word), rest.join(' '));
  });
}

/**
 * A packet, with what it says.
 * @param {Kit} kit
 * @param {string} id
 * @param {LessonCapture} capture
 * @param {number} frame
 * @param {string} says Empty where it is only named.
 */
function packet(kit, id, { name, frames, lines }, frame, says) {
  if (!Number.isInteger(frame) || frame < 1 || frame > frames) throw new Error(`${id}: ${name} has no packet ${frame}`);
  if (says === '') return String(frame);
  if (lines.get(frame) !== says) throw new Error(`${id}: packet ${frame} of ${name} says ${lines.get(frame)}, not ${says}`);
  return `<code>${escaped(says)}</code> (${escaped(kit.t('learn.packet', { number: frame }))})`;
}

/**
 * The arithmetic of a port that the capture announces.
 * @param {string} id
 * @param {LessonCapture} capture
 * @param {string} text
 */
function sum(id, { name, lines }, text) {
  const [, high = '', low = '', port = ''] = /^(\d+) × 256 \+ (\d+) = (\d+)$/.exec(text) ?? [];
  const isAnnounced = [...lines.values()].some((line) => new RegExp(`\\b(?:\\d+,){4}${high},${low}\\b`).test(line));
  if (Number(high) * 256 + Number(low) !== Number(port) || !isAnnounced) throw new Error(`${id}: ${text} is not so in ${name}`);
  return `<span class="sum">${text}</span>`;
}

/**
 * The live capture; without scripts its lines.
 * @param {Kit} kit
 * @param {LessonCapture} capture
 * @param {string[]} attributes
 */
function element(kit, { file, lines }, attributes) {
  const wanted = attributes.some((attribute) => attribute.startsWith('height=')) ? attributes : [...attributes, HEIGHT];
  const settings = wanted.map((attribute) => ` ${escaped(attribute).replace('=', '="')}"`).join('');
  const text = [...lines].map(([frame, line]) => `${String(frame).padStart(4)}  ${line}`).join('\n');
  return `<ftp-capture src="../../samples/${file}" lang="${kit.words.language}" panes="talk transfers packets"${settings}>
<pre>${escaped(text)}</pre>
</ftp-capture>`;
}

/**
 * @param {Kit} kit
 * @param {typeof LESSONS[number]} lesson
 * @param {LessonCapture} capture
 */
function questions(kit, { id }, { file }) {
  return `<h2>${escaped(kit.t('learn.questions'))}</h2>
<ftp-capture src="../../samples/${file}" lang="${kit.words.language}" view="lab" questions="../questions/${id}.json" panes="talk packets" height="40rem"><p>${escaped(kit.t('learn.without_scripts'))}</p></ftp-capture>`;
}

/**
 * What an exchange says, packet by packet; passwords stay masked.
 * @param {ExchangeView} exchange
 * @returns {[frame: number, line: string][]}
 */
export function lineAt({ command, replies }) {
  /** @type {[number, string][]} */
  const said = replies.map(({ code, text, frame }) => [frame, `${code} ${text}`]);
  return command === null ? said : [[command.frame, command.argument === null ? command.verb : `${command.verb} ${command.argument}`], ...said];
}

/**
 * @param {Text} text
 * @param {string} language
 */
export function textOf(text, language) {
  return typeof text === 'string' ? text : /** @type {Record<string, string>} */ (text)[language] ?? '';
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
