//! Capture files, written by pcap-file.

use std::time::Duration;

use byteorder_slice::{BigEndian, LittleEndian};
use pcap_file::Endianness;
use pcap_file::pcap::{PcapHeader, PcapPacket, PcapWriter, RawPcapPacket};
use pcap_file::pcapng::PcapNgParser;

use super::frame::CapturedFrame;

/// Time of the first frame, in milliseconds since 1970: 2023-11-14 22:13:20 UTC.
const START_MS: i64 = 1_700_000_000_000;

/// Each frame with its time after 1970.
pub(crate) fn timed(frames: &[CapturedFrame]) -> impl Iterator<Item = (Duration, &CapturedFrame)> {
    let clock = frames.iter().scan(START_MS, |clock, frame| {
        *clock += frame.gap_ms;
        Some(Duration::from_millis(u64::try_from(*clock).expect("after 1970")))
    });
    clock.zip(frames)
}

/// The frames in a pcap file: Ethernet, microseconds, the byte order of this machine.
pub(crate) fn pcap(frames: &[CapturedFrame]) -> Vec<u8> {
    pcap_with(frames, PcapHeader::default())
}

/// The frames in a pcap file with this header.
pub(crate) fn pcap_with(frames: &[CapturedFrame], header: PcapHeader) -> Vec<u8> {
    let mut writer = PcapWriter::with_header(Vec::new(), header).expect("writing to memory succeeds");
    for (time, frame) in timed(frames) {
        let packet = PcapPacket::new(time, frame.original_length, &frame.bytes);
        writer.write_packet(&packet).expect("a frame that pcap can hold");
    }
    writer.into_writer()
}

/// Where each record or block of a sound capture ends, the header first, as
/// pcap-file sees it.
pub(crate) fn item_ends(capture: &[u8]) -> Vec<usize> {
    let end = |rest: &[u8]| capture.len() - rest.len();
    if let Ok((mut rest, header)) = PcapHeader::from_slice(capture) {
        let mut ends = vec![end(rest)];
        while !rest.is_empty() {
            let record = match header.endianness {
                Endianness::Little => RawPcapPacket::from_slice::<LittleEndian>(rest),
                Endianness::Big => RawPcapPacket::from_slice::<BigEndian>(rest),
            };
            rest = record.expect("a whole record").0;
            ends.push(end(rest));
        }
        return ends;
    }
    let (mut rest, mut parser) = PcapNgParser::new(capture).expect("pcap or pcapng");
    let mut ends = vec![end(rest)];
    while !rest.is_empty() {
        rest = parser.next_raw_block(rest).expect("a whole block").0;
        ends.push(end(rest));
    }
    ends
}
