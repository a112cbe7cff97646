/** The head of a session: who spoke with whom, who logged in, what was done, how it ended. */

import { html, nothing } from 'lit-html';
import { deeds } from '../parts/deeds.js';
import { facts } from '../parts/facts.js';
import { endpointText } from '../format.js';

/**
 * @import {LoginView, SessionState, SessionView} from '../types/model.js'
 * @import {Kit} from '../parts/kit.js'
 */

/** Attempts to log in that are listed; a guessing program makes thousands. */
const LOGINS = 5;

/**
 * @param {Kit} kit
 * @param {SessionState} session
 */
export function sessionView(kit, session) {
  const { view } = session;
  const { id, client, server, banner, software, encrypted_from: encrypted, tls, directory } = view;
  const unknown = html`<span class="second">${kit.t(why(view))}</span>`;
  return html`<div class="session-head">
    <h2 id="session-${id}">${kit.t('session.title', { number: id + 1 })}
      <span class="ends"><span class="client">${endpointText(client)}</span> <span class="arrow">→</span>
        <span class="server">${endpointText(server)}</span></span></h2>
    ${facts([
      [kit.t('session.client'), html`${kit.t('session.endpoint', { ...client })}
        <span class="second">${kit.t('session.ephemeral')}</span>`],
      [kit.t('session.server'), html`${kit.t('session.endpoint', { ...server })}
        <span class="second">${kit.t('session.control_port')}</span>`],
      [kit.t('session.banner'), banner === null ? unknown : html`<span class="text">${banner.split('\n')[0]}</span>`],
      [kit.t('session.software'), software === null ? null : [software.name, software.version].filter(Boolean).join(' ')],
      [kit.t('session.user'), view.user === null ? unknown : html`<strong>${view.user}</strong>`],
      [kit.t('session.login'), view.logins.length === 0 ? unknown : logins(kit, view.logins)],
      [kit.t('session.done'), done(kit, session)],
      [kit.t('session.encrypted_label'), encrypted === null ? null : kit.t('session.encrypted', { frame: encrypted })],
      [kit.t('session.tls'), tls === null ? null : [tls.version, tls.server_name, tls.certificate_subject].filter(Boolean).join('; ')],
      [kit.t('session.directory'), directory === null ? null : html`<code>${directory}</code>`],
      [kit.t('session.connection'), connection(kit, view)],
      [kit.t('session.end'), end(kit, view)],
    ])}
  </div>`;
}

/**
 * Why something that every session has is not known.
 * @param {SessionView} view
 */
function why(view) {
  if (view.encrypted_from !== null) return 'session.hidden';
  return view.began_before_capture ? 'session.began_before' : 'session.unknown';
}

/**
 * @param {Kit} kit
 * @param {LoginView[]} all
 */
function logins(kit, all) {
  const more = all.length - LOGINS;
  return html`<ul class="plain">${all.slice(0, LOGINS).map((login) => html`<li>${attempt(kit, login)}</li>`)}
    ${more > 0 ? html`<li>${kit.t('session.login_more', { count: more }, more)}</li>` : nothing}</ul>`;
}

/**
 * @param {Kit} kit
 * @param {LoginView} login
 */
function attempt(kit, { user, result, code, reply_frame: frame, anonymous }) {
  const outcome = code === null || frame === null
    ? kit.value('result', result)
    : kit.t('session.login_code', { result: kit.value('result', result), code, frame });
  return html`<span class="result-${result}">${user === null ? outcome : kit.t('session.login_attempt', { user, result: outcome })}</span>
    ${anonymous ? html`<span class="second">${kit.t('session.anonymous')}</span>` : nothing}`;
}

/**
 * @param {Kit} kit
 * @param {SessionState} session
 */
function done(kit, session) {
  const list = deeds(session).map(([deed, count]) => kit.t(`deed.${deed}`, { count }, count)).join(', ');
  const nothingDone = session.view.encrypted_from === null ? 'session.done_nothing' : 'session.hidden';
  const known = list === '' ? kit.t(nothingDone) : list;
  return session.exchanges.length < session.view.exchange_count ? kit.t('session.done_partly', { list: known }) : known;
}

/**
 * @param {Kit} kit
 * @param {SessionView} view
 */
function connection(kit, view) {
  return kit.t('session.connection_text', {
    stream: view.connection,
    count: view.frames,
    first: view.first_frame,
    last: view.last_frame,
    duration: kit.format.span(view.duration_ms),
  }, view.frames);
}

/**
 * @param {Kit} kit
 * @param {SessionView} view
 */
function end(kit, { end, ended_by: by }) {
  const words = kit.value('end', end);
  if (by === null) return words;
  return kit.t(end === 'closed' ? 'session.end_first_by' : 'session.end_by', { end: words, by: kit.value('ended_by', by) });
}
