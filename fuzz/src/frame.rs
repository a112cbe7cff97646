//! Frames: what is read lies in them, and is the same whether their layers are asked for or not.

use ftpscope::capture::{CaptureReader, FrameSink, RawFrame};
use ftpscope::expert::ExpertInfo;
use ftpscope::network::{Decoded, Fragments, decode, tcp_options};
use ftpscope::units::{FrameNumber, Timestamp};

use super::input::Input;
use super::seeds;

/// Every link type that is read, and one that is not.
const LINK_TYPES: [u32; 18] =
    [1, 101, 0, 9, 12, 14, 50, 51, 104, 105, 108, 113, 127, 228, 229, 276, 147, u32::MAX];
const ETHERNET: u8 = 0;
const RAW_IP: u8 = 1;
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

/// Turns the frames of a capture into an input.
struct Encoder {
    input: Vec<u8>,
    /// Without their Ethernet headers.
    is_bare: bool,
}

impl FrameSink for Encoder {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        let (link_type, bytes) = match frame.bytes.get(ETHERNET_HEADER..) {
            Some(packet) if self.is_bare => (RAW_IP, packet),
            _ => (ETHERNET, frame.bytes),
        };
        let cut_off = frame.original_length.saturating_sub(frame.bytes.len() as u32).min(255) as u8;
        let Ok(length) = u16::try_from(bytes.len()) else { return };
        self.input.extend([link_type, cut_off]);
        self.input.extend(length.to_le_bytes());
        self.input.extend(bytes);
    }

    fn expert(&mut self, _: ExpertInfo) {}
}

/// The frames of each capture, as they are and without their Ethernet headers.
///
/// # Panics
///
/// Where a capture cannot be read.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let encode = |(is_bare, capture): (bool, Vec<u8>)| {
        let mut encoder = Encoder { input: Vec::new(), is_bare };
        CaptureReader::new().push(&capture, &mut encoder).expect("a capture that opens");
        encoder.input
    };
    let captures = seeds::captures().into_iter();
    captures.flat_map(|capture| [(false, capture.clone()), (true, capture)]).map(encode).collect()
}
