//! Files, and what is told of one that was saved.

use std::ops::Range;

use serde::Serialize;

use super::transfer::{MissingRangeView, VerdictView};
use super::words::{clipped, count, exact_hex, text};
use super::{EndpointView, TimeView};
use crate::dissector::Dissection;
use crate::export::{FileList, NamedFile, SavedFileInfo};
use crate::ftp::command_info::Direction;
use crate::ftp::transfer_parameters::RepresentationType;
use crate::session::transfer::Transfer;
use crate::session::verdict::{Judgement, Verdict};

/// A file that is in the capture, whole or in part. Pieces that REST or RANG asked for are joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileView {
    /// Number of the file, from 0 in the order in which they were asked for.
    pub id: u32,
    /// The server that has it.
    pub server: EndpointView,
    /// Its path there, the last one that it was given, or null.
    pub path: Option<String>,
    /// Bytes of `path`, where a page or a terminal does not show it as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_hex: Option<String>,
    /// A relative path to save it under that is safe on every system, with `/` between names; no other file of
    /// the capture has it.
    pub name: String,
    /// `download` or `upload`.
    pub direction: &'static str,
    /// When it was asked for first.
    pub time: TimeView,
    /// The transfers that carried it, in the order of time.
    pub pieces: Vec<FilePieceView>,
    /// Length of the file, missing bytes included, or null where it is not known.
    pub bytes: Option<u64>,
    /// What became of it, all pieces together.
    pub verdict: VerdictView,
    /// Whether it was sent as text (TYPE A), so that its line ends can be those of the network or local ones.
    pub is_text: bool,
    /// Whether its mode of transfer or its structure is undone when it is saved.
    pub is_coded: bool,
}

/// A piece of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FilePieceView {
    /// Number of the session.
    pub session: u32,
    /// Number of the transfer in it.
    pub transfer: u32,
    /// Offset of its first byte in the file.
    pub offset: u64,
    /// Bytes that it carried, missing ones included.
    pub bytes: u64,
}

/// What is known of a file that was read to be saved or shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SavedFileView {
    /// Bytes that were given.
    pub bytes: u64,
    /// SHA-256 of them in hexadecimal digits; null where the file was not read to its end.
    pub sha256: Option<String>,
    /// SHA-1 likewise.
    pub sha1: Option<String>,
    /// MD5 likewise.
    pub md5: Option<String>,
    /// What it is, by its first bytes; null where it has none.
    pub content: Option<ContentView>,
    /// Ranges of the file that were filled with zeros.
    pub filled: Vec<RangeView>,
    /// Ranges of the file that are missing and were left out.
    pub skipped: Vec<RangeView>,
    /// Such ranges that are not listed.
    pub holes_left_out: u64,
    /// Why it was read no further, or null.
    pub problem: Option<ProblemView>,
    /// Whether it was sent as text and is none, so that what looked like ends of lines was changed.
    pub is_binary_as_text: bool,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContentView {
    /// Media type.
    pub mime: &'static str,
    /// Usual extension without its dot, or null.
    pub extension: Option<&'static str>,
    /// Whether it can be read as text.
    pub is_text: bool,
    /// Whether a browser may take it for a page or the like: it must only be shown as text.
    pub is_markup: bool,
}

/// A range of bytes, the end not included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RangeView {
    /// Offset of the first byte.
    pub start: u64,
    /// Offset behind the last byte.
    pub end: u64,
}

/// Why a file was read no further.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProblemView {
    /// `hole`, `mode_not_read`, `descriptor_invalid`, `escape_invalid`, `deflate_invalid`, `dictionary_needed` or
    /// `checksum_differs`.
    pub code: &'static str,
    /// Byte of the data connection at which it is.
    pub offset: u64,
}

/// The files of a capture in a half-open range.
#[must_use]
pub fn file_views(dissection: &Dissection, files: &FileList, range: Range<usize>) -> Vec<FileView> {
    let first = range.start;
    let files = clipped(&files.files, range).iter().enumerate();
    files.map(|(place, file)| FileView::new(dissection, first.saturating_add(place), file)).collect()
}

impl FileView {
    fn new(dissection: &Dissection, id: usize, NamedFile { file, name }: &NamedFile) -> Self {
        let transfer = file.pieces.first().and_then(|piece| {
            dissection.sessions.get(piece.place.session)?.transfers.get(piece.place.transfer)
        });
        let is_text =
            |transfer: &Transfer| matches!(transfer.representation_type, Some(RepresentationType::Ascii(_)));
        let Judgement { verdict, reason } = file.judgement;
        Self {
            id: count(id),
            server: file.server.into(),
            path: file.path.as_deref().map(text),
            path_hex: file.path.as_deref().and_then(exact_hex),
            name: name.clone(),
            direction: if file.direction == Direction::Upload { "upload" } else { "download" },
            time: file.time.into(),
            pieces: file
                .pieces
                .iter()
                .map(|piece| FilePieceView {
                    session: count(piece.place.session),
                    transfer: count(piece.place.transfer),
                    offset: piece.offset,
                    bytes: piece.bytes,
                })
                .collect(),
            bytes: file.bytes,
            verdict: VerdictView {
                verdict: verdict.name(),
                reason: reason.name(),
                bytes: file.bytes,
                missing: file.missing.iter().map(MissingRangeView::from).collect(),
                last_frame: (verdict == Verdict::CaptureEnds).then(|| dissection.frames.count()),
            },
            is_text: transfer.is_some_and(is_text),
            is_coded: transfer.is_some_and(Transfer::is_coded),
        }
    }
}

impl From<SavedFileInfo> for SavedFileView {
    fn from(info: SavedFileInfo) -> Self {
        let hashes = info.hashes.unwrap_or_default();
        let ranges = |ranges: &[Range<u64>]| {
            ranges.iter().map(|range| RangeView { start: range.start, end: range.end }).collect()
        };
        Self {
            bytes: info.ending.bytes,
            sha256: hashes.sha256,
            sha1: hashes.sha1,
            md5: hashes.md5,
            content: info.content.map(|content| ContentView {
                mime: content.media_type,
                extension: content.extension,
                is_text: content.is_text,
                is_markup: content.is_markup(),
            }),
            filled: ranges(&info.ending.filled),
            skipped: ranges(&info.ending.skipped),
            holes_left_out: info.ending.holes_left_out,
            problem: info
                .ending
                .problem
                .map(|problem| ProblemView { code: problem.name(), offset: problem.offset() }),
            is_binary_as_text: info.is_binary_as_text,
        }
    }
}
