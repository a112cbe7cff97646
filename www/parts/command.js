/** A command of the client as a line of the conversation. */

import { html, nothing } from 'lit-html';
import { conversationLine } from './line.js';

/**
 * @import {CommandView} from '../types/model.js'
 * @import {Kit} from './kit.js'
 * @import {Place} from './line.js'
 */

/** Commands whose one-letter argument has words of its own, and where those stand. */
const LETTERS = new Map([['TYPE', 'type'], ['MODE', 'mode'], ['STRU', 'structure']]);

/**
 * @param {Kit} kit
 * @param {Place} place
 * @param {CommandView} command
 * @param {() => void} onReveal Shows the passwords.
 */
export function commandLine(kit, place, command, onReveal) {
  const { verb, argument, masked, frame, first_frame: firstFrame, time } = command;
  return conversationLine(kit, place, {
    from: 'client',
    frame,
    firstFrame,
    time,
    afterMs: null,
    head: [kit.t('talk.verb'), verb === '' ? kit.t('talk.no_code') : html`<code class="verb">${verb}</code>`],
    tail: masked ? [kit.t('talk.argument'), maskedArgument(kit, onReveal)]
      : argument === null ? null : [kit.t('talk.argument'), html`<code>${argument}</code>`],
    meaning: meaning(kit, command),
  });
}

/**
 * @param {Kit} kit
 * @param {() => void} onReveal
 */
function maskedArgument(kit, onReveal) {
  return html`<span class="masked"><span aria-hidden="true">••••••••</span> ${kit.t('talk.hidden')}</span>
    <button type="button" class="quiet" @click=${onReveal}>${kit.t('talk.show')}</button>`;
}

/**
 * What the command asks for, and what its letter stands for.
 * @param {Kit} kit
 * @param {CommandView} command
 */
function meaning(kit, { verb, known, argument, line_end: lineEnd }) {
  const words = verb === '' ? kit.t('talk.invalid')
    : kit.lookup(`command.${verb}.meaning`) ?? (known ? nothing : kit.t('talk.unknown_verb'));
  const table = LETTERS.get(verb);
  const letter = argument?.charAt(0).toUpperCase() ?? '';
  const value = table === undefined ? null : kit.lookup(`${table}.${letter}`);
  return html`${words}${value === null ? nothing : html` <strong>${kit.t('talk.value', { value: letter, meaning: value })}</strong>.`}${
    lineEnd === 'lf' ? html` (${kit.value('line_end', lineEnd)})` : nothing}`;
}
