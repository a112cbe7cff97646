//! `ftpscope extract`: what is saved, what is not, and what it says of that.

use std::fs;

use ftpscope::session::dialogue::Speaker::Server;
use serde_json::json;

use super::program::{complaint, run};
use super::saved::{download, downloads, extract, extract_all, files_below, folder, logged_in, manifest};
use super::support::captures::Case;

#[test]
fn files_of_standard_input_are_saved_under_their_names() {
    let to = folder();
    // The folder is made, too.
    let to = to.path().join("new/folder");
    let output = extract_all(&downloads(&[("/pub/a.txt", "first"), ("/b", "")]), &to, &[]);
    assert!(output.starts_with("pub/a.txt  5 bytes\nb  0 bytes\n2 files, 5 bytes, in "), "{output}");
    let files = files_below(&to);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["b", "manifest.json", "pub/a.txt"]);
    assert_eq!((files["pub/a.txt"].as_slice(), files["b"].as_slice()), (&b"first"[..], &b""[..]));
    let manifest = manifest(&to);
    let file = &manifest["files"][0];
    for (key, expected) in [
        ("path", json!("/pub/a.txt")),
        ("name", json!("pub/a.txt")),
        ("server", json!({ "address": "192.0.2.20", "port": 21 })),
        ("direction", json!("download")),
        ("bytes", json!(5)),
        ("md5", json!("8b04d5e3775d298e78455efc5ca404d5")),
        ("content", json!("text/plain")),
        ("verdict", json!("complete")),
        ("reason", json!("end_seen")),
        ("time", json!("2023-11-14T22:13:20.011000Z")),
        ("last_time", json!("2023-11-14T22:13:20.019000Z")),
        ("missing", json!([])),
        ("problem", json!(null)),
    ] {
        assert_eq!(file[key], expected, "{key}");
    }
    let piece = json!({
        "session": 0, "transfer": 0, "offset": 0, "bytes": 5, "verb": "RETR", "command_frame": 11,
        "first_frame": 13, "last_frame": 19, "representation_type": "I", "transfer_mode": "S", "file_structure": "F",
    });
    assert_eq!(file["pieces"], json!([piece]));
    assert_eq!((&manifest["not_saved"], &manifest["files_left_out"]), (&json!([]), &json!(0)));
}

#[test]
fn holes_are_left_out_and_filled_only_where_asked_for() {
    let holed =
        download(logged_in(), 40_000, "/h", |data| data.server("front").skip(Server, 4).server("back"));
    let capture = holed.pcap();
    for (options, expected, filled, left_out, said) in [
        (
            &[][..],
            &b"frontback"[..],
            json!([]),
            json!([{ "start": 5, "end": 9 }]),
            "left out: bytes 5 to 8 (4)",
        ),
        (
            &["--fill-holes"],
            b"front\0\0\0\0back",
            json!([{ "start": 5, "end": 9 }]),
            json!([]),
            "zeros stand for bytes 5 to 8 (4)",
        ),
    ] {
        let to = folder();
        let extracted = extract(&capture, to.path(), options);
        assert_eq!(extracted.status, Some(0), "{extracted:?}");
        assert!(extracted.complaints.starts_with("ftpscope: h: incomplete"), "{extracted:?}");
        assert!(extracted.complaints.contains(said), "{extracted:?}");
        assert_eq!(files_below(to.path())["h"], expected);
        let file = &manifest(to.path())["files"][0];
        assert_eq!((&file["filled_with_zeros"], &file["left_out"]), (&filled, &left_out));
        let missing = json!([{ "start": 5, "end": 9, "frame_before": 16, "frame_after": 17 }]);
        assert_eq!((&file["missing"], &file["verdict"]), (&missing, &json!("incomplete")));
        assert_eq!(file["expected_bytes"], 13);
    }
}

#[test]
fn a_file_that_is_there_is_not_replaced_unless_asked_for() {
    let to = folder();
    let there = to.path().join("pub");
    fs::create_dir(&there).expect("a folder");
    fs::write(there.join("b"), "mine").expect("a file");
    let before = files_below(to.path());
    let capture = downloads(&[("/new", "1"), ("/pub/b", "theirs"), ("/pub/c", "3")]);
    let extracted = extract(&capture, to.path(), &[]);
    assert_eq!((extracted.status, extracted.output.as_str()), (Some(1), ""), "{extracted:?}");
    let path = there.join("b");
    let expected = format!(
        "ftpscope: standard input: nothing was saved: {} is there already; --force replaces it\n",
        path.display()
    );
    assert_eq!(extracted.complaints, expected);
    assert_eq!(files_below(to.path()), before);

    extract_all(&capture, to.path(), &["--force"]);
    let files = files_below(to.path());
    assert_eq!(files.keys().collect::<Vec<_>>(), ["manifest.json", "new", "pub/b", "pub/c"]);
    assert_eq!(files["pub/b"], b"theirs");

    // Now all four are there.
    let again = extract(&capture, to.path(), &[]);
    assert_eq!(again.status, Some(1));
    assert!(again.complaints.contains("and 3 more; --force"), "{again:?}");
    assert_eq!(files_below(to.path()), files);
}

#[test]
fn what_is_no_file_is_in_the_way_even_with_force() {
    let capture = downloads(&[("/pub/a", "1")]);
    let to = folder();
    fs::create_dir_all(to.path().join("pub/a")).expect("a folder");
    let refused = extract(&capture, to.path(), &["--force"]);
    assert!(refused.complaints.contains("is no ordinary file"), "{refused:?}");
    let to = folder();
    fs::write(to.path().join("pub"), "a file").expect("a file");
    let refused = extract(&capture, to.path(), &["--force"]);
    assert!(refused.complaints.contains("is no folder"), "{refused:?}");
    let refused = extract(&capture, &to.path().join("pub"), &["--force"]);
    assert!(refused.complaints.contains("is no folder"), "{refused:?}");
    assert_eq!(files_below(to.path()).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_below_the_folder_leads_nowhere() {
    use std::os::unix::fs::symlink;

    let capture = downloads(&[("/a", "1"), ("/pub/inner/b", "2")]);
    let outside = folder();
    let canary = outside.path().join("a");
    fs::write(&canary, "mine").expect("a file");
    for (link, target) in
        [("pub", outside.path()), ("pub/inner", outside.path()), ("a", &canary), ("pub", "gone".as_ref())]
    {
        let to = folder();
        let link = to.path().join(link);
        fs::create_dir_all(link.parent().expect("a folder")).expect("folders");
        symlink(target, &link).expect("a link");
        let before = files_below(to.path());
        for options in [&[][..], &["--force"]] {
            let refused = extract(&capture, to.path(), options);
            assert_eq!((refused.status, refused.output.as_str()), (Some(1), ""), "{refused:?}");
            assert!(
                refused.complaints.contains(&format!("nothing was saved: {} is no", link.display())),
                "{refused:?}"
            );
            assert_eq!(files_below(to.path()), before);
            assert_eq!(files_below(outside.path()).len(), 1);
            assert_eq!(fs::read(&canary).expect("a file"), b"mine");
        }
    }
    // The folder itself is who asks's own affair.
    let to = folder();
    let link = to.path().join("link");
    symlink(outside.path(), &link).expect("a link");
    let refused = extract(&capture, &link, &[]);
    assert!(refused.complaints.contains("is there already"), "{refused:?}");
    extract_all(&capture, &link, &["--force"]);
    assert_eq!(files_below(outside.path())["pub/inner/b"], b"2");
}

#[test]
fn what_is_not_saved_is_said() {
    let case = Case::named("upload-active");
    let to = folder();
    let extracted = extract(&case.bytes(), to.path(), &[]);
    assert_eq!(extracted.status, Some(0), "{extracted:?}");
    assert!(extracted.output.starts_with("0 files, 0 bytes, in "), "{extracted:?}");
    for said in [
        "STOR of packet 8, /home/user1/upload.ftp: not saved, not captured.",
        "tcpdump -i <interface> -n -w ftp.pcap 'host 192.0.2.10 and host 192.0.2.20'",
    ] {
        assert!(extracted.complaints.contains(said), "{extracted:?}");
    }
    let not_saved = &manifest(to.path())["not_saved"];
    assert_eq!(not_saved.as_array().map(Vec::len), Some(1));
    assert_eq!((&not_saved[0]["verdict"], &not_saved[0]["verb"]), (&json!("not_captured"), &json!("STOR")));

    // What the server refused, and what cannot be read.
    let refused =
        logged_in().client("PASV\r\nRETR /none\r\n").server("227 (192,0,2,20,156,64)\r\n550 no\r\n");
    let extracted = extract(&refused.pcap(), folder().path(), &[]);
    assert!(extracted.complaints.contains("RETR of packet 9, /none: not saved, failed."), "{extracted:?}");
    let private = logged_in().client("PBSZ 0\r\nPROT P\r\n").server("200 ok\r\n200 ok\r\n");
    let private = download(private, 40_000, "/s", |data| data.server("\u{16}\u{3}\u{3}"));
    let extracted = extract(&private.pcap(), folder().path(), &[]);
    assert!(extracted.complaints.contains("/s: not saved, encrypted."), "{extracted:?}");
}

#[test]
fn a_capture_without_files_leaves_a_manifest() {
    let to = folder();
    let output = extract_all(&logged_in().pcap(), to.path(), &[]);
    assert!(output.starts_with("0 files, 0 bytes, in "), "{output}");
    assert_eq!(manifest(to.path())["files"], json!([]));
}

#[test]
fn arguments_that_are_none_have_a_status_of_their_own() {
    for arguments in [&[][..], &["extract", "-"], &["--json"], &["transfers"], &["transfers", "-", "--zip"]] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("Usage: ftpscope"), "{arguments:?}");
    }
}

#[test]
fn a_file_that_is_no_capture_saves_nothing() {
    let to = folder();
    let inner = to.path().join("out");
    let missing = complaint(&["extract", "no/such.pcap", "--to", inner.to_str().expect("UTF-8")], b"");
    assert!(missing.contains("cannot read it"), "{missing}");
    let hello = complaint(&["extract", "-", "--to", inner.to_str().expect("UTF-8")], b"hello");
    assert!(hello.contains("at byte 0"), "{hello}");
    assert!(!inner.exists());
}
