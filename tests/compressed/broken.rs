//! Files that are cut or damaged.

use std::collections::BTreeSet;

use ftpscope::capture::OpenErrorCode;
use proptest::prelude::*;

use crate::pack::{ALL, gzip};
use crate::sound::long_capture;
use crate::support::captures::Case;
use crate::support::property::check;
use crate::support::read::{dissect, report_text, try_dissect};
use crate::{open, opened, said, slices, spooled};

#[test]
fn a_file_cut_at_any_byte_gives_what_could_be_unpacked_and_says_the_cut() {
    let capture = Case::named("login").bytes();
    let whole = dissect(&capture).frames.count();
    for (name, pack) in ALL {
        let file = pack(&capture);
        let mut counts = BTreeSet::new();
        for at in 6..file.len() {
            match open(&file[..at]) {
                Ok(found) => {
                    let cut = said(&found).into_iter().find(|(code, ..)| *code == "compressed_cut");
                    let (_, offset, unpacked) = cut.unwrap_or_else(|| panic!("{name} cut at {at}"));
                    assert_eq!(offset, Some(at as u64), "{name}");
                    assert_eq!(unpacked, found.compression.map(|(_, bytes)| bytes));
                    counts.insert(found.frames.count());
                }
                Err(error) => {
                    assert_eq!((error.code, error.offset), (OpenErrorCode::HeaderCut, at as u64), "{name}");
                }
            }
        }
        assert!(counts.iter().all(|count| *count <= whole), "{name}: {counts:?}");
        if *name == "gzip" {
            assert_eq!(counts, (0..=whole).collect(), "gzip gives every frame as soon as it is there");
        }
    }
}

#[test]
fn what_comes_out_of_a_cut_file_is_the_beginning_of_the_capture() {
    let capture = long_capture();
    for (name, pack) in ALL {
        let file = pack(&capture);
        let mut lengths = Vec::new();
        for part in 5..8 {
            let (spool, _) = spooled(&file[..file.len() * part / 8], &[10_000]);
            assert!(capture.starts_with(&spool), "{name}, {part} eighths");
            lengths.push(spool.len());
        }
        assert!(lengths.is_sorted(), "{name}: {lengths:?}");
        // Blocks have 64 KiB to 128 KiB; those of bzip2 come out whole.
        assert!(lengths[2] > capture.len() / 3, "{name}: {lengths:?} of {}", capture.len());
    }
}

#[test]
fn damage_never_panics_and_is_said() {
    let capture = Case::named("login").bytes();
    for (name, pack) in ALL {
        let file = pack(&capture);
        for at in 0..file.len() {
            for flip in [0x01, 0x80, 0xFF] {
                let mut damaged = file.clone();
                damaged[at] ^= flip;
                match open(&damaged) {
                    Err(error) => assert!(error.offset <= file.len() as u64, "{name} at {at}: {error}"),
                    // In a few bytes nothing stands that is checked: the time in the header of gzip, say.
                    Ok(found) => {
                        let (spool, _) = spooled(&damaged, &[damaged.len()]);
                        let is_said = said(&found).iter().any(|(code, ..)| code.starts_with("compressed"));
                        assert!(is_said || spool == capture, "{name} at {at} by {flip:02X}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_wrong_checksum_is_said_and_the_next_member_read() {
    let capture = Case::named("login").bytes();
    let mut first = gzip(&capture[..700]);
    let end = first.len();
    first[end - 8] ^= 1;
    let found = opened(&[first, gzip(&capture[700..])].concat());
    assert_eq!(said(&found).first(), Some(&("compressed_checksum", Some(end as u64), None)));
    assert_eq!(found.frames.count(), dissect(&capture).frames.count());
}

#[test]
fn a_wrong_length_is_a_wrong_checksum() {
    let mut file = gzip(&Case::named("login").bytes());
    let end = file.len();
    file[end - 1] ^= 1;
    assert_eq!(said(&opened(&file)).first(), Some(&("compressed_checksum", Some(end as u64), None)));
}

#[cfg(feature = "full")]
#[test]
fn a_wrong_checksum_of_a_frame_is_said_and_the_next_frame_read() {
    use crate::pack::lz4;
    let capture = Case::named("login").bytes();
    let zst = include_bytes!("login.pcap.zst");
    for (first, second) in [(zst.to_vec(), crate::pack::zstd(&[0; 16])), (lz4(&capture), lz4(&[0; 16]))] {
        let mut first = first;
        let end = first.len();
        first[end - 1] ^= 1;
        let found = opened(&[first, second].concat());
        let checksum = ("compressed_checksum", Some(end as u64), None);
        assert!(said(&found).contains(&checksum), "{:?}", said(&found));
        // Sixteen zeros are a record without bytes.
        assert_eq!(found.frames.count(), dissect(&capture).frames.count() + 1);
    }
}

#[test]
fn damage_in_the_middle_is_said_with_its_byte_and_leaves_what_came_before() {
    let capture = long_capture();
    for (name, pack) in ALL {
        let mut file = pack(&capture);
        let middle = file.len() * 3 / 4;
        file[middle..middle + 64].fill(0xFF);
        let found = opened(&file);
        let told = said(&found).into_iter().find(|(code, ..)| code.starts_with("compressed"));
        let (_, offset, unpacked) = told.unwrap_or_else(|| panic!("{name}: nothing said"));
        // Within the compressed block that is damaged, or at the end where only a checksum tells.
        assert!(offset > Some(1_000) && offset <= Some(file.len() as u64), "{name}: {offset:?}");
        assert!(unpacked.is_none_or(|unpacked| unpacked > 30_000), "{name}: {unpacked:?}");
        assert!(found.frames.count() > 5, "{name}");
    }
}

#[test]
fn noise_behind_every_magic_number_is_refused_or_read() {
    let magics = ALL.iter().map(|(_, pack)| pack(b"")[..4].to_vec()).collect::<Vec<_>>();
    let noise = prop::collection::vec(any::<u8>(), 0..3_000);
    check(400, &(0..magics.len(), noise), |(case, noise)| {
        let file = [magics[case].as_slice(), &noise].concat();
        if let Err(error) = open(&file) {
            prop_assert!(error.offset <= file.len() as u64, "{}", error);
        }
        Ok(())
    });
}

#[test]
fn damage_is_said_alike_however_the_file_is_sliced() {
    let capture = long_capture();
    for (name, pack) in ALL {
        let sound = pack(&capture);
        for eighth in 4..8 {
            let mut file = sound.clone();
            let at = file.len() * eighth / 8;
            file[at..at + 16].fill(0x55);
            let whole = report_text(&opened(&file));
            for lengths in [&[1_000][..], &[1, 7, 65_536], &[100_000, 3]] {
                let sliced = try_dissect(slices(&file, lengths)).expect("it opens");
                assert_eq!(report_text(&sliced), whole, "{name}, {eighth} eighths, {lengths:?}");
            }
        }
    }
}
