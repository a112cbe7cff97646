//! Names that lead elsewhere stay in the folder.

use std::fs;

use super::saved::{downloads, extract_all, files_below, folder, manifest};

/// Paths of a server that wants to write where it must not.
const HOSTILE: [&[u8]; 18] = [
    b"../../etc/passwd",
    b"/etc/passwd",
    b"C:\\Windows\\x.dll",
    b"C:x",
    b"\\\\host\\share\\y",
    b"..\\..\\z",
    b"/a/../../b",
    b"..",
    b"/",
    b"~/.ssh/authorized_keys",
    b"-rf",
    b"nul",
    b"/dev/null",
    b"caf\xE9/\x01\x1B[2J",
    b"manifest.json",
    b"MANIFEST.json/inner",
    b".ftpscope-x.part",
    b"a\xE2\x80\xAEgpj.exe",
];

#[test]
fn hostile_names_stay_in_the_folder() {
    let around = folder();
    let to = around.path().join("deep/er");
    let files = HOSTILE.map(|path| (path, "mine now"));
    let output = extract_all(&downloads(&files), &to, &[]);
    assert!(!output.contains(['\u{1b}', '\u{202e}', '\u{1}']), "{output:?}");
    let there = files_below(around.path());
    assert!(there.keys().all(|name| name.starts_with("deep/er/")), "{there:?}");
    assert_eq!(there.len(), HOSTILE.len() + 1);
    let passwd = there.keys().filter(|name| name.contains("passwd"));
    assert_eq!(passwd.collect::<Vec<_>>(), ["deep/er/etc/passwd", "deep/er/etc/passwd (2)"]);
}

#[test]
fn the_manifest_has_the_names_that_they_had() {
    let to = folder();
    extract_all(&downloads(&[(&b"../caf\xE9"[..], "1")]), to.path(), &[]);
    let file = &manifest(to.path())["files"][0];
    assert_eq!((&file["path"], &file["path_hex"]), (&"../caf\u{FFFD}".into(), &"2e2e2f636166e9".into()));
    assert_eq!(file["name"], "caf%E9");
}

#[test]
fn a_file_with_the_name_of_the_manifest_is_saved_as_well() {
    for (name, free) in [("manifest.json", "manifest (2).json"), ("/manifest.json/x", "manifest (2).json")] {
        let to = folder();
        let output = extract_all(&downloads(&[(name, "theirs")]), to.path(), &[]);
        assert!(output.contains(free), "{output}");
        let files = files_below(to.path());
        assert_eq!((files.len(), files[name.trim_start_matches('/')].as_slice()), (2, &b"theirs"[..]));
        let manifest = fs::read_to_string(to.path().join(free)).expect("a manifest");
        assert!(manifest.contains("\"sha256\""), "{manifest}");
    }
}
