//! Files of several members, and what may stand between and after them.

use ftpscope::capture::OpenErrorCode::{self, CompressedTwice, EmptyFile, NotACapture};

use crate::pack::{ALL, gzip, gzip_with};
use crate::support::captures::Case;
use crate::support::read::dissect;
use crate::{content, open, opened, said};

#[test]
fn members_one_after_the_other_are_one_capture() {
    let capture = Case::named("download-passive").bytes();
    let expected = content(&dissect(&capture));
    for (name, pack) in ALL {
        for at in [0, 1, 30, capture.len() / 2] {
            let file = [pack(&capture[..at]), pack(&capture[at..])].concat();
            assert_eq!(content(&opened(&file)), expected, "{name}, a second member from {at}");
        }
    }
}

#[test]
fn zeros_between_and_after_members_are_padding() {
    let capture = Case::named("login").bytes();
    let expected = content(&dissect(&capture));
    for (name, pack) in ALL {
        let (first, second) = (pack(&capture[..500]), pack(&capture[500..]));
        let file = [&first, &[0; 512][..], &second, &[0; 1_000]].concat();
        assert_eq!(content(&opened(&file)), expected, "{name}");
    }
}

#[test]
fn bytes_after_the_last_member_are_counted_and_left_out() {
    let capture = Case::named("login").bytes();
    for (name, pack) in ALL {
        let file = pack(&capture);
        let sound = said(&opened(&file));
        for garbage in [&b"x"[..], b"\x1F\x8B", b"no member at all\0\0"] {
            let found = opened(&[&file, garbage].concat());
            let trailing = ("compressed_trailing", Some(file.len() as u64), Some(garbage.len() as u64));
            let expected = [&[trailing][..], &sound].concat();
            assert_eq!(said(&found), expected, "{name} with {garbage:?}");
            assert_eq!(found.frames.count(), dissect(&capture).frames.count());
        }
    }
}

#[test]
fn every_part_of_a_gzip_header_is_passed_over() {
    let capture = Case::named("login").bytes();
    let expected = content(&dissect(&capture));
    for (flags, header) in [
        (1, &b""[..]),
        (4, b"\x05\0extra"),
        (4, b"\0\0"),
        (8, b"capture.pcap\0"),
        (16, b"a comment\0"),
        (2, b"\xAB\xCD"),
        (31, b"\x02\0exname\0comment\0\xAB\xCD"),
    ] {
        assert_eq!(content(&opened(&gzip_with(flags, header, &capture))), expected, "flags {flags}");
    }
}

#[cfg(feature = "full")]
#[test]
fn frames_to_be_skipped_are_skipped() {
    use crate::pack::{lz4, zstd};
    let capture = Case::named("login").bytes();
    let expected = content(&dissect(&capture));
    let skipped = |length: u32| {
        let body = vec![b'x'; length as usize];
        [&[0x53, 0x2A, 0x4D, 0x18], &length.to_le_bytes()[..], &body].concat()
    };
    for (first, second) in [(0, 5), (100_000, 0)] {
        let in_front = [skipped(first), zstd(&capture), skipped(second)].concat();
        assert_eq!(content(&opened(&in_front)), expected);
        let between = [lz4(&capture[..700]), skipped(first), skipped(second), lz4(&capture[700..])].concat();
        assert_eq!(content(&opened(&between)), expected);
    }
}

#[test]
fn what_is_in_a_file_is_named_where_it_is_no_capture() {
    let refused = |file: &[u8]| {
        let error = open(file).expect_err("it does not open");
        (error.code, error.detail)
    };
    let png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x02\x80";
    for (name, pack) in ALL {
        assert_eq!(refused(&pack(b"")), (EmptyFile, None), "{name}");
        assert_eq!(refused(&pack(png)), (NotACapture, Some("png")), "{name}");
        assert_eq!(refused(&pack(b"short")), (NotACapture, Some("text")), "{name}");
        assert_eq!(refused(&pack(&gzip(b"once more"))), (CompressedTwice, Some("gzip")), "{name}");
        let header = &Case::named("login").bytes()[..20];
        assert_eq!(refused(&pack(header)).0, OpenErrorCode::HeaderCut, "{name}");
    }
}
