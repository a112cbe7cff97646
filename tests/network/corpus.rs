//! Captures that are one capture in many wrappings: all give the same sessions.

use std::collections::BTreeMap;

use super::support::corpus;
use super::support::read::{report, try_dissect};

/// Between the name of the capture and that of the wrapping.
const MARK: &str = "-link-";

#[test]
fn captures_of_any_link_type_give_the_sessions_of_their_origin() {
    let test = "captures_of_any_link_type_give_the_sessions_of_their_origin";
    let Some(files) = corpus::files(test, "derived") else { return };
    let mut origins = BTreeMap::<String, Vec<_>>::new();
    for file in files {
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        if let Some((origin, _)) = name.split_once(MARK) {
            let bytes = std::fs::read(&file).expect("the file can be read");
            let dissection =
                try_dissect([bytes.as_slice()]).unwrap_or_else(|error| panic!("{name}: {error}"));
            let sessions = report(&dissection)["sessions"].clone();
            assert!(!dissection.sessions.is_empty(), "{name}: no session");
            assert_eq!(dissection.frames.tcp_frames(), dissection.frames.count(), "{name}");
            origins.entry(origin.to_owned()).or_default().push((name, sessions));
        }
    }
    let variants: usize = origins.values().map(Vec::len).sum();
    assert!(variants > origins.len(), "no capture in several wrappings");
    for variants in origins.values() {
        let (first, expected) = &variants[0];
        for (name, sessions) in variants {
            assert!(sessions == expected, "{name} gives other sessions than {first}");
        }
    }
}
