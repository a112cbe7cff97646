//! How the control connection begins and ends.

use super::Fact;
use crate::view::{HandshakeView, SessionView};

/// How the control connection was opened, and between whom.
pub(super) fn opening_facts(session: &SessionView) -> Vec<Fact> {
    let SessionView { client, server, handshake, .. } = session;
    let ends = |fact: Fact| {
        fact.text("client", &client.address)
            .number("client_port", client.port)
            .text("server", &server.address)
            .number("server_port", server.port)
    };
    if session.began_before_capture {
        let fact = ends(Fact::said("explain.connection.open_before")).at([session.first_frame]);
        return vec![fact.by(Some("RFC 959 §3.1"))];
    }
    let asked = match session.end {
        "refused" => "explain.connection.refused",
        "unanswered" => "explain.connection.unanswered",
        _ => "explain.connection.opened",
    };
    let frames = frames_of(handshake);
    let mut facts = vec![ends(Fact::said(asked)).at(frames.clone()).by(Some("RFC 959 §3.1"))];
    if session.end != "refused" && session.end != "unanswered" {
        facts.push(ends(Fact::meaning("explain.connection.ports")).at(frames.first().copied()));
        let id = if frames.len() == 3 { "handshake" } else { "handshake_partly" };
        let fact = Fact::meaning(format!("explain.connection.{id}")).at(frames);
        facts.push(fact.by(Some("RFC 9293 §3.5")));
    }
    facts
}

/// Packets of a three-way handshake.
pub(super) fn frames_of(handshake: &HandshakeView) -> Vec<u32> {
    [handshake.syn, handshake.syn_ack, handshake.ack].into_iter().flatten().collect()
}

/// How the control connection ends.
pub(super) fn closing_facts(session: &SessionView) -> Vec<Fact> {
    let closing = &session.closing;
    let by_client = session.ended_by == Some("client");
    let id = match session.end {
        "closed" if by_client => "explain.connection.closed_by_client",
        "closed" => "explain.connection.closed_by_server",
        "half_closed" if by_client => "explain.connection.half_closed_by_client",
        "half_closed" => "explain.connection.half_closed_by_server",
        "reset" if by_client => "explain.connection.reset_by_client",
        "reset" => "explain.connection.reset_by_server",
        "open" => "explain.connection.still_open",
        // What was refused or never answered was told with the opening.
        _ => return Vec::new(),
    };
    let fins = [closing.client_fin, closing.server_fin].into_iter().flatten();
    let frames: Vec<u32> = match session.end {
        "reset" => closing.reset.into_iter().collect(),
        "open" => vec![session.last_frame],
        _ => fins.collect(),
    };
    vec![Fact::said(id).at(frames).by((session.end != "open").then_some("RFC 9293 §3.6"))]
}
