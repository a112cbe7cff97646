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

/// Each file here is one of pcap-file's with another magic number and more in
/// the header or in the records.
#[test]
fn variants_with_a_magic_number_of_their_own_are_read() {
    let orders = [u32::to_le_bytes as fn(u32) -> [u8; 4], u32::to_be_bytes];
    for bytes in orders {
        for (magic, in_header, in_record, nanoseconds) in [
            (0xA1B2_CD34, &[][..], &[7, 0x0800_0400][..], 123_000),
            (0x1C00_01AB, &[999], &[], 123_000),
            (0x1C00_01AC, &[999], &[], 123),
        ] {
            let version =
                [2_u16, 4].map(|part| if bytes(1)[0] == 1 { part.to_le_bytes() } else { part.to_be_bytes() });
            let fields = |fields: &[u32]| fields.iter().flat_map(|field| bytes(*field)).collect::<Vec<_>>();
            let header =
                [fields(&[magic]), version.concat(), fields(&[0, 0, 65_535, 1]), fields(in_header)].concat();
            let record = |frame: &[u8], original: u32| {
                let lengths = fields(&[1_000, 123, frame.len() as u32, original]);
                [lengths, fields(in_record), frame.to_vec()].concat()
            };
            let file = [header.clone(), record(b"abcde", 60), record(b"", 0), record(b"xyz", 3)].concat();
            let found = read(&file);
            assert_eq!(found.bytes(), [&b"abcde"[..], b"", b"xyz"], "{magic:X}");
            assert_eq!(found.frames[0].original_length, 60);
            assert_eq!(found.frames[0].nanoseconds, 1_000_000_000_000 + nanoseconds);
            assert_eq!(found.experts.len(), 0, "{:?}", found.experts);
            for at in 1..=record(b"xyz", 3).len() {
                let cut = read(&file[..file.len() - at]);
                let begin = file.len() - record(b"xyz", 3).len();
                let said = cut.experts.first().map(|info| (info.code.name(), info.offset));
                let expected = (file.len() - at > begin).then_some(("file_cut", Some(begin as u64)));
                assert_eq!((cut.frames.len(), said), (2, expected), "{magic:X} without {at} bytes");
            }
            for at in 16..header.len() {
                let error = crate::try_read(&file[..at]).expect_err("a header that is cut");
                assert_eq!((error.code.name(), error.offset), ("header_cut", at as u64), "{magic:X}");
            }
        }
    }
}

#[test]
fn old_versions_have_the_lengths_the_other_way_round() {
    let record = RawPcapPacket { incl_len: 4, orig_len: 60, ..sound_record() };
    for (major, minor, first, second) in
        [(2, 4, 4, 60), (2, 3, 4, 60), (2, 3, 60, 4), (2, 2, 60, 4), (2, 0, 60, 4), (543, 0, 60, 4)]
    {
        let header = PcapHeader { version_major: major, version_minor: minor, ..PcapHeader::default() };
        let mut writer = PcapWriter::with_header(Vec::new(), header).expect("memory");
        let record = RawPcapPacket { incl_len: first, orig_len: second, ..record.clone() };
        writer.write_raw_packet(&record).expect("memory");
        let found = read(&writer.into_writer());
        assert_eq!((found.bytes(), found.frames[0].original_length), (vec![&b"abcd"[..]], 60));
        assert_eq!(found.experts.len(), 0, "{major}.{minor}: {:?}", found.experts);
    }
}

#[test]
fn the_link_type_is_the_lower_half_of_its_field() {
    let header = PcapHeader { endianness: Endianness::Big, ..PcapHeader::default() };
    let mut file = PcapWriter::with_header(Vec::new(), header).expect("memory").into_writer();
    // A frame check sequence of two times 16 bits, its flag, and link type 1.
    file[20..24].copy_from_slice(&0x2400_0001_u32.to_be_bytes());
    assert_eq!(read(&file).interfaces[0].link_type, 1);
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
