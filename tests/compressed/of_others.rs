//! Compressed captures of other programs, where there is a folder of them.

use std::fs;

use ftpscope::capture::{FileKind, identify};

use crate::support::corpus;
use crate::support::skip::skip;
use crate::{opened, said, spooled};

#[test]
fn each_compressed_capture_has_the_frames_that_others_count() {
    let test = "each_compressed_capture_has_the_frames_that_others_count";
    let mut seen = 0;
    for part in ["ftp", "derived"] {
        let Some(files) = corpus::files(test, part) else { return };
        for path in files {
            let file = fs::read(&path).expect("the file can be read");
            if !matches!(identify(&file, true), FileKind::Compressed(_)) {
                continue;
            }
            seen += 1;
            let name = path.file_name().expect("a name").to_string_lossy();
            let stem = name.split(".pcap").next().expect("a stem");
            let oracle = path.with_file_name(format!("../oracle/{stem}.json"));
            let oracle =
                fs::read_to_string(&oracle).unwrap_or_else(|error| panic!("{}: {error}", oracle.display()));
            let oracle: serde_json::Value = serde_json::from_str(&oracle).expect("JSON");
            let found = opened(&file);
            assert_eq!(oracle["capture"]["records"], found.frames.count(), "{name}");
            let (spool, _) = spooled(&file, &[1_000]);
            assert_eq!(oracle["capture"]["uncompressed_size"], spool.len(), "{name}");
            assert!(!found.sessions.is_empty(), "{name}");
            let odd = said(&found).iter().any(|(code, ..)| code.starts_with("compressed"));
            assert!(!odd, "{name}: {:?}", said(&found));
        }
    }
    if seen == 0 {
        skip(test, "no compressed capture among them");
    }
}
