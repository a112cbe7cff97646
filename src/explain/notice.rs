//! What a learner should notice about a session.

use super::data_connection::with_capture_command;
use super::{Fact, Value};
use crate::session::Session;
use crate::session::announcement::Method;
use crate::session::transfer::Transfer;
use crate::view::{CaptureView, SessionView};

/// What a learner should notice about a session.
pub(super) fn session_notices(session: &Session, view: &SessionView, capture: &CaptureView) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(readable_passwords(view));
    facts.extend(readable_session(session, view));
    facts.extend(two_connections(session));
    facts.extend(not_captured(session, view, capture));
    facts
}

/// Passwords that stand in the capture in clear text, those of guests aside: they are none.
fn readable_passwords(view: &SessionView) -> Option<Fact> {
    let known = view.logins.iter().filter(|login| !login.anonymous);
    let frames: Vec<u32> = known.filter_map(|login| login.password_frame).collect();
    let fact = Fact::notice("explain.notice.password_readable").at(frames.iter().copied());
    (!frames.is_empty()).then(|| fact.counting(frames.len() as u64).by(Some("RFC 2577 §8")))
}

/// That everything can be read, and that the server would have encrypted it.
fn readable_session(session: &Session, view: &SessionView) -> Vec<Fact> {
    if let Some(frame) = view.encrypted_from {
        return vec![Fact::notice("explain.notice.encrypted").at([frame]).by(Some("RFC 4217 §4"))];
    }
    if session.exchanges.is_empty() {
        return Vec::new();
    }
    let mut facts = vec![Fact::notice("explain.notice.readable")];
    let offers = session.exchanges.iter().filter(|exchange| exchange.is("FEAT"));
    let offered = offers.flat_map(|exchange| &exchange.replies).find(|reply| {
        reply.texts().any(|line| line.trim_ascii_start().to_ascii_uppercase().starts_with(b"AUTH TLS"))
    });
    if let Some(line) = offered.and_then(|reply| reply.lines.last()) {
        let fact = Fact::notice("explain.notice.tls_offered").at([line.frame.get()]);
        facts.push(fact.text("command", "AUTH TLS").by(Some("RFC 4217 §6")));
    }
    facts
}

/// Why there is more than one connection, and who opens the second one.
fn two_connections(session: &Session) -> Vec<Fact> {
    if session.transfers.is_empty() {
        return Vec::new();
    }
    let mut facts = vec![Fact::notice("explain.notice.two_connections").by(Some("RFC 959 §2.3"))];
    let method = |wanted: fn(Method) -> bool| {
        session.transfers.iter().find(|transfer| transfer.method.is_some_and(wanted))
    };
    let setup = |transfer: &Transfer| transfer.announcement.as_ref().map(|announced| announced.frame.get());
    if let Some(transfer) = method(|method| !method.is_passive()) {
        let fact = Fact::notice("explain.notice.active").at(setup(transfer));
        facts.push(fact.by(Some("RFC 1579")));
    }
    if let Some(transfer) = method(Method::is_passive) {
        let fact = Fact::notice("explain.notice.passive").at(setup(transfer));
        facts.push(fact.by(Some("RFC 1579")));
    }
    facts
}

/// That files are not in the capture, and what would have kept them.
fn not_captured(session: &Session, view: &SessionView, capture: &CaptureView) -> Option<Fact> {
    use crate::session::verdict::Verdict;

    let is_missing = |transfer: &&Transfer| transfer.judgement.verdict == Verdict::NotCaptured;
    let count = session.transfers.iter().filter(is_missing).count();
    let id = match capture.control_only {
        true => "explain.notice.left_out_by_filter",
        false => "explain.notice.not_captured",
    };
    let fact = Fact::notice(id).counting(count as u64).with("filter", Value::Text("port ftp".to_owned()));
    (count > 0).then(|| with_capture_command(fact, view))
}
