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
    /// of the other half stream.
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

    fn bytes(&self, piece: &Piece) -> &[u8] {
        self.arena.get(piece.at..piece.at.saturating_add(piece.length)).unwrap_or_default()
    }
}
