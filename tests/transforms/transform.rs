//! What a network, and whoever captures on it, may do to packets.

use std::collections::HashMap;
use std::net::SocketAddr;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng};

use super::packet::{Flow, Packet};

/// Something that happens to the packets of a capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transform {
    /// Each packet comes a second time, this many places later; 0: at once.
    Duplicated(usize),
    /// Each packet changes its place, and passes fewer than `window` others.
    Shuffled {
        /// Places.
        window: usize,
        /// Which one of the ways to do so.
        seed: u64,
    },
    /// Each byte is in a segment of its own.
    Split,
    /// Each segment begins with up to this many bytes of the one before it.
    Overlapping(usize),
    /// Each two segments that follow each other are sent again as one.
    Merged,
}

impl Transform {
    /// The packets when this has happened to them.
    pub(crate) fn apply(self, packets: Vec<Packet>) -> Vec<Packet> {
        let of_one_life = |(life, part): (usize, Vec<Packet>)| match self {
            Self::Duplicated(later) => duplicated(part, later),
            Self::Shuffled { window, seed } => {
                // Without its SYN what is said later cannot be told from what was said before.
                let (first, rest) = part.split_at(usize::from(life > 0));
                [first, &shuffled(rest.to_vec(), window, seed)].concat()
            }
            Self::Split => part.iter().flat_map(split).collect(),
            Self::Overlapping(most) => overlapping(part, most),
            Self::Merged => merged(part),
        };
        lives(packets).into_iter().enumerate().flat_map(of_one_life).collect()
    }
}

/// The packets, parted where a connection begins on the endpoints of an earlier one: TCP sees to it that
/// none of the packets of the earlier one is still under way then (RFC 9293 §3.6.1).
fn lives(packets: Vec<Packet>) -> Vec<Vec<Packet>> {
    let mut begun: HashMap<Flow, u32> = HashMap::new();
    let mut lives = vec![Vec::new()];
    for packet in packets {
        if packet.tcp.syn {
            let number = packet.tcp.sequence_number;
            let is_reused = begun.insert(packet.flow(), number).is_some_and(|earlier| earlier != number);
            if is_reused && !packet.tcp.ack {
                lives.push(Vec::new());
            }
        }
        lives.last_mut().expect("there is one").push(packet);
    }
    lives
}

fn duplicated(packets: Vec<Packet>, later: usize) -> Vec<Packet> {
    let copies = packets.clone().into_iter().enumerate().map(|(place, packet)| (place + later, true, packet));
    let mut all: Vec<_> =
        packets.into_iter().enumerate().map(|(place, packet)| (place, false, packet)).collect();
    all.extend(copies);
    all.sort_by_key(|(place, is_copy, _)| (*place, *is_copy));
    all.into_iter().map(|(_, _, packet)| packet).collect()
}

fn shuffled(packets: Vec<Packet>, window: usize, seed: u64) -> Vec<Packet> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut late: Vec<_> = packets
        .into_iter()
        .enumerate()
        .map(|(place, packet)| (place + random.random_range(0..window), packet))
        .collect();
    late.sort_by_key(|(place, _)| *place);
    late.into_iter().map(|(_, packet)| packet).collect()
}

/// The packet with one byte of its payload each. What was not captured of it is in one more.
fn split(packet: &Packet) -> Vec<Packet> {
    if packet.length() < 2 {
        return vec![packet.clone()];
    }
    let bytes = packet.payload.iter().enumerate();
    let mut parts: Vec<_> =
        bytes.map(|(offset, byte)| packet.with_payload(offset as i64, &[*byte], 0)).collect();
    if packet.cut > 0 {
        parts.push(packet.with_payload(packet.payload.len() as i64, &[], packet.cut));
    }
    let last = parts.len() - 1;
    for (place, part) in parts.iter_mut().enumerate() {
        part.tcp.syn &= place == 0;
        // A SYN takes a number, too.
        if packet.tcp.syn && place > 0 {
            part.tcp.sequence_number = part.tcp.sequence_number.wrapping_add(1);
        }
        part.tcp.fin &= place == last;
    }
    parts
}

/// Bytes of each half stream that came last and without a hole, with the number after them.
#[derive(Default)]
struct LastBytes(HashMap<(SocketAddr, SocketAddr), (u32, Vec<u8>)>);

impl LastBytes {
    /// Those in front of this packet.
    fn before(&self, packet: &Packet) -> &[u8] {
        let last = self.0.get(&packet.flow());
        last.filter(|(next, _)| *next == packet.tcp.sequence_number).map_or(&[], |(_, bytes)| bytes)
    }

    /// The packet comes; so many bytes in front of it are remembered.
    fn follow(&mut self, packet: &Packet, remembered: usize) {
        if packet.tcp.syn || packet.cut > 0 {
            self.0.remove(&packet.flow());
        } else if packet.has_payload() {
            let mut bytes = self.before(packet).to_vec();
            bytes.extend(&packet.payload);
            bytes.drain(..bytes.len().saturating_sub(remembered));
            let next = packet.tcp.sequence_number.wrapping_add(packet.payload.len() as u32);
            self.0.insert(packet.flow(), (next, bytes));
        }
    }
}

fn overlapping(packets: Vec<Packet>, most: usize) -> Vec<Packet> {
    let mut last = LastBytes::default();
    let mut overlapping = Vec::with_capacity(packets.len());
    for packet in packets {
        let before = last.before(&packet);
        let offset = -(before.len() as i64);
        let payload = [before, &packet.payload].concat();
        last.follow(&packet, most);
        let is_changed = packet.has_payload() && offset < 0;
        overlapping.push(if is_changed { packet.with_payload(offset, &payload, packet.cut) } else { packet });
    }
    overlapping
}

fn merged(packets: Vec<Packet>) -> Vec<Packet> {
    let mut last = LastBytes::default();
    let mut merged = Vec::with_capacity(packets.len() * 2);
    for packet in packets {
        let before = last.before(&packet).to_vec();
        let payload = [&before, packet.payload.as_slice()].concat();
        last.follow(&packet, packet.payload.len());
        if packet.has_payload() && packet.cut == 0 && !before.is_empty() {
            let mut again = packet.with_payload(-(before.len() as i64), &payload, 0);
            again.tcp.fin = false;
            merged.push(packet);
            merged.push(again);
        } else {
            merged.push(packet);
        }
    }
    merged
}
