//! Captures whose packets come in fragments.

use ftpscope::capture::{CaptureReader, FrameSink, RawFrame};
use ftpscope::expert::ExpertInfo;

const ETHERNET_HEADER: usize = 14;
/// An IPv4 header without options.
const IPV4_HEADER: usize = 20;
/// Payload of the first fragment, in bytes: the TCP header has more, so that no fragment is a segment.
const FIRST: usize = 24;

/// An IPv4 packet in two fragments.
///
/// # Panics
///
/// Where it is too short.
#[must_use]
pub fn in_two(packet: &[u8]) -> [Vec<u8>; 2] {
    let piece = |flags_and_offset: u16, payload: &[u8]| {
        let mut piece = [&packet[..IPV4_HEADER], payload].concat();
        let length = u16::try_from(piece.len()).expect("a packet is short");
        piece[2..4].copy_from_slice(&length.to_be_bytes());
        piece[6..8].copy_from_slice(&flags_and_offset.to_be_bytes());
        piece
    };
    let (first, second) = packet[IPV4_HEADER..].split_at(FIRST);
    [piece(0x2000, first), piece(FIRST as u16 / 8, second)]
}

/// The frames of an Ethernet capture as a pcap file without times, each IPv4 packet in two fragments.
///
/// # Panics
///
/// Where the capture cannot be read.
#[must_use]
pub fn fragmented(capture: &[u8]) -> Vec<u8> {
    let header: [&[u8]; 4] =
        [&0xA1B2_C3D4_u32.to_le_bytes(), &[2, 0, 4, 0], &[0; 8], &[0, 0, 4, 0, 1, 0, 0, 0]];
    let mut file = Pcap(header.concat());
    CaptureReader::new().push(capture, &mut file).expect("a capture that opens");
    file.0
}

/// A pcap file that grows.
struct Pcap(Vec<u8>);

impl Pcap {
    fn record(&mut self, frame: &[u8], original_length: u32) {
        let length = u32::try_from(frame.len()).expect("a frame is short");
        self.0.extend([0; 8]);
        self.0.extend(length.to_le_bytes());
        self.0.extend(original_length.to_le_bytes());
        self.0.extend(frame);
    }
}

impl FrameSink for Pcap {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        let (ethernet, packet) = frame.bytes.split_at(frame.bytes.len().min(ETHERNET_HEADER));
        let total_length =
            packet.get(2..4).map(|length| usize::from(u16::from_be_bytes([length[0], length[1]])));
        // Version 4 without options; whole, and without padding behind it.
        let is_whole = packet.first() == Some(&0x45) && total_length == Some(packet.len());
        if !is_whole || packet.len() <= IPV4_HEADER + FIRST {
            return self.record(frame.bytes, frame.original_length);
        }
        for piece in in_two(packet) {
            let bytes = [ethernet, &piece].concat();
            self.record(&bytes, u32::try_from(bytes.len()).expect("a frame is short"));
        }
    }

    fn expert(&mut self, _: ExpertInfo) {}
}
