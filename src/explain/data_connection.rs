//! The data connection of a transfer: who opened it, what it carried, how it ended.

use super::connection::at_handshake;
use super::fact::{Fact, Facts};
use super::verdict::tell_reason;
use crate::view::{CaptureView, DataEndsView, SessionView, TransferView};

/// Tells who opened the data connection of a transfer, and how.
pub(super) fn tell_data_opening(facts: &mut Facts, ends: &DataEndsView) {
    let id = match ends.handshake.by {
        Some("client") => "explain.data.opened_by_client",
        Some(_) => "explain.data.opened_by_server",
        None => "explain.data.open_before",
    };
    let fact = facts.said(id).by("RFC 959 §3.3");
    at_handshake(fact, &ends.handshake);
    fact.endpoint(["client", "client_port"], &ends.client).endpoint(["server", "server_port"], &ends.server);
}

/// Tells what the data connection of a transfer carried and how it ended, or why there is none.
pub(super) fn tell_data(
    facts: &mut Facts,
    transfer: &TransferView,
    session: &SessionView,
    capture: &CaptureView,
) {
    let TransferView { data, direction, .. } = transfer;
    let Some(ends) = &data.ends else { return tell_missing(facts, transfer, session, capture) };
    let carried = match (*direction, data.bytes) {
        (_, 0) => "explain.data.carried_nothing",
        ("download", _) => "explain.data.carried_download",
        ("upload", _) => "explain.data.carried_upload",
        _ => "explain.data.carried_listing",
    };
    let carried = facts.said(carried).bytes("bytes", data.bytes).counting(data.frames.into());
    if let Some((first, last)) = data.first_frame.zip(data.last_frame) {
        carried.within(first, last);
    }
    if let Some(sign) = data.inferred_by {
        facts.notice("explain.data.inferred").word("sign", "value.sign.", sign);
    }
    tell_data_closing(facts, transfer, ends);
}

fn tell_data_closing(facts: &mut Facts, transfer: &TransferView, ends: &DataEndsView) {
    let closing = &ends.closing;
    let (id, frame) = match (transfer.data.end, transfer.direction) {
        (Some("fin"), "upload") => ("explain.data.closed_by_client", closing.client_fin_frame),
        (Some("fin"), _) => ("explain.data.closed_by_server", closing.server_fin_frame),
        (Some("reset"), _) => ("explain.data.reset", closing.reset_frame),
        _ => return,
    };
    let fact = facts.said(id).at_all(&[frame]);
    // In the other modes blocks tell where a file ends.
    fact.by(if transfer.transfer_mode == "S" { "RFC 959 §3.4.1" } else { "RFC 959 §3.4" });
}

/// Tells why there is none, and what would have kept it.
fn tell_missing(facts: &mut Facts, transfer: &TransferView, session: &SessionView, capture: &CaptureView) {
    let id = match transfer.data.state {
        "not_captured" if capture.control_only => "explain.data.left_out_by_filter",
        "not_captured" => "explain.data.not_captured",
        "unknown" => "explain.data.unknown",
        _ => return,
    };
    name_capture_command(facts.notice(id).text("filter", "port ftp"), session);
}

/// Names the command that keeps the data connections of a session, too, at `{capture_command}`.
pub(super) fn name_capture_command(fact: &mut Fact, session: &SessionView) {
    let (client, server) = (session.client.address.as_str(), session.server.address.as_str());
    let command =
        ["tcpdump -i <interface> -n -w ftp.pcap 'host ", client, " and host ", server, "'"].concat();
    fact.text("capture_command", &command);
}

/// Tells what became of a transfer, and why.
pub(super) fn tell_result(facts: &mut Facts, transfer: &TransferView) {
    facts.meaning("explain.data.verdict").word("verdict", "value.verdict.", transfer.verdict.verdict);
    tell_reason(facts, transfer);
    if let Some(name) = &transfer.renamed_to {
        facts.notice("explain.data.renamed").text("name", name);
    }
}
