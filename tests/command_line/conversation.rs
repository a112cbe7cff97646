//! `ftpscope FILE`: what is printed, what is said of bad files, how it ends.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use ftpscope::session::dialogue::Speaker::Client;
use serde_json::Value;

use super::program::{complaint, printed};
use super::support::captures::{self, Case};
use super::support::scenario::scenario;

fn login() -> Case {
    Case::named("login")
}

#[test]
fn a_compressed_capture_is_read_from_a_file_and_from_standard_input() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compressed/login.pcap.gz");
    let plain = printed(&[login().capture], b"");
    let conversation = |text: &str| text.split_once('\n').expect("several lines").1.to_owned();
    let text = printed(&[&file], b"");
    assert!(text.contains("672 bytes (gzip, 1413 unpacked)"), "{text}");
    assert_eq!(conversation(&text), conversation(&plain));
    let piped = printed(&["-"], &fs::read(&file).expect("the file is there"));
    assert_eq!(conversation(&piped), conversation(&plain));
}

#[test]
fn the_conversation_is_printed() {
    let text = printed(&[login().capture], b"");
    for line in [
        "15 packets",
        "client 192.0.2.10:57927 -> server 192.0.2.20:21",
        "Server program: vsFTPd 3.0.3",
        "-> OPTS UTF8 ON",
        "<- 200 Always in UTF8 mode.",
        "-> USER user1",
        "<- 230 Login successful.",
    ] {
        assert!(text.contains(line), "{line:?} is not in\n{text}");
    }
    let numbers: Vec<u32> =
        text.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok()).collect();
    assert_eq!(numbers, [4, 6, 8, 10, 11, 13, 14]);
}

#[test]
fn a_transfer_that_was_not_captured_comes_with_the_command_that_keeps_it() {
    let text = printed(&[Case::named("upload-passive").capture], b"");
    assert!(
        text.contains("tcpdump -i <interface> -n -w ftp.pcap 'host 192.0.2.10 and host 192.0.2.20'"),
        "{text}"
    );
    let text = printed(&[Case::named("passive-with-data").capture], b"");
    assert!(!text.contains("tcpdump") && text.contains("5369 bytes"), "{text}");
}

#[test]
fn passwords_are_masked_unless_asked_for() {
    let capture = login().capture;
    for format in [&[][..], &["--json"]] {
        let arguments: Vec<_> = format.iter().map(OsStr::new).chain([capture.as_os_str()]).collect();
        assert!(!printed(&arguments, b"").contains("secret1"));
        let reveal = [&arguments[..], &[OsStr::new("--reveal-passwords")]].concat();
        assert!(printed(&reveal, b"").contains("secret1"));
    }
    // What is no secret is shown.
    assert!(printed(&[Case::named("anonymous").capture], b"").contains("guest@example.org"));
}

#[test]
fn json_is_the_expected_report_of_each_capture() {
    for case in captures::all() {
        let found: Value =
            serde_json::from_str(&printed(&[OsStr::new("--json"), case.capture.as_os_str()], b""))
                .expect("JSON");
        let expected = fs::read_to_string(case.expected()).expect("an expected report");
        let expected: Value = serde_json::from_str(&expected).expect("JSON");
        assert_eq!(found, expected, "{}", case.name);
    }
}

#[test]
fn a_dash_reads_standard_input() {
    let case = login();
    let from_file = printed(&[case.capture.as_os_str()], b"");
    let from_input = printed(&["-"], &case.bytes());
    let after_name = |text: &str| text.split_once(": pcap, ").expect("the name first").1.to_owned();
    assert!(from_input.starts_with("standard input: "));
    assert_eq!(after_name(&from_input), after_name(&from_file));
}

#[test]
fn a_hostile_capture_cannot_steer_the_terminal() {
    let hostile = "\u{1b}[2J\u{1b}]0;mine\u{7}\u{9b}31m\u{202e}gpj.exe\u{8}\u{7f}";
    let capture = scenario()
        .open()
        .server(format!("220-{hostile}\r\n220 {hostile} FTP {hostile} 1.{hostile}\r\n"))
        .client(format!("USER {hostile}\r\n"))
        .server(format!("331 {hostile}\r\n"))
        .client("PASS x\r\n")
        .server(format!("230-{hostile}\r\n{hostile}\r\n230 {hostile}\r\n"))
        .client(format!("PWD {hostile}\r\n"))
        .server(format!("257 \"/{hostile}\" {hostile}\r\n"))
        .client(format!("RETR {hostile}\r\n"))
        .server(format!("150 {hostile}\r\n"))
        .client(format!("{hostile} {hostile}\r\n"))
        .server(format!("{hostile}\r\n500 {hostile}\r\n"))
        .client("PORT \u{1b}[2J\r\n")
        .server(format!("227 {hostile}\r\n"))
        .pcap();
    for arguments in [&["-"][..], &["-", "--reveal-passwords"], &["transfers", "-"]] {
        let text = printed(arguments, &capture);
        assert!(text.contains("gpj.exe"));
        let obeyed = text.chars().find(|&character| {
            character != '\n' && (character.is_control() || matches!(character, '\u{202a}'..='\u{202e}'))
        });
        assert_eq!(obeyed, None, "{text:?}");
    }
    let complaint = complaint(&["\u{1b}[2J\u{202e}.pcap"], b"");
    assert!(!complaint.contains(['\u{1b}', '\u{202e}']), "{complaint:?}");
}

#[test]
fn a_file_that_is_no_capture_is_explained_in_one_line() {
    let picture = complaint(&["-"], b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x02\x80");
    assert!(picture.contains("at byte 0") && picture.contains("PNG"), "{picture}");
    let damaged = complaint(&["-"], b"\x1F\x8B\x08\0\0\0\0\0\0\x03\xFF\xFF\xFF\xFF\xFF\xFF");
    assert!(damaged.contains("a gzip file") && damaged.contains("damaged"), "{damaged}");
    let cut = complaint(&["-"], &login().bytes()[..20]);
    assert!(cut.contains("at byte 20"), "{cut}");
    let empty = complaint(&["-"], b"");
    assert!(empty.starts_with("ftpscope: standard input: "), "{empty}");
    let json = complaint(&["--json", "-"], b"hello");
    assert!(json.contains("at byte 0"), "{json}");
}

#[test]
fn a_capture_without_ftp_says_so_and_succeeds() {
    let capture = scenario()
        .connection(50_001, 80)
        .open()
        .client("GET / HTTP/1.1\r\n\r\n")
        .server("HTTP/1.1 200 OK\r\n\r\n")
        .pcap();
    let text = printed(&["-"], &capture);
    assert!(text.contains("No FTP in this capture: 5 of its 5 packets are TCP, on 1 connection"), "{text}");
    let json: Value = serde_json::from_str(&printed(&["-", "--json"], &capture)).expect("JSON");
    assert_eq!(json["sessions"], Value::Array(Vec::new()));
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let missing = complaint(&["no/such/file.pcap"], b"");
    assert!(missing.contains("no/such/file.pcap") && missing.contains("cannot read it"), "{missing}");
    let folder = complaint(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")], b"");
    assert!(folder.contains("cannot read it"), "{folder}");
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    // More than the pipe holds, on a connection that nobody else sends on.
    let commands = (0..4_000).fold(scenario().open(), |before, _| before.client("NOOP\r\n"));
    let capture = commands.only(Client).pcap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_ftpscope"));
    program.arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("the program starts");
    // Gone before the program has anything to print.
    drop(child.stdout.take());
    child.stdin.take().expect("a pipe").write_all(&capture).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
