/** Why the content of a file is not in the capture, and the command that would have kept it. */

import { html } from 'lit-html';
import { shellCommand } from '../parts/shell-command.js';

/**
 * @import {Ends} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/**
 * @param {Kit} kit
 * @param {Ends} ends
 * @param {boolean} controlOnly Whether the capture looks like one of the filter `port ftp`.
 * @param {(command: string, block: HTMLElement) => void} onCopy
 */
export function missingView(kit, { client, server }, controlOnly, onCopy) {
  const command = `tcpdump -i <interface> -n -w ftp.pcap 'host ${client.address} and host ${server.address}'`;
  return html`<section class="missing">
    <h3>${kit.t('missing.title')}</h3>
    <p>${kit.rich(controlOnly ? 'missing.why_filter' : 'missing.why_other', { filter: html`<code>port ftp</code>` })}</p>
    <p>${kit.t('missing.how')}</p>
    ${shellCommand(kit, command, onCopy)}
  </section>`;
}
