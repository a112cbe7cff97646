//! Both directions of a connection.

use super::analysis::{Known, Sent, analyse};
use super::{Analysis, HalfStream, Received};
use crate::address::{Endpoint, Pair, Side};
use crate::network::{Segment, TcpFlags};
use crate::units::{ConnectionId, FrameNumber, Timestamp};

/// A TCP connection, as far as captured.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Its number, from 0 in the order of first frames.
    pub id: ConnectionId,
    /// Its two ends; side A sent the first frame.
    pub endpoints: Pair<Endpoint>,
    /// What each side sent.
    pub halves: Pair<HalfStream>,
    /// First frame.
    pub first_frame: FrameNumber,
    /// Last frame.
    pub last_frame: FrameNumber,
    /// Time of the first frame.
    pub first_time: Timestamp,
    /// Time of the last frame.
    pub last_time: Timestamp,
    opener: Option<Side>,
    fin_frames: Pair<Option<FrameNumber>>,
    /// What the FIN of each side acknowledges.
    fin_acknowledges: Pair<Option<u32>>,
    reset: Option<(Side, FrameNumber)>,
    sent: Pair<Sent>,
    opening: Opening,
}

/// The opening, and how long it took: from the SYN to the acknowledgement of
/// the answer to it.
#[derive(Clone, Copy, Debug, Default)]
struct Opening {
    syn: Option<Timestamp>,
    frames: Handshake,
    is_acknowledged: bool,
    round_trip_ns: Option<i64>,
}

/// Frames of the three-way handshake (RFC 9293 §3.5), as far as captured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handshake {
    /// The SYN that was answered, or the last one where none was.
    pub syn: Option<FrameNumber>,
    /// The SYN with ACK that answers it.
    pub syn_ack: Option<FrameNumber>,
    /// The ACK of that answer.
    pub ack: Option<FrameNumber>,
}

/// How a connection ends in the capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Both sides sent FIN; the first one did so first.
    Closed(Side),
    /// This side sent FIN.
    HalfClosed(Side),
    /// This side sent RST.
    Reset(Side),
    /// This side answered a SYN with RST.
    Refused(Side),
    /// Only SYNs, without an answer.
    Unanswered,
    /// None of these: the capture ends first.
    Open,
}

impl Connection {
    pub(super) fn new(id: ConnectionId, segment: &Segment<'_>, frame: FrameNumber, time: Timestamp) -> Self {
        Self {
            id,
            endpoints: Pair { a: segment.source, b: segment.destination },
            halves: Pair { a: HalfStream::keeping_content(), b: HalfStream::keeping_content() },
            first_frame: frame,
            last_frame: frame,
            first_time: time,
            last_time: time,
            opener: None,
            fin_frames: Pair::default(),
            fin_acknowledges: Pair::default(),
            reset: None,
            sent: Pair::default(),
            opening: Opening::default(),
        }
    }

    /// The side that has this endpoint. Where both have the same one (a host
    /// that speaks to itself on one port), side A.
    #[must_use]
    pub fn side_of(&self, endpoint: Endpoint) -> Side {
        if self.endpoints.a == endpoint { Side::A } else { Side::B }
    }

    /// The side that opened the connection, by its SYN or by the answer to it.
    #[must_use]
    pub fn opener(&self) -> Option<Side> {
        self.opener
    }

    /// Number of frames of both sides.
    #[must_use]
    pub fn frames(&self) -> u32 {
        self.halves.a.frames().saturating_add(self.halves.b.frames())
    }

    /// Frames of the three-way handshake.
    #[must_use]
    pub fn handshake(&self) -> Handshake {
        self.opening.frames
    }

    /// Frame of the first FIN of a side.
    #[must_use]
    pub fn fin_frame(&self, side: Side) -> Option<FrameNumber> {
        *self.fin_frames.get(side)
    }

    /// Frame of the first RST.
    #[must_use]
    pub fn reset_frame(&self) -> Option<FrameNumber> {
        self.reset.map(|(_, frame)| frame)
    }

    /// Round-trip time of the opening, in nanoseconds: from the SYN to the
    /// acknowledgement of the answer to it. `None` where the capture lacks one
    /// of the three.
    #[must_use]
    pub fn round_trip_ns(&self) -> Option<i64> {
        self.opening.round_trip_ns
    }

    /// Which parts of a connection are in the capture, as the bits of
    /// Wireshark's `tcp.completeness`: 1 SYN, 2 SYN with ACK, 4 the ACK of
    /// that, 8 bytes, 16 FIN, 32 RST.
    #[must_use]
    pub fn completeness(&self) -> u8 {
        let has_syn = |side: Side| self.halves.get(side).has_syn();
        let has_bytes = |half: &HalfStream| half.assembler().length() > 0;
        let parts = [
            self.opener.is_some_and(has_syn),
            self.opener.is_some_and(|opener| has_syn(opener.other())),
            self.opening.is_acknowledged,
            has_bytes(&self.halves.a) || has_bytes(&self.halves.b),
            self.fin_frames.a.or(self.fin_frames.b).is_some(),
            self.reset.is_some(),
        ];
        parts.into_iter().rev().fold(0, |bits, part| bits << 1 | u8::from(part))
    }

    /// Whether the connection was open before the capture began.
    #[must_use]
    pub fn began_before_capture(&self) -> bool {
        self.opener.is_none()
    }

    /// How the connection ends in the capture.
    #[must_use]
    pub fn end(&self) -> End {
        let silent = self.halves.a.assembler().length() == 0 && self.halves.b.assembler().length() == 0;
        let answered = self.opener.is_none_or(|opener| self.halves.get(opener.other()).has_syn());
        match (self.reset.map(|(side, _)| side), self.first_fin()) {
            (Some(side), _) if silent && !answered && self.opener == Some(side.other()) => End::Refused(side),
            (Some(side), None) => End::Reset(side),
            (_, Some(side)) if self.halves.get(side.other()).has_fin() => End::Closed(side),
            // After one FIN a reset is how many programs end.
            (Some(side), Some(_)) => End::Reset(side),
            (None, Some(side)) => End::HalfClosed(side),
            (None, None) if !answered && self.halves.b.frames() == 0 => End::Unanswered,
            (None, None) => End::Open,
        }
    }

    /// The side that sent FIN first. Who acknowledges the FIN of the other side with its own one came later,
    /// whatever the order of the frames.
    fn first_fin(&self) -> Option<Side> {
        let first = match (self.fin_frames.a, self.fin_frames.b) {
            (Some(a), Some(b)) if b < a => Side::B,
            (Some(_), _) => Side::A,
            (None, Some(_)) => Side::B,
            (None, None) => return None,
        };
        let knows_other = |side: Side| {
            let acknowledged = *self.fin_acknowledges.get(side);
            acknowledged.is_some_and(|number| self.halves.get(side.other()).is_fin_acknowledged_by(number))
        };
        Some(if knows_other(first) && !knows_other(first.other()) { first.other() } else { first })
    }

    /// Whether a SYN of this side begins another connection on the same
    /// four-tuple.
    pub(super) fn is_succeeded_by(&self, side: Side, segment: &Segment<'_>) -> bool {
        segment.flags.contains(TcpFlags::SYN) && !self.halves.get(side).accepts_syn(segment.sequence)
    }

    pub(super) fn receive(
        &mut self,
        side: Side,
        segment: &Segment<'_>,
        frame: FrameNumber,
        time: Timestamp,
        room: usize,
    ) -> (Received, Analysis) {
        self.last_frame = frame;
        self.last_time = time;
        let flags = segment.flags;
        if flags.contains(TcpFlags::SYN) {
            let opener = if flags.contains(TcpFlags::ACK) { side.other() } else { side };
            self.opener.get_or_insert(opener);
        }
        if flags.contains(TcpFlags::FIN) {
            self.fin_frames.get_mut(side).get_or_insert(frame);
            if flags.contains(TcpFlags::ACK) {
                self.fin_acknowledges.get_mut(side).get_or_insert(segment.acknowledgement);
            }
        }
        if flags.contains(TcpFlags::RST) {
            self.reset.get_or_insert((side, frame));
        }
        self.halves.get_mut(side.other()).acknowledged_by(segment);
        let received = self.halves.get_mut(side).receive(frame, time, segment, room);
        let is_openers = self.opener == Some(side);
        self.opening.follow(segment, is_openers, frame, time);
        let known = Known {
            frame,
            time,
            other_shift: self.halves.get(side.other()).known_window_shift(),
            round_trip_ns: self.round_trip_ns(),
            received,
        };
        let Pair { a, b } = &mut self.sent;
        let (own, other) = if side == Side::A { (a, b) } else { (b, a) };
        (received, analyse(own, other, segment, &known))
    }
}

impl Opening {
    fn follow(&mut self, segment: &Segment<'_>, is_openers: bool, frame: FrameNumber, time: Timestamp) {
        let has = |flag| segment.flags.contains(flag);
        let Handshake { syn, syn_ack, ack } = &mut self.frames;
        match (has(TcpFlags::SYN), has(TcpFlags::ACK)) {
            (true, false) => {
                self.syn = Some(time);
                if syn_ack.is_none() {
                    *syn = Some(frame);
                }
            }
            (true, true) => {
                syn_ack.get_or_insert(frame);
            }
            (false, true) if syn_ack.is_some() => {
                // Who accepted may speak first where the acknowledgement is not captured.
                if is_openers {
                    ack.get_or_insert(frame);
                }
                if !self.is_acknowledged {
                    self.is_acknowledged = true;
                    self.round_trip_ns = self.syn.map(|syn| time.nanoseconds_since(syn));
                }
            }
            _ => {}
        }
    }
}
