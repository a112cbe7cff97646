//! What the conversation tells of the size of a transfer, and when that can be compared with what came.
//!
//! A size is one of a file as it is stored. On the data connection it is the number of bytes only in image type
//! (RFC 959 §3.1.1.3) or the same by another name (`L 8`); in text types each line may end otherwise, and a server
//! that is asked for SIZE then tells what it likes (RFC 3659 §4.1). A transfer that REST or RANG shortened, or APPE
//! adds to a file, moves a part of it.

use super::transfer::{DataEnd, Transfer};
use super::verdict::SizeCheck;
use crate::ftp::command_info::Direction;
use crate::ftp::transfer_parameters::{FileStructure, RepresentationType};

/// Who told a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SizeSource {
    /// The 213 to SIZE.
    Size,
    /// The preliminary reply: `150 … (n bytes)`.
    Preliminary,
    /// The final reply: `226 … (n bytes)`.
    Final,
    /// The client, by ALLO.
    Allocation,
    /// The client, by the two ends of RANG.
    Range,
    /// A listing of the directory.
    Listing,
}

/// A size that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpectedSize {
    /// Who told it.
    pub source: SizeSource,
    /// The size that was told, in bytes.
    pub told: u64,
    /// The bytes that the file of this transfer must then have; `None` where the two cannot be compared.
    pub bytes: Option<u64>,
}

/// Sizes that were told of what is transferred, and whether they can be compared with what came.
#[must_use]
pub fn expected_sizes(transfer: &Transfer) -> Vec<ExpectedSize> {
    let Transfer { restart_offset, range_end, .. } = *transfer;
    let offset = restart_offset.unwrap_or(0);
    let is_verbatim = matches!(
        transfer.representation_type,
        Some(RepresentationType::Image | RepresentationType::Local(8))
    ) && transfer.file_structure == FileStructure::File;
    let count = transfer.file_bytes();
    // Of a transfer that begins within the file some servers tell the size of the file, others that of the rest. Which
    // of them, only SIZE tells, or the number of bytes: as many as the rest of a file may be a part of a rest, though,
    // where some can be missing.
    let is_whole = transfer
        .data
        .is_some_and(|data| data.start_known && data.missing_bytes == 0 && data.end == DataEnd::Fin);
    let of_transfer = |told: u64| match transfer.size_bytes {
        // A file is not shorter than what is left out in front: this is the rest.
        _ if told < offset => Some(told),
        Some(size) if size == told => told.checked_sub(offset),
        Some(size) if size.checked_sub(offset) == Some(told) => Some(told),
        _ if count == Some(told) => Some(told),
        _ => match told.checked_sub(offset) {
            rest if is_whole || count < rest => rest,
            rest if count > rest => Some(told),
            _ => None,
        },
    };
    // SIZE tells that of the whole file.
    let of_file = |told: u64| match transfer.direction {
        // What APPE adds to is as long as it is.
        Direction::Upload if transfer.appends && transfer.size_before.is_none() => {
            Some(told).filter(|told| count.is_some_and(|count| count > *told))
        }
        Direction::Upload => told.checked_sub(transfer.size_before.unwrap_or(offset)),
        _ => told.checked_sub(offset),
    };
    let range = restart_offset.zip(range_end);
    // A file may end before the range does.
    let last = |last: u64| transfer.size_bytes.map_or(last, |size| last.min(size.saturating_sub(1)));
    let of_range = range.map(|(first, end)| last(end).saturating_add(1).saturating_sub(first));
    let sizes = [
        (SizeSource::Size, transfer.size_bytes, transfer.size_bytes.and_then(of_file)),
        (SizeSource::Preliminary, transfer.announced_bytes, transfer.announced_bytes.and_then(of_transfer)),
        (SizeSource::Final, transfer.completed_bytes, transfer.completed_bytes.and_then(of_transfer)),
        (SizeSource::Allocation, transfer.allocated_bytes, transfer.allocated_bytes.and_then(of_transfer)),
        (SizeSource::Range, of_range, of_range),
        (SizeSource::Listing, transfer.listed_bytes, transfer.listed_bytes.and_then(of_file)),
    ];
    let told = sizes.into_iter().filter_map(|(source, told, bytes)| {
        let bytes = bytes.filter(|_| is_verbatim && transfer.direction != Direction::Listing);
        // The others are sizes of the file, of which RANG asks for a part.
        let is_part = range.is_some() && source != SizeSource::Range;
        Some(ExpectedSize { source, told: told?, bytes: bytes.filter(|_| !is_part) })
    });
    told.collect()
}

/// Compares a number of bytes with all sizes that apply.
#[must_use]
pub fn check_size(count: u64, sizes: &[ExpectedSize]) -> SizeCheck {
    let checks = sizes.iter().filter_map(|size| size.bytes).map(|bytes| match count.cmp(&bytes) {
        std::cmp::Ordering::Equal => SizeCheck::Equal,
        std::cmp::Ordering::Less => SizeCheck::Fewer,
        std::cmp::Ordering::Greater => SizeCheck::More,
    });
    checks.max().unwrap_or(SizeCheck::Unknown)
}
