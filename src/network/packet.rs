//! One packet that comes in fragments.

use std::ops::Range;

use etherparse::IpNumber;

use super::Layer;
use super::fragment::{Fragment, Key};
use crate::units::FrameNumber;

/// A packet of which fragments came.
#[derive(Debug)]
pub(super) struct Packet {
    pub(super) key: Key,
    /// The header whose fields the fragments have.
    pub(super) layer: Layer,
    /// The frames of the fragments that came first and last.
    pub(super) first_frame: FrameNumber,
    pub(super) last_frame: FrameNumber,
    /// What it carries, by its first fragment once that has come.
    pub(super) protocol: u8,
    /// Bytes of its payload, once the last fragment has come.
    length: Option<usize>,
    /// What came, in order and without overlaps.
    pieces: Vec<Piece>,
    /// Captured bytes of the pieces.
    bytes: usize,
    /// All of it came, and was given.
    is_complete: bool,
    /// Fragments have other bytes in the same place, or end the packet in another one.
    is_ambiguous: bool,
}

/// A part of the payload.
#[derive(Debug)]
struct Piece {
    start: usize,
    end: usize,
    /// Its bytes; fewer where the snapshot length cut them.
    bytes: Box<[u8]>,
}

impl Packet {
    pub(super) fn new(key: Key, fragment: &Fragment, frame: FrameNumber) -> Self {
        Self {
            key,
            layer: fragment.layer,
            first_frame: frame,
            last_frame: frame,
            protocol: fragment.protocol,
            length: None,
            pieces: Vec::new(),
            bytes: 0,
            is_complete: false,
            is_ambiguous: false,
        }
    }

    pub(super) fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// Captured bytes that it holds.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes what a fragment carries: `bytes` of what was in this range of the payload. What came before
    /// stays. Gives the number of bytes that differ from those.
    pub(super) fn add(
        &mut self,
        frame: FrameNumber,
        fragment: &Fragment,
        range: &Range<usize>,
        bytes: &[u8],
    ) -> usize {
        self.last_frame = frame;
        if fragment.offset == 0 {
            self.protocol = fragment.protocol;
        }
        if !fragment.more_follow {
            self.is_ambiguous |= self.length.is_some_and(|length| length != range.end);
            self.length = self.length.or(Some(range.end));
        }
        let mut conflicting = 0_usize;
        let mut place = self.pieces.partition_point(|piece| piece.end <= range.start);
        let mut at = range.start;
        while at < range.end {
            match self.pieces.get(place) {
                Some(piece) if piece.start <= at => {
                    let end = piece.end.min(range.end);
                    let differ = piece.differing(&(at..end), part(bytes, range.start, &(at..end)));
                    conflicting = conflicting.saturating_add(differ);
                    at = end;
                }
                later => {
                    let end = later.map_or(range.end, |piece| piece.start.min(range.end));
                    let fresh = part(bytes, range.start, &(at..end));
                    self.bytes = self.bytes.saturating_add(fresh.len());
                    self.pieces.insert(place, Piece { start: at, end, bytes: fresh.into() });
                    at = end;
                }
            }
            place = place.saturating_add(1);
        }
        self.is_ambiguous |= conflicting > 0;
        conflicting
    }

    /// Whether its fragments contradict each other: its receiver may have read another packet.
    pub(super) fn is_ambiguous(&self) -> bool {
        let reached = self.pieces.last().map(|piece| piece.end);
        self.is_ambiguous || reached.zip(self.length).is_some_and(|(reached, length)| reached > length)
    }

    /// Whether a fragment is a copy of what came before.
    pub(super) fn holds(&self, range: &Range<usize>, bytes: &[u8]) -> bool {
        let mut at = range.start;
        for piece in &self.pieces {
            if piece.start <= at && at < piece.end {
                let end = piece.end.min(range.end);
                if piece.differing(&(at..end), part(bytes, range.start, &(at..end))) > 0 {
                    return false;
                }
                at = end;
            }
        }
        at >= range.end
    }

    /// Where this fragment completed it: puts its payload into `whole`, up to the first byte that the
    /// snapshot length cut off, and gives the length that it had. More may have come behind that length.
    pub(super) fn complete(&mut self, whole: &mut Vec<u8>) -> Option<usize> {
        let length = self.length.filter(|_| !self.is_complete)?;
        let mut reached = 0;
        for piece in &self.pieces {
            if piece.start != reached {
                return None;
            }
            reached = piece.end;
        }
        if reached < length {
            return None;
        }
        self.is_complete = true;
        whole.clear();
        for piece in &self.pieces {
            whole.extend_from_slice(&piece.bytes);
            if whole.len() < piece.end {
                break;
            }
        }
        Some(length)
    }

    /// All of it came.
    pub(super) fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Whether something is missing without it: it may carry TCP. Of UDP that is known only if the first
    /// fragment came, and went to the port of a tunnel.
    pub(super) fn is_missed(&self) -> bool {
        let has_first = self.pieces.first().is_some_and(|piece| piece.start == 0);
        !self.is_complete && (self.protocol != IpNumber::UDP.0 || has_first)
    }
}

impl Piece {
    /// How many of these bytes differ from those that this piece has in that range.
    fn differing(&self, range: &Range<usize>, bytes: &[u8]) -> usize {
        let own = part(&self.bytes, self.start, range);
        own.iter().zip(bytes).filter(|(own, other)| own != other).count()
    }
}

/// The bytes in this range of a payload, where the captured ones begin at `start`.
fn part<'a>(bytes: &'a [u8], start: usize, range: &Range<usize>) -> &'a [u8] {
    let end = range.end.saturating_sub(start).min(bytes.len());
    bytes.get(range.start.saturating_sub(start)..end).unwrap_or_default()
}
