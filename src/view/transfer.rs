//! A transfer that was asked for.

use std::ops::Range;

use serde::Serialize;

use super::words::{clipped, count, hex, milliseconds, text};
use super::{DataEndsView, EndpointView, TimeView};
use crate::dissector::Dissection;
use crate::ftp::command_info::Direction;
use crate::ftp::reply_code::ReplyCode;
use crate::ftp::security::Protection;
use crate::session::Session;
use crate::session::announcement::Method;
use crate::session::exchange::Exchange;
use crate::session::expected_size::{ExpectedSize, SizeSource, expected_sizes};
use crate::session::outcome::Outcome;
use crate::session::paths::{TransferPaths, transfer_paths};
use crate::session::transfer::MissingRange;
use crate::session::transfer::{DataEnd, Inference, Transfer};
use crate::session::verdict::{Judgement, Verdict};
use crate::tcp::Connection;
use crate::units::FrameNumber;

/// A transfer that was asked for, whether its data connection is in the capture or not.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferView {
    /// Number of the transfer in its session, from 0.
    pub id: u32,
    /// Number of the exchange that asked for it.
    pub exchange: u32,
    /// Verb: RETR, STOR, LIST, …
    pub verb: String,
    /// Argument as sent, or null.
    pub argument: Option<String>,
    /// Bytes of `argument`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub argument_hex: Option<String>,
    /// Argument, or for STOU the name that the server gave, joined to the current working directory; relative where the directory that the session
    /// began in is not known; null where there is neither argument nor directory.
    pub path: Option<String>,
    /// Bytes of `path`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_hex: Option<String>,
    /// Path that the file got later by RNFR and RNTO, or null.
    pub renamed_to: Option<String>,
    /// Bytes of `renamed_to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed_to_hex: Option<String>,
    /// `download`, `upload` or `listing`.
    pub direction: &'static str,
    /// `active`, `passive`, or `default` where nothing was announced in the capture.
    pub mode: &'static str,
    /// `PORT`, `EPRT`, `LPRT`, `PASV`, `EPSV`, `LPSV`, or null.
    pub method: Option<&'static str>,
    /// Where the data connection is to be opened to; null where nothing was announced or the announcement
    /// cannot be read.
    pub endpoint: Option<EndpointView>,
    /// Frame that announced the endpoint (Wireshark's `ftp-data.setup-frame`), or null.
    pub setup_frame: Option<u32>,
    /// Frame of the command.
    pub frame: u32,
    /// Time of the command.
    pub time: TimeView,
    /// Representation type in force, as the argument of TYPE: `A`, `I`, `A N`, `L 8`, …; null where it
    /// was not set in the capture.
    pub representation_type: Option<String>,
    /// Transfer mode in force, as the argument of MODE: `S` until another was agreed on.
    pub transfer_mode: String,
    /// File structure in force, as the argument of STRU: `F` until another was agreed on.
    pub file_structure: String,
    /// Protection of the data connection in force (PROT): `clear`, `safe`, `confidential` or `private`;
    /// null where it was agreed on encrypted.
    pub protection: Option<&'static str>,
    /// Offset that REST asked for, or the first byte that RANG did, in bytes.
    pub restart_offset: Option<u64>,
    /// Last byte of the file that RANG asked for, or null.
    pub range_end: Option<u64>,
    /// `completed` (2yz), `refused` (4yz or 5yz without a preliminary reply), `failed` (4yz or 5yz after
    /// one), `aborted` (the client sent ABOR meanwhile and no 2yz came for the transfer), `running` (no
    /// final reply yet) or `unanswered`: what the server says.
    pub outcome: &'static str,
    /// Code of the final reply, or null.
    pub final_code: Option<u16>,
    /// Size that the server names in its replies, in bytes, or null.
    pub announced_bytes: Option<u64>,
    /// Size of the file that SIZE told before it was downloaded, or after it was uploaded, under the same TYPE,
    /// in bytes, or null.
    pub size_bytes: Option<u64>,
    /// All sizes that were told of it.
    pub expected: Vec<ExpectedSizeView>,
    /// From the preliminary to the final reply, in milliseconds, or null.
    pub duration_ms: Option<f64>,
    /// The data connection.
    pub data: TransferDataView,
    /// What became of it, judged by what was said and what is in the capture.
    pub verdict: VerdictView,
    /// The other half of a transfer from server to server, in another session; null for any other transfer.
    pub joined: Option<TransferPlaceView>,
}

/// A size that was told of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExpectedSizeView {
    /// Who told it: `size` (213 to SIZE), `preliminary` (`150 … (n bytes)`), `final` (`226 … (n bytes)`),
    /// `allocation` (ALLO), `range` (RANG) or `listing`.
    pub told_by: &'static str,
    /// The size that was told, in bytes.
    pub told: u64,
    /// Bytes that this transfer must then have carried, REST counted in; null where the two cannot be compared, as
    /// in text types.
    pub bytes: Option<u64>,
}

/// What became of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerdictView {
    /// `complete`; `complete_unconfirmed`; `ambiguous`; `incomplete`; `end_unknown`; `capture_ends`; `failed`;
    /// `aborted`; `not_captured`; or `encrypted`.
    pub verdict: &'static str,
    /// Why, as a code: `size_agrees`, `end_seen`, `no_final_reply`, `end_by_size`, `holes`, `start_unknown`,
    /// `fewer_than_told`, `more_than_told`, `fragments_differ`, `copies_differ`, `damaged`, `may_be_keep_alive`,
    /// `not_compared`, `acknowledged`, `reset`, `no_end`, `capture_ends`, `refused`, `failed`, `aborted`, `no_data_connection`,
    /// `protected`, `inferred`, `foreign_peer`, `undecodable`, or of a file `other_pieces`.
    pub reason: &'static str,
    /// Bytes of the file that its data connection carried, missing ones included; null where that is not known.
    pub bytes: Option<u64>,
    /// What is missing of the bytes of the data connection, in order; no more than a thousand ranges.
    pub missing: Vec<MissingRangeView>,
    /// The last frame of the capture, where the transfer was under way then.
    pub last_frame: Option<u32>,
}

/// A range of bytes that is not in the capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MissingRangeView {
    /// Offset of its first byte in what the data connection carried.
    pub start: u64,
    /// Offset behind its last byte.
    pub end: u64,
    /// Frame that carried what is in front of it, or null.
    pub frame_before: Option<u32>,
    /// Frame that carried what is behind it, or null.
    pub frame_after: Option<u32>,
}

/// A transfer of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferPlaceView {
    /// Number of the session.
    pub session: u32,
    /// Number of the transfer in it.
    pub transfer: u32,
}

/// What the capture holds of a data connection.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferDataView {
    /// `captured`; `not_captured`; `not_opened` (the server refused before it opened one); or `unknown`
    /// (no announcement can be read, and a connection between the same hosts may be the one).
    pub state: &'static str,
    /// Number of its TCP connection, or null.
    pub connection: Option<u32>,
    /// Distinct payload bytes in the capture in the direction of the transfer.
    pub bytes: u64,
    /// Bytes known to be missing in that direction.
    pub missing_bytes: u64,
    /// Bytes that the snapshot length cut off; they are among the missing ones.
    pub cut_bytes: u64,
    /// Bytes that were captured more than once.
    pub repeated_bytes: u64,
    /// How many of those differ from the first copy; null while they were not compared.
    pub conflicting_bytes: Option<u64>,
    /// First frame whose bytes cannot be trusted: it lay in IP fragments that overlap and differ, or its checksum
    /// says that they were changed, while others of its sender have right ones, or its one byte may be that of a
    /// keep-alive; or null.
    pub damaged_frame: Option<u32>,
    /// Its two ends, with its opening and its closing, or null.
    pub ends: Option<DataEndsView>,
    /// First frame of the connection, or null.
    pub first_frame: Option<u32>,
    /// Last frame of the connection, or null.
    pub last_frame: Option<u32>,
    /// Frames of the connection, both directions.
    pub frames: u32,
    /// From the first to the last frame of the connection, in milliseconds, or null.
    pub duration_ms: Option<f64>,
    /// Distinct payload bytes in the other direction; in clear text none belong there.
    pub reverse_bytes: u64,
    /// Null where an announcement leads to the connection. Otherwise it was inferred: it connects the two hosts at
    /// the `time` of the transfer; it also carries bytes in the `direction` of the command alone; or it carries as
    /// many as a reply told (`size`). The strongest of these.
    pub inferred_by: Option<&'static str>,
    /// How the sender's direction ends: `fin`, which in stream mode is the end of the file; `reset` (RST);
    /// `open` where the capture holds neither; null without a data connection.
    pub end: Option<&'static str>,
}

/// The transfers of a session in a half-open range.
#[must_use]
pub fn transfer_views(dissection: &Dissection, session: usize, range: Range<usize>) -> Vec<TransferView> {
    let Some(session) = dissection.sessions.get(session) else { return Vec::new() };
    let first = range.start;
    let transfers = clipped(&session.transfers, range);
    let paths = transfer_paths(session, transfers);
    let views = transfers.iter().zip(paths).enumerate().filter_map(|(place, (transfer, paths))| {
        let exchange = session.exchanges.get(transfer.exchange)?;
        let index = first.saturating_add(place);
        Some(TransferView::new(index, transfer, exchange, &paths, (dissection, session)))
    });
    views.collect()
}

impl TransferView {
    fn new(
        index: usize,
        transfer: &Transfer,
        exchange: &Exchange,
        paths: &TransferPaths,
        (dissection, session): (&Dissection, &Session),
    ) -> Self {
        let (path, renamed_to) = (paths.path.as_deref(), paths.renamed_to.as_deref());
        let command = exchange.command.as_ref();
        let argument = command.and_then(|command| command.argument.as_deref());
        let announcement = transfer.announcement.as_ref();
        Self {
            id: count(index),
            exchange: count(transfer.exchange),
            verb: command.map(|command| command.verb.name().into_owned()).unwrap_or_default(),
            argument: argument.map(text),
            argument_hex: argument.and_then(hex),
            path: path.map(text),
            path_hex: path.and_then(hex),
            renamed_to: renamed_to.map(text),
            renamed_to_hex: renamed_to.and_then(hex),
            direction: match transfer.direction {
                Direction::Download => "download",
                Direction::Upload => "upload",
                Direction::Listing => "listing",
            },
            mode: match transfer.method {
                None => "default",
                Some(method) if method.is_passive() => "passive",
                Some(_) => "active",
            },
            method: transfer.method.map(Method::verb),
            endpoint: announcement.map(|announcement| announcement.endpoint.into()),
            setup_frame: announcement.map(|announcement| announcement.frame.get()),
            frame: transfer.frame.get(),
            time: transfer.time.into(),
            representation_type: transfer
                .representation_type
                .map(|representation| representation.to_string()),
            transfer_mode: transfer.transfer_mode.to_string(),
            file_structure: transfer.file_structure.to_string(),
            protection: transfer.protection.map(|protection| match protection {
                Protection::Clear => "clear",
                Protection::Safe => "safe",
                Protection::Confidential => "confidential",
                Protection::Private => "private",
            }),
            restart_offset: transfer.restart_offset,
            range_end: transfer.range_end,
            outcome: match transfer.outcome {
                Outcome::Completed => "completed",
                Outcome::Refused => "refused",
                Outcome::Failed => "failed",
                Outcome::Aborted => "aborted",
                Outcome::Running => "running",
                Outcome::Unanswered => "unanswered",
            },
            final_code: exchange.final_code().map(ReplyCode::value),
            announced_bytes: transfer.announced_bytes.or(transfer.completed_bytes),
            size_bytes: transfer.size_bytes,
            expected: expected_sizes(transfer).iter().map(ExpectedSizeView::from).collect(),
            duration_ms: duration(exchange),
            data: TransferDataView::new(transfer, dissection, session),
            verdict: VerdictView::new(transfer, dissection),
            joined: transfer.joined.map(|place| TransferPlaceView {
                session: count(place.session),
                transfer: count(place.transfer),
            }),
        }
    }
}

impl VerdictView {
    fn new(transfer: &Transfer, dissection: &Dissection) -> Self {
        let Judgement { verdict, reason } = transfer.judgement;
        let ends = verdict == Verdict::CaptureEnds;
        Self {
            verdict: verdict.name(),
            reason: reason.name(),
            bytes: transfer.file_bytes(),
            missing: transfer.missing.iter().map(MissingRangeView::from).collect(),
            last_frame: ends.then(|| dissection.frames.count()),
        }
    }
}

impl From<&MissingRange> for MissingRangeView {
    fn from(range: &MissingRange) -> Self {
        Self {
            start: range.start,
            end: range.end,
            frame_before: range.before.map(FrameNumber::get),
            frame_after: range.after.map(FrameNumber::get),
        }
    }
}

impl From<&ExpectedSize> for ExpectedSizeView {
    fn from(size: &ExpectedSize) -> Self {
        Self {
            told_by: match size.source {
                SizeSource::Size => "size",
                SizeSource::Preliminary => "preliminary",
                SizeSource::Final => "final",
                SizeSource::Allocation => "allocation",
                SizeSource::Range => "range",
                SizeSource::Listing => "listing",
            },
            told: size.told,
            bytes: size.bytes,
        }
    }
}

impl TransferDataView {
    fn new(transfer: &Transfer, dissection: &Dissection, session: &Session) -> Self {
        let data = transfer.data.as_ref();
        let connection = data.and_then(|data| dissection.connections.get(data.connection));
        let duration =
            |connection: &Connection| connection.last_time.nanoseconds_since(connection.first_time);
        Self {
            state: match (data, transfer.outcome) {
                (Some(_), _) => "captured",
                (None, Outcome::Refused) => "not_opened",
                (None, _) if transfer.may_be_captured => "unknown",
                (None, _) => "not_captured",
            },
            connection: data.map(|data| data.connection.0),
            bytes: data.map_or(0, |data| data.bytes),
            missing_bytes: data.map_or(0, |data| data.missing_bytes),
            cut_bytes: data.map_or(0, |data| data.cut_bytes),
            repeated_bytes: data.map_or(0, |data| data.repeated_bytes),
            conflicting_bytes: data.map_or(Some(0), |data| data.conflicting_bytes),
            damaged_frame: data
                .and_then(|data| data.ambiguous_frame.or(data.damaged_frame).or(data.keep_alive_frame))
                .map(FrameNumber::get),
            ends: connection.map(|connection| DataEndsView::new(connection, session, transfer)),
            first_frame: connection.map(|connection| connection.first_frame.get()),
            last_frame: connection.map(|connection| connection.last_frame.get()),
            frames: connection.map_or(0, Connection::frames),
            duration_ms: connection.map(duration).map(milliseconds),
            reverse_bytes: data.map_or(0, |data| data.reverse_bytes),
            inferred_by: data.and_then(|data| data.inferred).map(|inference| match inference {
                Inference::Time => "time",
                Inference::Direction => "direction",
                Inference::Size => "size",
            }),
            end: data.map(|data| match data.end {
                DataEnd::Fin => "fin",
                DataEnd::Reset => "reset",
                DataEnd::Open => "open",
            }),
        }
    }
}

/// From the preliminary to the final reply, in milliseconds.
fn duration(exchange: &Exchange) -> Option<f64> {
    let begun = exchange.replies.first().filter(|_| exchange.has_preliminary())?.lines.last()?.time;
    let ended = exchange.final_reply()?.lines.last()?.time;
    Some(milliseconds(ended.nanoseconds_since(begun)))
}
