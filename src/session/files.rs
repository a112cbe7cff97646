//! The files that transfers carried. Mostly a transfer is a file; one that was broken off and taken up again with
//! REST, or fetched in pieces with RANG, is put together.

use std::collections::BTreeMap;

use super::Session;
use super::expected_size::{SizeSource, expected_sizes};
use super::outcome::Outcome;
use super::owners::Owners;
use super::paths::{TransferPaths, transfer_paths};
use super::replacement::{FileHash, file_hash, replacements};
use super::transfer::{MissingRange, Transfer, TransferPlace};
use super::verdict::{
    Bound, Copies, DataState, Evidence, FileEnd, Gaps, Judgement, Reason, SizeCheck, Verdict, judge,
};
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

impl FilePiece {
    /// What a transfer carried, offsets counting from the first byte of its data connection.
    #[must_use]
    pub fn alone(place: TransferPlace) -> Self {
        Self { place, offset: 0, bytes: 0 }
    }
}

/// The files of all sessions in the order of time, and how many are beyond the cap.
#[must_use]
pub fn transferred_files(sessions: &[Session]) -> (Vec<TransferredFile>, u64) {
    let mut found = Vec::new();
    let mut left_out = 0_u64;
    let mut owners = Owners::default();
    for (number, session) in sessions.iter().enumerate() {
        let places = session.transfers.iter().enumerate().filter(|(_, transfer)| is_file(transfer));
        let room = limits::FILES.saturating_sub(found.len());
        let count = places.clone().count();
        left_out = left_out.saturating_add(count.saturating_sub(room) as u64);
        let places: Vec<_> = places.map(|(place, _)| place).take(room).collect();
        let transfers: Vec<_> = places.iter().filter_map(|place| session.transfers.get(*place)).collect();
        let paths = transfer_paths(session, &transfers);
        let owners = owners.of(session, &transfers);
        for (((transfer, place), paths), owner) in transfers.into_iter().zip(places).zip(paths).zip(owners) {
            let place = TransferPlace { session: number, transfer: place };
            found.push(Found { transfer, place, paths, owner });
        }
    }
    found.sort_by_key(|found| found.transfer.frame);
    let mut replacements = replacements(sessions).into_iter().peekable();
    let mut files = Files::default();
    for found in found {
        while let Some(replaced) = replacements.next_if(|replaced| replaced.frame <= found.transfer.frame) {
            files.replaced(replaced.file);
        }
        if let Some(session) = sessions.get(found.place.session) {
            files.add(session, found);
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

/// A transfer that carried a file.
struct Found<'a> {
    transfer: &'a Transfer,
    place: TransferPlace,
    paths: TransferPaths,
    /// Number of who is logged in.
    owner: usize,
}

/// What files are found by.
type Key = (Endpoint, usize, bool, Vec<u8>);

/// A file that a piece which comes may belong to.
#[derive(Clone, Copy, Debug)]
struct Open {
    owner: usize,
    /// Its path, and how often that was given to another file before.
    file: FileHash,
    generation: u32,
}

#[derive(Default)]
struct Files {
    list: Vec<TransferredFile>,
    /// For each file of the list, `None` where no piece can be added any more.
    open: Vec<Option<Open>>,
    /// The last file of each path and user: a piece that comes may belong to it.
    last: BTreeMap<Key, usize>,
    /// How often a path was given to another file.
    generations: BTreeMap<FileHash, u32>,
}

impl Files {
    fn add(&mut self, session: &Session, Found { transfer, place, paths, owner }: Found<'_>) {
        let TransferPaths { path, renamed_to, .. } = paths;
        let offset = offset(transfer);
        let piece =
            FilePiece { place, offset: offset.unwrap_or(0), bytes: transfer.file_bytes().unwrap_or(0) };
        let is_upload = transfer.direction == Direction::Upload;
        let may_be_joined = offset.is_some() && may_be_joined(transfer);
        let key = path.clone().map(|path| (session.server, owner, is_upload, path));
        let known = key.as_ref().and_then(|key| self.last.get(key).copied());
        let known = known.or_else(|| self.other_piece(session, &piece, transfer, owner, path.as_deref()?));
        if let Some(number) = known.filter(|number| may_be_joined && self.is_open(*number))
            && let Some(file) = self.list.get_mut(number)
            && takes(file, &piece)
        {
            file.pieces.push(piece);
            file.path = renamed_to.or(file.path.take());
            return;
        }
        self.open.push(None);
        if let Some(key) = key {
            let file = file_hash(key.0, &key.3);
            // What was stored anew is another file than the one that was fetched before.
            if is_upload {
                self.replaced(file);
            }
            let generation = self.generations.get(&file).copied().unwrap_or(0);
            if let Some(open) = self.open.last_mut().filter(|_| may_be_joined) {
                *open = Some(Open { owner, file, generation });
            }
            self.last.insert(key, self.list.len());
        }
        // A piece by itself: what is in front of it is missing.
        let is_part = offset != Some(0);
        let head = (piece.offset > 0).then_some(MissingRange::new(0, piece.offset));
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

    /// A path was given to another file, or to none.
    fn replaced(&mut self, file: FileHash) {
        let generation = self.generations.entry(file).or_default();
        *generation = generation.saturating_add(1);
    }

    /// Whether a piece may be added to a file: its path was given to no other one since.
    fn is_open(&self, number: usize) -> bool {
        let open = self.open.get(number).copied().flatten();
        open.is_some_and(|open| self.generations.get(&open.file).copied().unwrap_or(0) == open.generation)
    }

    /// The file that a piece belongs to where one of the two paths is not known from its root, since no reply told the
    /// directory: the same as far as it goes.
    fn other_piece(
        &self,
        session: &Session,
        piece: &FilePiece,
        transfer: &Transfer,
        owner: usize,
        path: &[u8],
    ) -> Option<usize> {
        let is_it = |number: usize, file: &TransferredFile| {
            let begins_within = || piece.offset > 0 || file.pieces.iter().all(|piece| piece.offset > 0);
            let is_owner = self.open.get(number).copied().flatten().is_some_and(|open| open.owner == owner);
            is_owner
                && file.server == session.server
                && file.direction == transfer.direction
                && file.path.as_deref().is_some_and(|other| ends_with(other, path) || ends_with(path, other))
                && begins_within()
        };
        let recent = self.list.iter().enumerate().rev().take(RECENT_FILES);
        recent.filter(|(number, file)| is_it(*number, file)).map(|(number, _)| number).next()
    }
}

/// Files among which the one is looked for that a piece with another path belongs to: the pieces of a file are
/// fetched at the same time or soon after each other.
const RECENT_FILES: usize = 64;

/// Whether a path ends with another one that is not known from its root.
fn ends_with(path: &[u8], relative: &[u8]) -> bool {
    !is_absolute(relative) && path.strip_suffix(relative).is_some_and(|front| front.ends_with(b"/"))
}

/// Where a transfer begins in its file; `None` where nothing tells how long the file was that it is added to.
fn offset(transfer: &Transfer) -> Option<u64> {
    if !transfer.appends {
        return Some(transfer.restart_offset.unwrap_or(0));
    }
    // REST has no effect on APPE. What is told afterwards counts where all that was added is there.
    let is_whole = matches!(transfer.judgement.verdict, Verdict::Complete | Verdict::CompleteUnconfirmed);
    let after = transfer.size_bytes.zip(transfer.file_bytes()).filter(|_| is_whole);
    transfer.size_before.or_else(|| after.and_then(|(size, added)| size.checked_sub(added)))
}

/// Whether offsets in a transfer are offsets in a file: only where its bytes are those of the file, and none are
/// missing in front of the first one.
fn may_be_joined(transfer: &Transfer) -> bool {
    let is_verbatim = matches!(
        transfer.representation_type,
        Some(RepresentationType::Image | RepresentationType::Local(8))
    );
    let has_start =
        transfer.data.is_some_and(|data| data.start_known || Evidence::of(transfer).gaps == Gaps::None);
    is_verbatim && !transfer.is_coded() && has_start
}

/// Whether a piece belongs to a file: two that begin at its beginning are two files.
fn takes(file: &TransferredFile, piece: &FilePiece) -> bool {
    let is_same = |other: &FilePiece| (other.offset, other.bytes) == (piece.offset, piece.bytes);
    file.pieces.len() < limits::FILE_PIECES
        && !file.pieces.iter().any(|other| is_same(other) || piece.offset == 0 && other.offset == 0)
}

/// Judges a file of several pieces as one transfer that brought what any of them did: by the table of verdicts.
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
    // What is told of an upload between its pieces is how long the file was then.
    let first = if file.direction == Direction::Upload { pieces.len().saturating_sub(1) } else { 0 };
    let told = pieces.iter().skip(first).filter_map(|(_, transfer)| told_size(transfer)).max();
    let farthest = there.extents().last().and_then(|extent| u64::try_from(extent.end).ok()).unwrap_or(0);
    let length = ended.or(told).unwrap_or(farthest).max(farthest);
    file.bytes = Some(length);
    file.missing = holes(&there, length);
    let judgements = || pieces.iter().map(|(_, transfer)| transfer.judgement);
    // Also a transfer that failed brought bytes, and what is wrong with them.
    let known = || pieces.iter().map(|(_, transfer)| Evidence::of(transfer));
    let is_confirmed = judgements().any(|judgement| judgement.verdict == Verdict::Complete);
    let is_too_long = judgements().any(|judgement| judgement.reason == Reason::MoreThanTold);
    let size = match told.map(|told| length.cmp(&told)) {
        _ if is_too_long => SizeCheck::More,
        None => SizeCheck::Unknown,
        Some(std::cmp::Ordering::Equal) => SizeCheck::Equal,
        Some(std::cmp::Ordering::Less) => SizeCheck::Fewer,
        Some(std::cmp::Ordering::Greater) => SizeCheck::More,
    };
    file.judgement = judge(&Evidence {
        outcome: if is_confirmed { Outcome::Completed } else { Outcome::Running },
        data: DataState::Clear,
        copies: known().map(|of| of.copies).find(|copies| *copies != Copies::Same).unwrap_or(Copies::Same),
        gaps: if is_certain && file.missing.is_empty() { Gaps::None } else { Gaps::Holes },
        end: if ended.is_some() { FileEnd::Fin } else { FileEnd::Open },
        size,
        capture_ends: false,
        bound: known().map(|of| of.bound).find(|bound| *bound != Bound::Sure).unwrap_or(Bound::Sure),
    });
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
    let ranges = holes.map(|(start, end)| MissingRange::new(offset(start), offset(end)));
    ranges.take(limits::MISSING_RANGES).collect()
}

fn position(offset: u64) -> i64 {
    i64::try_from(offset).unwrap_or(i64::MAX)
}
