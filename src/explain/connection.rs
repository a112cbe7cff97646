//! How the control connection begins and ends.

use super::fact::{Fact, Facts};
use crate::view::{HandshakeView, SessionView};

/// Where FTP servers wait (RFC 959 §8), and those that begin with TLS.
const FTP_PORT: u16 = 21;
const FTPS_PORT: u16 = 990;

/// Tells how the control connection was opened, and between whom.
pub(super) fn tell_opening(facts: &mut Facts, session: &SessionView) {
    let SessionView { client, server, handshake, .. } = session;
    let name_ends = |fact: &mut Fact| {
        fact.endpoint(["client", "client_port"], client).endpoint(["server", "server_port"], server);
    };
    let id = match (session.began_before_capture, session.end) {
        (true, _) => "explain.connection.open_before",
        (_, "refused") => "explain.connection.refused",
        (_, "unanswered") => "explain.connection.unanswered",
        _ => "explain.connection.opened",
    };
    let fact = facts.said(id).by("RFC 959 §3.1");
    name_ends(fact);
    if session.began_before_capture {
        fact.at(session.first_frame);
        return;
    }
    at_handshake(fact, handshake);
    if id == "explain.connection.opened" {
        let is_usual = matches!(server.port, FTP_PORT | FTPS_PORT);
        let id = if is_usual { "explain.connection.ports" } else { "explain.connection.ports_unusual" };
        name_ends(facts.meaning(id).at_all(&[handshake.syn_frame]));
        let is_whole = handshake.syn_frame.is_some()
            && handshake.syn_ack_frame.is_some()
            && handshake.ack_frame.is_some();
        let id = match is_whole {
            true => "explain.connection.handshake",
            false => "explain.connection.handshake_partly",
        };
        at_handshake(facts.meaning(id).by("RFC 9293 §3.5"), handshake);
    }
}

/// Names the packets of a three-way handshake.
pub(super) fn at_handshake(fact: &mut Fact, handshake: &HandshakeView) {
    fact.at_all(&[handshake.syn_frame, handshake.syn_ack_frame, handshake.ack_frame]);
}

/// Tells how the control connection ends. What was refused or never answered was told with the opening.
pub(super) fn tell_closing(facts: &mut Facts, session: &SessionView) {
    let closing = &session.closing;
    let fins = [closing.client_fin_frame, closing.server_fin_frame];
    let (id, frames): (_, &[Option<u32>]) = match (session.end, session.ended_by) {
        ("closed", Some("client")) => ("explain.connection.closed_by_client", &fins),
        ("closed", _) => ("explain.connection.closed_by_server", &fins),
        ("half_closed", Some("client")) => ("explain.connection.half_closed_by_client", &fins),
        ("half_closed", _) => ("explain.connection.half_closed_by_server", &fins),
        ("reset", Some("client")) => ("explain.connection.reset_by_client", &[closing.reset_frame]),
        ("reset", _) => ("explain.connection.reset_by_server", &[closing.reset_frame]),
        ("open", _) => ("explain.connection.still_open", &[Some(session.last_frame)]),
        _ => return,
    };
    let fact = facts.said(id).at_all(frames);
    if session.end != "open" {
        fact.by("RFC 9293 §3.6");
    }
}
