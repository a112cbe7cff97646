//! The bytes of a half stream that is worth keeping.

use std::collections::BTreeMap;

use super::{Extent, Position};
use crate::units::{FrameNumber, Timestamp};

/// What one frame added to a half stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The frame.
    pub frame: FrameNumber,
    /// When it was captured.
    pub time: Timestamp,
    /// Its acknowledgement number, if it had one: what its sender had got
    /// of the other half stream. The lowest one where the bytes came again.
    pub acknowledgement: Option<u32>,
    /// Place of the bytes in the arena of [`Content`].
    at: usize,
    /// Number of bytes.
    length: usize,
}

/// Memory that a piece costs beside its bytes.
const PIECE_COST: usize = 64;

/// The bytes of a half stream, each with the frame that carried it first. The
/// first copy of a byte wins; later ones are compared with it.
#[derive(Clone, Debug, Default)]
pub struct Content {
    pieces: BTreeMap<Position, Piece>,
    /// The bytes in the order of their arrival.
    arena: Vec<u8>,
}

/// What is told of the frame that a piece comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    pub(super) frame: FrameNumber,
    pub(super) time: Timestamp,
    pub(super) acknowledgement: Option<u32>,
}

impl Content {
    /// Pieces in the order of the stream, each with its position and bytes.
    pub fn pieces(&self) -> impl Iterator<Item = (Position, &Piece, &[u8])> {
        self.pieces.iter().map(|(&position, piece)| (position, piece, self.bytes(piece)))
    }

    /// The bytes from this position, where a piece begins, up to a hole.
    pub(crate) fn bytes_from(&self, position: Position) -> impl Iterator<Item = u8> {
        let mut expected = position;
        let pieces = self.pieces.range(position..).map_while(move |(&position, piece)| {
            let follows = position == expected;
            expected = position.saturating_add_unsigned(piece.length as u64);
            follows.then_some(piece)
        });
        pieces.flat_map(|piece| self.bytes(piece)).copied()
    }

    /// Memory in use, in bytes.
    #[must_use]
    pub fn cost(&self) -> usize {
        self.arena.len().saturating_add(self.pieces.len().saturating_mul(PIECE_COST))
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Keeps bytes that no piece holds yet.
    pub(super) fn add(&mut self, position: Position, bytes: &[u8], origin: Origin) {
        let Origin { frame, time, acknowledgement } = origin;
        let at = self.arena.len();
        self.arena.extend_from_slice(bytes);
        self.pieces.insert(position, Piece { frame, time, acknowledgement, at, length: bytes.len() });
    }

    /// Number of bytes that differ from those kept at the same positions.
    pub(super) fn differing(&self, extent: Extent, bytes: &[u8]) -> u64 {
        let before = self.pieces.range(..extent.start).next_back();
        let within = self.pieces.range(extent.start..extent.end);
        let mut differing = 0_u64;
        for (&position, piece) in before.into_iter().chain(within) {
            // The common part of the piece and of the extent, as an offset into each.
            let into_piece = usize::try_from(extent.start.saturating_sub(position)).unwrap_or(0);
            let into_bytes = usize::try_from(position.saturating_sub(extent.start)).unwrap_or(0);
            let kept = self.bytes(piece).get(into_piece..).unwrap_or_default();
            let sent = bytes.get(into_bytes..).unwrap_or_default();
            let count = kept.iter().zip(sent).filter(|(kept, sent)| kept != sent).count();
            differing = differing.saturating_add(count as u64);
        }
        differing
    }

    /// Takes another copy of bytes that are kept into account: when its sender first sent them, it had got no
    /// more than the copy with the lowest acknowledgement number says.
    pub(super) fn sent_with(&mut self, extent: Extent, acknowledgement: Option<u32>) {
        let Some(lower) = acknowledgement else { return };
        let is_lowered = |piece: &Piece| piece.acknowledgement.is_some_and(|number| is_before(lower, number));
        let before = self.pieces.range(..extent.start).next_back();
        let within = self.pieces.range(extent.start..extent.end);
        let pieces = before.into_iter().chain(within).filter(|(_, piece)| is_lowered(piece));
        let pieces: Vec<_> = pieces.map(|(&position, &piece)| (position, piece)).collect();
        for (position, piece) in pieces {
            let end = position.saturating_add_unsigned(piece.length as u64);
            let common = Extent { start: extent.start.max(position), end: extent.end.min(end) };
            if common.start >= common.end {
                continue;
            }
            let part = |start: Position, end: Position, acknowledgement| {
                let skipped = usize::try_from(start.saturating_sub(position)).unwrap_or(0);
                let length = usize::try_from(end.saturating_sub(start)).unwrap_or(0);
                (start, Piece { at: piece.at.saturating_add(skipped), length, acknowledgement, ..piece })
            };
            let parts = [
                part(position, common.start, piece.acknowledgement),
                part(common.start, common.end, Some(lower)),
                part(common.end, end, piece.acknowledgement),
            ];
            self.pieces.extend(parts.into_iter().filter(|(_, part)| part.length > 0));
        }
    }

    fn bytes(&self, piece: &Piece) -> &[u8] {
        self.arena.get(piece.at..piece.at.saturating_add(piece.length)).unwrap_or_default()
    }
}

/// Whether a sequence number comes before another one (RFC 9293 §3.4).
fn is_before(one: u32, other: u32) -> bool {
    one.wrapping_sub(other).cast_signed() < 0
}
