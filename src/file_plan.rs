//! Where the bytes of a file stand in the streams of its pieces.

use std::rc::Rc;

use crate::dissector::Dissection;
use crate::limits;
use crate::session::files::{FilePiece, TransferredFile};
use crate::session::transfer::TransferPlace;
use crate::source::{ReadError, Source};
use crate::stream_map::StreamMap;
use crate::stream_maps::StreamMaps;
use crate::tcp::{Assembler, Extent};

/// Where the bytes of a file stand. Where two pieces have the same bytes the earlier one counts.
#[derive(Debug)]
pub struct FilePlan {
    maps: Vec<Rc<StreamMap>>,
    parts: Vec<Part>,
    conflicting_bytes: u64,
}

/// A part of a file and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    /// Offset of its first byte in the file.
    start: u64,
    /// Offset behind its last byte.
    end: u64,
    /// Place of the map of its stream.
    map: usize,
    /// Offset in the file of the first byte of that stream.
    origin: u64,
}

impl FilePlan {
    /// Plans a file, and compares what several pieces have of it.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn new(
        dissection: &Dissection,
        source: &dyn Source,
        file: &TransferredFile,
    ) -> Result<Self, ReadError> {
        Self::of_pieces(dissection, source, &file.pieces, &mut StreamMaps::default())
    }

    /// Plans what one transfer carried: offsets count from the first byte of its data connection.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn of_transfer(
        dissection: &Dissection,
        source: &dyn Source,
        place: TransferPlace,
    ) -> Result<Self, ReadError> {
        Self::of_pieces(dissection, source, &[FilePiece::alone(place)], &mut StreamMaps::default())
    }

    /// The same of these pieces, with maps of their streams that may have been made before.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn of_pieces(
        dissection: &Dissection,
        source: &dyn Source,
        pieces: &[FilePiece],
        maps: &mut StreamMaps,
    ) -> Result<Self, ReadError> {
        let mut plan = Self { maps: Vec::new(), parts: Vec::new(), conflicting_bytes: 0 };
        let mut there = Assembler::default();
        for piece in pieces {
            let session = dissection.sessions.get(piece.place.session);
            let transfer = session.and_then(|session| session.transfers.get(piece.place.transfer));
            let Some(data) = transfer.and_then(|transfer| transfer.data) else { continue };
            let map = maps.get(dissection, source, data.connection, data.sender)?;
            plan.add(dissection, source, piece.offset, map, &mut there)?;
        }
        Ok(plan)
    }

    fn add(
        &mut self,
        dissection: &Dissection,
        source: &dyn Source,
        origin: u64,
        map: Rc<StreamMap>,
        there: &mut Assembler,
    ) -> Result<(), ReadError> {
        let number = self.maps.len();
        let (mut fresh, mut common) = (Vec::new(), Vec::new());
        for stretch in map.captured() {
            let position = |offset: u64| i64::try_from(origin.saturating_add(offset)).unwrap_or(i64::MAX);
            let extent = Extent { start: position(stretch.start), end: position(stretch.end) };
            // Beyond the cap of pieces nothing is told, and so nothing is planned: it stays missing.
            let _ = there
                .insert(extent, |part, is_new| if is_new { fresh.push(part) } else { common.push(part) });
        }
        let offset = |position: i64| u64::try_from(position).unwrap_or(0);
        for part in common {
            let differing =
                self.differing(dissection, source, &map, origin, offset(part.start)..offset(part.end))?;
            self.conflicting_bytes = self.conflicting_bytes.saturating_add(differing);
        }
        let parts = fresh.into_iter().map(|part| Part {
            start: offset(part.start),
            end: offset(part.end),
            map: number,
            origin,
        });
        self.parts.extend(parts);
        self.parts.sort_unstable_by_key(|part| part.start);
        self.maps.push(map);
        Ok(())
    }

    /// Bytes of a range that differ between a stream and what is planned.
    fn differing(
        &self,
        dissection: &Dissection,
        source: &dyn Source,
        map: &StreamMap,
        origin: u64,
        range: std::ops::Range<u64>,
    ) -> Result<u64, ReadError> {
        let mut at = range.start;
        let mut differing = 0_u64;
        while at < range.end {
            let most =
                usize::try_from(range.end.saturating_sub(at)).unwrap_or(usize::MAX).min(limits::READ_BYTES);
            let first = self.read(dissection, source, at, most)?;
            let other = map.read(dissection, source, at.saturating_sub(origin), first.len())?;
            let count = first.len().min(other.len());
            if count == 0 {
                break;
            }
            differing = differing
                .saturating_add(first.iter().zip(&other).filter(|(one, other)| one != other).count() as u64);
            at = at.saturating_add(count as u64);
        }
        Ok(differing)
    }

    /// Bytes that two pieces have, and not the same.
    #[must_use]
    pub fn conflicting_bytes(&self) -> u64 {
        self.conflicting_bytes
    }

    /// Offset behind the last byte that is there.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.parts.last().map_or(0, |part| part.end)
    }

    /// The first offset from this one on at which a byte is there; `None` behind the last one.
    #[must_use]
    pub fn next_captured(&self, offset: u64) -> Option<u64> {
        let part = self.parts.get(self.parts.partition_point(|part| part.end <= offset))?;
        Some(part.start.max(offset))
    }

    /// Reads bytes from an offset on, `most` of them, and fewer where what is there, or a piece, ends before.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn read(
        &self,
        dissection: &Dissection,
        source: &dyn Source,
        offset: u64,
        most: usize,
    ) -> Result<Vec<u8>, ReadError> {
        let place = self.parts.partition_point(|part| part.end <= offset);
        let Some(part) = self.parts.get(place).filter(|part| part.start <= offset) else {
            return Ok(Vec::new());
        };
        let Some(map) = self.maps.get(part.map) else { return Ok(Vec::new()) };
        let most = most.min(usize::try_from(part.end.saturating_sub(offset)).unwrap_or(usize::MAX));
        map.read(dissection, source, offset.saturating_sub(part.origin), most)
    }
}
