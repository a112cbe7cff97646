//! Odd pcapng files: each oddity is said, and what can be read is.

use ftpscope::limits;
use pcap_file::Endianness::{self, Big, Little};

use crate::pcapng_writer::{ENHANCED, Section};
use crate::read;

/// A section in which a block that is odd stands between two packets, and the
/// byte at which it begins.
fn between_packets(order: Endianness, odd: impl FnOnce(Section) -> Section) -> (Vec<u8>, u64) {
    let before = Section::with_interface(order).packet(0, 1, b"before");
    let at = before.length();
    (odd(before).packet(0, 2, b"after").done(), at)
}

/// An enhanced packet block in fields: interface, time in two halves, captured
/// and original length.
fn enhanced(section: &Section, interface: u32, captured: u32, bytes: &[u8]) -> Vec<u8> {
    section.body(&[interface, 0, 1, captured, 4], bytes)
}

#[test]
fn a_second_length_that_differs_is_said() {
    let (file, at) = between_packets(Little, |section| {
        let body = enhanced(&section, 0, 4, b"abcd");
        section.block_with_lengths(ENHANCED, &body, 36, 40)
    });
    let found = read(&file);
    assert_eq!(found.bytes(), [&b"before"[..], b"abcd", b"after"]);
    assert_eq!(found.one_expert(), ("block_trailer_differs", None, Some(at), Some(36), Some(40)));
}

#[test]
fn a_length_that_is_no_multiple_of_four_is_padded_and_said() {
    let (file, at) = between_packets(Big, |section| {
        // Two bytes of padding stand in the file and are not counted.
        let body = enhanced(&section, 0, 2, b"ab\0\0");
        section.block_with_lengths(ENHANCED, &body, 34, 34)
    });
    let found = read(&file);
    assert_eq!(found.bytes(), [&b"before"[..], b"ab", b"after"]);
    assert_eq!(found.one_expert(), ("block_length_unaligned", None, Some(at), None, Some(34)));
}

#[test]
fn an_option_that_does_not_fit_is_said() {
    // Option 2 claims 200 bytes.
    let claim = [2, 0, 200, 0, b'e', b't', b'h', b'0'];
    let section = Section::new(Little);
    let at = section.length();
    let body = section.body(&[1, 0], &claim);
    let found = read(&section.block(1, &body).unchecked_packet(b"still").done());
    assert_eq!(found.bytes(), [b"still"]);
    assert_eq!(found.one_expert(), ("option_invalid", None, Some(at), None, Some(2)));
}

#[test]
fn an_option_that_is_too_short_is_said() {
    // Option 14, the offset of time, has 8 bytes; this one has 2. Option 9 before it counts.
    let options = [9, 0, 1, 0, 9, 0, 0, 0, 14, 0, 2, 0, 1, 2, 0, 0];
    let section = Section::new(Little);
    let at = section.length();
    let body = section.body(&[1, 0], &options);
    let found = read(&section.block(1, &body).unchecked_packet(b"still").done());
    assert_eq!(found.frames[0].nanoseconds, 1);
    assert_eq!(found.one_expert(), ("option_invalid", None, Some(at), None, Some(14)));
}

#[test]
fn a_name_that_is_not_utf_8_costs_no_frame() {
    let options = [2, 0, 4, 0, b'e', 0xFF, b'h', b'0'];
    let section = Section::new(Little);
    let body = section.body(&[1, 0], &options);
    let found = read(&section.block(1, &body).unchecked_packet(b"still").done());
    assert_eq!(found.bytes(), [b"still"]);
    assert_eq!(found.interfaces[0].name.as_deref(), Some("e\u{FFFD}h0"));
}

#[test]
fn a_packet_of_an_unknown_interface_is_said() {
    let (file, at) = between_packets(Little, |section| {
        let body = enhanced(&section, 9, 4, b"abcd");
        section.block(ENHANCED, &body)
    });
    let found = read(&file);
    assert_eq!(found.bytes(), [&b"before"[..], b"after"]);
    assert_eq!(found.one_expert(), ("interface_unknown", None, Some(at), None, Some(9)));
}

#[test]
fn interfaces_of_an_earlier_section_do_not_count() {
    let first = Section::with_interface(Little).packet(0, 1, b"before").done();
    let second = Section::new(Little);
    let at = first.len() as u64 + second.length();
    let found = read(&[first, second.unchecked_packet(b"lost").done()].concat());
    assert_eq!(found.bytes(), [b"before"]);
    assert_eq!(found.one_expert(), ("interface_unknown", None, Some(at), None, Some(0)));
}

#[test]
fn fields_that_do_not_fit_into_their_block_are_said() {
    for (block_type, body) in [(1, &[0; 4][..]), (2, &[0; 16]), (3, &[]), (ENHANCED, &[0; 16])] {
        let (file, at) = between_packets(Little, |section| section.block(block_type, body));
        let found = read(&file);
        let expected = ("block_body_invalid", None, Some(at), None, Some(block_type.into()));
        assert_eq!((found.one_expert(), found.bytes()), (expected, vec![&b"before"[..], b"after"]));
    }
    let (file, at) = between_packets(Big, |section| {
        let body = enhanced(&section, 0, 5, b"abcd");
        section.block(ENHANCED, &body)
    });
    let found = read(&file);
    assert_eq!(found.one_expert(), ("block_body_invalid", None, Some(at), None, Some(ENHANCED.into())));
    assert_eq!(found.bytes(), [&b"before"[..], b"after"]);
}

#[test]
fn an_impossible_length_ends_the_reading() {
    for length in [0, 4, 8] {
        let (file, at) =
            between_packets(Little, |section| section.block_with_lengths(ENHANCED, b"", length, length));
        let found = read(&file);
        assert_eq!(found.bytes(), [b"before"]);
        let expected = ("block_length_invalid", None, Some(at), Some(12), Some(length.into()));
        assert_eq!(found.one_expert(), expected);
    }
}

#[test]
fn a_block_over_the_cap_ends_the_reading() {
    let claim = limits::RECORD_BYTES + 4;
    let (file, at) = between_packets(Big, |section| section.block_with_lengths(0x0BAD, b"", claim, claim));
    let found = read(&file);
    assert_eq!(found.bytes(), [b"before"]);
    let cap = Some(u64::from(limits::RECORD_BYTES));
    assert_eq!(found.one_expert(), ("record_too_long", None, Some(at), cap, Some(claim.into())));
}

#[test]
fn a_broken_later_section_leaves_the_first_one() {
    let first = Section::with_interface(Little).packet(0, 1, b"before").done();
    let mut second = Section::with_interface(Big).packet(0, 1, b"lost").done();
    second[8] = 0;
    let at = first.len() as u64;
    let found = read(&[first, second].concat());
    assert_eq!(found.bytes(), [b"before"]);
    let (code, _, offset, _, _) = found.one_expert();
    assert_eq!((code, offset), ("block_body_invalid", Some(at)));
}

#[test]
fn a_time_beyond_the_years_is_moved_and_said() {
    let section = Section::with_interface(Little);
    let at = section.length();
    let found = read(&section.packet(0, u64::MAX, b"late").done());
    assert_eq!(found.frames[0].nanoseconds, i64::MAX);
    assert_eq!(found.one_expert(), ("time_out_of_range", Some(1), Some(at), None, None));
}

#[test]
fn interfaces_over_the_cap_are_said() {
    let full = (0..limits::INTERFACES).fold(Section::new(Little), |section, _| section.interface(Vec::new()));
    let at = full.length();
    let found = read(&full.interface(Vec::new()).packet(0, 1, b"still").done());
    assert_eq!(found.bytes(), [b"still"]);
    let cap = Some(limits::INTERFACES as u64);
    assert_eq!(found.one_expert(), ("too_many_interfaces", None, Some(at), cap, None));
}
