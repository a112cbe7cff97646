//! Sound files.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::pack::ALL;
use crate::support::captures::{self, Case};
use crate::support::property::check;
use crate::support::read::{dissect, packets_text, report, report_text, try_dissect};
use crate::{content, opened, slices, spooled};

#[test]
fn a_compressed_capture_gives_the_report_of_the_capture() {
    for case in captures::all() {
        let capture = case.bytes();
        let expected = content(&dissect(&capture));
        for (name, pack) in ALL {
            let file = pack(&capture);
            let found = opened(&file);
            assert_eq!(content(&found), expected, "{} in {name}", case.name);
            let view = &report(&found)["capture"];
            assert_eq!(view["compression"], *name);
            assert_eq!(view["bytes"], file.len());
            assert_eq!(view["unpacked_bytes"], capture.len());
        }
    }
}

#[test]
fn files_of_other_programs_give_the_report_of_the_capture() {
    let capture = Case::named("login").bytes();
    let expected = content(&dissect(&capture));
    let endings = [("gz", "gzip"), ("zst", "zstd"), ("lz4", "lz4"), ("bz2", "bzip2"), ("xz", "xz")];
    for (ending, name) in endings.into_iter().take(ALL.len()) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compressed");
        let file = fs::read(folder.join(format!("login.pcap.{ending}"))).expect("the file is there");
        let found = opened(&file);
        assert_eq!(content(&found), expected, "{ending}");
        assert_eq!(report(&found)["capture"]["compression"], name);
    }
}

#[test]
fn single_bytes_give_the_same_report() {
    let capture = Case::named("login").bytes();
    for (name, pack) in ALL {
        let file = pack(&capture);
        let sliced = try_dissect(slices(&file, &[1])).expect("it opens");
        assert_eq!(report_text(&sliced), report_text(&opened(&file)), "{name}");
    }
}

#[test]
fn any_chunking_gives_the_same_report() {
    // More than one block of each format, and bytes that do not compress between those that do.
    let capture = long_capture();
    let files: Vec<_> = ALL.iter().map(|(_, pack)| pack(&capture)).collect();
    let whole: Vec<_> = files.iter().map(|file| report_text(&opened(file))).collect();
    let lengths = prop::collection::vec(prop_oneof![1..40_usize, 400..30_000_usize], 1..20);
    check(60, &(0..files.len(), lengths), |(case, lengths)| {
        let sliced = try_dissect(slices(&files[case], &lengths)).expect("it opens");
        prop_assert_eq!(report_text(&sliced), whole[case].as_str());
        Ok(())
    });
}

#[test]
fn frames_are_read_again_from_what_was_unpacked() {
    for name in ["login", "login-pcapng-us", "download-passive"] {
        let capture = Case::named(name).bytes();
        let expected = packets_text(&dissect(&capture), &capture);
        for (compression, pack) in ALL {
            let (spool, dissection) = spooled(&pack(&capture), &[7, 300]);
            assert_eq!(spool, capture, "{name} in {compression}");
            assert_eq!(packets_text(&dissection, &spool), expected);
        }
    }
}

#[test]
fn nothing_of_a_plain_capture_is_spooled() {
    let capture = Case::named("login").bytes();
    let (spool, dissection) = spooled(&capture, &[100]);
    assert_eq!((spool.len(), dissection.compression), (0, None));
}

/// A capture of some hundred kilobytes: one conversation with a second file of
/// noise in a frame of another protocol.
pub(crate) fn long_capture() -> Vec<u8> {
    let login = Case::named("login").bytes();
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let mut capture = login.clone();
    for length in [60_000_u32, 3, 90_000, 64_000] {
        let header = [0, 0, length, length].map(u32::to_le_bytes).concat();
        capture.extend(header);
        capture.extend((0..length).map(|_| noise()));
        capture.extend([0, 0, length, length].map(u32::to_le_bytes).concat());
        capture.extend((0..length).map(|at| (at / 100) as u8));
    }
    capture.extend(&login[24..]);
    capture
}
