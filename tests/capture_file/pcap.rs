//! Classic pcap.

use std::borrow::Cow;
use std::time::Duration;

use ftpscope::limits;
use pcap_file::pcap::{PcapHeader, PcapPacket, PcapReader, PcapWriter, RawPcapPacket};
use pcap_file::{Endianness, TsResolution};

use crate::support::read::{dissect, report, talk};
use crate::support::scenario::scenario;
use crate::support::write::pcap_with;
use crate::{ReadFile, ReadFrame, read};

const HEADER: u64 = 24;
const RECORD_HEADER: u64 = 16;

/// Every byte order with every resolution.
fn headers() -> impl Iterator<Item = PcapHeader> {
    let orders = [Endianness::Little, Endianness::Big];
    let resolutions = [TsResolution::MicroSecond, TsResolution::NanoSecond];
    orders.into_iter().flat_map(move |endianness| {
        resolutions.into_iter().map(move |ts_resolution| PcapHeader {
            endianness,
            ts_resolution,
            ..PcapHeader::default()
        })
    })
}

#[test]
fn either_byte_order_and_resolution_gives_what_was_written() {
    for header in headers() {
        let mut writer = PcapWriter::with_header(Vec::new(), header).expect("memory");
        for (number, length) in [60_u32, 1, 0, 1_500].into_iter().enumerate() {
            let time = Duration::new(1_700_000_000 + number as u64, 123_456_789);
            let packet = PcapPacket::new_owned(time, length + 5, vec![number as u8; length as usize]);
            writer.write_packet(&packet).expect("memory");
        }
        let file = writer.into_writer();

        let found = read(&file);
        let mut oracle = PcapReader::new(file.as_slice()).expect("a sound file");
        for frame in &found.frames {
            let packet = oracle.next_packet().expect("a frame").expect("a sound frame");
            let expected = ReadFrame {
                nanoseconds: packet.timestamp.as_nanos() as i64,
                bytes: packet.data.into_owned(),
                original_length: packet.orig_len,
                interface: 0,
            };
            assert_eq!(*frame, expected, "{header:?}");
        }
        assert!(oracle.next_packet().is_none());
        assert_eq!((found.frames.len(), found.experts.len()), (4, 0), "{header:?}");
    }
}

#[test]
fn the_same_frames_make_the_same_sessions_in_every_variant() {
    let script = scenario().open().server("220 ready\r\n").client("NOOP\r\n").server("200 fine\r\n");
    let sessions = |file: &[u8]| report(&dissect(file))["sessions"].clone();
    let expected = sessions(&script.pcap());
    assert_eq!(talk(&script.dissect()), ["(greeting) -> 220", "NOOP -> 200"]);
    for header in headers() {
        assert_eq!(sessions(&pcap_with(&script.frames(), header)), expected, "{header:?}");
    }
}

/// A file whose second record has these fields; the others are sound.
fn with_second_record(snaplen: u32, record: RawPcapPacket<'_>) -> ReadFile {
    let header = PcapHeader { snaplen, endianness: Endianness::Big, ..PcapHeader::default() };
    let mut writer = PcapWriter::with_header(Vec::new(), header).expect("memory");
    for record in [sound_record(), record, sound_record()] {
        writer.write_raw_packet(&record).expect("memory");
    }
    read(&writer.into_writer())
}

fn sound_record() -> RawPcapPacket<'static> {
    RawPcapPacket { ts_sec: 1_000, ts_frac: 7, incl_len: 4, orig_len: 4, data: Cow::Borrowed(b"abcd") }
}

/// Where the bytes of the second frame begin.
const SECOND_FRAME: u64 = HEADER + RECORD_HEADER + 4 + RECORD_HEADER;

#[test]
fn snapshot_length_0_is_no_limit() {
    let found = with_second_record(0, sound_record());
    assert_eq!((found.bytes(), found.experts.len()), (vec![&b"abcd"[..]; 3], 0));
    assert_eq!(found.interfaces[0].snapshot_length, 0);
}

#[test]
fn more_captured_than_the_snapshot_length_is_said() {
    let record = RawPcapPacket { incl_len: 6, orig_len: 6, data: Cow::Borrowed(b"abcdef"), ..sound_record() };
    let found = with_second_record(5, record);
    assert_eq!(found.bytes(), [&b"abcd"[..], b"abcdef", b"abcd"]);
    assert_eq!(
        found.one_expert(),
        ("captured_exceeds_snapshot", Some(2), Some(SECOND_FRAME), Some(5), Some(6))
    );
}

#[test]
fn more_captured_than_sent_is_said() {
    let record = RawPcapPacket { orig_len: 3, ..sound_record() };
    let found = with_second_record(65_535, record);
    assert_eq!(found.bytes(), [b"abcd"; 3]);
    assert_eq!(found.frames[1].original_length, 4);
    assert_eq!(
        found.one_expert(),
        ("captured_exceeds_original", Some(2), Some(SECOND_FRAME), Some(3), Some(4))
    );
}

#[test]
fn a_frame_cut_by_the_snapshot_length_is_nothing_odd() {
    let record = RawPcapPacket { orig_len: 1_500, ..sound_record() };
    let found = with_second_record(4, record);
    assert_eq!((found.frames[1].original_length, found.experts.len()), (1_500, 0));
}

#[test]
fn a_million_microseconds_are_a_second_and_said() {
    let record = RawPcapPacket { ts_sec: 999, ts_frac: 1_000_007, ..sound_record() };
    let found = with_second_record(65_535, record);
    assert_eq!(found.frames[1].nanoseconds, 1_000_000_007_000);
    assert_eq!(
        found.one_expert(),
        ("fraction_over_one_second", Some(2), Some(SECOND_FRAME - RECORD_HEADER), None, Some(1_000_007))
    );
}

#[test]
fn time_that_goes_backwards_is_said() {
    let record = RawPcapPacket { ts_frac: 9, ..sound_record() };
    let found = with_second_record(65_535, record);
    let third_frame = SECOND_FRAME + 4 + RECORD_HEADER;
    assert_eq!(found.one_expert(), ("time_backwards", Some(3), Some(third_frame), None, Some(2_000)));
}

#[test]
fn a_record_over_the_cap_ends_the_reading() {
    let record = RawPcapPacket { incl_len: limits::RECORD_BYTES + 1, ..sound_record() };
    let found = with_second_record(65_535, record);
    assert_eq!(found.bytes(), [b"abcd"]);
    let (cap, claim) = (u64::from(limits::RECORD_BYTES), u64::from(limits::RECORD_BYTES) + 1);
    let record_at = SECOND_FRAME - RECORD_HEADER;
    assert_eq!(found.one_expert(), ("record_too_long", None, Some(record_at), Some(cap), Some(claim)));
}

#[test]
fn a_record_as_long_as_the_cap_is_waited_for() {
    let record = RawPcapPacket { incl_len: limits::RECORD_BYTES, ..sound_record() };
    let found = with_second_record(65_535, record);
    let (code, _, offset, expected, _) = found.one_expert();
    assert_eq!((code, offset), ("file_cut", Some(SECOND_FRAME - RECORD_HEADER)));
    assert_eq!(expected, Some(u64::from(limits::RECORD_BYTES) + RECORD_HEADER));
}
