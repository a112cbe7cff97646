/** The endpoint that an exchange announces for a data connection, with the arithmetic of its port. */

import { html, nothing } from 'lit-html';

/**
 * @import {EndpointAnnouncementView} from '../types/model.js'
 * @import {Kit} from './kit.js'
 */

/**
 * @param {Kit} kit
 * @param {EndpointAnnouncementView} announcement
 */
export function announcementNote(kit, announcement) {
  const { listener, endpoint, announced_address: announced, address_replaced: replaced, accepted } = announcement;
  return html`<p class="note">
    ${kit.rich(`announce.${listener}`, { address: html`<code>${endpoint.address}</code>`, port: port(announcement) })}
    ${replaced && announced !== null ? kit.rich('announce.replaced', { address: html`<code>${announced}</code>` }) : nothing}
    ${accepted ? nothing : html`<strong>${kit.t('announce.declined')}</strong>`}
  </p>`;
}

/**
 * The port, as p1 × 256 + p2 where the form has these two numbers.
 * @param {EndpointAnnouncementView} announcement
 */
function port({ port_numbers: numbers, endpoint }) {
  if (numbers === null) return html`<code>${endpoint.port}</code>`;
  return html`<code class="sum">${numbers[0]} × 256 + ${numbers[1]} = <strong>${endpoint.port}</strong></code>`;
}
