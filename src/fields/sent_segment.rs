//! Segments in front of a frame, to tell which one it acknowledges.

use crate::address::Endpoint;
use crate::capture::RawFrame;
use crate::network::{Decoded, Fragments, Segment, TcpFlags, decode};
use crate::units::{FrameNumber, Timestamp};

/// A segment that can be acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentSegment {
    /// Its frame.
    pub frame: FrameNumber,
    /// When it was captured.
    pub time: Timestamp,
    source: Endpoint,
    /// Sequence number after its last byte, SYN or FIN.
    next: u32,
}

impl SentSegment {
    /// The segment of a frame, if it has bytes, a SYN or a FIN.
    #[must_use]
    pub fn of(frame: &RawFrame<'_>) -> Option<Self> {
        let mut fragments = Fragments::default();
        let Decoded::Segment(segment) = decode(frame, &mut fragments, &mut ()) else {
            return None;
        };
        let (frame, time) = (frame.number, frame.time);
        let length = length(&segment);
        let next = segment.sequence.wrapping_add(length);
        (length > 0).then_some(Self { frame, time, source: segment.source, next })
    }

    /// Whether a segment acknowledges just this one.
    pub(super) fn is_acknowledged_by(&self, segment: &Segment<'_>) -> bool {
        segment.flags.contains(TcpFlags::ACK)
            && segment.destination == self.source
            && segment.acknowledgement == self.next
    }
}

/// Numbers that a segment takes: those of its bytes, and one for SYN or FIN.
pub(super) fn length(segment: &Segment<'_>) -> u32 {
    let takes_one = [TcpFlags::SYN, TcpFlags::FIN].into_iter().filter(|flag| segment.flags.contains(*flag));
    segment.payload_length.wrapping_add(takes_one.count() as u32)
}
