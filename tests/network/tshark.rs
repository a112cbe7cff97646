//! A second opinion: that the frames of these tests are what they are meant to be.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use pcap_file::DataLink;
use pcap_file::pcap::PcapHeader;

use super::support::frame::CapturedFrame;
use super::support::skip::skip;
use super::support::write::pcap_with;
use super::{encapsulation, fragments, packets};

/// The TCP payloads that tshark finds in these frames, in hexadecimal digits; `None` where there is no tshark.
fn payloads(link_type: u32, frames: &[Vec<u8>]) -> Option<Vec<String>> {
    let frames = frames.iter().map(|bytes| CapturedFrame {
        gap_ms: 1,
        original_length: bytes.len() as u32,
        bytes: bytes.clone(),
    });
    let header = PcapHeader { datalink: DataLink::from(link_type), ..PcapHeader::default() };
    let capture = pcap_with(&frames.collect::<Vec<_>>(), header);
    let mut tshark = Command::new("tshark")
        .args(["-r", "-", "-T", "fields", "-e", "tcp.payload", "-o", "ip.defragment:TRUE"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    tshark.stdin.take().expect("a pipe").write_all(&capture).expect("tshark reads");
    let output = tshark.wait_with_output().expect("tshark ends").stdout;
    Some(String::from_utf8(output).expect("text").lines().map(str::to_owned).collect())
}

/// Frames in which tshark finds no payload. It takes a pseudowire for one only where it knows the makers of
/// the two network cards, and IPv4 in LINKTYPE_IPV6 for broken IPv6.
const KNOWN: [&str; 3] = ["pseudowire", "pseudowire", "raw, 229"];

#[test]
fn tshark_reads_the_same_payloads() {
    let payload: String = b"220 ready\r\n".iter().map(|byte| format!("{byte:02x}")).collect();
    let mut frames = BTreeMap::<u32, Vec<(&str, Vec<u8>)>>::new();
    for wrapping in encapsulation::ALL {
        let wrapped = packets().map(|packet| (wrapping.name, (wrapping.wrap)(&packet)));
        frames.entry(wrapping.link_type).or_default().extend(wrapped);
    }
    let mut differences = Vec::new();
    for (link_type, frames) in frames {
        let (names, frames): (Vec<_>, Vec<_>) = frames.into_iter().unzip();
        let Some(read) = payloads(link_type, &frames) else {
            return skip("tshark_reads_the_same_payloads", "no tshark");
        };
        assert_eq!(read.len(), frames.len(), "link type {link_type}");
        let others = names.iter().zip(read).filter(|(_, read)| *read != payload);
        differences.extend(others.map(|(name, _)| *name));
    }
    assert_eq!(differences, KNOWN);
    for packet in packets() {
        let pieces = fragments::pieces(&packet, 8, 1);
        let read = payloads(101, &pieces).expect("tshark is there");
        assert_eq!(read.last(), Some(&payload));
        assert!(read[..read.len() - 1].iter().all(String::is_empty), "{read:?}");
    }
}
