//! Whatever the network does to the packets of a capture, the sessions in it are the same, and so are the
//! bytes of every half stream.

mod support;
mod transforms {
    pub(crate) mod outcome;
    pub(crate) mod packet;
    pub(crate) mod transform;
}

use ftpscope::units::FrameNumber;
use pcap_file::pcap::PcapHeader;
use pcap_file::{Endianness, TsResolution};

use support::captures::{self, Case};
use support::read::{dissect, report};
use transforms::outcome::{differences, sessions, streams};
use transforms::packet::{Packet, packets, pcap};
use transforms::transform::Transform::{self, Duplicated, Merged, Overlapping, Shuffled, Split};

/// Bytes of the segment before it that a segment repeats: fewer than a line has.
const PART_OF_A_LINE: usize = 3;

/// What is not the same in a case when this has happened to its packets.
fn compare(case: &Case, transforms: &[Transform]) -> Vec<String> {
    let plain = packets(&case.bytes());
    let changed = transforms.iter().fold(plain.clone(), |packets, one| one.apply(packets));
    let [before, after] = [&plain, &changed].map(|packets| pcap(packets, PcapHeader::default()));
    let mut differing = differences(&sessions(&before), &sessions(&after));
    if passes_announcement(transforms) {
        // What is told of a transfer by the bytes of its data connection, or by a listing on one.
        const OF_DATA: [&str; 3] = [".data.", ".verdict.", ".expected."];
        differing.retain(|difference| !OF_DATA.iter().any(|field| difference.contains(field)));
    }
    if streams(&before) != streams(&after) {
        differing.push("bytes".to_owned());
    }
    differing.into_iter().map(|difference| format!("{}, {transforms:?}: {difference}", case.name)).collect()
}

/// Whether the beginning of a data connection may come in front of the line that announces it. Such a connection
/// is not taken for the announced one: nothing tells that it is not an older one.
fn passes_announcement(transforms: &[Transform]) -> bool {
    transforms.iter().any(|one| matches!(one, Shuffled { .. }))
}

/// Bytes of the longest capture whose segments are split into single bytes each time.
const SPLIT: usize = 20_000;

fn same(all: &[&[Transform]]) {
    let mut cases = captures::all();
    if all.iter().any(|transforms| transforms.contains(&Split)) {
        cases.retain(|case| case.bytes().len() <= SPLIT);
    }
    let differing = cases.iter().flat_map(|case| all.iter().flat_map(|transforms| compare(case, transforms)));
    let differing: Vec<_> = differing.collect();
    assert!(differing.is_empty(), "{}\n{} differ", differing.join("\n"), differing.len());
}

#[test]
fn frames_that_come_twice() {
    same(&[&[Duplicated(0)], &[Duplicated(1)], &[Duplicated(5)], &[Duplicated(20)]]);
}

#[test]
fn each_frame_that_comes_twice_is_told() {
    for case in captures::all() {
        let plain = packets(&case.bytes());
        let twice = dissect(&pcap(&Duplicated(0).apply(plain.clone()), PcapHeader::default()));
        let copy_of = |index: usize| {
            let frame = FrameNumber::at_index(index).expect("few frames");
            twice.analyses.get(frame).copy_of.map(FrameNumber::index)
        };
        for (place, packet) in plain.iter().enumerate() {
            let told = packet.is_told_from_others().then_some(2 * place);
            assert_eq!((copy_of(2 * place), copy_of(2 * place + 1)), (None, told), "{}, {place}", case.name);
        }
    }
}

#[test]
fn segments_of_one_byte() {
    same(&[&[Split]]);
}

#[test]
fn segments_that_overlap() {
    same(&[&[Overlapping(PART_OF_A_LINE)], &[Overlapping(1_000)]]);
}

#[test]
fn segments_that_are_sent_again_as_one() {
    same(&[&[Merged]]);
}

#[test]
fn frames_in_another_order() {
    for (seed, window) in [2, 4, 8, 16, 32].into_iter().enumerate() {
        let shuffled = Shuffled { window, seed: seed as u64 };
        let overlapping = [PART_OF_A_LINE, 1_000].map(Overlapping);
        same(&[&[shuffled], &[Merged, shuffled], &[overlapping[0], shuffled], &[overlapping[1], shuffled]]);
    }
}

#[test]
fn all_at_once() {
    same(&[&[Split, Overlapping(PART_OF_A_LINE), Duplicated(7), Merged, Shuffled { window: 8, seed: 1 }]]);
}

#[test]
#[ignore = "long: mixtures of all that may happen"]
fn every_mixture() {
    let mut mixtures = Vec::new();
    for (seed, window) in [(1, 3), (2, 8), (3, 21), (4, 55)] {
        let (shuffled, later) = (Shuffled { window, seed }, Duplicated(window * 2));
        for overlapping in [Overlapping(PART_OF_A_LINE), Overlapping(1_000)] {
            mixtures.extend([
                vec![overlapping, shuffled],
                vec![Merged, overlapping, shuffled],
                vec![Split, overlapping, shuffled],
                vec![overlapping, Merged, later, shuffled],
                vec![Split, overlapping, Merged, later, shuffled],
            ]);
        }
        mixtures.extend([
            vec![shuffled],
            vec![later, shuffled],
            vec![shuffled, later],
            vec![Split, shuffled],
        ]);
    }
    same(&mixtures.iter().map(Vec::as_slice).collect::<Vec<_>>());
}

/// The same frames in every kind of pcap file say the same, times included where they are written.
#[test]
fn every_kind_of_pcap_file() {
    for case in captures::all() {
        let packets = packets(&case.bytes());
        let read = |endianness, ts_resolution| {
            let header = PcapHeader { endianness, ts_resolution, ..PcapHeader::default() };
            report(&dissect(&pcap(&packets, header)))["sessions"].take()
        };
        for resolution in [TsResolution::MicroSecond, TsResolution::NanoSecond] {
            let [little, big] = [Endianness::Little, Endianness::Big].map(|order| read(order, resolution));
            assert_eq!(little, big, "{}", case.name);
            let is_exact = resolution == TsResolution::NanoSecond || case.name != "login-pcapng-ns";
            assert!(!is_exact || little == report(&dissect(&case.bytes()))["sessions"], "{}", case.name);
        }
    }
}

/// The comparison itself: one other byte is noticed.
#[test]
fn a_changed_byte_is_a_difference() {
    let plain = packets(&Case::named("login").bytes());
    for place in (0..plain.len()).filter(|&place| plain[place].has_payload()) {
        let mut changed = plain.clone();
        changed[place].payload[0] ^= 1;
        let [before, after] = [&plain, &changed].map(|packets| pcap(packets, PcapHeader::default()));
        assert_ne!(streams(&before), streams(&after));
        assert!(!differences(&sessions(&before), &sessions(&after)).is_empty(), "packet {place}");
    }
}

#[test]
fn transforms_do_what_they_say() {
    let plain = packets(&Case::named("pipelined").bytes());
    let sizes = |packets: &[Packet]| packets.iter().map(Packet::length).collect::<Vec<_>>();
    let sum = |packets: &[Packet]| sizes(packets).iter().sum::<usize>();
    let after = |one: Transform| one.apply(plain.clone());
    let segments = sizes(&plain).iter().filter(|size| **size > 0).count();
    assert_eq!(after(Duplicated(3)).len(), plain.len() * 2);
    assert_eq!(after(Split).len(), plain.len() - segments + sum(&plain));
    assert_eq!(sizes(&after(Split)).iter().max(), Some(&1));
    // The first segment of each side has none before it.
    assert_eq!(sum(&after(Overlapping(PART_OF_A_LINE))), sum(&plain) + PART_OF_A_LINE * (segments - 2));
    assert_eq!(after(Merged).len(), plain.len() + segments - 2);
    let shuffled = after(Shuffled { window: 5, seed: 1 });
    assert_ne!(sizes(&shuffled), sizes(&plain));
    assert_eq!(sum(&shuffled), sum(&plain));
}
