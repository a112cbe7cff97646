//! Capture files, written by pcap-file.

use std::time::Duration;

use pcap_file::pcap::{PcapHeader, PcapPacket, PcapWriter};

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
