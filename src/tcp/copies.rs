//! Frames that are in a capture twice though they were sent once, as from a mirror port that sees a packet
//! come and go.

use crate::address::Side;
use crate::network::{Segment, TcpFlags};
use crate::units::{ConnectionId, FrameNumber, Timestamp};

/// Segments that are remembered: copies come a few frames after their original.
const REMEMBERED: usize = 1_024;

/// Time within which a packet of the same identification is a copy. Nobody sends bytes again that soon for want
/// of an acknowledgement: RFC 6298 §2.4 asks for a second, Linux takes 200 ms.
const COPIED_WITHIN_NS: i64 = 100_000_000;

/// The same where there is no identification: sooner than any answer could ask for the bytes.
const COPIED_AT_ONCE_NS: i64 = 1_000_000;

/// The segments that came last.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// Each at the place that its numbers say.
    recent: Vec<Option<Recent>>,
}

#[derive(Clone, Copy, Debug)]
struct Recent {
    header: Header,
    frame: FrameNumber,
    time: Timestamp,
}

/// What all copies of a packet have in common: a router on the way changes nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Header {
    connection: ConnectionId,
    side: Side,
    identification: u16,
    sequence: u32,
    acknowledgement: u32,
    window: u16,
    payload_length: u32,
}

impl Copies {
    /// The frame of which this one is a copy. A segment that was sent again has another identification, a repeated
    /// acknowledgement too; where there is none, an acknowledgement alone is not told from a copy.
    pub(super) fn original(
        &mut self,
        connection: ConnectionId,
        side: Side,
        frame: FrameNumber,
        time: Timestamp,
        segment: &Segment<'_>,
    ) -> Option<FrameNumber> {
        let Segment { identification, sequence, acknowledgement, window, payload_length, .. } = *segment;
        let has = |flag| segment.flags.contains(flag);
        let takes_numbers = payload_length > 0 || has(TcpFlags::SYN) || has(TcpFlags::FIN);
        let within = match identification {
            0 if takes_numbers => COPIED_AT_ONCE_NS,
            0 => return None,
            _ => COPIED_WITHIN_NS,
        };
        let header =
            Header { connection, side, identification, sequence, acknowledgement, window, payload_length };
        self.recent.resize(REMEMBERED, None);
        let place = (sequence ^ u32::from(identification)) as usize % REMEMBERED;
        let recent = self.recent.get_mut(place)?;
        let is_copy =
            |one: &Recent| one.header == header && time.nanoseconds_since(one.time).saturating_abs() < within;
        if let Some(original) = recent.filter(is_copy) {
            return Some(original.frame);
        }
        *recent = Some(Recent { header, frame, time });
        None
    }
}
