//! What the tests of other programs expect of the files in some captures.

use std::collections::BTreeMap;
use std::fs;

use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::session::transfer::TransferPlace;
use ftpscope::session::verdict::Verdict;

use super::facts::sha256;
use crate::support;
use crate::support::read::try_dissect_unpacked;

/// A transfer: verb, argument, whether the server listened, bytes that are saved, verdict.
type Saved = (String, String, bool, Vec<u8>, Verdict);

fn transfers(test: &str, capture: &str) -> Option<Vec<Saved>> {
    let files = support::corpus::files(test, "ftp")?;
    let path = files.iter().find(|path| path.file_stem().is_some_and(|stem| stem == capture));
    let file =
        fs::read(path.unwrap_or_else(|| panic!("no capture {capture}"))).expect("the file can be read");
    let (read, source) = try_dissect_unpacked(&file).expect("the capture opens");
    let source = source.as_slice();
    let mut saved = Vec::new();
    for (session, of) in read.sessions.iter().enumerate() {
        for (transfer, asked) in of.transfers.iter().enumerate() {
            let command = of.exchanges[asked.exchange].command.as_ref().expect("a command");
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let place = TransferPlace { session, transfer };
            let mut reader = FileReader::of_transfer(&read, &source, place, ReadOptions::default())
                .expect("it is read again");
            let mut bytes = Vec::new();
            while let Some(piece) = reader.next(&read, &source).expect("it is read again") {
                bytes.extend(piece);
            }
            let argument = command.argument.as_deref().map(text).unwrap_or_default();
            let is_passive = asked.method.is_some_and(|method| method.is_passive());
            saved.push((
                command.verb.name().into_owned(),
                argument,
                is_passive,
                bytes,
                asked.judgement.verdict,
            ));
        }
    }
    Some(saved)
}

#[test]
fn zeek_expects_one_file_of_retr() {
    let Some(saved) = transfers("zeek_expects_one_file_of_retr", "zeek--ftp_retr") else { return };
    let files: Vec<_> = saved.iter().filter(|(verb, ..)| verb == "RETR").collect();
    let [(_, _, _, bytes, verdict)] = files.as_slice() else { panic!("{} files", files.len()) };
    assert_eq!(bytes.len(), 16_557);
    assert!(sha256(bytes).starts_with("202674eb"), "{}", sha256(bytes));
    assert_eq!(*verdict, Verdict::Complete);
}

#[test]
fn suricata_expects_four_files_each_sent_up_and_down() {
    let test = "suricata_expects_four_files_each_sent_up_and_down";
    let Some(saved) = transfers(test, "suricata--bug-4877") else { return };
    let mut sizes: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
    for (verb, _, _, bytes, _) in saved.iter().filter(|(verb, ..)| verb == "STOR" || verb == "RETR") {
        sizes.entry((bytes.len(), verb.clone())).or_default().push(sha256(bytes));
    }
    let counts: Vec<_> =
        sizes.iter().map(|((bytes, verb), files)| (*bytes, verb.as_str(), files.len())).collect();
    assert_eq!(
        counts,
        [(69_120, "RETR", 1), (69_120, "STOR", 1), (118_196, "RETR", 1), (118_196, "STOR", 1)]
    );
    for bytes in [69_120, 118_196] {
        let of = |verb: &str| sizes[&(bytes, verb.to_owned())].clone();
        assert_eq!(of("RETR"), of("STOR"), "what was stored is what was fetched");
    }
}

#[test]
fn suricata_expects_fourteen_transfers_of_every_kind() {
    let test = "suricata_expects_fourteen_transfers_of_every_kind";
    let capture = "suricata--firewall_ruletype-firewall-116-ftp-all-data-ipv4";
    let Some(saved) = transfers(test, capture) else { return };
    let of = |is_passive: bool| {
        let mut verbs: Vec<_> =
            saved.iter().filter(|saved| saved.2 == is_passive).map(|saved| saved.0.as_str()).collect();
        verbs.sort_unstable();
        verbs
    };
    let all = ["APPE", "LIST", "MLSD", "NLST", "RETR", "STOR", "STOU"];
    assert_eq!((of(true), of(false)), (all.to_vec(), all.to_vec()));
    assert!(
        saved.iter().all(|saved| saved.4 == Verdict::Complete),
        "{:?}",
        saved.iter().map(|saved| saved.4).collect::<Vec<_>>()
    );
}
