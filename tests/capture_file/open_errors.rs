//! Files that cannot be opened.

use ftpscope::capture::OpenErrorCode::{
    self, EmptyFile, HeaderCut, NotACapture, SectionInvalid, VariantUnsupported,
};
use pcap_file::Endianness::{Big, Little};

use crate::pcapng_writer::Section;
use crate::support::captures::Case;
use crate::try_read;

#[track_caller]
fn assert_refused(file: &[u8], code: OpenErrorCode, offset: u64, detail: Option<&str>) {
    let error = try_read(file).expect_err("the file does not open");
    assert_eq!((error.code, error.offset, error.detail), (code, offset, detail));
}

#[test]
fn an_empty_file_is_named() {
    assert_refused(b"", EmptyFile, 0, None);
}

#[test]
fn files_of_other_kinds_are_named() {
    assert_refused(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x02\x80", NotACapture, 0, Some("png"));
    assert_refused(b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0", NotACapture, 0, Some("zip"));
    assert_refused(b"<!DOCTYPE html><html></html>", NotACapture, 0, Some("html"));
    assert_refused(b"220 ready\r\nUSER anna\r\n", NotACapture, 0, Some("text"));
    assert_refused(&[0; 4_096], NotACapture, 0, Some("unknown"));
    assert_refused(b"snoop\0\0\0\0\0\0\x02\0\0\0\x04", VariantUnsupported, 0, Some("snoop"));
}

#[cfg(not(feature = "full"))]
#[test]
fn files_that_only_the_full_build_unpacks_are_named() {
    for (file, detail) in [
        (&b"\x28\xB5\x2F\xFD\x04\x58\0\0\0\0\0\0\0\0\0\0"[..], "zstd"),
        (b"\x04\x22\x4D\x18\x64\x40\xA7\0\0\0\0", "lz4"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\xFD7zXZ\0\0\x04", "xz"),
    ] {
        assert_refused(file, OpenErrorCode::Compressed, 0, Some(detail));
    }
}

#[test]
fn a_file_that_ends_in_its_header_is_named_with_its_length() {
    let pcap = Case::named("login").bytes();
    let pcapng = Case::named("login-pcapng-us").bytes();
    for file in [&pcap[..4], &pcap[..23], &pcapng[..4], &pcapng[..27]] {
        assert_refused(file, HeaderCut, file.len() as u64, None);
    }
    assert_eq!(try_read(&pcap[..24]).expect("a header and no frames").frames.len(), 0);
    assert_eq!(try_read(&Section::new(Big).done()).expect("a section and no frames").frames.len(), 0);
}

#[test]
fn a_broken_section_header_is_named() {
    let mut no_magic_number = Section::new(Little).done();
    no_magic_number[9] = 0;
    assert_refused(&no_magic_number, SectionInvalid, 0, None);
    for length in [0, 12, 24, u32::MAX] {
        let mut wrong_length = Section::new(Big).done();
        wrong_length[4..8].copy_from_slice(&length.to_be_bytes());
        assert_refused(&wrong_length, SectionInvalid, 0, None);
    }
}
