//! A second look at frames that have been read before.

use std::ops::Range;

use crate::capture::RawFrame;
use crate::dissector::Dissection;
use crate::frame_table::FrameEntry;
use crate::limits;
use crate::source::{ReadError, Source};
use crate::units::FrameNumber;

/// Reads those frames of a range of places, counted from 0 and cut to what
/// there is, that are wanted, and hands on each in the order of the file. Frames
/// that lie close together are read at once.
///
/// # Errors
///
/// Where the source cannot be read any more.
pub fn replay(
    dissection: &Dissection,
    source: &dyn Source,
    range: Range<usize>,
    wanted: &dyn Fn(&FrameEntry) -> bool,
    see: &mut dyn FnMut(&RawFrame<'_>, &FrameEntry),
) -> Result<(), ReadError> {
    let frame = |place| {
        let number = FrameNumber::at_index(place)?;
        dissection.frames.get(number).map(|entry| (number, entry))
    };
    let mut piece = Piece { offset: 0, bytes: Vec::new() };
    for place in range.clone() {
        let Some((number, entry)) = frame(place) else { break };
        if !wanted(entry) {
            continue;
        }
        if piece.bytes_of(entry).is_none() {
            let farthest = entry.offset.saturating_add(limits::REPLAY_BYTES);
            let near = (place..range.end).map_while(frame).map(|(_, entry)| entry);
            let near = near.take_while(|entry| entry.end() <= farthest);
            let end = near.filter(|entry| wanted(entry)).last().map_or(entry.end(), FrameEntry::end);
            let length = usize::try_from(end.saturating_sub(entry.offset)).unwrap_or(usize::MAX);
            piece = Piece { offset: entry.offset, bytes: source.read(entry.offset, length)? };
        }
        let interface = dissection.interfaces.get(entry.interface as usize);
        let bytes = piece.bytes_of(entry);
        let (Some(interface), Some(bytes)) = (interface, bytes) else {
            return Err(ReadError { offset: entry.offset });
        };
        see(
            &RawFrame {
                number,
                time: entry.time,
                bytes,
                original_length: entry.original_length,
                offset: entry.offset,
                link_type: interface.link_type,
                interface: entry.interface,
            },
            entry,
        );
    }
    Ok(())
}

/// What was read of the source last.
struct Piece {
    /// Byte in the file at which it begins.
    offset: u64,
    bytes: Vec<u8>,
}

impl Piece {
    /// The bytes of a frame, where all of them are in the piece.
    fn bytes_of(&self, entry: &FrameEntry) -> Option<&[u8]> {
        let start = usize::try_from(entry.offset.checked_sub(self.offset)?).ok()?;
        let end = start.checked_add(entry.captured_length as usize)?;
        self.bytes.get(start..end)
    }
}
