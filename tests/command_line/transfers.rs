//! `ftpscope transfers`: a line for each, with its verdict.

use std::ffi::OsStr;
use std::fs;

use ftpscope::session::dialogue::Speaker::Server;
use serde_json::Value;

use super::program::printed;
use super::saved::{download, folder, logged_in, upload};
use super::support::captures::{self, Case};

/// The line of the table that begins with the number of this packet.
#[track_caller]
fn line(table: &str, frame: u32) -> &str {
    let begins = |line: &&str| line.split_whitespace().next() == Some(frame.to_string().as_str());
    table.lines().find(begins).unwrap_or_else(|| panic!("no packet {frame} in\n{table}"))
}

#[test]
fn each_transfer_has_a_line() {
    let table = printed(&[OsStr::new("transfers"), Case::named("download-by-curl").capture.as_os_str()], b"");
    assert!(table.starts_with(&Case::named("download-by-curl").capture.display().to_string()), "{table}");
    assert!(table.contains("\nSession 0: client 192.0.2.10:"), "{table}");
    let report = fs::read_to_string(Case::named("download-by-curl").expected()).expect("a report");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let transfers = report["sessions"].as_array().expect("a list").iter();
    let transfers: Vec<_> =
        transfers.flat_map(|session| session["transfers"].as_array().expect("a list")).collect();
    assert!(!transfers.is_empty());
    for transfer in transfers {
        let line =
            line(&table, u32::try_from(transfer["frame"].as_u64().expect("a number")).expect("a frame"));
        for part in ["verb", "direction", "mode", "path"] {
            assert!(line.contains(transfer[part].as_str().expect("a text")), "{part}: {line}");
        }
        assert!(line.contains(&format!(" {} ", transfer["data"]["bytes"])), "{line}");
        assert!(line.contains(": complete. "), "{line}");
    }
}

#[test]
fn missing_bytes_are_listed_with_the_packets_around_them() {
    let holed = download(logged_in(), 40_000, "/h", |data| {
        data.server("front").skip(Server, 4).server("back").skip(Server, 1).server("end")
    });
    let table = printed(&["transfers", "-"], &holed.pcap());
    assert!(table.starts_with("standard input: 1 transfer in 1 session of FTP\n"), "{table}");
    let line = line(&table, 11);
    assert!(line.contains("RETR download"), "{line}");
    assert!(line.contains(" 12 ") && line.contains("/h: incomplete"), "{line}");
    for missing in [
        "missing: bytes 5 to 8 (4 bytes), between packets 16 and 17\n",
        "missing: bytes 13 to 13 (1 byte), between packets 17 and 18\n",
    ] {
        assert!(table.contains(missing), "{table}");
    }
}

#[test]
fn what_was_not_captured_comes_with_the_command_that_keeps_it() {
    let table = printed(&[OsStr::new("transfers"), Case::named("upload-active").capture.as_os_str()], b"");
    assert!(line(&table, 8).contains("/home/user1/upload.ftp: not captured. "), "{table}");
    let command = "tcpdump -i <interface> -n -w ftp.pcap 'host 192.0.2.10 and host 192.0.2.20'\n";
    assert_eq!(table.matches(command).count(), 1, "{table}");
    let table = printed(&[OsStr::new("transfers"), Case::named("download-by-curl").capture.as_os_str()], b"");
    assert!(!table.contains("tcpdump"), "{table}");
}

#[test]
fn json_has_the_transfers_of_the_report() {
    for case in captures::all() {
        let found = printed(&[OsStr::new("transfers"), OsStr::new("--json"), case.capture.as_os_str()], b"");
        let found: Vec<Value> = serde_json::from_str(&found).expect("JSON");
        let report = fs::read_to_string(case.expected()).expect("a report");
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let mut expected = Vec::new();
        for session in report["sessions"].as_array().expect("a list") {
            for transfer in session["transfers"].as_array().expect("a list") {
                let mut transfer = transfer.clone();
                transfer["session"] = session["id"].clone();
                expected.push(transfer);
            }
        }
        assert_eq!(found, expected, "{}", case.name);
    }
}

#[test]
fn names_are_read_in_the_encoding_that_is_asked_for() {
    let stored = upload(logged_in(), 40_000, b"/caf\xE9", "x");
    let capture = stored.client(b"RNFR /caf\xE9\r\nRNTO /th\xE9\r\n").server("350 go\r\n250 ok\r\n").pcap();
    let table = printed(&["transfers", "-", "--encoding", "windows-1252"], &capture);
    assert!(table.contains("/café -> /thé: complete"), "{table}");
    let json = printed(&["transfers", "-", "--json", "--encoding", "windows-1252"], &capture);
    assert!(json.contains("\"/café\"") && json.contains("\"/thé\""), "{json}");
}

#[test]
fn a_capture_may_have_the_name_of_a_command() {
    let folder = folder();
    let file = folder.path().join("transfers");
    fs::write(&file, logged_in().pcap()).expect("a file");
    assert!(printed(&[&file], b"").contains("-> USER anna"));
}
