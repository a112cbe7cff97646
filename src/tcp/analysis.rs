//! What a segment does besides bringing the next bytes: the analysis flags of
//! Wireshark (`tcp.analysis.*`), told by the same rules.

use super::Received;
use crate::expert::ExpertCode;
use crate::network::{Segment, TcpFlags};
use crate::units::{FrameNumber, Timestamp};

/// Time within which a segment behind the farthest one counts as out of
/// order, where the round-trip time is not known.
const OUT_OF_ORDER_NS: i64 = 3_000_000;
/// Time after a repeated acknowledgement within which a retransmission counts
/// as answer to it.
const FAST_RETRANSMISSION_NS: i64 = 20_000_000;

macro_rules! analysis_flags {
    ($($(#[doc = $doc:literal])+
        $constant:ident = $bit:literal, $code:ident, $name:literal, $info:literal;)+) => {
        impl AnalysisFlags {
            $($(#[doc = $doc])+ pub const $constant: Self = Self(1 << $bit);)+

            /// Every flag with Wireshark's name of it and with its words in the
            /// info column.
            pub const ALL: &'static [(Self, &'static str, &'static str)] =
                &[$((Self::$constant, $name, $info),)+];

            /// Every flag with the expert info that says it.
            pub const CODES: &'static [(Self, ExpertCode)] = &[$((Self::$constant, ExpertCode::$code),)+];
        }
    };
}

/// Analysis flags of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnalysisFlags(u16);

analysis_flags! {
    /// Bytes, a SYN or a FIN that were sent before.
    RETRANSMISSION = 0, TcpRetransmission, "tcp.analysis.retransmission", "Retransmission";
    /// A retransmission as an answer to repeated acknowledgements.
    FAST_RETRANSMISSION = 1, TcpFastRetransmission, "tcp.analysis.fast_retransmission", "Fast Retransmission";
    /// A retransmission of bytes that had been acknowledged.
    SPURIOUS_RETRANSMISSION = 2, TcpSpuriousRetransmission, "tcp.analysis.spurious_retransmission", "Spurious Retransmission";
    /// Bytes that come shortly after later ones.
    OUT_OF_ORDER = 3, TcpOutOfOrder, "tcp.analysis.out_of_order", "Out-Of-Order";
    /// A SYN on the endpoints of an earlier connection.
    REUSED_PORTS = 4, TcpReusedPorts, "tcp.analysis.reused_ports", "Port numbers reused";
    /// Bytes in front of it are not in the capture so far.
    LOST_SEGMENT = 5, TcpLostSegment, "tcp.analysis.lost_segment", "Previous segment not captured";
    /// It acknowledges bytes that are not in the capture so far.
    ACK_LOST_SEGMENT = 6, TcpAckLostSegment, "tcp.analysis.ack_lost_segment", "ACKed unseen segment";
    /// It says nothing new but another window.
    WINDOW_UPDATE = 7, TcpWindowUpdate, "tcp.analysis.window_update", "Window Update";
    /// It fills the window of the other side.
    WINDOW_FULL = 8, TcpWindowFull, "tcp.analysis.window_full", "Window Full";
    /// At most one byte in front of the next one, to see whether the other side is there.
    KEEP_ALIVE = 9, TcpKeepAlive, "tcp.analysis.keep_alive", "Keep-Alive";
    /// The answer to a keep-alive.
    KEEP_ALIVE_ACK = 10, TcpKeepAliveAck, "tcp.analysis.keep_alive_ack", "Keep-Alive ACK";
    /// It repeats an acknowledgement.
    DUPLICATE_ACK = 11, TcpDuplicateAck, "tcp.analysis.duplicate_ack", "Dup ACK";
    /// One byte although the other side has no room.
    ZERO_WINDOW_PROBE = 12, TcpZeroWindowProbe, "tcp.analysis.zero_window_probe", "ZeroWindowProbe";
    /// The sender has no room.
    ZERO_WINDOW = 13, TcpZeroWindow, "tcp.analysis.zero_window", "ZeroWindow";
    /// The answer to a probe: still no room.
    ZERO_WINDOW_PROBE_ACK = 14, TcpZeroWindowProbeAck, "tcp.analysis.zero_window_probe_ack", "ZeroWindowProbeAck";
}

impl AnalysisFlags {
    /// Whether all of these are set.
    #[must_use]
    pub fn contains(self, flags: Self) -> bool {
        self.0 & flags.0 == flags.0
    }

    /// Those that say something: that it is a retransmission goes without
    /// saying where it is told of which kind.
    #[must_use]
    pub fn told(self) -> Self {
        let kinds = Self::FAST_RETRANSMISSION.0 | Self::SPURIOUS_RETRANSMISSION.0;
        if self.0 & kinds == 0 { self } else { Self(self.0 & !Self::RETRANSMISSION.0) }
    }

    /// Whether none is set.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn set(&mut self, flags: Self) {
        self.0 |= flags.0;
    }
}

/// What is odd about a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// What it is.
    pub flags: AnalysisFlags,
    /// Of a repeated acknowledgement: how often it was repeated by now.
    pub duplicate_count: u32,
    /// Of a repeated acknowledgement: the frame that was the first to say it.
    pub duplicate_of: Option<FrameNumber>,
    /// The frame of which this one is a copy, as from a mirror port that sees a packet come and go: then its
    /// sender sent it once, whatever the flags say.
    pub copy_of: Option<FrameNumber>,
}

impl Analysis {
    /// Whether there is nothing odd.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty() && self.copy_of.is_none()
    }
}

/// What one side has sent so far, as far as the analysis needs it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sent {
    /// Number after the farthest byte.
    next: Option<u32>,
    /// When that byte was sent.
    next_time: Timestamp,
    /// Number after the farthest byte behind which nothing is missing.
    complete_to: Option<u32>,
    /// The other side acknowledged more than all of it; said once until more of it comes.
    is_unseen_said: bool,
    window: u16,
    acknowledged: Option<u32>,
    acknowledged_time: Timestamp,
    /// The first frame with that acknowledgement, and how often it was repeated.
    acknowledged_in: Option<FrameNumber>,
    duplicates: u32,
    last: AnalysisFlags,
}

/// What is known of a connection when a segment comes.
pub(super) struct Known {
    pub(super) frame: FrameNumber,
    pub(super) time: Timestamp,
    /// Shift of the other side's window; `None` where it is not known.
    pub(super) other_shift: Option<u8>,
    /// Round-trip time of the opening, in nanoseconds.
    pub(super) round_trip_ns: Option<i64>,
    /// What the segment added.
    pub(super) received: Received,
}

/// Tells what a segment is, and takes it into account.
pub(super) fn analyse(own: &mut Sent, other: &mut Sent, segment: &Segment<'_>, known: &Known) -> Analysis {
    let mut analysis = Analysis::default();
    let shape = Shape::new(own, segment);
    if shape.length == 1 && own.next == Some(segment.sequence) && other.has_no_room() {
        analysis.flags.set(AnalysisFlags::ZERO_WINDOW_PROBE);
    } else {
        window_and_gap(&mut analysis.flags, own, other, &shape, known);
        acknowledgement(&mut analysis, own, other, &shape);
    }
    if !shape.repeats {
        own.acknowledged_in = Some(known.frame);
        own.duplicates = 0;
    }
    acknowledges_unseen(&mut analysis.flags, other, &shape);
    if shape.length > 0 || shape.opens_or_ends {
        sent_again(&mut analysis.flags, own, other, &shape, known);
    }
    own.take(&shape, known.time, analysis.flags);
    analysis
}

/// A segment as the rules look at it.
struct Shape {
    sequence: u32,
    acknowledged: Option<u32>,
    window: u16,
    /// Bytes of payload that it had.
    length: u32,
    /// It has SYN or FIN.
    opens_or_ends: bool,
    resets: bool,
    /// It begins where the farthest byte ends.
    is_next: bool,
    /// It acknowledges what the one before did.
    repeats: bool,
}

impl Shape {
    fn new(own: &Sent, segment: &Segment<'_>) -> Self {
        let has = |flag| segment.flags.contains(flag);
        let acknowledged = has(TcpFlags::ACK).then_some(segment.acknowledgement);
        Self {
            sequence: segment.sequence,
            acknowledged,
            window: segment.window,
            length: segment.payload_length,
            opens_or_ends: has(TcpFlags::SYN) || has(TcpFlags::FIN),
            resets: has(TcpFlags::RST),
            is_next: own.next == Some(segment.sequence),
            repeats: own.acknowledged == acknowledged,
        }
    }

    /// Whether it has none of SYN, FIN and RST.
    fn is_plain(&self) -> bool {
        !self.opens_or_ends && !self.resets
    }

    /// Number after its last byte.
    fn end(&self) -> u32 {
        self.sequence.wrapping_add(self.length)
    }

    /// The same with its SYN or FIN, which take a number too.
    fn next(&self) -> u32 {
        self.end().wrapping_add(self.opens_or_ends.into())
    }
}

impl Sent {
    fn has_no_room(&self) -> bool {
        self.acknowledged.is_some() && self.window == 0
    }

    fn take(&mut self, shape: &Shape, time: Timestamp, flags: AnalysisFlags) {
        // A probe sends its byte again when there is room.
        if !flags.contains(AnalysisFlags::ZERO_WINDOW_PROBE) {
            if self.next.is_none_or(|next| is_before(next, shape.next())) {
                self.next = Some(shape.next());
                self.next_time = time;
            }
            if self.complete_to.is_none_or(|end| end == shape.sequence) {
                self.complete_to = self.next;
            }
        }
        self.is_unseen_said = false;
        self.window = shape.window;
        self.acknowledged = shape.acknowledged;
        self.acknowledged_time = time;
        self.last = flags;
    }
}

/// Flags of the window, of holes and of keep-alives.
fn window_and_gap(flags: &mut AnalysisFlags, own: &Sent, other: &Sent, shape: &Shape, known: &Known) {
    if shape.window == 0 && shape.is_plain() {
        flags.set(AnalysisFlags::ZERO_WINDOW);
    }
    if own.next.is_some_and(|next| is_before(next, shape.sequence)) && !shape.resets {
        flags.set(AnalysisFlags::LOST_SEGMENT);
    }
    if shape.length <= 1 && own.next == Some(shape.sequence.wrapping_add(1)) && shape.is_plain() {
        flags.set(AnalysisFlags::KEEP_ALIVE);
    }
    let says_only_window = shape.length == 0 && shape.window > 0 && shape.is_next && shape.is_plain();
    if says_only_window && shape.repeats && shape.window != own.window {
        flags.set(AnalysisFlags::WINDOW_UPDATE);
    }
    let edge = other.acknowledged.zip(known.other_shift);
    let edge =
        edge.map(|(from, shift)| from.wrapping_add(u32::from(other.window).wrapping_shl(shift.into())));
    if shape.length > 0 && edge == Some(shape.end()) && shape.is_plain() {
        flags.set(AnalysisFlags::WINDOW_FULL);
    }
}

/// Flags of what acknowledges nothing new.
fn acknowledgement(analysis: &mut Analysis, own: &mut Sent, other: &Sent, shape: &Shape) {
    if shape.length > 0 || shape.window != own.window || !shape.is_next || !shape.is_plain() {
        return;
    }
    let flags = &mut analysis.flags;
    if shape.window == 0 {
        // Some hosts keep the byte of the probe, others do not.
        let takes_probe = own.acknowledged.map(|number| number.wrapping_add(1)) == shape.acknowledged;
        if other.last.contains(AnalysisFlags::ZERO_WINDOW_PROBE) && (shape.repeats || takes_probe) {
            flags.set(AnalysisFlags::ZERO_WINDOW_PROBE_ACK);
        }
    } else if shape.repeats && other.last.contains(AnalysisFlags::KEEP_ALIVE) {
        flags.set(AnalysisFlags::KEEP_ALIVE_ACK);
    } else if shape.repeats {
        own.duplicates = own.duplicates.saturating_add(1);
        flags.set(AnalysisFlags::DUPLICATE_ACK);
        analysis.duplicate_count = own.duplicates;
        analysis.duplicate_of = own.acknowledged_in;
    }
}

/// Flag of an acknowledgement of bytes that the capture does not have.
fn acknowledges_unseen(flags: &mut AnalysisFlags, other: &mut Sent, shape: &Shape) {
    let Some((number, complete)) = shape.acknowledged.zip(other.complete_to) else { return };
    if !is_before(complete, number) || other.is_unseen_said {
        return;
    }
    if other.last.contains(AnalysisFlags::ZERO_WINDOW_PROBE) {
        other.complete_to = Some(number);
    } else {
        flags.set(AnalysisFlags::ACK_LOST_SEGMENT);
        other.is_unseen_said = other.complete_to == other.next;
        other.complete_to = other.next;
    }
}

/// Flags of bytes, SYN or FIN that do not go beyond what was sent before.
fn sent_again(flags: &mut AnalysisFlags, own: &Sent, other: &Sent, shape: &Shape, known: &Known) {
    if flags.contains(AnalysisFlags::KEEP_ALIVE) {
        return;
    }
    if shape.length > 0 && other.acknowledged.is_some_and(|number| !is_before(number, shape.end())) {
        flags.set(AnalysisFlags::RETRANSMISSION);
        return flags.set(AnalysisFlags::SPURIOUS_RETRANSMISSION);
    }
    let Some(next) = own.next.filter(|next| is_before(shape.sequence, *next)) else { return };
    // It goes on after a probe whose byte it sends again.
    if shape.length > 1 && next == shape.sequence.wrapping_add(1) {
        return;
    }
    let is_asked_for = other.duplicates >= 2 && other.acknowledged == Some(shape.sequence);
    let since_asked = known.time.nanoseconds_since(other.acknowledged_time);
    if is_asked_for && since_asked < FAST_RETRANSMISSION_NS {
        flags.set(AnalysisFlags::RETRANSMISSION);
        return flags.set(AnalysisFlags::FAST_RETRANSMISSION);
    }
    let since_next = known.time.nanoseconds_since(own.next_time);
    let is_new = known.received.fresh > 0;
    let is_soon = since_next < known.round_trip_ns.unwrap_or(OUT_OF_ORDER_NS);
    if is_soon && is_new && next != shape.next() {
        flags.set(AnalysisFlags::OUT_OF_ORDER);
    } else {
        flags.set(AnalysisFlags::RETRANSMISSION);
    }
}

/// Whether a sequence number comes before another one (RFC 9293 §3.4).
fn is_before(one: u32, other: u32) -> bool {
    one.wrapping_sub(other).cast_signed() < 0
}
