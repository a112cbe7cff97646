//! `ftpscope extract --zip`: one archive with the same in it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::Path;

use zip::{CompressionMethod, ZipArchive};

use super::program::run;
use super::saved::{downloads, extract, extract_all, files_below, folder};
use super::support::captures::Case;

/// What an archive holds, by name.
fn unzipped(archive: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(File::open(archive).expect("a file")).expect("a ZIP");
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).expect("a file in it");
        let mut bytes = Vec::new();
        // The sum of the bytes is looked at, too.
        file.read_to_end(&mut bytes).expect("its bytes");
        files.insert(file.name().expect("UTF-8").to_string(), bytes);
    }
    files
}

#[test]
fn a_zip_holds_what_a_folder_would() {
    for name in ["mirror-by-lftp", "mode-z", "aborted-and-resumed", "segments-not-captured"] {
        let capture = Case::named(name).capture;
        let (plain, zipped) = (folder(), folder());
        for (to, zip) in [(&plain, None), (&zipped, Some("--zip"))] {
            let to = to.path().as_os_str();
            let arguments =
                ["extract".as_ref(), capture.as_os_str(), "--listings".as_ref(), "--to".as_ref(), to];
            let arguments: Vec<_> = arguments.into_iter().chain(zip.map(AsRef::as_ref)).collect();
            let output = run(&arguments, b"");
            assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
        }
        let zip_name = format!("{}.zip", capture.file_name().expect("a name").to_string_lossy());
        assert_eq!(files_below(zipped.path()).into_keys().collect::<Vec<_>>(), [zip_name.as_str()], "{name}");
        let files = files_below(plain.path());
        assert!(files.len() > 1, "{name}");
        assert_eq!(unzipped(&zipped.path().join(zip_name)), files, "{name}");
    }
}

#[test]
fn a_zip_that_is_there_is_not_replaced_unless_asked_for() {
    let to = folder();
    let zip = to.path().join("capture.zip");
    fs::write(&zip, "mine").expect("a file");
    let capture = downloads(&[("/bài tập.txt", "text")]);
    let refused = extract(&capture, to.path(), &["--zip"]);
    assert_eq!(refused.status, Some(1), "{refused:?}");
    assert!(refused.complaints.contains("capture.zip is there already; --force replaces it"), "{refused:?}");
    assert_eq!(files_below(to.path()), BTreeMap::from([("capture.zip".to_owned(), b"mine".to_vec())]));
    extract_all(&capture, to.path(), &["--zip", "--force"]);
    let files = unzipped(&zip);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["bài tập.txt", "manifest.json"]);
    assert_eq!(files["bài tập.txt"], b"text");
}

#[test]
fn entries_have_the_time_of_their_transfer_and_are_packed_once() {
    let to = folder();
    let text = "the same again ".repeat(60);
    let capture = downloads(&[("/a.txt", text.as_bytes()), ("/b.bin", b"\x1F\x8B\x08")]);
    extract_all(&capture, to.path(), &["--zip"]);
    let bytes = fs::read(to.path().join("capture.zip")).expect("a file");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    for (name, method) in [("a.txt", CompressionMethod::Deflated), ("b.bin", CompressionMethod::Stored)] {
        let file = archive.by_name(name).expect("a file in it");
        assert_eq!(file.compression(), method, "{name}");
        let time = file.last_modified().expect("a time");
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (2023, 11, 14, 22));
    }
}
