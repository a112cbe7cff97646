//! Where the bytes of a half stream stand in the capture, so that they can be read again.
//!
//! Nothing is kept of what a data connection carries while a capture is read. This map is made by a second look at the
//! frames of one connection: stretches of the stream, each with the frames that carried it first. Nearly all
//! segments come one behind the other, so a stretch holds many of them, and the map of a file of any length stays
//! small; reading a stretch takes its frames apart again.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use crate::address::Side;
use crate::capture::RawFrame;
use crate::dissector::Dissection;
use crate::frame_table::FrameEntry;
use crate::limits;
use crate::network::{Decoded, Fragments, Segment, TcpFlags, decode};
use crate::replay::replay;
use crate::source::{ReadError, Source};
use crate::tcp::{Connection, Extent, HalfStream, Position, Received};
use crate::units::{ConnectionId, FrameNumber};

/// Where the bytes of a half stream stand. Offsets count from its first byte.
#[derive(Clone, Debug)]
pub struct StreamMap {
    connection: ConnectionId,
    sender: Side,
    /// What was captured, in the order of the stream.
    stretches: Vec<Stretch>,
    /// What was captured more than once, in the order of the capture.
    copies: Vec<StreamCopy>,
    /// Copies beyond the cap.
    copies_left_out: u64,
    conflicting_bytes: u64,
    length: u64,
    acknowledging: Option<(FrameNumber, FrameNumber)>,
}

/// Bytes that a frame costs at most while its stream is mapped: a stretch, a copy or a piece of recent bytes.
const MAPPED_FRAME_COST: usize = 200;

/// A part of a half stream, and the frames that carried its bytes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Offset of its first byte.
    pub start: u64,
    /// Offset behind its last byte.
    pub end: u64,
    /// Frame of its first byte.
    pub first_frame: FrameNumber,
    /// Frame of its last byte.
    pub last_frame: FrameNumber,
    /// Whether the segment lay in IP fragments, which stand in front of that frame.
    is_reassembled: bool,
}

/// Bytes that were captured again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamCopy {
    /// Offset of the first byte.
    pub start: u64,
    /// Offset behind the last byte.
    pub end: u64,
    /// The frame that brought them again.
    pub frame: FrameNumber,
    /// How many of them differ from the first copy.
    pub conflicting: u64,
}

impl StreamMap {
    /// Reads the frames of a connection again and maps what one side sent.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn new(
        dissection: &Dissection,
        source: &dyn Source,
        connection: ConnectionId,
        sender: Side,
    ) -> Result<Self, ReadError> {
        let maps = Self::of_all(dissection, source, &[(connection, sender)])?;
        maps.into_iter().next().ok_or(ReadError { offset: 0 })
    }

    /// The same of several half streams in one pass over the frames: a map for each that there is, in their order.
    /// What is kept meanwhile grows with them: about [`mapping_cost`](Self::mapping_cost) of each.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn of_all(
        dissection: &Dissection,
        source: &dyn Source,
        streams: &[(ConnectionId, Side)],
    ) -> Result<Vec<Self>, ReadError> {
        let mapping = |&(connection, sender): &(ConnectionId, Side)| {
            Some(Mapping::new(dissection, source, dissection.connections.get(connection)?, sender))
        };
        let mut mappings: Vec<_> = streams.iter().filter_map(mapping).collect();
        let all = || mappings.iter().map(|mapping| mapping.connection);
        let first = all().map(|connection| connection.first_frame).min().unwrap_or(FrameNumber::FIRST);
        let last = all().map(|connection| connection.last_frame).max().unwrap_or(first);
        // The places of those of a connection, found by its number.
        let mut places: Vec<_> = all().map(|connection| connection.id).zip(0_usize..).collect();
        places.sort_unstable();
        let of = |id: ConnectionId| {
            let from = places.partition_point(|(connection, _)| *connection < id);
            let rest = places.get(from..).unwrap_or_default();
            rest.iter().take_while(move |(connection, _)| *connection == id).map(|(_, place)| *place)
        };
        let is_wanted = |id| of(id).next().is_some();
        each_segment(
            dissection,
            source,
            &is_wanted,
            frames(first, last, true),
            &mut |id, frame, segment| {
                for place in of(id) {
                    if let Some(mapping) = mappings.get_mut(place) {
                        mapping.see(frame, segment);
                    }
                }
            },
        )?;
        mappings.into_iter().map(Mapping::finish).collect()
    }

    /// Bytes of memory that the map of a half stream takes about, while it is made.
    #[must_use]
    pub fn mapping_cost(half: &HalfStream) -> usize {
        let recent =
            usize::try_from(half.assembler().length()).unwrap_or(usize::MAX).min(limits::RECENT_BYTES);
        recent.saturating_add(MAPPED_FRAME_COST.saturating_mul(half.frames() as usize)).saturating_add(1_000)
    }

    /// Of a sender of whom no frame is in the capture, those of the other side that acknowledged first where its
    /// bytes begin, and last how far they go.
    #[must_use]
    pub fn acknowledging_frames(&self) -> Option<(FrameNumber, FrameNumber)> {
        self.acknowledging
    }

    /// Whose stream it is: the connection, and the side that sends.
    #[must_use]
    pub fn key(&self) -> (ConnectionId, Side) {
        (self.connection, self.sender)
    }

    /// Bytes of memory that it takes, about.
    #[must_use]
    pub fn cost(&self) -> usize {
        let stretches = self.stretches.len().saturating_mul(size_of::<Stretch>());
        let copies = self.copies.len().saturating_mul(size_of::<StreamCopy>());
        stretches.saturating_add(copies).saturating_add(size_of::<Self>())
    }

    /// Length of the stream in bytes, holes included.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// What was captured, in the order of the stream.
    #[must_use]
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// What was captured more than once, in the order of the capture, and how many of such pieces are beyond the cap.
    #[must_use]
    pub fn copies(&self) -> (&[StreamCopy], u64) {
        (&self.copies, self.copies_left_out)
    }

    /// Bytes of copies that differ from the first one.
    #[must_use]
    pub fn conflicting_bytes(&self) -> u64 {
        self.conflicting_bytes
    }

    /// The ranges that were captured and do not touch, in order, each with its first and last frame.
    pub fn captured(&self) -> impl Iterator<Item = Stretch> {
        let mut stretches = self.stretches.iter().copied().peekable();
        std::iter::from_fn(move || {
            let mut joined = stretches.next()?;
            while let Some(next) = stretches.next_if(|next| next.start == joined.end) {
                joined.end = next.end;
                joined.last_frame = next.last_frame;
            }
            Some(joined)
        })
    }

    /// Reads bytes from an offset on, `most` of them, and fewer where the range that was captured ends before.
    /// None at all inside a hole.
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
        let end = offset.saturating_add(most as u64);
        let first = self.stretches.partition_point(|stretch| stretch.end <= offset);
        let mut stretches = self.stretches.get(first..).unwrap_or_default();
        let mut bytes = Vec::new();
        let mut at = offset;
        // Stretches whose frames follow each other are read in one go.
        while let Some(next) = stretches.first().filter(|next| next.start <= at && at < end) {
            let follows = |pair: &[Stretch]| {
                matches!(pair, [one, other] if one.end == other.start
                    && one.last_frame <= other.first_frame && other.start < end)
            };
            let run = stretches.windows(2).take_while(|pair| follows(pair)).count().saturating_add(1);
            let (together, rest) = stretches.split_at_checked(run).unwrap_or((stretches, &[]));
            let last = together.last().unwrap_or(next);
            let wanted = at..end.min(last.end);
            self.read_stretches(dissection, source, together, wanted.clone(), &mut bytes)?;
            at = wanted.end;
            stretches = rest;
        }
        Ok(bytes)
    }

    /// Reads a range that lies in stretches whose frames follow each other.
    fn read_stretches(
        &self,
        dissection: &Dissection,
        source: &dyn Source,
        stretches: &[Stretch],
        wanted: Range<u64>,
        bytes: &mut Vec<u8>,
    ) -> Result<(), ReadError> {
        let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else { return Ok(()) };
        let Some(of) = dissection.connections.get(self.connection) else { return Ok(()) };
        let half = of.halves.get(self.sender);
        let start = half.start();
        let is_reassembled = stretches.iter().any(|stretch| stretch.is_reassembled);
        let frames = frames(first.first_frame, last.last_frame, is_reassembled);
        // Frames come in the order of the capture, and within a stretch that is the order of its bytes.
        let mut expected = first.start;
        let mut stretches = stretches.iter();
        let mut stretch = stretches.next();
        let is_wanted = |id| id == self.connection;
        each_segment(dissection, source, &is_wanted, frames, &mut |_, frame, segment| {
            // A reset may have a text, which is none of the stream's.
            if of.side_of(segment.source) != self.sender || segment.flags.contains(TcpFlags::RST) {
                return;
            }
            while stretch.is_some_and(|stretch| expected >= stretch.end) {
                stretch = stretches.next();
            }
            let Some(current) = stretch.filter(|stretch| frame.number >= stretch.first_frame) else { return };
            let begins = start.saturating_add_unsigned(expected);
            let Some(extent) = half.extent_near(segment, begins) else { return };
            let skipped = begins.saturating_sub(extent.start);
            let ends = start.saturating_add_unsigned(current.end).min(extent.end);
            if skipped < 0 || ends <= begins {
                return;
            }
            let length = ends.saturating_sub(begins);
            let (Ok(skipped), Ok(length)) = (usize::try_from(skipped), usize::try_from(length)) else {
                return;
            };
            let Some(part) = segment.payload.get(skipped..skipped.saturating_add(length)) else { return };
            let next = expected.saturating_add(part.len() as u64);
            let from = usize::try_from(wanted.start.saturating_sub(expected)).unwrap_or(usize::MAX);
            let to = usize::try_from(wanted.end.saturating_sub(expected)).unwrap_or(usize::MAX);
            bytes.extend_from_slice(part.get(from.min(part.len())..to.min(part.len())).unwrap_or_default());
            expected = next;
        })?;
        // The same frames give the same bytes, unless the file was changed.
        if expected < wanted.end {
            let offset = dissection.frames.get(first.first_frame).map_or(0, |entry| entry.offset);
            return Err(ReadError { offset });
        }
        Ok(())
    }
}

/// The places of the frames from one to another, and where segments may lie in IP fragments, of those in
/// front in which the first ones can be.
fn frames(first: FrameNumber, last: FrameNumber, with_fragments: bool) -> Range<usize> {
    let before = if with_fragments { limits::FRAGMENT_AGE as usize } else { 0 };
    first.index().saturating_sub(before)..last.index().saturating_add(1)
}

/// Hands on the segments of those connections that are wanted, in the order of the capture.
fn each_segment(
    dissection: &Dissection,
    source: &dyn Source,
    is_wanted: &dyn Fn(ConnectionId) -> bool,
    frames: Range<usize>,
    see: &mut dyn FnMut(ConnectionId, &RawFrame<'_>, &Segment<'_>),
) -> Result<(), ReadError> {
    // A frame without connection may be a fragment of a segment.
    let wanted = |entry: &FrameEntry| entry.connection().is_none_or(is_wanted);
    let mut fragments = Fragments::default();
    replay(dissection, source, frames, &wanted, &mut |frame, entry| {
        if let Decoded::Segment(segment) = decode(frame, &mut fragments, &mut ())
            && let Some(connection) = entry.connection()
        {
            see(connection, frame, &segment);
        }
    })
}

/// Whether a segment was put together from fragments: then its bytes are not those of the frame.
fn is_reassembled(frame: &RawFrame<'_>, segment: &Segment<'_>) -> bool {
    !frame.bytes.as_ptr_range().contains(&segment.payload.as_ptr())
}

/// A stretch in the making.
#[derive(Clone, Copy, Debug)]
struct Piece {
    end: Position,
    first_frame: FrameNumber,
    last_frame: FrameNumber,
    is_reassembled: bool,
}

impl Piece {
    fn stretch(&self, start: Position, offset: &dyn Fn(Position) -> u64) -> Stretch {
        Stretch {
            start: offset(start),
            end: offset(self.end),
            first_frame: self.first_frame,
            last_frame: self.last_frame,
            is_reassembled: self.is_reassembled,
        }
    }
}

/// A copy in the making.
#[derive(Clone, Copy, Debug)]
struct Again {
    extent: Extent,
    frame: FrameNumber,
    conflicting: u64,
}

/// A map in the making.
struct Mapping<'a> {
    dissection: &'a Dissection,
    source: &'a dyn Source,
    connection: &'a Connection,
    sender: Side,
    half: HalfStream,
    stretches: BTreeMap<Position, Piece>,
    /// Where the stretch begins that grew last.
    newest: Option<Position>,
    copies: Vec<Again>,
    copies_left_out: u64,
    conflicting_bytes: u64,
    recent: Recent,
    acknowledging: Option<(FrameNumber, FrameNumber)>,
    failed: Option<ReadError>,
}

impl<'a> Mapping<'a> {
    fn new(
        dissection: &'a Dissection,
        source: &'a dyn Source,
        connection: &'a Connection,
        sender: Side,
    ) -> Self {
        Self {
            dissection,
            source,
            connection,
            sender,
            half: HalfStream::default(),
            stretches: BTreeMap::new(),
            newest: None,
            copies: Vec::new(),
            copies_left_out: 0,
            conflicting_bytes: 0,
            recent: Recent::default(),
            acknowledging: None,
            failed: None,
        }
    }

    /// What the connection was found to be when the capture was read.
    fn known(&self) -> &'a HalfStream {
        self.connection.halves.get(self.sender)
    }

    fn see(&mut self, frame: &RawFrame<'_>, segment: &Segment<'_>) {
        if self.connection.side_of(segment.source) == self.sender {
            self.segment(frame, segment);
            return;
        }
        let before = self.half.acknowledged_behind_end();
        self.half.acknowledged_by(segment);
        if self.known().frames() == 0 && segment.flags.contains(TcpFlags::ACK) {
            let (_, last) = self.acknowledging.get_or_insert((frame.number, frame.number));
            if self.half.acknowledged_behind_end() > before {
                *last = frame.number;
            }
        }
    }

    fn finish(self) -> Result<StreamMap, ReadError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let known = self.known();
        let start = known.start();
        let offset = |position: Position| u64::try_from(position.saturating_sub(start)).unwrap_or(0);
        let stretches = self.stretches.iter().map(|(&position, piece)| piece.stretch(position, &offset));
        let copies = self.copies.iter().map(|copy| StreamCopy {
            start: offset(copy.extent.start),
            end: offset(copy.extent.end),
            frame: copy.frame,
            conflicting: copy.conflicting,
        });
        Ok(StreamMap {
            connection: self.connection.id,
            sender: self.sender,
            stretches: stretches.collect(),
            copies: copies.collect(),
            copies_left_out: self.copies_left_out,
            conflicting_bytes: self.conflicting_bytes,
            length: known.length(),
            acknowledging: self.acknowledging,
        })
    }

    fn segment(&mut self, frame: &RawFrame<'_>, segment: &Segment<'_>) {
        let is_reassembled = is_reassembled(frame, segment);
        let mut half = std::mem::take(&mut self.half);
        let received = half.reread(frame.number, frame.time, segment, |extent, is_new, bytes| {
            if is_new {
                self.recent.keep(extent.start, bytes);
                self.add(extent, frame.number, is_reassembled);
            } else {
                self.compare(extent, frame.number, bytes);
            }
        });
        // Whoever reads a stretch again takes the next byte from the first of its frames that has one there: behind
        // a frame whose byte there is none, as that of a keep-alive, another one begins.
        let is_none = received == Received::default() && !segment.payload.is_empty();
        if let Some(start) = self.newest.filter(|_| is_none)
            && let Some(piece) = self.stretches.get(&start)
            && half
                .extent_near(segment, piece.end)
                .is_some_and(|extent| extent.start <= piece.end && piece.end < extent.end)
        {
            self.newest = None;
        }
        self.half = half;
    }

    fn add(&mut self, extent: Extent, frame: FrameNumber, is_reassembled: bool) {
        let newest = self.newest.and_then(|start| Some((start, self.stretches.get_mut(&start)?)));
        if let Some((start, piece)) = newest
            && piece.end == extent.start
            && !is_reassembled
            && !piece.is_reassembled
            && extent.end.saturating_sub(start) <= limits::STRETCH_BYTES
            && frame.index().saturating_sub(piece.first_frame.index()) < limits::STRETCH_FRAMES
        {
            (piece.end, piece.last_frame) = (extent.end, frame);
            return;
        }
        let piece = Piece { end: extent.end, first_frame: frame, last_frame: frame, is_reassembled };
        self.stretches.insert(extent.start, piece);
        self.newest = Some(extent.start);
    }

    /// Compares bytes that came again with the first copy.
    fn compare(&mut self, extent: Extent, frame: FrameNumber, bytes: &[u8]) {
        let mut at = extent.start;
        let mut rest = bytes;
        let mut conflicting = 0_u64;
        while !rest.is_empty() && self.failed.is_none() {
            let Some(first) = self.first_copy(at, rest.len()) else { break };
            let count = first.len().min(rest.len());
            if count == 0 {
                break;
            }
            let (these, others) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            let differing = first.iter().zip(these).filter(|(one, other)| one != other).count();
            conflicting = conflicting.saturating_add(differing as u64);
            at = at.saturating_add_unsigned(count as u64);
            rest = others;
        }
        self.conflicting_bytes = self.conflicting_bytes.saturating_add(conflicting);
        let copy = Again { extent, frame, conflicting };
        if self.copies.len() < limits::STREAM_COPIES {
            self.copies.push(copy);
        } else {
            self.copies_left_out = self.copies_left_out.saturating_add(1);
        }
    }

    /// Bytes of the first copy from a position on.
    fn first_copy(&mut self, at: Position, most: usize) -> Option<Vec<u8>> {
        if let Some(bytes) = self.recent.at(at) {
            return Some(bytes.to_vec());
        }
        // Long ago: the stretch is read again.
        let (&start, piece) = self.stretches.range(..=at).next_back()?;
        let origin = self.known().start();
        let offset = |position: Position| u64::try_from(position.saturating_sub(origin)).unwrap_or(0);
        let stretch = piece.stretch(start, &offset);
        let map = StreamMap {
            connection: self.connection.id,
            sender: self.sender,
            stretches: vec![stretch],
            copies: Vec::new(),
            copies_left_out: 0,
            conflicting_bytes: 0,
            length: 0,
            acknowledging: None,
        };
        match map.read(self.dissection, self.source, offset(at), most) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                self.failed = Some(error);
                None
            }
        }
    }
}

/// The bytes that came last: what comes again mostly does so soon.
#[derive(Debug, Default)]
struct Recent {
    pieces: BTreeMap<Position, Vec<u8>>,
    /// Where they begin, the oldest first.
    order: VecDeque<Position>,
    bytes: usize,
}

impl Recent {
    fn keep(&mut self, start: Position, bytes: &[u8]) {
        self.pieces.insert(start, bytes.to_vec());
        self.order.push_back(start);
        self.bytes = self.bytes.saturating_add(bytes.len());
        while self.bytes > limits::RECENT_BYTES || self.order.len() > limits::RECENT_PIECES {
            let Some(oldest) = self.order.pop_front() else { return };
            let length = self.pieces.remove(&oldest).map_or(0, |bytes| bytes.len());
            self.bytes = self.bytes.saturating_sub(length);
        }
    }

    /// The bytes from a position on, as far as they are in one piece.
    fn at(&self, position: Position) -> Option<&[u8]> {
        // Pieces are what was new, so they do not overlap.
        let (start, bytes) = self.pieces.range(..=position).next_back()?;
        let skipped = usize::try_from(position.saturating_sub(*start)).ok()?;
        bytes.get(skipped..).filter(|rest| !rest.is_empty())
    }
}
