//! What the saved files are, beside them.

use ftpscope::dissector::Dissection;
use ftpscope::export::NamedListing;
use ftpscope::session::exchange::Exchange;
use ftpscope::view::{
    ContentView, EndpointView, FileView, MissingRangeView, ProblemView, RangeView, SavedFileView,
    SavedListingView, TransferView,
};
use serde::Serialize;

use super::super::arguments::{ExtractArguments, shown_name};
use super::super::transfers::expected_bytes;
use super::super::values::moment;
use super::not_saved::NotSaved;

/// What the saved files are. Where the page's manifest has the same, it has it
/// under the same name.
#[derive(Debug, Serialize)]
pub(super) struct Manifest {
    /// The program and its version.
    program: &'static str,
    /// The capture, as it was named.
    capture: String,
    /// `wire` or `local`: the line ends of texts.
    text: &'static str,
    /// Whether zeros stand for missing bytes.
    fill_holes: bool,
    /// The files, in the order in which they were asked for.
    pub(super) files: Vec<ManifestFile>,
    /// Transfers of files that gave none.
    not_saved: Vec<ManifestTransfer>,
    /// Files beyond those that are listed.
    files_left_out: u64,
    /// Listings, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    listings: Option<Vec<ManifestListing>>,
    /// Listings beyond those.
    #[serde(skip_serializing_if = "Option::is_none")]
    listings_left_out: Option<u64>,
}

/// A file that was saved.
#[derive(Debug, Serialize)]
pub(super) struct ManifestFile {
    /// Its path below the folder or in the archive.
    name: String,
    /// Its path on the server, or null.
    path: Option<String>,
    /// Bytes of `path`, where they are not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    path_hex: Option<String>,
    server: EndpointView,
    /// `download` or `upload`.
    direction: &'static str,
    /// When it was asked for first, in UTC.
    time: String,
    /// When the last packet of its data connections came, in UTC.
    last_time: Option<String>,
    verdict: &'static str,
    reason: &'static str,
    /// Length of the file, missing bytes included, or null where it is not known.
    expected_bytes: Option<u64>,
    /// What is missing, with the packets around it: bytes of the file, and where its mode of transfer was undone,
    /// of the data connection.
    missing: Vec<MissingRangeView>,
    #[serde(flatten)]
    saved: SavedFacts,
    pieces: Vec<ManifestPiece>,
}

/// A listing that was saved: its text, as it was sent.
#[derive(Debug, Serialize)]
pub(super) struct ManifestListing {
    #[serde(flatten)]
    listing: SavedListingView,
    verb: String,
    session: usize,
    /// Its transfer; null where the reply to the command is the listing.
    transfer: Option<u32>,
    exchange: usize,
    /// Packet of the command.
    command_frame: Option<u32>,
    /// When it was asked for, in UTC.
    time: Option<String>,
    verdict: &'static str,
    /// As of a transfer; of a reply `reply_whole` or `reply_not_whole`.
    reason: &'static str,
    /// What is missing of its data connection, with the packets around it.
    missing: Vec<MissingRangeView>,
    #[serde(flatten)]
    saved: SavedFacts,
}

/// What is told of every file that was written.
#[derive(Debug, Serialize)]
struct SavedFacts {
    /// Bytes that were saved.
    bytes: u64,
    sha256: Option<String>,
    sha1: Option<String>,
    md5: Option<String>,
    /// Media type by its first bytes, or null where it has none.
    content: Option<&'static str>,
    /// Missing ranges for which zeros stand.
    filled_with_zeros: Vec<RangeView>,
    /// Missing ranges for which nothing stands: what is behind them follows what is in front.
    left_out: Vec<RangeView>,
    /// Ranges that would be in one of those two lists, were they longer.
    holes_left_out: u64,
    /// Why no more of it was saved, or null.
    problem: Option<ProblemView>,
    /// Whether it was sent as text and is none, so that what looked like ends of lines was changed.
    binary_sent_as_text: bool,
}

/// A transfer that carried a file, or a piece of it.
#[derive(Debug, Serialize)]
struct ManifestPiece {
    session: u32,
    transfer: u32,
    /// Offset of its first byte in the file.
    offset: u64,
    /// Bytes that it carried, missing ones included.
    bytes: u64,
    #[serde(flatten)]
    transfer_facts: Option<PieceFacts>,
}

/// What is known of the transfer of a piece.
#[derive(Debug, Serialize)]
struct PieceFacts {
    verb: String,
    /// Packet of the command.
    command_frame: u32,
    /// First packet of the data connection.
    first_frame: Option<u32>,
    /// Last packet of the data connection.
    last_frame: Option<u32>,
    /// Argument of TYPE in force, or null.
    representation_type: Option<String>,
    /// Argument of MODE in force.
    transfer_mode: String,
    /// Argument of STRU in force.
    file_structure: String,
}

/// A transfer whose file was not saved.
#[derive(Debug, Serialize)]
struct ManifestTransfer {
    session: usize,
    transfer: u32,
    command_frame: u32,
    verb: String,
    direction: &'static str,
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_hex: Option<String>,
    time: String,
    verdict: &'static str,
    reason: &'static str,
    expected_bytes: Option<u64>,
}

impl Manifest {
    /// What was saved from a capture, and what was not.
    pub(super) fn new(
        arguments: &ExtractArguments,
        files: Vec<ManifestFile>,
        not_saved: Vec<NotSaved>,
        files_left_out: u64,
        listings: Option<(Vec<ManifestListing>, u64)>,
    ) -> Self {
        let (listings, listings_left_out) = listings.unzip();
        Self {
            program: concat!("ftpscope ", env!("CARGO_PKG_VERSION")),
            capture: shown_name(&arguments.file).into_owned(),
            text: if arguments.local_text { "local" } else { "wire" },
            fill_holes: arguments.fill_holes,
            files,
            not_saved: not_saved.into_iter().map(ManifestTransfer::from).collect(),
            files_left_out,
            listings,
            listings_left_out,
        }
    }
}

impl ManifestFile {
    /// A file, what was told while it was saved, and the transfers of its pieces.
    pub(super) fn new(
        dissection: &Dissection,
        file: FileView,
        saved: SavedFileView,
        transfers: &[Option<TransferView>],
    ) -> Self {
        let connections = transfers.iter().flatten().filter_map(|transfer| transfer.data.connection);
        let connections =
            connections.filter_map(|id| dissection.connections.get(ftpscope::units::ConnectionId(id)));
        let last_time = connections.map(|connection| connection.last_time).max();
        let pieces = file.pieces.iter().zip(transfers).map(|(piece, transfer)| ManifestPiece {
            session: piece.session,
            transfer: piece.transfer,
            offset: piece.offset,
            bytes: piece.bytes,
            transfer_facts: transfer.as_ref().map(PieceFacts::from),
        });
        Self {
            pieces: pieces.collect(),
            name: file.name,
            path: file.path,
            path_hex: file.path_hex,
            server: file.server,
            direction: file.direction,
            time: moment(file.time),
            last_time: last_time.map(|time| moment(time.into())),
            verdict: file.verdict.verdict,
            reason: file.verdict.reason,
            expected_bytes: file.bytes,
            missing: file.verdict.missing,
            saved: saved.into(),
        }
    }

    /// Bytes that were saved.
    pub(super) fn bytes(&self) -> u64 {
        self.saved.bytes
    }
}

impl ManifestListing {
    /// What a transfer carried.
    pub(super) fn of_transfer(
        listing: &NamedListing,
        session: usize,
        view: &TransferView,
        saved: SavedFileView,
    ) -> Self {
        Self {
            listing: listing.into(),
            verb: view.verb.clone(),
            session,
            transfer: Some(view.id),
            exchange: view.exchange as usize,
            command_frame: Some(view.frame),
            time: Some(moment(view.time)),
            verdict: view.verdict.verdict,
            reason: view.verdict.reason,
            missing: view.verdict.missing.clone(),
            saved: saved.into(),
        }
    }

    /// What the reply to a command said, whose session and number these are.
    pub(super) fn of_reply(
        listing: &NamedListing,
        (session, exchange): (usize, usize),
        asked: &Exchange,
        saved: SavedFileView,
        is_whole: bool,
    ) -> Self {
        Self {
            listing: listing.into(),
            verb: asked.command.as_ref().map(|command| command.verb.name().into_owned()).unwrap_or_default(),
            session,
            transfer: None,
            exchange,
            command_frame: asked.line.as_ref().map(|line| line.frame.get()),
            time: asked.line.as_ref().map(|line| moment(line.time.into())),
            verdict: if is_whole { "complete" } else { "incomplete" },
            reason: if is_whole { "reply_whole" } else { "reply_not_whole" },
            missing: Vec::new(),
            saved: saved.into(),
        }
    }

    /// Bytes that were saved.
    pub(super) fn bytes(&self) -> u64 {
        self.saved.bytes
    }
}

impl From<SavedFileView> for SavedFacts {
    fn from(saved: SavedFileView) -> Self {
        Self {
            bytes: saved.bytes,
            sha256: saved.sha256,
            sha1: saved.sha1,
            md5: saved.md5,
            content: saved.content.map(|ContentView { mime, .. }| mime),
            filled_with_zeros: saved.filled,
            left_out: saved.skipped,
            holes_left_out: saved.holes_left_out,
            problem: saved.problem,
            binary_sent_as_text: saved.is_binary_as_text,
        }
    }
}

impl From<&TransferView> for PieceFacts {
    fn from(transfer: &TransferView) -> Self {
        Self {
            verb: transfer.verb.clone(),
            command_frame: transfer.frame,
            first_frame: transfer.data.first_frame,
            last_frame: transfer.data.last_frame,
            representation_type: transfer.representation_type.clone(),
            transfer_mode: transfer.transfer_mode.clone(),
            file_structure: transfer.file_structure.clone(),
        }
    }
}

impl From<NotSaved> for ManifestTransfer {
    fn from((session, view): NotSaved) -> Self {
        Self {
            session,
            transfer: view.id,
            command_frame: view.frame,
            time: moment(view.time),
            verdict: view.verdict.verdict,
            reason: view.verdict.reason,
            expected_bytes: expected_bytes(&view),
            verb: view.verb,
            direction: view.direction,
            path: view.path,
            path_hex: view.path_hex,
        }
    }
}
