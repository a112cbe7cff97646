//! Frames: what is read lies in them, and is the same whether their layers are asked for or not.

use std::collections::BTreeMap;

use ftpscope::capture::{CaptureReader, FrameSink, RawFrame};
use ftpscope::expert::ExpertInfo;
use ftpscope::network::{Decoded, Fragments, decode, tcp_options};
use ftpscope::units::{FrameNumber, Timestamp};

use super::encapsulation;
use super::fragments;
use super::input::Input;
use super::seeds;

/// Every link type that is read, and one that is not.
const LINK_TYPES: [u32; 18] =
    [1, 101, 0, 9, 12, 14, 50, 51, 104, 105, 108, 113, 127, 228, 229, 276, 147, u32::MAX];
const RAW_IP: u32 = 101;
/// Bytes of an Ethernet header.
const ETHERNET_HEADER: usize = 14;

/// Reads frames one behind the other: the place of the link type, the number of bytes that were cut off, the
/// number of those that were not, and these.
///
/// # Panics
///
/// Where something does not hold.
pub fn run(data: &[u8]) {
    let mut input = Input::new(data);
    let mut fragments = Fragments::default();
    let mut silent_fragments = Fragments::default();
    let mut number = FrameNumber::FIRST;
    while !input.is_empty() {
        let link_type = LINK_TYPES[usize::from(input.byte()) % LINK_TYPES.len()];
        let cut_off = input.byte();
        let length = input.number();
        let bytes = input.bytes(length.into());
        let frame = RawFrame {
            number,
            time: Timestamp::default(),
            bytes,
            original_length: u32::try_from(bytes.len()).expect("a frame is short") + u32::from(cut_off),
            offset: 0,
            link_type,
            interface: 0,
        };
        let mut layers = Vec::new();
        let decoded = decode(&frame, &mut fragments, &mut layers);
        assert_eq!(decoded, decode(&frame, &mut silent_fragments, &mut ()), "with layers and without");
        let mut at = 0;
        for (layer, range) in layers {
            assert_eq!(range.start, at, "{layer:?}");
            assert!(range.end >= at && range.end <= bytes.len(), "{layer:?}");
            at = range.end;
        }
        if let Decoded::Segment(segment) = decoded {
            assert!(segment.payload.len() <= segment.payload_length as usize);
            assert!(segment.options.len() <= 40);
            let ends = tcp_options(segment.options).map(|option| option.at + option.length);
            assert!(ends.max().unwrap_or_default() <= segment.options.len());
        }
        number = number.next();
    }
    assert_eq!(fragments.finish().infos(), silent_fragments.finish().infos());
}

/// Adds a frame to an input, in the form that [`run`] reads.
fn add(input: &mut Vec<u8>, link_type: u32, cut_off: usize, bytes: &[u8]) {
    let place = LINK_TYPES.iter().position(|known| *known == link_type);
    let byte = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
    let Ok(length) = u16::try_from(bytes.len()) else { return };
    input.extend([byte(place.expect("a link type that is read")), byte(cut_off)]);
    input.extend(length.to_le_bytes());
    input.extend(bytes);
}

/// The frames of a capture.
#[derive(Default)]
struct Frames {
    /// As an input.
    input: Vec<u8>,
    /// The packets in them that carry a payload, by the versions of IP.
    packets: BTreeMap<u8, Vec<u8>>,
}

impl FrameSink for Frames {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        let cut_off = frame.original_length as usize - frame.bytes.len();
        add(&mut self.input, frame.link_type, cut_off, frame.bytes);
        let mut alone = Fragments::default();
        let decoded = decode(frame, &mut alone, &mut ());
        if let (Decoded::Segment(segment), Some(packet)) = (decoded, frame.bytes.get(ETHERNET_HEADER..))
            && !segment.payload.is_empty()
        {
            self.packets.insert(packet[0] >> 4, packet.to_vec());
        }
    }

    fn expert(&mut self, _: ExpertInfo) {}
}

/// The frames of each capture; and some of their packets in every wrapping, and in fragments.
///
/// # Panics
///
/// Where a capture cannot be read.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    let mut packets = BTreeMap::new();
    for capture in seeds::captures() {
        let mut frames = Frames::default();
        CaptureReader::new().push(&capture, &mut frames).expect("a capture that opens");
        seeds.push(frames.input);
        packets.append(&mut frames.packets);
    }
    for (version, packet) in packets {
        for wrapping in encapsulation::ALL {
            let mut input = Vec::new();
            add(&mut input, wrapping.link_type, 0, &(wrapping.wrap)(&packet));
            assert!(!input.is_empty(), "{}", wrapping.name);
            seeds.push(input);
        }
        if version == 4 {
            let mut input = Vec::new();
            fragments::in_two(&packet).iter().for_each(|piece| add(&mut input, RAW_IP, 0, piece));
            seeds.push(input);
        }
    }
    seeds
}
