//! IP fragments, in any order, repeated, overlapping, missing.

use ftpscope::dissector::Dissection;
use ftpscope::expert::ExpertInfo;
use ftpscope::limits;
use ftpscope::network::{Decoded, Fragments, Layer, decode};
use ftpscope::units::FrameNumber;
use ftpscope::view::{Passwords, frame_bytes};
use proptest::prelude::*;

use super::encapsulation::{ether_type, ethernet, gre, ipv4, ipv6, join, udp, vxlan};
use super::support::frame::CapturedFrame;
use super::support::property::check;
use super::support::read::{dissect, odd, talk};
use super::support::scenario::{Scenario, scenario, scenario_ipv6};
use super::support::write::pcap;
use super::{cut, packets, raw_frame};

const RAW: u32 = 101;
const UDP: u8 = 17;

/// A fragment: the piece of a packet's payload that begins at `offset` and has `length` bytes.
fn piece(packet: &[u8], offset: usize, length: usize, identification: u16) -> Vec<u8> {
    let is_v6 = packet[0] >> 4 == 6;
    let header = if is_v6 { 40 } else { usize::from(packet[0] & 15) * 4 };
    let payload = &packet[header..];
    let end = (offset + length).min(payload.len());
    let more_follow = u16::from(end < payload.len());
    let mut fragment = packet[..header].to_vec();
    if is_v6 {
        let place = (offset as u16 | more_follow).to_be_bytes();
        let identification = u32::from(identification).to_be_bytes();
        fragment.extend(join(&[&[packet[6], 0], &place, &identification]));
        fragment[6] = 44;
        fragment[4..6].copy_from_slice(&(8 + (end - offset) as u16).to_be_bytes());
    } else {
        fragment[2..4].copy_from_slice(&((header + end - offset) as u16).to_be_bytes());
        fragment[4..6].copy_from_slice(&identification.to_be_bytes());
        fragment[6..8].copy_from_slice(&((more_follow << 13) | (offset as u16 / 8)).to_be_bytes());
    }
    fragment.extend_from_slice(&payload[offset..end]);
    fragment
}

/// All fragments of a packet, each with a piece of so many bytes, a multiple of eight.
pub(crate) fn pieces(packet: &[u8], size: usize, identification: u16) -> Vec<Vec<u8>> {
    let payload = packet.len() - if packet[0] >> 4 == 6 { 40 } else { 20 };
    (0..payload).step_by(size).map(|offset| piece(packet, offset, size, identification)).collect()
}

/// What a frame is, without what it borrows.
#[derive(Debug, PartialEq, Eq)]
enum Read {
    /// Source port, payload, bytes that this had.
    Segment(u16, Vec<u8>, u32),
    Fragment,
    Other(String),
}

/// What each of the frames is, and what is said in the end: code, frame, `found`.
fn read(frames: &[Vec<u8>]) -> (Vec<Read>, Vec<String>) {
    let numbered: Vec<_> = (1..).zip(frames).map(|(number, frame)| (number, frame.as_slice())).collect();
    let mut fragments = Fragments::default();
    let read = read_numbered(&numbered, &mut fragments);
    (read, said(fragments))
}

fn read_numbered(frames: &[(u32, &[u8])], fragments: &mut Fragments) -> Vec<Read> {
    let read = |(number, bytes): &(u32, &[u8])| {
        let frame = raw_frame(*number, RAW, bytes, bytes.len());
        match decode(&frame, fragments, &mut ()) {
            Decoded::Segment(segment) => {
                Read::Segment(segment.source.port, segment.payload.to_vec(), segment.payload_length)
            }
            Decoded::Fragment(_) => Read::Fragment,
            other => Read::Other(format!("{other:?}")),
        }
    };
    frames.iter().map(read).collect()
}

fn said(fragments: Fragments) -> Vec<String> {
    let line = |info: &ExpertInfo| {
        let frame = info.frame.expect("a frame").get();
        let found = info.found.map_or(String::new(), |found| format!(" {found}"));
        format!("{}@{frame} {}{found}", info.code.name(), info.text.as_deref().unwrap_or("-"))
    };
    fragments.finish().infos().iter().map(line).collect()
}

fn segment(payload: &[u8]) -> Read {
    Read::Segment(21, payload.to_vec(), payload.len() as u32)
}

fn greeting() -> Read {
    segment(b"220 ready\r\n")
}

/// A packet with a longer payload.
fn long_packet(scenario: Scenario) -> Vec<u8> {
    let payload: Vec<u8> = (0..3_000_u16).map(|number| number as u8 ^ (number >> 8) as u8).collect();
    scenario.server(payload).frames().pop().expect("a frame").bytes[14..].to_vec()
}

#[test]
fn fragments_in_any_order_and_repeated_give_the_segment_once() {
    let packets = [scenario(), scenario_ipv6()].map(long_packet);
    let order =
        (0..2_usize, 1..370_usize, any::<u64>(), prop::collection::vec(any::<prop::sample::Index>(), 0..9));
    check(500, &order, |(version, size, seed, copies)| {
        let packet = &packets[version];
        let mut frames = pieces(packet, size * 8, 9);
        for copy in copies {
            frames.push(frames[copy.index(frames.len())].clone());
        }
        // An order that the seed makes.
        let mut seed = seed | 1;
        frames.sort_by_cached_key(|_| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            seed >> 33
        });
        let (read, said) = read(&frames);
        let segments: Vec<_> = read.iter().filter(|read| **read != Read::Fragment).collect();
        let payload = &packet[packet.len() - 3_000..];
        prop_assert!(segments == [&segment(payload)], "{} segments", segments.len());
        prop_assert!(said.is_empty(), "{:?}", said);
        Ok(())
    });
}

#[test]
fn a_conversation_in_fragments_says_the_same() {
    let conversation = scenario()
        .open()
        .server("220-welcome\r\n220 ready\r\n")
        .client("USER anna\r\n")
        .server("331 who\r\n")
        .client("PASS x\r\n")
        .server("230 in\r\n")
        .client("QUIT\r\n")
        .server("221 bye\r\n")
        .close();
    let plain = conversation.dissect();
    for reversed in [false, true] {
        let fragmented = (1..).zip(conversation.frames()).flat_map(|(number, frame)| {
            let mut pieces = pieces(&frame.bytes[14..], 16, number);
            if reversed {
                pieces.reverse();
            }
            pieces.into_iter().map(|piece| {
                let bytes = ethernet(0x0800, &piece);
                CapturedFrame { gap_ms: 1, original_length: bytes.len() as u32, bytes }
            })
        });
        let fragmented: Vec<_> = fragmented.collect();
        let dissection = dissect(&pcap(&fragmented));
        assert_eq!(talk(&dissection), talk(&plain));
        assert_eq!(odd(&dissection), odd(&plain));
        let endpoints = |read: &Dissection| read.connections.connections()[0].endpoints;
        assert_eq!(endpoints(&dissection), endpoints(&plain));
        assert!(dissection.frames.count() > 2 * plain.frames.count());
        // The segment belongs to the frame that completed it.
        assert_eq!(dissection.frames.tcp_frames(), plain.frames.count());
    }
}

#[test]
fn what_overlaps_counts_as_it_came_first_and_it_is_said() {
    for (packet, layer) in packets().iter().zip(["ipv4", "ipv6"]) {
        // The payload is at 20 to 31 of what IP carries.
        let mut other = packet.clone();
        let at = other.len() - 11;
        other[at..].copy_from_slice(b"999 never\r\n");
        let frames = [
            piece(packet, 16, 8, 1),
            // Differs in 20 to 23, brings 8 to 15, and 24 to 31 with an end of its own.
            piece(&other, 8, 100, 1),
            piece(packet, 0, 16, 1),
        ];
        let (read, said) = read(&frames);
        assert_eq!(read, [Read::Fragment, Read::Fragment, segment(b"220 never\r\n")]);
        // "999" for "220"; the space is the same.
        assert_eq!(said, [format!("fragment_conflict@2 {layer} 3")]);
    }
}

#[test]
fn of_two_ends_the_first_counts() {
    for packet in packets() {
        let longer = [packet.as_slice(), b"and more of it"].concat();
        // Fragments of which the last one was already there: 31 bytes.
        let frames = [piece(&packet, 16, 16, 1), piece(&longer, 24, 100, 1), piece(&packet, 0, 16, 1)];
        let (read, said) = read(&frames);
        assert_eq!(read, [Read::Fragment, Read::Fragment, greeting()]);
        assert!(said.is_empty(), "{said:?}");
    }
}

#[test]
fn more_than_a_complete_packet_had_begins_another() {
    for (packet, layer) in packets().iter().zip(["ipv4", "ipv6"]) {
        let longer = [packet.as_slice(), b"and more of it"].concat();
        let mut frames = pieces(packet, 16, 1);
        frames.push(piece(&longer, 16, 100, 1));
        let (read, said) = read(&frames);
        assert_eq!(read, [Read::Fragment, greeting(), Read::Fragment]);
        assert_eq!(said, [format!("fragment_not_reassembled@3 {layer} 29")]);
    }
}

/// In IPv4 it makes another packet; in IPv6 that of the first fragment counts (RFC 8200 §4.5).
#[test]
fn fragments_may_differ_in_what_they_say_they_carry() {
    let [packet, _] = packets();
    let tunnel = ipv4(47, &gre(0, 0x0800, &packet));
    let [mut both, pieces_of_tcp] = [pieces(&tunnel, 24, 1), pieces(&packet, 16, 1)];
    // The same hosts, as the key has them.
    for fragment in &mut both {
        fragment[12..20].copy_from_slice(&packet[12..20]);
    }
    both.splice(1..1, pieces_of_tcp);
    let (read_both, said_both) = read(&both);
    let segments: Vec<_> = read_both.iter().filter(|read| **read != Read::Fragment).collect();
    assert_eq!(segments, [&greeting(), &greeting()]);
    assert!(said_both.is_empty(), "{said_both:?}");

    let tunnel = ipv6(60, &join(&[&[47, 0, 1, 4, 0, 0, 0, 0], &gre(0, 0x0800, &packet)]));
    for reversed in [false, true] {
        let mut frames = pieces(&tunnel, 40, 1);
        frames[1][40] = 6;
        if reversed {
            frames.reverse();
        }
        let (read, said) = read(&frames);
        assert_eq!(read, [Read::Fragment, greeting()]);
        assert!(said.is_empty(), "{said:?}");
    }
}

#[test]
fn a_missing_fragment_is_said_at_the_first_one_of_its_packet() {
    for (packet, layer) in packets().iter().zip(["ipv4", "ipv6"]) {
        for missing in 0..4 {
            let mut frames = pieces(packet, 8, 1);
            assert_eq!(frames.len(), 4);
            frames.remove(missing);
            frames.insert(0, packet.clone());
            let (read, said) = read(&frames);
            assert_eq!(read, [greeting(), Read::Fragment, Read::Fragment, Read::Fragment]);
            let found = if missing == 3 { 24 } else { 23 };
            assert_eq!(said, [format!("fragment_not_reassembled@2 {layer} {found}")]);
        }
    }
}

#[test]
fn copies_of_fragments_of_a_complete_packet_begin_nothing() {
    for packet in packets() {
        let [one, two] = pieces(&packet, 16, 1).try_into().expect("two pieces");
        let (read, said) = read(&[one.clone(), one, two.clone(), two]);
        assert_eq!(read, [Read::Fragment, Read::Fragment, greeting(), Read::Fragment]);
        assert!(said.is_empty(), "{said:?}");
    }
}

#[test]
fn an_identification_that_is_used_again_begins_another_packet() {
    for packet in packets() {
        let mut other = packet.clone();
        let at = other.len() - 11;
        other[at..].copy_from_slice(b"221 bye..\r\n");
        // Its sequence number, which is in its first fragment.
        other[at - 13] ^= 1;
        let frames = [pieces(&packet, 16, 1), pieces(&other, 16, 1), pieces(&packet, 24, 1)].concat();
        let (read, said) = read(&frames);
        let expected = [greeting(), segment(b"221 bye..\r\n"), greeting()];
        assert_eq!(read.into_iter().filter(|read| *read != Read::Fragment).collect::<Vec<_>>(), expected);
        assert!(said.is_empty(), "{said:?}");
    }
}

#[test]
fn packets_under_way_at_the_same_time_are_told_apart() {
    let [v4, v6] = packets();
    let mut elsewhere = v4.clone();
    elsewhere[15] ^= 1;
    let mut later = v4.clone();
    let at = later.len() - 11;
    later[at..].copy_from_slice(b"221 bye..\r\n");
    let all = [pieces(&v4, 16, 1), pieces(&v6, 16, 1), pieces(&elsewhere, 16, 1), pieces(&later, 16, 2)];
    let firsts = all.iter().map(|pieces| pieces[0].clone());
    let seconds = all.iter().map(|pieces| pieces[1].clone());
    let (read, said) = read(&firsts.chain(seconds).collect::<Vec<_>>());
    assert_eq!(read[4..], [greeting(), greeting(), greeting(), segment(b"221 bye..\r\n")]);
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn tunnels_in_fragments_are_read() {
    for packet in packets() {
        let frame = ethernet(ether_type(&packet), &packet);
        let tunnels = [
            ipv4(17, &udp(4_789, &vxlan(&frame))),
            ipv6(17, &udp(4_789, &vxlan(&frame))),
            ipv4(47, &gre(0x20, 0x6558, &frame)),
            ipv4(if packet[0] >> 4 == 6 { 41 } else { 4 }, &packet),
            // The first fragment begins with an extension header.
            ipv6(60, &join(&[&[47, 0, 1, 4, 0, 0, 0, 0], &gre(0, 0x6558, &frame)])),
        ];
        for tunnel in tunnels {
            let mut frames = pieces(&tunnel, 24, 1);
            frames.reverse();
            let (read, said) = read(&frames);
            assert_eq!(read.last(), Some(&greeting()));
            assert!(read.iter().rev().skip(1).all(|read| *read == Read::Fragment), "{read:?}");
            assert!(said.is_empty(), "{said:?}");
        }
    }
}

/// A fragment within a packet that was put together itself, and tunnels one too many.
#[test]
fn nesting_counts_through_fragments() {
    let [packet, _] = packets();
    let inner = pieces(&packet, 16, 5);
    let (read_inner, _) = read(&pieces(&ipv4(4, &inner[0]), 24, 1));
    assert_eq!(read_inner.last(), Some(&Read::Other("Undecodable(Fragment)".to_owned())));
    let nested = (1..limits::NESTED_PACKETS).fold(packet, |inner, _| ipv4(4, &inner));
    let (read_nested, _) = read(&pieces(&nested, 24, 1));
    assert_eq!(read_nested.last(), Some(&greeting()));
    let (read_nested, _) = read(&pieces(&ipv4(4, &nested), 24, 1));
    assert_eq!(read_nested.last(), Some(&Read::Other("Undecodable(Ipv4)".to_owned())));
}

#[test]
fn a_fragment_alone_is_a_fragment_with_its_layers() {
    let [v4, v6] = packets();
    let mut layers = Vec::new();
    let last = pieces(&v4, 16, 1).pop().expect("two pieces");
    let frame = raw_frame(7, RAW, &last, last.len());
    assert_eq!(decode(&frame, &mut Fragments::default(), &mut layers), Decoded::Fragment(Layer::Ipv4));
    assert_eq!(layers, [(Layer::Ipv4, 0..20), (Layer::Fragment, 20..35)]);
    layers.clear();
    let first = pieces(&v6, 16, 1).remove(0);
    let frame = raw_frame(7, RAW, &first, first.len());
    assert_eq!(decode(&frame, &mut Fragments::default(), &mut layers), Decoded::Fragment(Layer::Ipv6));
    assert_eq!(layers, [(Layer::Ipv6, 0..48), (Layer::Fragment, 48..64)]);
}

#[test]
fn fragments_cut_by_the_snapshot_length_give_the_beginning() {
    for packet in packets() {
        let [one, two] = pieces(&packet, 24, 1).try_into().expect("two pieces");
        let mut fragments = Fragments::default();
        // Of 24 bytes 22 are there: two bytes of payload.
        let first = raw_frame(1, RAW, &one[..one.len() - 2], one.len());
        assert!(matches!(decode(&first, &mut fragments, &mut ()), Decoded::Fragment(_)));
        let second = raw_frame(2, RAW, &two, two.len());
        let Decoded::Segment(segment) = decode(&second, &mut fragments, &mut ()) else { panic!() };
        assert_eq!((segment.payload, segment.payload_length), (&b"22"[..], 11));
        assert!(said(fragments).is_empty());
    }
}

#[test]
fn fragments_that_carry_no_tcp_are_not_kept() {
    let not_tcp = Read::Other("NotTcp".to_owned());
    // ICMP; the first fragment of a datagram that goes to no tunnel.
    let (icmp, said_icmp) = read(&pieces(&ipv4(1, &[8; 64]), 16, 1));
    assert!(icmp.iter().all(|read| *read == not_tcp) && said_icmp.is_empty());
    let (dns, said_dns) = read(&pieces(&ipv4(UDP, &udp(53, &[0; 64])), 16, 1));
    assert_eq!(dns[0], not_tcp);
    assert!(said_dns.is_empty(), "that the rest is never completed is no loss: {said_dns:?}");
    // Nor is it one to give it up.
    let datagram = ipv4(UDP, &udp(53, &[0; 64]));
    let many = (0..limits::FRAGMENTS as u16 + 9).map(|number| piece(&datagram, 16, 16, number));
    let (_, said_many) = read(&many.collect::<Vec<_>>());
    assert!(said_many.is_empty(), "{said_many:?}");
    // The same for a tunnel is one.
    let vxlan = ipv4(UDP, &udp(4_789, &vxlan(&ethernet(0x0800, &packets()[0]))));
    let (_, said_vxlan) = read(&pieces(&vxlan, 16, 1)[..2]);
    assert_eq!(said_vxlan, ["fragment_not_reassembled@1 ipv4 32"]);
}

#[test]
fn fragments_without_sense_are_undecodable() {
    let [v4, _] = packets();
    // Nothing in it; an end beyond what a packet can have.
    let mut empty = pieces(&v4, 16, 1).remove(0);
    empty[2..4].copy_from_slice(&[0, 20]);
    let mut far = pieces(&v4, 16, 1).remove(0);
    far[6..8].copy_from_slice(&[0x3F, 0xFF]);
    let (read, said) = read(&[empty, far]);
    assert!(read.iter().all(|read| *read == Read::Other("Undecodable(Ipv4)".to_owned())), "{read:?}");
    assert!(said.is_empty());
    // A fragment header that is cut.
    let v6 = pieces(&packets()[1], 16, 1).remove(0);
    cut(RAW, &v6[..45], v6.len(), |decoded| assert_eq!(decoded, Decoded::Undecodable(Layer::Ipv6)));
}

#[test]
fn a_packet_is_not_waited_for_too_long() {
    let [packet, _] = packets();
    let [one, two] = pieces(&packet, 16, 1).try_into().expect("two pieces");
    for (later, is_old) in [(limits::FRAGMENT_AGE, false), (limits::FRAGMENT_AGE + 1, true)] {
        let mut fragments = Fragments::default();
        let read = read_numbered(&[(10, &one), (10 + later, &two)], &mut fragments);
        let last = if is_old { Read::Fragment } else { greeting() };
        assert_eq!(read, [Read::Fragment, last]);
        let expected: &[_] = if is_old {
            &[
                "fragment_not_reassembled@10 ipv4 16".to_owned(),
                format!("fragment_not_reassembled@{} ipv4 15", 10 + later),
            ]
        } else {
            &[]
        };
        assert_eq!(said(fragments), expected);
    }
}

#[test]
fn the_oldest_packets_are_given_up_where_too_many_pieces_wait() {
    let [packet, _] = packets();
    let most = u16::try_from(limits::FRAGMENTS).expect("a small cap");
    let firsts = (0..most + 3).map(|identification| piece(&packet, 0, 16, identification));
    // The second fragments of a packet that was given up and of one that was not, each one piece more.
    let seconds = [2, 4].map(|identification| piece(&packet, 16, 16, identification));
    let (read, said) = read(&firsts.chain(seconds).collect::<Vec<_>>());
    assert_eq!(read[usize::from(most) + 3..], [Read::Fragment, greeting()]);
    let given_up = said.iter().filter(|said| said.starts_with("too_many_fragments")).cloned();
    assert_eq!(
        given_up.collect::<Vec<_>>(),
        [1, 2, 3, 4, 6].map(|frame| format!("too_many_fragments@{frame} ipv4"))
    );
    // One for each packet but the complete one, and one for the piece that came too late.
    assert_eq!(said.len(), limits::FRAGMENTS + 3);
}

#[test]
fn the_oldest_packets_are_given_up_where_too_many_bytes_wait() {
    const LENGTH: usize = 60_000;
    let packet = ipv4(6, &vec![0; LENGTH + 8]);
    let count = limits::FRAGMENT_BYTES / LENGTH + 5;
    let frames: Vec<_> = (0..count as u16).map(|number| piece(&packet, 0, LENGTH, number)).collect();
    let (_, said) = read(&frames);
    let given_up = said.iter().filter(|said| said.starts_with("too_many_fragments")).count();
    assert_eq!((said.len(), given_up), (count, 5));
}

#[test]
fn a_password_in_fragments_is_masked_in_each_of_them() {
    let start = scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("331 go on\r\n");
    let mut frames = start.client("PASS hunter2\r\n").frames();
    let whole = frames.pop().expect("a frame");
    frames.extend(pieces(&whole.bytes[14..], 8, 7).iter().map(|piece| {
        let bytes = ethernet(0x0800, piece);
        CapturedFrame { original_length: bytes.len() as u32, bytes, ..whole.clone() }
    }));
    let capture = pcap(&frames);
    let dissection = dissect(&capture);
    assert_eq!(talk(&dissection).last().map(String::as_str), Some("PASS hunter2 -> nothing"));
    for number in 1..=dissection.frames.count() {
        let number = FrameNumber::new(number).expect("a number");
        let read =
            |passwords| frame_bytes(&dissection, &capture.as_slice(), number, passwords).expect("read");
        let text = String::from_utf8_lossy(&read(Passwords::Masked)).into_owned();
        assert!(!text.contains("hun") && !text.contains("ter2"), "{number}: {text}");
        assert_eq!(read(Passwords::Revealed), frames[number.index()].bytes);
    }
}
