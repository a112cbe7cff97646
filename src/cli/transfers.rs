//! The transfers as a table, or as JSON.

use std::io::{self, Write};

use ftpscope::dissector::Dissection;
use ftpscope::view::{MissingRangeView, Passwords, SessionReport, TransferView, transfer_views};
use serde::{Serialize, Serializer as _};

use super::encoding::TextEncoding;
use super::plain::plain;
use super::reasons::transfer_reason;
use super::values::{amount, capture_command, counted, endpoint};
use super::words::Words;

/// A transfer as JSON has it.
#[derive(Debug, Serialize)]
struct TransferRow {
    /// Number of its session, from 0.
    session: usize,
    #[serde(flatten)]
    transfer: TransferView,
}

/// Prints the transfers of a capture as a list.
pub(super) fn print_json(
    output: &mut impl Write,
    dissection: &Dissection,
    encoding: Option<TextEncoding>,
) -> io::Result<()> {
    let rows = (0..dissection.sessions.len()).flat_map(|session| {
        let transfers = transfers(dissection, session, encoding).into_iter();
        transfers.map(move |transfer| TransferRow { session, transfer })
    });
    serde_json::Serializer::new(&mut *output).collect_seq(rows)?;
    output.write_all(b"\n")
}

/// Prints a line for each transfer of a capture, session after session.
pub(super) fn print(
    output: &mut impl Write,
    name: &str,
    dissection: &Dissection,
    encoding: Option<TextEncoding>,
    words: &Words,
) -> io::Result<()> {
    let count: usize = dissection.sessions.iter().map(|session| session.transfers.len()).sum();
    let sessions = dissection.sessions.len();
    let (all, of) = (counted(count, "transfer"), counted(sessions, "session"));
    writeln!(output, "{name}: {all} in {of} of FTP")?;
    for session in 0..sessions {
        let transfers = transfers(dissection, session, encoding);
        let report = SessionReport::new(dissection, session, Passwords::Masked);
        let Some(SessionReport { session, .. }) = report.filter(|_| !transfers.is_empty()) else { continue };
        let (client, server) = (endpoint(&session.client), endpoint(&session.server));
        writeln!(output, "\nSession {}: client {client} -> server {server}\n", session.id)?;
        writeln!(
            output,
            "  {:>7}  {:<4} {:<8}  {:>11}  {:>11}  {:<7}  {:>10}  {:>11}  path: verdict",
            "packet", "verb", "", "bytes", "expected", "mode", "seconds", "bytes/s"
        )?;
        for transfer in &transfers {
            print_transfer(output, transfer, words)?;
        }
        if transfers.iter().any(|transfer| transfer.data.state == "not_captured") {
            writeln!(output, "\n  To capture the data connections, too:\n  {}", capture_command(&session))?;
        }
    }
    Ok(())
}

/// The transfers of a session, their names in an encoding.
fn transfers(dissection: &Dissection, session: usize, encoding: Option<TextEncoding>) -> Vec<TransferView> {
    let mut transfers = transfer_views(dissection, session, 0..usize::MAX);
    if let Some(encoding) = encoding {
        transfers.iter_mut().for_each(|transfer| encoding.decode_transfer(transfer));
    }
    transfers
}

fn print_transfer(output: &mut impl Write, transfer: &TransferView, words: &Words) -> io::Result<()> {
    let TransferView { frame, verb, direction, mode, data, verdict, .. } = transfer;
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let is_captured = data.state == "captured";
    let seconds = data.duration_ms.or(transfer.duration_ms).map(|milliseconds| milliseconds / 1000.0);
    let rate = seconds.filter(|seconds| is_captured && *seconds > 0.0);
    writeln!(
        output,
        "  {frame:>7}  {:<4} {direction:<8}  {:>11}  {:>11}  {mode:<7}  {:>10}  {:>11}  {}: {}. {}",
        plain(verb),
        or_none(is_captured.then(|| data.bytes.to_string())),
        or_none(expected_bytes(transfer).map(|bytes| bytes.to_string())),
        or_none(seconds.map(|seconds| format!("{seconds:.6}"))),
        or_none(rate.map(|seconds| format!("{:.0}", data.bytes as f64 / seconds))),
        named(transfer),
        words.verdict(verdict.verdict),
        transfer_reason(transfer, words),
    )?;
    if let Some(other) = &transfer.joined {
        writeln!(
            output,
            "{:11}from server to server: the other half is transfer {} of session {}",
            "", other.transfer, other.session
        )?;
    }
    for MissingRangeView { start, end, frame_before, frame_after } in &verdict.missing {
        let (last, count) = (end.saturating_sub(1), amount(end.saturating_sub(*start)));
        let packets = match (frame_before, frame_after) {
            (Some(before), Some(after)) => format!(", between packets {before} and {after}"),
            (Some(before), None) => format!(", behind packet {before}"),
            (None, Some(after)) => format!(", in front of packet {after}"),
            (None, None) => String::new(),
        };
        writeln!(output, "{:11}missing: bytes {start} to {last} ({count}){packets}", "")?;
    }
    Ok(())
}

/// Bytes that it must have carried by what was told, else the size that was told.
pub(super) fn expected_bytes(transfer: &TransferView) -> Option<u64> {
    let comparable = transfer.expected.iter().find_map(|size| size.bytes);
    comparable.or(transfer.size_bytes).or(transfer.announced_bytes)
}

/// What it is about, for people, with the name that it got later.
pub(super) fn named(transfer: &TransferView) -> String {
    let path = transfer.path.as_deref().or(transfer.argument.as_deref()).unwrap_or("(no name)");
    match &transfer.renamed_to {
        Some(renamed) => format!("{} -> {}", plain(path), plain(renamed)),
        None => plain(path).into_owned(),
    }
}
