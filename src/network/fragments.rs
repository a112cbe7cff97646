//! Putting IP fragments together.

use etherparse::IpNumber;

use super::fragment::{Fragment, Key};
use super::packet::Packet;
use super::reader::{Reader, u16_at};
use super::tunnel::at_port;
use super::{Decoded, Layer};
use crate::expert::{ExpertCode, ExpertInfo};
use crate::expert_log::ExpertLog;
use crate::limits;
use crate::units::FrameNumber;

/// Bytes that an IP packet can hold.
const LONGEST: usize = 65_535;

/// IP fragments that wait for the rest of their packets. Nothing is allocated
/// before the first one.
#[derive(Debug, Default)]
pub struct Fragments(Option<Box<Held>>);

#[derive(Debug, Default)]
struct Held {
    /// The packets under way, and those completed not long ago, so that copies of their fragments do not
    /// begin them anew. The one that a fragment came for last is the last.
    #[expect(
        clippy::vec_box,
        reason = "they are taken out of the middle and put back: pointers move faster"
    )]
    packets: Vec<Box<Packet>>,
    /// Pieces and bytes that they hold.
    pieces: usize,
    bytes: usize,
    /// What the packet that was completed last carried.
    whole: Vec<u8>,
    experts: ExpertLog,
}

impl Fragments {
    /// Says which packets were never completed, and gives all that was odd
    /// about fragments.
    #[must_use]
    pub fn finish(self) -> ExpertLog {
        let Some(held) = self.0 else { return ExpertLog::default() };
        let Held { packets, mut experts, .. } = *held;
        packets.iter().for_each(|packet| never_completed(packet, &mut experts));
        experts
    }

    /// Takes the fragment that `reader` has come to. Where it completes its packet, gives a reader of what
    /// that carries, and the protocol; else what the frame is without it.
    pub(super) fn add<'a>(
        &'a mut self,
        frame: FrameNumber,
        reader: &mut Reader<'_, '_>,
    ) -> Result<(Reader<'a, 'a>, u8), Decoded<'a>> {
        let fragment = &reader.fragment.ok_or(Decoded::NotTcp)?;
        let length = reader.end.saturating_sub(reader.at);
        let bytes = reader.rest();
        let bytes = bytes.get(..length).unwrap_or(bytes);
        let range = fragment.offset..fragment.offset.saturating_add(length);
        if !may_carry_tcp(fragment, bytes) {
            return Err(Decoded::NotTcp);
        }
        if range.is_empty() || range.end > LONGEST {
            return Err(Decoded::Undecodable(fragment.layer));
        }
        reader.pass_cut(Layer::Fragment, length);
        let key = fragment.key(reader.addresses);
        let held = self.0.get_or_insert_default();
        held.drop_old(frame);
        let repeats = |packet: &Packet| packet.holds(&range, bytes);
        let mut packet =
            held.take(&key, repeats).unwrap_or_else(|| Box::new(Packet::new(key, fragment, frame)));
        let conflicting = packet.add(frame, fragment, &range, bytes);
        if conflicting > 0 {
            let info = ExpertInfo::new(ExpertCode::FragmentConflict).at_frame(frame);
            held.experts.push(info.text(fragment.layer.name()).found(conflicting as u64));
        }
        let complete = packet.complete(&mut held.whole);
        let protocol = packet.protocol;
        let differ = packet.is_ambiguous();
        held.put_back(packet);
        let length = complete.ok_or(Decoded::Fragment(fragment.layer))?;
        let mut whole = Reader::new(&held.whole, length, None);
        whole.addresses = key.addresses;
        whole.packets = reader.packets;
        whole.fragments_differ = differ;
        Ok((whole, protocol))
    }
}

impl Held {
    /// Takes out the packet of a fragment. A completed one of which the fragment is no copy is of the past:
    /// its identification is used again.
    fn take(&mut self, key: &Key, repeats: impl Fn(&Packet) -> bool) -> Option<Box<Packet>> {
        let place = self.packets.iter().rposition(|packet| packet.key == *key)?;
        self.forget(place).filter(|packet| !packet.is_complete() || repeats(packet))
    }

    fn put_back(&mut self, packet: Box<Packet>) {
        self.pieces = self.pieces.saturating_add(packet.pieces());
        self.bytes = self.bytes.saturating_add(packet.bytes());
        self.packets.push(packet);
        while self.pieces > limits::FRAGMENTS || self.bytes > limits::FRAGMENT_BYTES {
            let Some(oldest) = self.forget(0) else { return };
            if oldest.is_missed() {
                let info = ExpertInfo::new(ExpertCode::TooManyFragments).at_frame(oldest.first_frame);
                self.experts.push(info.text(oldest.layer.name()).expected(limits::FRAGMENTS as u64));
            }
        }
    }

    /// Drops the packets for which nothing came in a long time.
    fn drop_old(&mut self, frame: FrameNumber) {
        let last = |packet: &Packet| packet.last_frame.get().saturating_add(limits::FRAGMENT_AGE);
        while self.packets.first().is_some_and(|packet| last(packet) < frame.get()) {
            if let Some(oldest) = self.forget(0) {
                never_completed(&oldest, &mut self.experts);
            }
        }
    }

    /// Takes out the packet at this place, if there is one.
    #[inline(never)]
    fn forget(&mut self, place: usize) -> Option<Box<Packet>> {
        let packet = (place < self.packets.len()).then(|| self.packets.remove(place))?;
        self.pieces = self.pieces.saturating_sub(packet.pieces());
        self.bytes = self.bytes.saturating_sub(packet.bytes());
        Some(packet)
    }
}

fn never_completed(packet: &Packet, experts: &mut ExpertLog) {
    if packet.is_missed() {
        let info = ExpertInfo::new(ExpertCode::FragmentNotReassembled).at_frame(packet.first_frame);
        experts.push(info.text(packet.layer.name()).found(packet.bytes() as u64));
    }
}

/// Whether the packet may turn out to carry TCP: by itself, in a tunnel, or, for all that a later fragment
/// of UDP tells, in a tunnel over UDP.
fn may_carry_tcp(fragment: &Fragment, bytes: &[u8]) -> bool {
    match IpNumber(fragment.protocol) {
        IpNumber::UDP => fragment.offset > 0 || u16_at(bytes, 2).is_some_and(|port| at_port(port).is_ok()),
        IpNumber::TCP
        | IpNumber::IPV4
        | IpNumber::IPV6
        | IpNumber::GRE
        | IpNumber::AUTHENTICATION_HEADER
        | IpNumber::IPV6_HEADER_HOP_BY_HOP
        | IpNumber::IPV6_ROUTE_HEADER
        | IpNumber::IPV6_DESTINATION_OPTIONS => true,
        _ => false,
    }
}
