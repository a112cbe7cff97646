/** The questions, loaded when somebody looks at them. */

import { nothing } from 'lit-html';
import { html } from 'lit-html/static.js';
import { hasPart, partTag } from '../part-tags.js';

/**
 * @import {LabSource} from './lab.js'
 * @import {SessionView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @typedef {object} LabPlace
 * @property {LabSource | null} source
 * @property {SessionView[]} sessions All of the capture.
 * @property {number | null} only Number of the only session that is asked about, from 0; null for all.
 * @property {string} name Of the capture.
 * @property {unknown} questions The page's own, read and checked here; null where it gave none.
 * @property {string | null} questionsPlace Where they are to be fetched then; null for the built-in ones.
 * @property {(frame: number) => void} onPacket
 * @property {(session: number, exchange: number) => void} onExchange
 * @property {() => void} onThere Told once there is something to be shown.
 */

/**
 * @param {Kit} kit
 * @param {LabPlace} place
 */
export function labView(kit, { source, sessions, only, name, questions, questionsPlace, onPacket, onExchange, onThere }) {
  if (!hasPart('ftp-capture-lab')) {
    // Where it cannot be loaded, the next look tries again.
    import('../course.js').then(({ defineLab }) => {
      defineLab();
      onThere();
    }, (error) => console.warn(error));
    return nothing;
  }
  return html`<${partTag('ftp-capture-lab')} part="lab" .kit=${kit} .source=${source} .sessions=${sessions} .only=${only} .name=${name}
    .questions=${questions} .questionsPlace=${questionsPlace} .onPacket=${onPacket} .onExchange=${onExchange}></${partTag('ftp-capture-lab')}>`;
}
