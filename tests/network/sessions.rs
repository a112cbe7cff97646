//! The same packets in any wrapping give the same sessions.

use ftpscope::view::{Passwords, frame_rows};
use pcap_file::DataLink;
use pcap_file::pcap::PcapHeader;
use serde_json::{Value, json};

use super::encapsulation::{self, Wrapping};
use super::support::captures::Case;
use super::support::frame::CapturedFrame;
use super::support::packets::packets_agree;
use super::support::read::{dissect, report};
use super::support::write::{item_ends, pcap_with};

const LONGEST: usize = 1_400;

/// The IP packets of a case recorded on Ethernet, without those so long that a header more would not fit
/// into a frame with a length.
fn packets(case: &Case) -> Vec<CapturedFrame> {
    let capture = case.bytes();
    let ends = item_ends(&capture);
    let records = ends.windows(2).map(|ends| &capture[ends[0] + 16..ends[1]]);
    let packet = |frame: &[u8]| CapturedFrame { gap_ms: 1, original_length: 0, bytes: frame[14..].to_vec() };
    records.map(packet).filter(|packet| packet.bytes.len() <= LONGEST).collect()
}

/// What is read in these packets in this wrapping, of which the snapshot length cuts `cut` bytes.
fn read(packets: &[CapturedFrame], wrapping: &Wrapping, cut: usize) -> Value {
    let frames = packets.iter().map(|packet| {
        let mut bytes = (wrapping.wrap)(&packet.bytes);
        let original_length = bytes.len() as u32;
        bytes.truncate(bytes.len() - cut);
        CapturedFrame { original_length, bytes, ..packet.clone() }
    });
    let header = PcapHeader { datalink: DataLink::from(wrapping.link_type), ..PcapHeader::default() };
    let file = pcap_with(&frames.collect::<Vec<_>>(), header);
    let dissection = dissect(&file);
    assert_eq!(packets_agree(&dissection, &file), Ok(()), "{}", wrapping.name);
    assert_eq!(dissection.frames.tcp_frames() as usize, packets.len(), "{}", wrapping.name);
    let report = report(&dissection);
    let rows = frame_rows(&dissection, &file.as_slice(), 0..usize::MAX, Passwords::Masked).expect("rows");
    let rows = rows.into_iter().map(|row| json!([row.source, row.destination, row.protocol, row.info]));
    let parts = [report["sessions"].clone(), report["expert"].clone(), rows.collect()];
    assert_ne!(parts[0], Value::Array(Vec::new()), "{}", wrapping.name);
    parts.into_iter().collect()
}

fn check(name: &str, cut: usize) {
    let packets = packets(&Case::named(name));
    let plain = read(&packets, &encapsulation::ALL[0], cut);
    for wrapping in &encapsulation::ALL[1..] {
        // What is cut off a padded frame is padding.
        if cut == 0 || !wrapping.name.contains("padding") {
            assert_eq!(read(&packets, wrapping, cut), plain, "{}", wrapping.name);
        }
    }
}

#[test]
fn ipv4_in_any_wrapping_gives_the_same_sessions() {
    check("passive-with-data", 0);
}

#[test]
fn ipv6_in_any_wrapping_gives_the_same_sessions() {
    check("epsv-ipv6", 0);
}

/// The last three bytes of every payload are missing, or of the options where there is none.
#[test]
fn cut_packets_in_any_wrapping_give_the_same_sessions_and_say_so() {
    check("passive-with-data", 3);
    check("epsv-ipv6", 3);
}
