//! One direction of a connection.

use super::content::Origin;
use super::position::Anchor;
use super::{Assembler, Content, Extent, Position, TooManyExtents};
use crate::network::{Checksum, Segment, TcpFlags, TcpOption, tcp_options};
use crate::units::{FrameNumber, Timestamp};

/// One direction of a connection: what its sender sent, as far as captured.
#[derive(Clone, Debug, Default)]
pub struct HalfStream {
    anchor: Option<Anchor>,
    /// Position of the SYN; the first byte is the one after it.
    syn: Option<Position>,
    /// Position of the FIN: the end of the stream.
    fin: Option<Position>,
    /// Position after the farthest byte that was sent, captured or not.
    end: Position,
    assembler: Assembler,
    /// The bytes, while they are worth keeping.
    content: Option<Content>,
    /// Bytes of payload that the snapshot length cut off.
    cut_bytes: u64,
    /// Bytes that were captured again.
    repeated_bytes: u64,
    frames: u32,
    /// What the other side first acknowledged.
    first_acknowledged: Option<u32>,
    /// Position in front of which the other side has all, as far as it said.
    acknowledged: Option<Position>,
    /// The answer to the SYN acknowledged it with this number: that of the first byte.
    opened_at: Option<u32>,
    /// Shift of the window field, of the option in the SYN (RFC 7323 §2).
    window_shift: Option<u8>,
    /// Bytes of the longest segment that its sender takes from the network, of the option in the SYN
    /// (RFC 9293 §3.7.1).
    longest_segment: Option<u16>,
    /// Frames whose checksum is right, and wrong.
    right_checksums: u32,
    wrong_checksums: u32,
    /// The first frame with a wrong one that added bytes.
    damaged_frame: Option<FrameNumber>,
    /// The first frame that was put together from IP fragments that differ.
    ambiguous_frame: Option<FrameNumber>,
    /// The first frame that may be a keep-alive although its byte is new.
    keep_alive_frame: Option<FrameNumber>,
    /// What the other side acknowledges while no frame of this one is in the capture.
    unseen: Option<Unseen>,
}

/// Acknowledgements of bytes of which the capture has none.
#[derive(Clone, Copy, Debug)]
struct Unseen {
    /// The farthest number.
    last: u32,
    /// Sequence numbers from the first one to it.
    count: u64,
}

/// Bytes by which a SYN that is captured late may lie in front of the earliest
/// captured byte: a window without scaling (RFC 9293 §3.1).
const LATE_SYN: Position = 65_536;

/// Bytes of the longest segment on Ethernet.
const USUAL_SEGMENT: u16 = 1_460;

/// What a segment added to its half stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// New bytes.
    pub fresh: u64,
    /// Bytes that were there before.
    pub repeated: u64,
    /// Repeated bytes that differ from those kept.
    pub conflicting: u64,
    /// The segment was one separate piece more than the cap.
    pub too_many_extents: bool,
    /// The bytes were not kept because of the cap on kept bytes.
    pub over_cap: bool,
}

impl HalfStream {
    /// A half stream whose bytes are kept.
    #[must_use]
    pub fn keeping_content() -> Self {
        Self { content: Some(Content::default()), ..Self::default() }
    }

    /// The bytes, where they are kept.
    #[must_use]
    pub fn content(&self) -> Option<&Content> {
        self.content.as_ref()
    }

    /// Keeps no bytes any more and drops those that were kept.
    pub fn drop_content(&mut self) {
        self.content = None;
    }

    /// Number of frames.
    #[must_use]
    pub fn frames(&self) -> u32 {
        self.frames
    }

    /// Whether the SYN is in the capture.
    #[must_use]
    pub fn has_syn(&self) -> bool {
        self.syn.is_some()
    }

    /// Whether the FIN is in the capture.
    #[must_use]
    pub fn has_fin(&self) -> bool {
        self.fin.is_some()
    }

    /// Whether the stream ends with its FIN: no byte lies behind it.
    #[must_use]
    pub fn ends_with_fin(&self) -> bool {
        self.fin.is_some_and(|fin| self.end <= fin)
    }

    /// Bytes of payload that the snapshot length cut off.
    #[must_use]
    pub fn cut_bytes(&self) -> u64 {
        self.cut_bytes
    }

    /// Bytes that were captured again, whether they are the same or not.
    #[must_use]
    pub fn repeated_bytes(&self) -> u64 {
        self.repeated_bytes
    }

    /// The first frame that added bytes with a wrong checksum: they were changed on the way, or in the file.
    /// `None` also where most frames have a wrong one: then whoever wrote them computes otherwise, or not at all.
    #[must_use]
    pub fn damaged_frame(&self) -> Option<FrameNumber> {
        self.damaged_frame.filter(|_| self.right_checksums >= self.wrong_checksums)
    }

    /// The first frame whose segment was put together from IP fragments that overlap and differ.
    #[must_use]
    pub fn ambiguous_frame(&self) -> Option<FrameNumber> {
        self.ambiguous_frame
    }

    /// The first frame that added one byte to the end after that was acknowledged: where the frame that carried it is
    /// not in the capture a keep-alive, whose byte is none of the stream's, looks the same (RFC 9293 §3.8.4).
    #[must_use]
    pub fn keep_alive_frame(&self) -> Option<FrameNumber> {
        self.keep_alive_frame
    }

    /// Which ranges were captured.
    #[must_use]
    pub fn assembler(&self) -> &Assembler {
        &self.assembler
    }

    /// Position of the first byte: the one after the SYN, or without a SYN
    /// the earliest one captured.
    #[must_use]
    pub fn start(&self) -> Position {
        let earliest = self.assembler.extents().first().map(|extent| extent.start);
        let after_syn = self.syn.map(|syn| syn.saturating_add(1));
        earliest.into_iter().chain(after_syn.or(self.opened_at())).min().unwrap_or(0)
    }

    /// Whether the capture tells where the stream begins: by its SYN, or by the answer to it.
    #[must_use]
    pub fn is_start_known(&self) -> bool {
        self.syn.is_some() || self.opened_at.is_some()
    }

    /// The first position, where only the answer to the SYN tells it.
    fn opened_at(&self) -> Option<Position> {
        Some(self.anchor?)
            .zip(self.opened_at)
            .map(|(anchor, first)| Anchor::new(anchor.sequence(0)).position(first))
    }

    /// Length of the stream in bytes, from its first byte to its FIN, or to the farthest byte that the capture knows of.
    #[must_use]
    pub fn length(&self) -> u64 {
        u64::try_from(self.end.saturating_sub(self.start())).unwrap_or(0)
    }

    /// Sequence numbers behind the end as far as captured that the other side has acknowledged: of bytes that
    /// are not in the capture, or one of the FIN. 0 where the FIN is in the capture. Where no frame of the sender is,
    /// they count from the first number that was acknowledged.
    #[must_use]
    pub fn acknowledged_behind_end(&self) -> u64 {
        let behind = |acknowledged: Position| acknowledged.saturating_sub(self.end.max(self.start()));
        if self.anchor.is_none() {
            return self.unseen.map_or(0, |unseen| unseen.count);
        }
        let behind = self.acknowledged.filter(|_| self.fin.is_none()).map(behind);
        behind.and_then(|behind| u64::try_from(behind).ok()).unwrap_or(0)
    }

    /// The ranges between the first byte and the end that were not captured.
    pub fn holes(&self) -> impl Iterator<Item = Extent> {
        let extents = self.assembler.extents();
        let ends = std::iter::once(self.start()).chain(extents.iter().map(|extent| extent.end));
        let starts = extents.iter().map(|extent| extent.start).chain(std::iter::once(self.end));
        ends.zip(starts).map(|(start, end)| Extent { start, end }).filter(|hole| hole.start < hole.end)
    }

    /// The position of a sequence number of this half stream; `None` before
    /// its first frame.
    #[must_use]
    pub fn position(&self, sequence: u32) -> Option<Position> {
        self.anchor.map(|anchor| anchor.position(sequence))
    }

    /// The same, taken for the one nearest to the first frame: kept bytes lie
    /// there, however far the stream went on.
    #[must_use]
    pub fn position_near_start(&self, sequence: u32) -> Option<Position> {
        self.anchor.map(|anchor| Anchor::new(anchor.sequence(0)).position(sequence))
    }

    /// The range that the payload of a segment of this half stream takes, taken for the one nearest to a
    /// position. `None` before its first frame.
    #[must_use]
    pub fn extent_near(&self, segment: &Segment<'_>, near: Position) -> Option<Extent> {
        let anchor = self.anchor?;
        let first = segment.sequence.wrapping_add(segment.flags.contains(TcpFlags::SYN).into());
        let distance = first.wrapping_sub(anchor.sequence(near)).cast_signed();
        let start = near.saturating_add(distance.into());
        Some(Extent { start, end: start.saturating_add_unsigned(segment.payload.len() as u64) })
    }

    /// Sequence number that relative ones count from, as Wireshark shows them:
    /// that of the SYN, or the one in front of the first byte that the capture
    /// knows of. `None` where it knows of none.
    #[must_use]
    pub fn base_sequence(&self) -> Option<u32> {
        let Some(anchor) = self.anchor else { return self.first_acknowledged.map(before) };
        let base = match self.syn {
            Some(syn) => syn,
            None => {
                let acknowledged = self.first_acknowledged.map(|sequence| anchor.position(sequence));
                // The first frame had position 0.
                acknowledged.into_iter().fold(self.start().min(0), Position::min).saturating_sub(1)
            }
        };
        Some(anchor.sequence(base))
    }

    /// Shift of the window field, where the SYN is in the capture and has the
    /// option (RFC 7323 §2).
    #[must_use]
    pub fn window_shift(&self) -> Option<u8> {
        self.window_shift
    }

    /// The same for a window that was offered: 0 where its SYN has no such option, `None` where its
    /// SYN is not in the capture.
    pub(super) fn known_window_shift(&self) -> Option<u8> {
        self.has_syn().then_some(self.window_shift.unwrap_or(0))
    }

    /// Whether this acknowledgement number of the other side acknowledges the FIN.
    pub(super) fn is_fin_acknowledged_by(&self, sequence: u32) -> bool {
        self.fin.zip(self.position(sequence)).is_some_and(|(fin, acknowledged)| acknowledged > fin)
    }

    /// Takes what a segment of the other side says of this half stream.
    pub fn acknowledged_by(&mut self, segment: &Segment<'_>) {
        if segment.flags.contains(TcpFlags::ACK) {
            self.acknowledged(segment.acknowledgement);
            if segment.flags.contains(TcpFlags::SYN) {
                self.opened(segment.acknowledgement);
            }
        }
    }

    /// The other side acknowledged what comes before this sequence number.
    fn acknowledged(&mut self, sequence: u32) {
        self.first_acknowledged.get_or_insert(sequence);
        if self.anchor.is_none() {
            self.unseen.get_or_insert(Unseen { last: sequence, count: 0 }).follow(sequence);
        }
        let position = self.position(sequence);
        self.acknowledged = self.acknowledged.max(position);
    }

    /// The answer to the SYN acknowledged what comes before this sequence number: the SYN.
    fn opened(&mut self, sequence: u32) {
        self.opened_at.get_or_insert(sequence);
    }

    /// Whether a SYN with this sequence number belongs to this half stream,
    /// repeated or late, and does not begin another one.
    #[must_use]
    pub(super) fn accepts_syn(&self, sequence: u32) -> bool {
        let Some(position) = self.position(sequence) else { return true };
        if let Some(syn) = self.syn {
            return syn == position;
        }
        // The first bytes, or the FIN, may be captured before the SYN.
        let first = self.assembler.extents().first().map(|extent| extent.start);
        let first = first.into_iter().chain(self.fin).min();
        first.is_none_or(|first| (1..=LATE_SYN).contains(&first.saturating_sub(position)))
    }

    /// Takes the next segment. `room` is the memory that may be spent on kept
    /// bytes, in bytes.
    pub(super) fn receive(
        &mut self,
        frame: FrameNumber,
        time: Timestamp,
        segment: &Segment<'_>,
        room: usize,
    ) -> Received {
        self.follow(frame, time, segment, room, |_, _, _| ())
    }

    /// Takes the next segment of a half stream that is read again, and tells, in order, which parts of it are
    /// new (`true`) and which were there (`false`), with their bytes. No bytes are kept.
    pub fn reread(
        &mut self,
        frame: FrameNumber,
        time: Timestamp,
        segment: &Segment<'_>,
        tell: impl FnMut(Extent, bool, &[u8]),
    ) -> Received {
        self.follow(frame, time, segment, 0, tell)
    }

    fn follow(
        &mut self,
        frame: FrameNumber,
        time: Timestamp,
        segment: &Segment<'_>,
        room: usize,
        tell: impl FnMut(Extent, bool, &[u8]),
    ) -> Received {
        self.frames = self.frames.saturating_add(1);
        if segment.fragments_differ {
            self.ambiguous_frame.get_or_insert(frame);
        }
        let anchor = self.anchor.get_or_insert(Anchor::new(segment.sequence));
        let mut start = anchor.position(segment.sequence);
        if let Some(unseen) = self.unseen.take() {
            // It was acknowledged before it was in the capture.
            self.acknowledged = Some(anchor.position(unseen.last));
        }
        if segment.flags.contains(TcpFlags::SYN) {
            self.syn.get_or_insert(start);
            self.window_shift = window_shift(segment.options);
            self.longest_segment = longest_segment(segment.options);
            start = start.saturating_add(1);
        }
        let end = start.saturating_add(segment.payload_length.into());
        let owns_bytes = segment.payload_length > 0
            // The text of a reset is none of the stream's (RFC 9293 §3.5.3).
            && !segment.flags.contains(TcpFlags::RST)
            && !self.is_keep_alive(segment, start);
        let may_be_keep_alive = owns_bytes && self.may_be_keep_alive(segment, start);
        if owns_bytes {
            if let Some(anchor) = &mut self.anchor {
                anchor.advance(end);
            }
            self.end = self.end.max(end);
        }
        if segment.flags.contains(TcpFlags::FIN) {
            self.fin.get_or_insert(end);
            self.end = self.end.max(end);
        }
        // What the card of the receiver joined has the sum of the first segment.
        let is_joined = segment.payload_length > self.longest_segment.unwrap_or(0).max(USUAL_SEGMENT).into();
        let checksum = segment.checksum();
        let is_wrong = checksum == Checksum::Wrong && !is_joined;
        self.right_checksums = self.right_checksums.saturating_add((checksum == Checksum::Right).into());
        self.wrong_checksums = self.wrong_checksums.saturating_add(is_wrong.into());
        if segment.payload.is_empty() || !owns_bytes {
            return Received::default();
        }
        let captured = segment.payload.len() as u64;
        self.cut_bytes =
            self.cut_bytes.saturating_add(u64::from(segment.payload_length).saturating_sub(captured));
        let acknowledgement = segment.flags.contains(TcpFlags::ACK).then_some(segment.acknowledgement);
        let received = self.keep(start, segment.payload, Origin { frame, time, acknowledgement }, room, tell);
        if is_wrong && received.fresh > 0 {
            self.damaged_frame.get_or_insert(frame);
        }
        if may_be_keep_alive && received.fresh > 0 {
            self.keep_alive_frame.get_or_insert(frame);
        }
        received
    }

    fn keep(
        &mut self,
        start: Position,
        payload: &[u8],
        origin: Origin,
        room: usize,
        mut tell: impl FnMut(Extent, bool, &[u8]),
    ) -> Received {
        let mut received = Received::default();
        let Self { assembler, content, .. } = self;
        let over_cap = content.as_ref().is_some_and(|content| content.cost() >= room);
        received.over_cap = over_cap;
        let end = start.saturating_add_unsigned(payload.len() as u64);
        let told = assembler.insert(Extent { start, end }, |part, fresh| {
            let from = usize::try_from(part.start.saturating_sub(start)).unwrap_or(0);
            let to = usize::try_from(part.end.saturating_sub(start)).unwrap_or(0);
            let bytes = payload.get(from..to).unwrap_or_default();
            tell(part, fresh, bytes);
            if fresh {
                received.fresh = received.fresh.saturating_add(part.length());
                if let Some(content) = content
                    && !over_cap
                {
                    content.add(part.start, bytes, origin);
                }
            } else {
                received.repeated = received.repeated.saturating_add(part.length());
                if let Some(content) = content {
                    received.conflicting =
                        received.conflicting.saturating_add(content.differing(part, bytes));
                    if !over_cap {
                        content.sent_with(part, origin.acknowledgement);
                    }
                }
            }
        });
        received.too_many_extents = told == Err(TooManyExtents);
        self.repeated_bytes = self.repeated_bytes.saturating_add(received.repeated);
        received
    }

    /// A keep-alive repeats at most the last byte, and not always truly
    /// (RFC 9293 §3.8.4): it owns none. Where the last number is that of the SYN or of the FIN it has a byte there.
    fn is_keep_alive(&self, segment: &Segment<'_>, start: Position) -> bool {
        if segment.payload_length > 1 {
            return false;
        }
        let next = start.saturating_add(1);
        let is_last_byte = next == self.end
            && self.assembler.extents().last().is_some_and(|last| last.end == self.end || self.cut_bytes > 0);
        let is_no_byte = self.fin == Some(start)
            || self.syn == Some(start)
            || self.syn.is_none() && self.opened_at() == Some(next);
        (is_last_byte || is_no_byte) && !begins_or_ends(segment)
    }

    /// Whether a segment that is no keep-alive for all that is in the capture may be one: its byte is the last one,
    /// and the other side has it.
    fn may_be_keep_alive(&self, segment: &Segment<'_>, start: Position) -> bool {
        let next = start.saturating_add(1);
        segment.payload_length == 1
            && next >= self.end
            && self.acknowledged.is_some_and(|acknowledged| acknowledged >= next)
            && !begins_or_ends(segment)
    }
}

/// Whether a segment opens or ends the stream.
fn begins_or_ends(segment: &Segment<'_>) -> bool {
    [TcpFlags::SYN, TcpFlags::FIN, TcpFlags::RST].into_iter().any(|flag| segment.flags.contains(flag))
}

impl Unseen {
    fn follow(&mut self, sequence: u32) {
        let farther = u64::try_from(sequence.wrapping_sub(self.last).cast_signed()).unwrap_or(0);
        if farther > 0 {
            self.last = sequence;
            self.count = self.count.saturating_add(farther);
        }
    }
}

fn before(sequence: u32) -> u32 {
    sequence.wrapping_sub(1)
}

/// The shift count of a window scale option; what is beyond 14 counts as 14
/// (RFC 7323 §2.3).
fn window_shift(options: &[u8]) -> Option<u8> {
    const MOST: u8 = 14;
    tcp_options(options).find_map(|option| match (option.kind, option.data) {
        (TcpOption::WINDOW_SCALE, [shift]) => Some(MOST.min(*shift)),
        _ => None,
    })
}

/// The bytes of a maximum segment size option.
fn longest_segment(options: &[u8]) -> Option<u16> {
    tcp_options(options).find_map(|option| match (option.kind, option.data) {
        (TcpOption::MAXIMUM_SEGMENT_SIZE, &[high, low]) => Some(u16::from_be_bytes([high, low])),
        _ => None,
    })
}
