//! The files that are saved are those that lay on the disks of client and server when a case was recorded.

mod support;

use std::fs;

use ftpscope::dissector::Dissection;
use ftpscope::export::{FileList, SavedFile, SavedFileInfo};
use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::ftp::listing::EntryKind;
use ftpscope::ftp::transfer_mode::LineEnds;
use ftpscope::listings::read_listing;
use ftpscope::session::transfer::TransferPlace;
use ftpscope::session::verdict::Verdict;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use support::captures::{Case, all};
use support::read::try_dissect_unpacked;

#[derive(Deserialize)]
struct Originals {
    file: Vec<Original>,
}

/// A file as it was; see `captures/record/README.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Original {
    frame: u32,
    verb: String,
    path: String,
    bytes: Option<u64>,
    sha256: Option<String>,
    form: Option<String>,
    whole: Option<bool>,
    offset: Option<u64>,
    renamed: Option<String>,
    received_bytes: Option<u64>,
    received_sha256: Option<String>,
    missing: Option<Vec<[u64; 2]>>,
    entries: Option<Vec<String>>,
}

struct Read {
    name: String,
    dissection: Dissection,
    source: Vec<u8>,
}

/// Every case whose originals are known.
fn cases() -> Vec<(Read, Vec<Original>)> {
    let known = |case: Case| {
        let text = fs::read_to_string(case.folder.join("files.toml")).ok()?;
        let originals: Originals =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let (dissection, source) = try_dissect_unpacked(&case.bytes()).expect("the capture opens");
        Some((Read { name: case.name, dissection, source }, originals.file))
    };
    let cases: Vec<_> = all().into_iter().filter_map(known).collect();
    assert!(cases.len() >= 15, "only {} cases with originals", cases.len());
    cases
}

impl Read {
    fn place(&self, frame: u32) -> TransferPlace {
        let mut places = self.dissection.sessions.iter().enumerate().flat_map(|(session, of)| {
            let transfers = of.transfers.iter().enumerate();
            transfers.map(move |(place, transfer)| {
                (transfer.frame.get(), TransferPlace { session, transfer: place })
            })
        });
        let found = places.find(|(at, _)| *at == frame);
        found.unwrap_or_else(|| panic!("{}: no transfer in frame {frame}", self.name)).1
    }

    fn verdict(&self, place: TransferPlace) -> Verdict {
        self.dissection.sessions[place.session].transfers[place.transfer].judgement.verdict
    }

    fn save(&self, reader: FileReader) -> (Vec<u8>, SavedFileInfo) {
        let mut saved = SavedFile::new(reader);
        let mut bytes = Vec::new();
        while let Some(piece) =
            saved.next(&self.dissection, &self.source.as_slice()).expect("it is read again")
        {
            bytes.extend(piece);
        }
        let info = saved.finish();
        let told = info.hashes.as_ref().and_then(|hashes| hashes.sha256.clone());
        assert_eq!(told, Some(sha256(&bytes)), "{}", self.name);
        (bytes, info)
    }

    /// What one transfer carried.
    fn transfer(&self, place: TransferPlace, line_ends: LineEnds) -> (Vec<u8>, SavedFileInfo) {
        let options = ReadOptions { line_ends, fill_holes: false };
        let reader = FileReader::of_transfer(&self.dissection, &self.source.as_slice(), place, options);
        self.save(reader.expect("it is read again"))
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn each_transfer_gives_what_was_on_the_disk() {
    for (read, originals) in cases() {
        for original in originals.iter().filter(|original| original.entries.is_none()) {
            let place = read.place(original.frame);
            let at = format!("{}, {} in frame {}", read.name, original.verb, original.frame);
            let line_ends =
                if original.form.as_deref() == Some("local") { LineEnds::Local } else { LineEnds::Wire };
            let (bytes, info) = read.transfer(place, line_ends);
            let is_complete = read.verdict(place) == Verdict::Complete;
            match (original.form.as_deref(), original.whole, &original.missing) {
                (_, _, Some(missing)) => {
                    let transfer = &read.dissection.sessions[place.session].transfers[place.transfer];
                    let ranges: Vec<_> =
                        transfer.missing.iter().map(|range| [range.start, range.end]).collect();
                    assert_eq!(&ranges, missing, "{at}");
                    assert!(!is_complete, "{at}");
                    let skipped: Vec<_> =
                        info.ending.skipped.iter().map(|range| [range.start, range.end]).collect();
                    assert_eq!(&skipped, missing, "{at}");
                }
                (Some("wire" | "inflated" | "local"), Some(true), None) => {
                    assert_eq!(Some(bytes.len() as u64), original.bytes, "{at}");
                    assert_eq!(Some(sha256(&bytes)), original.sha256, "{at}");
                    assert!(is_complete, "{at}: {:?}", read.verdict(place));
                }
                (Some("damaged"), ..) => {
                    // As it came, it is not the file; so much is said.
                    assert_ne!(Some(sha256(&bytes)), original.sha256, "{at}");
                    assert!(info.is_binary_as_text, "{at}");
                }
                (Some("joined"), ..) => {
                    if let Some(received) = original.received_bytes {
                        let offset = original.offset.unwrap_or(0);
                        let came = bytes.len() as u64;
                        // What was sent may not have got as far as the disk.
                        assert!(offset + came >= received, "{at}: {came} bytes");
                        if offset == 0 {
                            let prefix = &bytes[..usize::try_from(received).expect("short")];
                            assert_eq!(Some(sha256(prefix)), original.received_sha256, "{at}");
                        }
                    }
                }
                other => panic!("{at}: {other:?}"),
            }
        }
    }
}

#[test]
fn pieces_make_the_file_that_was_on_the_disk() {
    let mut joined = 0;
    for (read, originals) in cases() {
        let list = FileList::new(&read.dissection, &read.source.as_slice()).expect("it is read again");
        for original in originals.iter().filter(|original| original.form.as_deref() == Some("joined")) {
            let place = read.place(original.frame);
            let at = format!("{}, frame {}", read.name, original.frame);
            let holds = |pieces: &[ftpscope::session::files::FilePiece]| {
                pieces.iter().any(|piece| piece.place == place)
            };
            let mut of_it = list.files.iter().filter(|named| holds(&named.file.pieces));
            let named = of_it.next().unwrap_or_else(|| panic!("{at}: no file"));
            assert_eq!(of_it.count(), 0, "{at}");
            assert!(named.file.pieces.len() > 1, "{at}: {:?}", named.file);
            let source = read.source.as_slice();
            let reader = FileReader::of_file(&read.dissection, &source, &named.file, ReadOptions::default());
            let (bytes, _) = read.save(reader.expect("it is read again"));
            assert_eq!(Some(sha256(&bytes)), original.sha256, "{at}: {:?}", named.file);
            let verdict = named.file.judgement.verdict;
            assert!(matches!(verdict, Verdict::Complete | Verdict::CompleteUnconfirmed), "{at}: {verdict:?}");
            joined += 1;
        }
    }
    assert!(joined >= 8, "{joined} pieces");
}

#[test]
fn listings_hold_what_was_in_the_directory() {
    let mut listings = 0;
    for (read, originals) in cases() {
        for original in &originals {
            let Some(entries) = &original.entries else { continue };
            let at = format!("{}, {} in frame {}", read.name, original.verb, original.frame);
            let place = read.place(original.frame);
            let found =
                read_listing(&read.dissection, &read.source.as_slice(), place).expect("it is read again");
            let found = found.unwrap_or_else(|| panic!("{at}: no listing"));
            assert_eq!((found.listing.unread_lines, found.listing.left_out), (0, 0), "{at}");
            let is_own = |kind| matches!(kind, EntryKind::CurrentDirectory | EntryKind::ParentDirectory);
            let named = found.listing.entries.iter().filter(|entry| !is_own(entry.kind));
            let mut names: Vec<_> = named
                .map(|entry| String::from_utf8(entry.name.clone()).expect("UTF-8"))
                .filter(|name| name != "." && name != "..")
                .collect();
            names.sort();
            let mut expected = entries.clone();
            expected.sort();
            assert_eq!(names, expected, "{at}");
            listings += 1;
        }
    }
    assert!(listings >= 15, "{listings} listings");
}

#[test]
fn paths_are_those_on_the_server() {
    for (read, originals) in cases() {
        for original in &originals {
            let place = read.place(original.frame);
            let session = &read.dissection.sessions[place.session];
            let transfer = &session.transfers[place.transfer];
            let paths =
                ftpscope::session::paths::transfer_paths(session, std::slice::from_ref(transfer)).remove(0);
            let at = format!("{}, {} in frame {}", read.name, original.verb, original.frame);
            let text = |path: Option<Vec<u8>>| path.map(|path| String::from_utf8(path).expect("UTF-8"));
            // Where no reply told the directory that the session began in, the path is known from there on.
            match text(paths.path) {
                Some(path) => assert!(original.path.ends_with(path.as_str()), "{at}: {path}"),
                None => assert!(original.entries.is_some(), "{at}"),
            }
            if let Some(renamed) = &original.renamed {
                let path = text(paths.renamed_to).unwrap_or_else(|| panic!("{at}: not renamed"));
                assert!(renamed.ends_with(path.as_str()), "{at}: {path}");
            }
        }
    }
}
