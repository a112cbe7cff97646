//! What there is to weigh of a transfer.

use super::expected_size::{check_size, expected_sizes};
use super::transfer::{DataConnection, DataEnd, Inference, Transfer};
use super::verdict::{Bound, Copies, DataState, Evidence, FileEnd, Gaps, SizeCheck};
use crate::ftp::transfer_parameters::TransferMode;

impl Evidence {
    /// What there is to weigh of a transfer.
    #[must_use]
    pub fn of(transfer: &Transfer) -> Self {
        let Transfer { outcome, capture_ends, .. } = *transfer;
        let Some(data) = transfer.data else {
            return Self {
                outcome,
                data: DataState::None,
                copies: Copies::Same,
                gaps: Gaps::None,
                end: FileEnd::Open,
                size: SizeCheck::Unknown,
                capture_ends,
                bound: Bound::Sure,
            };
        };
        let count = transfer.file_bytes();
        let size = count.map_or(SizeCheck::Unknown, |count| check_size(count, &expected_sizes(transfer)));
        // With a whole end and the size that was told nothing can be missing in front of the first byte.
        let is_headless = !data.start_known && (data.end != DataEnd::Fin || size != SizeCheck::Equal);
        let is_unread = transfer.is_coded() && data.decoded.is_none();
        Self {
            outcome,
            data: if transfer.is_clear() { DataState::Clear } else { DataState::Encrypted },
            copies: match data.conflicting_bytes {
                _ if data.ambiguous_frame.is_some() => Copies::Fragments,
                Some(1..) => Copies::Differ,
                _ if data.damaged_frame.is_some() => Copies::Damaged,
                _ if data.keep_alive_frame.is_some() => Copies::KeepAlive,
                _ if data.decoded.is_some_and(|decoded| decoded.broken) => Copies::Broken,
                Some(0) if !is_unread => Copies::Same,
                _ => Copies::Unread,
            },
            gaps: match data.missing_bytes {
                1.. => Gaps::Holes,
                0 if is_headless => Gaps::Head,
                0 => Gaps::None,
            },
            end: file_end(transfer, &data),
            size,
            capture_ends,
            bound: match data.inferred {
                _ if data.is_foreign => Bound::Foreign,
                Some(Inference::Time | Inference::Direction) => Bound::Inferred,
                _ => Bound::Sure,
            },
        }
    }
}

fn file_end(transfer: &Transfer, data: &DataConnection) -> FileEnd {
    let decoded = data.decoded.filter(|_| transfer.is_coded());
    match (decoded.map(|decoded| decoded.ended), data.end) {
        // Block and compressed mode mark the end of a file; the connection may stay open for the next one.
        (Some(true), _) if transfer.transfer_mode != TransferMode::Stream => FileEnd::Fin,
        (Some(false), DataEnd::Fin) => FileEnd::Open,
        (_, DataEnd::Fin) => FileEnd::Fin,
        // One sequence number more may be that of a FIN.
        _ if data.acknowledged_behind_end > 1 => FileEnd::Acknowledged,
        (_, DataEnd::Reset) => FileEnd::Reset,
        (_, DataEnd::Open) => FileEnd::Open,
    }
}
