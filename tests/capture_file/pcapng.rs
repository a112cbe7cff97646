//! Sound pcapng files.

use std::borrow::Cow;

use pcap_file::Endianness::{self, Big, Little};
use pcap_file::pcapng::blocks::interface_description::InterfaceDescriptionOption::{
    Comment, IfName, IfTsOffset, IfTsResol,
};
use pcap_file::pcapng::{Block, PcapNgReader};

use crate::pcapng_writer::Section;
use crate::support::read::{dissect, report};
use crate::support::scenario::scenario;
use crate::support::write::timed;
use crate::{ReadFrame, read};

const ORDERS: [Endianness; 2] = [Little, Big];

#[test]
fn sections_of_either_byte_order_with_several_interfaces() {
    let name = |name| vec![IfName(Cow::Borrowed(name))];
    let first = Section::new(Little)
        .interface(name("eth0"))
        .interface([name("eth1"), vec![IfTsResol(9), Comment(Cow::Borrowed("nanoseconds"))]].concat())
        .packet(1, 5, b"one")
        .packet(0, 6, b"two");
    let second = Section::new(Big).interface(name("lo")).packet(0, 7, b"three");
    let file = [first.done(), second.done()].concat();
    let found = read(&file);
    assert_eq!(found.bytes(), [&b"one"[..], b"two", b"three"]);
    assert_eq!(found.experts.len(), 0);
    let places: Vec<_> = found.frames.iter().map(|frame| (frame.interface, frame.nanoseconds)).collect();
    assert_eq!(places, [(1, 5), (0, 6_000), (2, 7_000)]);
    let names: Vec<_> = found.interfaces.iter().filter_map(|interface| interface.name.as_deref()).collect();
    assert_eq!(names, ["eth0", "eth1", "lo"]);
    assert_eq!(dissect(&file).byte_order, ftpscope::capture::ByteOrder::Little);
}

#[test]
fn enhanced_packets_are_those_that_pcap_file_reads() {
    for order in ORDERS {
        let file = Section::new(order)
            .interface_with(1_500, vec![IfTsResol(9)])
            .packet(0, 1_700_000_000_123_456_789, b"any length")
            .packet(0, 1_700_000_001_000_000_000, b"")
            .packet(0, 1_700_000_002_999_999_999, &[0xFF; 1_500])
            .done();
        let mut oracle = PcapNgReader::new(file.as_slice()).expect("a sound file");
        let mut expected = Vec::new();
        while let Some(block) = oracle.next_block() {
            if let Block::EnhancedPacket(packet) = block.expect("a sound block") {
                expected.push(ReadFrame {
                    nanoseconds: packet.timestamp.as_nanos() as i64,
                    bytes: packet.data.to_vec(),
                    original_length: packet.original_len,
                    interface: packet.interface_id,
                });
            }
        }
        let found = read(&file);
        assert_eq!((found.frames, found.experts.len(), expected.len()), (expected, 0, 3), "{order:?}");
    }
}

#[test]
fn every_unit_and_offset_of_time() {
    for order in ORDERS {
        for (options, count, nanoseconds) in [
            (vec![], 1_700_000_000_123_456, 1_700_000_000_123_456_000),
            (vec![IfTsResol(0)], 1_700_000_000, 1_700_000_000_000_000_000),
            (vec![IfTsResol(3)], 1_700_000_000_123, 1_700_000_000_123_000_000),
            (vec![IfTsResol(12)], 1_700_000_000_123_456_789, 1_700_000_000_123_456),
            (vec![IfTsResol(0x80 | 1)], 3, 1_500_000_000),
            (vec![IfTsResol(0x80 | 32)], (7 << 32) | (1 << 31), 7_500_000_000),
            (vec![IfTsOffset(1_700_000_000)], 5, 1_700_000_000_000_005_000),
            (vec![IfTsResol(9), IfTsOffset((-2_i64).cast_unsigned())], 500_000_000, -1_500_000_000),
        ] {
            let found = read(&Section::new(order).interface(options.clone()).packet(0, count, b"x").done());
            assert_eq!(found.frames[0].nanoseconds, nanoseconds, "{options:?}");
            assert_eq!(found.experts.len(), 0, "{options:?}");
        }
    }
}

#[test]
fn simple_packets_have_the_lesser_length_and_the_time_before() {
    for order in ORDERS {
        let section = Section::new(order).interface_with(6, Vec::new()).packet(0, 9, b"before");
        let short = section.body(&[5], b"short\0\0\0");
        let long = section.body(&[1_500], b"cut to6\0");
        let found = read(&section.block(3, &short).block(3, &long).done());
        let frames: Vec<_> = found
            .frames
            .iter()
            .map(|frame| (frame.bytes.as_slice(), frame.original_length, frame.nanoseconds))
            .collect();
        assert_eq!(frames, [(&b"before"[..], 6, 9_000), (b"short", 5, 9_000), (b"cut to", 1_500, 9_000)]);
        let said: Vec<_> = found.experts.iter().map(|info| (info.code.name(), info.frame)).collect();
        let frame = ftpscope::units::FrameNumber::new;
        assert_eq!(said, [("time_missing", frame(2)), ("time_missing", frame(3))]);
    }
}

#[test]
fn obsolete_packets_are_read() {
    for order in ORDERS {
        let section = Section::with_interface(order).interface(Vec::new());
        // Interface 1 and 7 dropped packets, in 16 bits each.
        let interface_and_drops = match order {
            Little => 1 | 7 << 16,
            Big => 1 << 16 | 7,
        };
        let body = section.body(&[interface_and_drops, 1, 2, 5, 60], b"abcde\0\0\0");
        let found = read(&section.block(2, &body).done());
        let expected = ReadFrame {
            nanoseconds: ((1_i64 << 32) + 2) * 1_000,
            bytes: b"abcde".to_vec(),
            original_length: 60,
            interface: 1,
        };
        assert_eq!((found.frames, found.experts.len()), (vec![expected], 0), "{order:?}");
    }
}

#[test]
fn other_blocks_are_skipped() {
    for order in ORDERS {
        let file = Section::with_interface(order)
            .block(4, &[0; 4])
            .block(5, &[0; 12])
            .block(0x0BAD, b"custom\0\0")
            .block(0x8000_0001, b"")
            .packet(0, 1, b"still here")
            .done();
        let found = read(&file);
        assert_eq!((found.bytes(), found.experts.len()), (vec![&b"still here"[..]], 0));
    }
}

#[test]
fn the_same_frames_make_the_same_sessions_as_in_pcap() {
    let script = scenario().open().server("220 ready\r\n").client("NOOP\r\n").server("200 fine\r\n");
    let expected = report(&script.dissect());
    let frames = script.frames();
    for order in ORDERS {
        for (resolution, unit) in [(6, 1_000), (9, 1)] {
            let section = Section::new(order).interface_with(65_535, vec![IfTsResol(resolution)]);
            let written = timed(&frames).fold(section, |section, (time, frame)| {
                section.packet(0, time.as_nanos() as u64 / unit, &frame.bytes)
            });
            let found = report(&dissect(&written.done()));
            assert_eq!(found["sessions"], expected["sessions"], "{order:?} {resolution}");
            assert_eq!(found["capture"]["duration_ms"], expected["capture"]["duration_ms"]);
        }
    }
}
