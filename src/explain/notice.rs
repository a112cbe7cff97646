//! What a learner should notice about a session.

use super::data_connection::name_capture_command;
use super::fact::Facts;
use crate::session::Session;
use crate::session::announcement::Method;
use crate::session::verdict::Verdict;
use crate::view::{CaptureView, SessionView};

/// Tells what a learner should notice about a session.
pub(super) fn tell_notices(facts: &mut Facts, session: &Session, view: &SessionView, capture: &CaptureView) {
    tell_readable_passwords(facts, view);
    tell_readable_session(facts, session, view);
    tell_two_connections(facts, session);
    tell_not_captured(facts, session, view, capture);
}

/// Packets with passwords that one sentence names; a guessing program sends thousands.
const PASSWORDS: usize = 8;

/// Passwords that stand in the capture in clear text, those of guests aside: they are none.
fn tell_readable_passwords(facts: &mut Facts, view: &SessionView) {
    let frames: Vec<_> = view
        .logins
        .iter()
        .filter(|login| !login.anonymous && login.password_frame.is_some())
        .map(|login| login.password_frame)
        .collect();
    let fact = match frames.len() {
        0 => return,
        1..=PASSWORDS => facts.notice("explain.notice.password_readable"),
        _ => facts.notice("explain.notice.many_passwords_readable"),
    };
    let first = frames.get(..frames.len().min(PASSWORDS)).unwrap_or_default();
    fact.at_all(first).counting(frames.len() as u64).by("RFC 2577 §8");
}

/// That everything can be read, and that the server would have encrypted it.
fn tell_readable_session(facts: &mut Facts, session: &Session, view: &SessionView) {
    if let Some(frame) = view.encrypted_from {
        facts.notice("explain.notice.encrypted").at(frame).by("RFC 4217 §4");
        return;
    }
    if session.exchanges.is_empty() {
        return;
    }
    facts.notice("explain.notice.readable");
    // Who asked for it and was refused did not leave it aside.
    if session.exchanges.iter().any(|exchange| exchange.is("AUTH")) {
        return;
    }
    let offers = session.exchanges.iter().filter(|exchange| exchange.is("FEAT"));
    let offered = offers.flat_map(|exchange| &exchange.replies).find(|reply| {
        reply.texts().any(|line| {
            let line = line.trim_ascii_start();
            line.get(..8).is_some_and(|line| line.eq_ignore_ascii_case(b"AUTH TLS"))
        })
    });
    if let Some(line) = offered.and_then(|reply| reply.lines.last()) {
        let fact = facts.notice("explain.notice.tls_offered").at(line.frame.get());
        fact.text("command", "AUTH TLS").by("RFC 4217 §6");
    }
}

/// Why there is more than one connection, and who opens the second one.
fn tell_two_connections(facts: &mut Facts, session: &Session) {
    if session.transfers.is_empty() {
        return;
    }
    facts.notice("explain.notice.two_connections").by("RFC 959 §2.3");
    for (passive, id) in [(false, "explain.notice.active"), (true, "explain.notice.passive")] {
        let is_wanted = |method: Method| method.is_passive() == passive;
        let mut transfers = session.transfers.iter();
        if let Some(transfer) = transfers.find(|transfer| transfer.method.is_some_and(is_wanted)) {
            let setup = transfer.announcement.as_ref().map(|announced| announced.frame.get());
            facts.notice(id).at_all(&[setup]).by("RFC 1579");
        }
    }
}

/// That files are not in the capture, and what would have kept them.
fn tell_not_captured(facts: &mut Facts, session: &Session, view: &SessionView, capture: &CaptureView) {
    let missing = session
        .transfers
        .iter()
        .filter(|transfer| transfer.judgement.verdict == Verdict::NotCaptured)
        .count();
    if missing > 0 {
        let fact = facts.notice(match capture.control_only {
            true => "explain.notice.left_out_by_filter",
            false => "explain.notice.not_captured",
        });
        name_capture_command(fact.counting(missing as u64).text("filter", "port ftp"), view);
    }
}
