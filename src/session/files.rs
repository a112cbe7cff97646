//! The files that transfers carried. Mostly a transfer is a file; one that was broken off and taken up again with
//! REST, or fetched in pieces with RANG, is put together.

use std::collections::BTreeMap;

use super::Session;
use super::expected_size::{SizeSource, expected_sizes};
use super::paths::{TransferPaths, transfer_paths};
use super::transfer::MissingRange;
use super::transfer::{Transfer, TransferPlace};
use super::verdict::{Judgement, Reason, SizeCheck, Verdict};
use crate::address::Endpoint;
use crate::ftp::command_info::Direction;
use crate::ftp::path::is_absolute;
use crate::ftp::transfer_parameters::RepresentationType;
use crate::limits;
use crate::tcp::{Assembler, Extent};
use crate::units::Timestamp;

/// A file that is in the capture, whole or in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferredFile {
    /// The server that has it.
    pub server: Endpoint,
    /// Which way it went.
    pub direction: Direction,
    /// Its path there, the last one that it was given.
    pub path: Option<Vec<u8>>,
    /// When its first transfer was asked for.
    pub time: Timestamp,
    /// The transfers that carried it, in the order of time.
    pub pieces: Vec<FilePiece>,
    /// Length of the file in bytes, as far as it is known.
    pub bytes: Option<u64>,
    /// What is missing, in bytes of the file; where it has one piece that must be decoded, in those of the data
    /// connection.
    pub missing: Vec<MissingRange>,
    /// What became of it.
    pub judgement: Judgement,
}

/// A piece of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilePiece {
    /// The transfer.
    pub place: TransferPlace,
    /// Offset of its first byte in the file.
    pub offset: u64,
    /// Bytes that it carried, missing ones included.
    pub bytes: u64,
}

/// The files of all sessions in the order of time, and how many are beyond the cap.
#[must_use]
pub fn transferred_files(sessions: &[Session]) -> (Vec<TransferredFile>, u64) {
    let mut found = Vec::new();
    let mut left_out = 0_u64;
    for (number, session) in sessions.iter().enumerate() {
        let places = session.transfers.iter().enumerate().filter(|(_, transfer)| is_file(transfer));
        let room = limits::FILES.saturating_sub(found.len());
        let count = places.clone().count();
        left_out = left_out.saturating_add(count.saturating_sub(room) as u64);
        let places: Vec<_> = places.map(|(place, _)| place).take(room).collect();
        let transfers: Vec<_> =
            places.iter().filter_map(|place| session.transfers.get(*place)).cloned().collect();
        let paths = transfer_paths(session, &transfers);
        for ((transfer, place), paths) in transfers.into_iter().zip(places).zip(paths) {
            found.push((transfer, TransferPlace { session: number, transfer: place }, paths));
        }
    }
    found.sort_by_key(|(transfer, ..)| transfer.frame);
    let mut files = Files::default();
    for (transfer, place, paths) in found {
        if let Some(session) = sessions.get(place.session) {
            files.add(session, &transfer, place, paths);
        }
    }
    for file in files.list.iter_mut().filter(|file| file.pieces.len() > 1) {
        judge_joined(file, sessions);
    }
    (files.list, left_out)
}

/// Whether a transfer carried a file that is in the capture.
fn is_file(transfer: &Transfer) -> bool {
    // A file that goes from server to server is that of the half that sends it.
    let is_second = transfer.joined.is_some() && transfer.direction == Direction::Upload;
    transfer.direction != Direction::Listing && transfer.is_clear() && transfer.data.is_some() && !is_second
}

#[derive(Default)]
struct Files {
    list: Vec<TransferredFile>,
    /// The last file of each path: a piece that comes may belong to it.
    last: BTreeMap<(Endpoint, bool, Vec<u8>), usize>,
}

impl Files {
    fn add(
        &mut self,
        session: &Session,
        transfer: &Transfer,
        place: TransferPlace,
        TransferPaths { path, renamed_to, .. }: TransferPaths,
    ) {
        let bytes = transfer.file_bytes().unwrap_or(0);
        let piece = FilePiece { place, offset: offset(transfer), bytes };
        let is_upload = transfer.direction == Direction::Upload;
        let key = path.clone().map(|path| (session.server, is_upload, path));
        let known = key.as_ref().and_then(|key| self.last.get(key).copied());
        let known = known.or_else(|| self.other_piece(session, transfer, path.as_deref()?));
        if let Some(file) = known.and_then(|place| self.list.get_mut(place))
            && may_be_joined(transfer)
            && takes(file, &piece)
        {
            file.pieces.push(piece);
            file.path = renamed_to.or(file.path.take());
            return;
        }
        if let Some(key) = key {
            // What was stored anew is another file than the one that was fetched before.
            let (server, _, path) = key.clone();
            self.last.remove(&(server, !is_upload, path));
            if may_be_joined(transfer) {
                self.last.insert(key, self.list.len());
            } else {
                self.last.remove(&key);
            }
        }
        // A piece by itself: what is in front of it is missing.
        let is_part = piece.offset > 0 && transfer.size_before.is_none();
        let head = is_part.then_some(MissingRange { start: 0, end: piece.offset, before: None, after: None });
        let shifted = transfer.missing.iter().map(|range| MissingRange {
            start: range.start.saturating_add(piece.offset),
            end: range.end.saturating_add(piece.offset),
            ..*range
        });
        let is_whole = matches!(transfer.judgement.verdict, Verdict::Complete | Verdict::CompleteUnconfirmed);
        let judgement = if is_part && is_whole {
            Judgement { verdict: Verdict::Incomplete, reason: Reason::OtherPieces }
        } else {
            transfer.judgement
        };
        self.list.push(TransferredFile {
            server: session.server,
            direction: transfer.direction,
            path: renamed_to.or(path),
            time: transfer.time,
            pieces: vec![piece],
            bytes: transfer.file_bytes().map(|bytes| bytes.saturating_add(piece.offset)),
            missing: head.into_iter().chain(shifted).collect(),
            judgement,
        });
    }
}

impl Files {
    /// The file that a piece belongs to where one of the two paths is not known from its root, since no reply told the
    /// directory: the same as far as it goes.
    fn other_piece(&self, session: &Session, transfer: &Transfer, path: &[u8]) -> Option<usize> {
        let is_it = |file: &TransferredFile| {
            let begins_within = offset(transfer) > 0 || file.pieces.iter().all(|piece| piece.offset > 0);
            file.server == session.server
                && file.direction == transfer.direction
                && begins_within
                && file.path.as_deref().is_some_and(|other| ends_with(other, path) || ends_with(path, other))
        };
        let recent = self.list.iter().enumerate().rev().take(RECENT_FILES);
        recent.filter(|(_, file)| is_it(file)).map(|(place, _)| place).next()
    }
}

/// Files among which the one is looked for that a piece with another path belongs to: the pieces of a file are
/// fetched at the same time or soon after each other.
const RECENT_FILES: usize = 64;

/// Whether a path ends with another one that is not known from its root.
fn ends_with(path: &[u8], relative: &[u8]) -> bool {
    !is_absolute(relative) && path.strip_suffix(relative).is_some_and(|front| front.ends_with(b"/"))
}

/// Where a transfer begins in its file.
fn offset(transfer: &Transfer) -> u64 {
    transfer.restart_offset.or(transfer.size_before).unwrap_or(0)
}

/// Whether offsets in a transfer are offsets in a file: only where its bytes are those of the file.
fn may_be_joined(transfer: &Transfer) -> bool {
    let is_verbatim = matches!(
        transfer.representation_type,
        Some(RepresentationType::Image | RepresentationType::Local(8))
    );
    is_verbatim && !transfer.is_coded()
}

/// Whether a piece belongs to a file: two that begin at its beginning are two files.
fn takes(file: &TransferredFile, piece: &FilePiece) -> bool {
    let is_same = |other: &FilePiece| (other.offset, other.bytes) == (piece.offset, piece.bytes);
    !file.pieces.iter().any(|other| is_same(other) || piece.offset == 0 && other.offset == 0)
}

/// Judges a file of several pieces: its bytes are those that any of them brought.
fn judge_joined(file: &mut TransferredFile, sessions: &[Session]) {
    let transfer = |piece: &FilePiece| {
        let session = sessions.get(piece.place.session)?;
        Some((*piece, session.transfers.get(piece.place.transfer)?))
    };
    let pieces: Vec<_> = file.pieces.iter().filter_map(transfer).collect();
    let mut there = Assembler::default();
    let mut is_certain = true;
    for (piece, transfer) in &pieces {
        for (start, end) in captured(piece, transfer) {
            let extent = Extent { start: position(start), end: position(end) };
            is_certain &= there.insert(extent, |_, _| ()).is_ok();
        }
        is_certain &= transfer.missing.len() < limits::MISSING_RANGES;
    }
    let ends = pieces.iter().filter(|(_, transfer)| ends_the_file(transfer));
    let ended = ends.map(|(piece, _)| piece.offset.saturating_add(piece.bytes)).max();
    let told = pieces.iter().filter_map(|(_, transfer)| told_size(transfer)).max();
    let farthest = there.extents().last().and_then(|extent| u64::try_from(extent.end).ok()).unwrap_or(0);
    let length = ended.or(told).unwrap_or(farthest).max(farthest);
    file.bytes = Some(length);
    file.missing = holes(&there, length);
    let reasons = pieces.iter().map(|(_, transfer)| transfer.judgement);
    let unsound = reasons.clone().find(|judgement| judgement.verdict == Verdict::Ambiguous);
    let is_confirmed = reasons.clone().any(|judgement| judgement.verdict == Verdict::Complete);
    let size = match told.map(|told| length.cmp(&told)) {
        None => SizeCheck::Unknown,
        Some(std::cmp::Ordering::Equal) => SizeCheck::Equal,
        Some(std::cmp::Ordering::Less) => SizeCheck::Fewer,
        Some(std::cmp::Ordering::Greater) => SizeCheck::More,
    };
    let (verdict, reason) = match (unsound, ended, size) {
        (Some(Judgement { verdict, reason }), ..) => (verdict, reason),
        (_, _, SizeCheck::More) => (Verdict::Ambiguous, Reason::MoreThanTold),
        _ if !is_certain || !file.missing.is_empty() => (Verdict::Incomplete, Reason::Holes),
        (_, _, SizeCheck::Fewer) => (Verdict::Incomplete, Reason::FewerThanTold),
        (_, Some(_), SizeCheck::Equal) if is_confirmed => (Verdict::Complete, Reason::SizeAgrees),
        (_, Some(_), SizeCheck::Unknown) if is_confirmed => (Verdict::Complete, Reason::EndSeen),
        (_, Some(_), _) => (Verdict::CompleteUnconfirmed, Reason::NoFinalReply),
        (_, None, SizeCheck::Equal) => (Verdict::CompleteUnconfirmed, Reason::EndBySize),
        (_, None, SizeCheck::Unknown) => (Verdict::EndUnknown, Reason::NoEnd),
    };
    file.judgement = Judgement { verdict, reason };
}

/// The ranges of the file that a piece brought.
fn captured(piece: &FilePiece, transfer: &Transfer) -> Vec<(u64, u64)> {
    let end = piece.offset.saturating_add(piece.bytes);
    let mut ranges = Vec::new();
    let mut at = piece.offset;
    for missing in &transfer.missing {
        let start = piece.offset.saturating_add(missing.start).min(end);
        if start > at {
            ranges.push((at, start));
        }
        at = at.max(piece.offset.saturating_add(missing.end));
    }
    if at < end {
        ranges.push((at, end));
    }
    ranges
}

/// Whether the end of a transfer is that of its file. RANG asks for a part.
fn ends_the_file(transfer: &Transfer) -> bool {
    let is_whole = matches!(transfer.judgement.verdict, Verdict::Complete | Verdict::CompleteUnconfirmed);
    is_whole && transfer.range_end.is_none()
}

/// The size of the whole file, where something tells it.
fn told_size(transfer: &Transfer) -> Option<u64> {
    let sizes = expected_sizes(transfer);
    let of_file = sizes.iter().find(|size| size.source == SizeSource::Size && size.bytes.is_some());
    of_file.map(|size| size.told).or(transfer.size_bytes)
}

fn holes(there: &Assembler, length: u64) -> Vec<MissingRange> {
    let extents = there.extents();
    let ends = std::iter::once(0).chain(extents.iter().map(|extent| extent.end));
    let starts = extents.iter().map(|extent| extent.start).chain(std::iter::once(position(length)));
    let offset = |position| u64::try_from(position).unwrap_or(0);
    let holes = ends.zip(starts).filter(|(start, end)| start < end);
    let ranges = holes.map(|(start, end)| MissingRange {
        start: offset(start),
        end: offset(end),
        before: None,
        after: None,
    });
    ranges.take(limits::MISSING_RANGES).collect()
}

fn position(offset: u64) -> i64 {
    i64::try_from(offset).unwrap_or(i64::MAX)
}
