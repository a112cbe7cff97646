/** A capture without FTP: what is in it instead, and how to capture FTP. */

import { html } from 'lit-html';
import { shellCommand } from '../parts/shell-command.js';

/**
 * @import {CaptureView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

const CAPTURE_FTP = 'tcpdump -i <interface> -n -w ftp.pcap tcp';

/**
 * @param {Kit} kit
 * @param {CaptureView} capture
 * @param {(command: string, block: HTMLElement) => void} onCopy
 */
export function nothingView(kit, capture, onCopy) {
  return html`<section class="nothing" aria-labelledby="nothing-title">
    <h2 id="nothing-title">${kit.t('nothing.title')}</h2>
    <p>${inside(kit, capture)}</p>
    <p>${kit.t('nothing.advice')}</p>
    ${shellCommand(kit, CAPTURE_FTP, onCopy)}
  </section>`;
}

/**
 * @param {Kit} kit
 * @param {CaptureView} capture
 */
function inside(kit, { frames, connections }) {
  if (frames === 0) return kit.t('nothing.empty');
  if (connections === 0) return kit.t('nothing.no_tcp', { count: kit.format.amount(frames) }, frames);
  const values = { frames: kit.format.amount(frames), connections: kit.format.amount(connections) };
  return kit.t('nothing.tcp', values, connections);
}
