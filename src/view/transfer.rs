//! A transfer that was asked for.

use std::ops::Range;

use serde::Serialize;

use super::words::{clipped, count, hex, milliseconds, text};
use super::{EndpointView, TimeView};
use crate::dissector::Dissection;
use crate::ftp::command_info::Direction;
use crate::ftp::reply_code::ReplyCode;
use crate::ftp::security::Protection;
use crate::session::announcement::Method;
use crate::session::directory::Directory;
use crate::session::exchange::Exchange;
use crate::session::transfer::{DataEnd, Inference, Outcome, Transfer, transfer_path};

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
    /// Protection of the data connection in force (PROT): `clear`, `safe`, `confidential` or `private`;
    /// null where it was agreed on encrypted.
    pub protection: Option<&'static str>,
    /// Offset that REST asked for, in bytes.
    pub restart_offset: Option<u64>,
    /// `completed` (2yz), `refused` (4yz or 5yz without a preliminary reply), `failed` (4yz or 5yz after
    /// one), `aborted` (the client sent ABOR meanwhile and no 2yz came for the transfer), `running` (no
    /// final reply yet) or `unanswered`: what the server says.
    pub outcome: &'static str,
    /// Code of the final reply, or null.
    pub final_code: Option<u16>,
    /// Size that the server names in its replies, in bytes, or null.
    pub announced_bytes: Option<u64>,
    /// Size of the file that SIZE told before it was downloaded, under the same TYPE, in bytes, or null.
    pub size_bytes: Option<u64>,
    /// From the preliminary to the final reply, in milliseconds, or null.
    pub duration_ms: Option<f64>,
    /// The data connection.
    pub data: TransferDataView,
    /// The other half of a transfer from server to server, in another session; null for any other transfer.
    pub joined: Option<TransferPlaceView>,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    let mut views = Vec::new();
    // Transfers come in the order of their exchanges: one walk finds the directory of each.
    let mut directory = Directory::default();
    let mut followed = 0;
    for (place, transfer) in clipped(&session.transfers, range).iter().enumerate() {
        let Some(exchange) = session.exchanges.get(transfer.exchange) else { continue };
        for earlier in session.exchanges.get(followed..transfer.exchange).unwrap_or_default() {
            directory.follow(earlier);
        }
        followed = transfer.exchange;
        let name = transfer.stored_name.as_deref().unwrap_or(exchange.argument());
        let path = transfer_path(transfer.direction, name, directory.path());
        views.push(TransferView::new(first.saturating_add(place), transfer, exchange, path.as_deref()));
    }
    views
}

impl TransferView {
    fn new(index: usize, transfer: &Transfer, exchange: &Exchange, path: Option<&[u8]>) -> Self {
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
            protection: transfer.protection.map(|protection| match protection {
                Protection::Clear => "clear",
                Protection::Safe => "safe",
                Protection::Confidential => "confidential",
                Protection::Private => "private",
            }),
            restart_offset: transfer.restart_offset,
            outcome: match transfer.outcome {
                Outcome::Completed => "completed",
                Outcome::Refused => "refused",
                Outcome::Failed => "failed",
                Outcome::Aborted => "aborted",
                Outcome::Running => "running",
                Outcome::Unanswered => "unanswered",
            },
            final_code: exchange.final_code().map(ReplyCode::value),
            announced_bytes: transfer.announced_bytes,
            size_bytes: transfer.size_bytes,
            duration_ms: duration(exchange),
            data: TransferDataView::new(transfer),
            joined: transfer.joined.map(|place| TransferPlaceView {
                session: count(place.session),
                transfer: count(place.transfer),
            }),
        }
    }
}

impl TransferDataView {
    fn new(transfer: &Transfer) -> Self {
        let data = transfer.data.as_ref();
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
