use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(bytes: &[u8], media_type: &str, extension: Option<&str>, is_text: bool, is_markup: bool) {
    let found = content_type(bytes);
    let found = (found.media_type, found.extension, found.is_text, found.is_markup());
    assert_eq!(found, (media_type, extension, is_text, is_markup), "{}", bytes.escape_ascii());
}

#[test]
fn files_are_known_by_what_they_begin_with() {
    check(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "image/png", Some("png"), false, false);
    check(b"\xFF\xD8\xFF\xE0\0\x10JFIF", "image/jpeg", Some("jpg"), false, false);
    check(b"PK\x03\x04\x14\0\0\0", "application/zip", Some("zip"), false, false);
    check(b"\x1F\x8B\x08\0\0\0\0\0", "application/gzip", Some("gz"), false, false);
    check(b"%PDF-1.4\n", "application/pdf", Some("pdf"), true, false);
    check(b"\x01\x02\x03", "application/octet-stream", None, false, false);
    check(b"", "application/octet-stream", None, false, false);
}

#[test]
fn text_is_no_program_for_its_first_letters() {
    check(b"BM is a station", "text/plain", Some("txt"), true, false);
    check(b"MZ is an abbreviation", "text/plain", Some("txt"), true, false);
    check(b"#!/bin/sh\necho\n", "text/x-shellscript", Some("sh"), true, false);
    check("gr\u{FC}\u{DF}e\r\n\t\x0C".as_bytes(), "text/plain", Some("txt"), true, false);
    // A character that is cut at the end, and one that is none.
    check(b"gr\xC3", "text/plain", Some("txt"), true, false);
    check(b"gr\xC3\xC3", "application/octet-stream", None, false, false);
    check(b"gr\xFC\xDFe", "application/octet-stream", None, false, false);
    check(b"a\0b", "application/octet-stream", None, false, false);
    check("a\u{9B}b".as_bytes(), "application/octet-stream", None, false, false);
    let mut long = vec![b'x'; CONTENT_TYPE_BYTES];
    long.push(0);
    check(&long, "text/plain", Some("txt"), true, false);
}

#[test]
fn markup_is_told_however_it_is_written() {
    check(b"<!DOCTYPE html><p>", "text/html", Some("html"), true, true);
    check(b"<?xml version='1.0'?><a/>", "text/xml", Some("xml"), true, true);
    check(b"<?xml version='1.0'?>\n<!-- x --><SVG xmlns='y'/>", "image/svg+xml", Some("svg"), true, true);
    check(b" \n<svg onload=alert(1)>", "image/svg+xml", Some("svg"), true, true);
    check(b"\xEF\xBB\xBF<svg/>", "image/svg+xml", Some("svg"), true, true);
    check(b"<html><svg></svg></html>", "text/html", Some("html"), true, true);
    check(b"<x onclick=alert(1)>", "text/plain", Some("txt"), true, true);
    check(b"words <ScRiPt>alert(1)</sCrIpT>", "text/plain", Some("txt"), true, true);
    check(b"words about <svg", "text/plain", Some("txt"), true, true);
    check(b"<html>\0</html>", "text/html", Some("html"), false, true);
    check(b"a < b and c > d", "text/plain", Some("txt"), true, false);
}

/// Beginnings of many formats, so that the code that reads on after them is run.
fn beginning() -> impl Strategy<Value = Vec<u8>> {
    let magic = prop::sample::select(vec![
        &b"PK\x03\x04"[..],
        b"\0\0\0\x18ftyp",
        b"\0\0\0\x20ftypavif",
        b"\x1A\x45\xDF\xA3",
        b"RIFF\0\0\0\0",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"\x7FELF",
        b"MZ",
        b"\xCA\xFE\xBA\xBE",
        b"II*\0",
        b"!<arch>\n",
        b"\xFD7zXZ\0",
        b"\x28\xB5\x2F\xFD",
        b"\x50\x2A\x4D\x18",
        b"FORM\0\0\0\0",
        b"\xFF\xFB",
        b"ID3",
        b"<",
        b"<?xml",
        b"\xFE\xFF",
        b"",
    ]);
    (magic, prop::collection::vec(any::<u8>(), 0..600)).prop_map(|(magic, rest)| [magic, &rest].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_beginning_has_a_type(bytes in beginning(), cut in 0..40_usize) {
        for bytes in [&bytes[..], &bytes[..cut.min(bytes.len())]] {
            let found = content_type(bytes);
            prop_assert!(found.media_type.contains('/'));
            prop_assert_eq!(found.media_type == "image/svg+xml" && !found.is_markup(), false);
        }
    }
}
