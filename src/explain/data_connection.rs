//! The data connection of a transfer: who opened it, what it carried, how it ended.

use super::connection::frames_of;
use super::verdict::verdict_fact;
use super::{Fact, Value};
use crate::view::{CaptureView, DataEndsView, SessionView, TransferView};

/// What the data connection of a transfer carried and how it ended, or why there is none.
pub(super) fn data_facts(transfer: &TransferView, session: &SessionView, capture: &CaptureView) -> Vec<Fact> {
    let TransferView { data, direction, .. } = transfer;
    let Some(ends) = &data.ends else { return missing_facts(transfer, session, capture) };
    let mut facts = Vec::new();
    let frames = data.first_frame.zip(data.last_frame).map(|(first, last)| [first, last]);
    let carried = match (*direction, data.bytes) {
        (_, 0) => "explain.data.carried_nothing",
        ("download", _) => "explain.data.carried_download",
        ("upload", _) => "explain.data.carried_upload",
        _ => "explain.data.carried_listing",
    };
    let carried = Fact::said(carried).within(frames).with("bytes", Value::Bytes(data.bytes));
    facts.push(carried.counting(data.frames.into()));
    if let Some(sign) = data.inferred_by {
        facts.push(Fact::notice("explain.data.inferred").word("sign", format!("value.sign.{sign}")));
    }
    facts.extend(closed(transfer, ends));
    facts
}

/// Who opened the data connection of a transfer, and how.
pub(super) fn opening_fact(transfer: &TransferView) -> Option<Fact> {
    let ends = transfer.data.ends.as_ref()?;
    let id = match ends.handshake.by {
        Some("client") => "explain.data.opened_by_client",
        Some(_) => "explain.data.opened_by_server",
        None => "explain.data.open_before",
    };
    let fact = Fact::said(id).at(frames_of(&ends.handshake));
    let fact = fact
        .text("client", &ends.client.address)
        .number("client_port", ends.client.port)
        .text("server", &ends.server.address)
        .number("server_port", ends.server.port);
    Some(fact.by(Some("RFC 959 §3.3")))
}

fn closed(transfer: &TransferView, ends: &DataEndsView) -> Option<Fact> {
    let is_upload = transfer.direction == "upload";
    let (id, frame) = match transfer.data.end? {
        "fin" if is_upload => ("explain.data.closed_by_client", ends.closing.client_fin),
        "fin" => ("explain.data.closed_by_server", ends.closing.server_fin),
        "reset" => ("explain.data.reset", ends.closing.reset),
        _ => return None,
    };
    let fact = Fact::said(id).at(frame);
    // In the other modes blocks tell where a file ends (RFC 959 §3.4).
    let is_end = transfer.transfer_mode == "S";
    Some(fact.by(Some(if is_end { "RFC 959 §3.4.1" } else { "RFC 959 §3.4" })))
}

/// Why there is none, and what would have kept it.
fn missing_facts(transfer: &TransferView, session: &SessionView, capture: &CaptureView) -> Vec<Fact> {
    let id = match transfer.data.state {
        "not_captured" if capture.control_only => "explain.data.left_out_by_filter",
        "not_captured" => "explain.data.not_captured",
        "unknown" => "explain.data.unknown",
        _ => return Vec::new(),
    };
    vec![with_capture_command(Fact::notice(id).text("filter", "port ftp"), session)]
}

/// The command that keeps the data connections of a session, too, at `{command}`.
pub(super) fn with_capture_command(fact: Fact, session: &SessionView) -> Fact {
    let (client, server) = (&session.client.address, &session.server.address);
    let command = format!("tcpdump -i <interface> -n -w ftp.pcap 'host {client} and host {server}'");
    fact.with("capture_command", Value::Text(command))
}

/// What became of a transfer, and why.
pub(super) fn result_facts(transfer: &TransferView) -> Vec<Fact> {
    let verdict = Fact::meaning("explain.data.verdict");
    let verdict = verdict.word("verdict", format!("value.verdict.{}", transfer.verdict.verdict));
    let mut facts = vec![verdict, verdict_fact(transfer)];
    if let Some(name) = &transfer.renamed_to {
        facts.push(Fact::notice("explain.data.renamed").text("name", name));
    }
    facts
}
