//! tshark as a second opinion: what it says of each frame against what this
//! program says, field by field. Both call fields by the same names.
//!
//! tshark is wrong in places: `faults` lists how, and nothing else may differ.

mod second_opinion {
    pub(crate) mod faults;
    pub(crate) mod flags;
    pub(crate) mod ours;
    pub(crate) mod tshark;
}
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use ftpscope::dissector::Dissection;

use second_opinion::faults::{Fault, explain, explain_ftp};
use second_opinion::flags::{self, Counts};
use second_opinion::ours::{self, Packet};
use second_opinion::tshark::{self, Fields};
use support::read::try_dissect_unpacked;
use support::{captures, corpus, skip};

/// Fields that must be the same in every frame.
const FIELDS: [&str; 34] = [
    "frame.time_epoch",
    "frame.len",
    "frame.cap_len",
    "ip.len",
    "ip.ttl",
    "ip.src",
    "ip.dst",
    "ipv6.plen",
    "ipv6.hlim",
    "ipv6.src",
    "ipv6.dst",
    "tcp.srcport",
    "tcp.dstport",
    "tcp.stream",
    "tcp.len",
    "tcp.seq",
    "tcp.nxtseq",
    "tcp.ack",
    "tcp.hdr_len",
    "tcp.flags.cwr",
    "tcp.flags.ece",
    "tcp.flags.urg",
    "tcp.flags.ack",
    "tcp.flags.push",
    "tcp.flags.reset",
    "tcp.flags.syn",
    "tcp.flags.fin",
    "tcp.window_size_value",
    "tcp.window_size",
    "tcp.urgent_pointer",
    "tcp.options.mss_val",
    "tcp.options.wscale.shift",
    "tcp.options.timestamp.tsval",
    "tcp.options.timestamp.tsecr",
];

/// Problems of a frame for which it is not compared: what is not read yet. Rows go when it is.
const NOT_YET: [&str; 2] = ["link_type_unsupported", "fragment_not_reassembled"];

/// Differences of one capture that are shown.
const SHOWN: usize = 20;

#[test]
fn tshark_agrees_on_the_captures_of_ftp() {
    of_corpus("tshark_agrees_on_the_captures_of_ftp", "ftp");
}

#[test]
fn tshark_agrees_on_the_transformed_captures() {
    of_corpus("tshark_agrees_on_the_transformed_captures", "derived");
}

#[test]
fn tshark_agrees_on_the_captures_of_this_repository() {
    let captures = captures::all().into_iter().map(|case| case.capture).collect();
    agree("tshark_agrees_on_the_captures_of_this_repository", captures);
}

fn of_corpus(test: &str, part: &str) {
    if let Some(captures) = corpus::files(test, part) {
        agree(test, captures);
    }
}

/// How often something was so.
#[derive(Debug, Default)]
struct Tally {
    /// Frames that were compared.
    frames: u32,
    /// Frames and whole files that are not read yet.
    not_yet: u32,
    /// Frames of which tshark says something wrong.
    faults: BTreeMap<Fault, u32>,
    /// The analysis flags of both.
    flags: Counts,
    /// What else differs.
    differences: Vec<String>,
}

fn agree(test: &str, captures: Vec<PathBuf>) {
    if !tshark::is_installed() {
        return skip::skip(test, "tshark is not installed");
    }
    let mut tally = Tally::default();
    for capture in captures {
        let bytes = fs::read(&capture).expect("the capture can be read");
        match try_dissect_unpacked(&bytes) {
            Ok((dissection, unpacked)) => compare(&capture, &dissection, &unpacked, &mut tally),
            Err(_) => tally.not_yet += 1,
        }
    }
    let mut text = format!("{test}: {} frames compared, {} not read yet\n", tally.frames, tally.not_yet);
    for (fault, count) in &tally.faults {
        text.push_str(&format!("  {count} frames: {fault}\n"));
    }
    text.push_str(&tally.flags.to_string());
    io::stderr().write_all(text.as_bytes()).expect("standard error can be written");
    assert!(tally.differences.is_empty(), "{}", tally.differences.join("\n"));
    assert!(tally.frames > 0, "no frame was compared");
}

fn compare(capture: &std::path::Path, dissection: &Dissection, bytes: &[u8], tally: &mut Tally) {
    let names: Vec<_> = FIELDS.into_iter().chain(flags::names()).collect();
    let packets = tshark::packets(capture, &names);
    // The folder tells apart captures of the same name.
    let name: PathBuf = capture.iter().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    let mut differences = Vec::new();
    if packets.len() != dissection.frames.count() as usize {
        let found = dissection.frames.count();
        differences.push(format!("tshark has {} packets; found {found}", packets.len()));
    }
    for (place, theirs) in packets.iter().enumerate() {
        let Some(packet) = ours::packet(dissection, bytes, place) else { break };
        if packet.problem.is_some_and(|problem| NOT_YET.contains(&problem)) {
            tally.not_yet += 1;
            continue;
        }
        tally.frames += 1;
        let (faults, mut found) = compare_packet(theirs, &packet);
        found.extend(flags::compare(theirs, packet.analysis, &mut tally.flags));
        for fault in faults {
            *tally.faults.entry(fault).or_default() += 1;
        }
        differences.extend(found.into_iter().map(|difference| format!("frame {}: {difference}", place + 1)));
    }
    let more = differences.len().saturating_sub(SHOWN);
    differences.truncate(SHOWN);
    differences.extend((more > 0).then(|| format!("and {more} more")));
    tally.differences.extend(differences.iter().map(|line| format!("{}: {line}", name.display())));
}

/// The faults of tshark that explain differences, and the differences that none explains.
fn compare_packet(theirs: &Fields, packet: &Packet) -> (Vec<Fault>, Vec<String>) {
    let (mut faults, mut differences) = (Vec::new(), Vec::new());
    for name in FIELDS {
        let values = |fields: &Fields| fields.get(name).cloned().unwrap_or_default();
        let (tshark, found) = (values(theirs), values(&packet.fields));
        if tshark != found {
            match explain(name, theirs, &found) {
                Some(fault) => faults.push(fault),
                None => differences.push(format!("{name}: tshark has {tshark:?}; found {found:?}")),
            }
        }
    }
    let said = tshark::said(theirs);
    // It has the first line of a segment alone.
    let first = packet.lines.first();
    if said.as_ref() != first.map(|line| &line.said) {
        match explain_ftp(said.as_ref(), theirs, &packet.lines) {
            Some(fault) => faults.push(fault),
            None => differences.push(format!("FTP: tshark has {said:?}; found {first:?}")),
        }
    }
    faults.sort_unstable();
    faults.dedup();
    (faults, differences)
}

/// The comparison itself: a field that is changed is noticed.
#[test]
fn a_changed_field_is_a_difference() {
    let capture = support::scenario::scenario().open().client("USER anna\r\n").pcap();
    let dissection = support::read::dissect(&capture);
    let packet = ours::packet(&dissection, &capture, 3).expect("a fourth frame");
    let mut same = packet.fields.clone();
    same.extend(tshark::fields_of(&packet.lines[0].said));
    assert_eq!(compare_packet(&same, &packet), (vec![], vec![]));
    for name in same.keys().filter(|name| FIELDS.contains(&name.as_str()) || name.starts_with("ftp.request."))
    {
        let mut changed = same.clone();
        changed.insert(name.clone(), vec!["changed".to_owned()]);
        assert_eq!(compare_packet(&changed, &packet).1.len(), 1, "{name}");
    }
}
