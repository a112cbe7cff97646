//! Names and text of a capture. A test is named after its clause.
#![cfg(feature = "cli")]

mod support;

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use support::read::{odd, report, talk};
use support::scenario::{Scenario, scenario};

/// What the command line prints of a script, with these arguments.
fn printed(script: &Scenario, arguments: &[&str]) -> String {
    let program = Command::new(env!("CARGO_BIN_EXE_ftpscope"))
        .args(arguments)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut program = program.expect("the program starts");
    let mut input = program.stdin.take().expect("a pipe");
    input.write_all(&script.pcap()).expect("the program reads");
    drop(input);
    let output = program.wait_with_output().expect("the program ends");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn printed_json(script: &Scenario, arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(script, &[arguments, &["--json"]].concat())).expect("JSON")
}

#[test]
fn capture_text_is_never_markup() {
    let hostile = "\u{1b}[2J\u{1b}]0;owned\u{7}<img src=x onerror=alert(1)>\u{202e}fdp.exe\u{9b}31m";
    let script = scenario()
        .open()
        .server(format!("220 {hostile} FTP\r\n"))
        .client(format!("USER {hostile}\r\n"))
        .server("331 who\r\n")
        .client(format!("RETR {hostile}\r\n"))
        .server(format!("550 {hostile}\r\n"))
        .client(format!("PORT {hostile}\r\n"))
        .server("501 what\r\n");
    let text = printed(&script, &[]);
    assert!(!text.contains(|character: char| character.is_control() && character != '\n'), "{text:?}");
    assert!(!text.contains('\u{202e}'), "{text:?}");
    assert_eq!(text.matches("\\u{1b}[2J").count(), text.matches("<img").count());
    assert!(text.matches("<img").count() >= 5, "{text}");
    // The report has the text as it is: whoever shows it must not take it for markup.
    let report = printed_json(&script, &[]);
    assert_eq!(report["sessions"][0]["exchanges"][2]["command"]["argument"], hostile);
}

/// What was sent is kept to the byte, and nowhere shown as something else; it is saved under names that no system
/// misunderstands.
#[test]
fn file_names_never_trusted() {
    let long = "x".repeat(4_096);
    let names: [&[u8]; 14] = [
        b"../../etc/passwd",
        b"/etc/passwd",
        b"..\\..\\boot.ini",
        b"C:\\autoexec.bat",
        b"a\0b",
        b"NUL",
        b"com1.txt",
        b"ends with a dot.",
        "\u{202e}fdp.exe".as_bytes(),
        b"\xE9t\xE9",
        long.as_bytes(),
        b"twice",
        b"twice",
        b"-rf",
    ];
    let asked = names.iter().fold(scenario().open().server("220 ready\r\n"), |before, name| {
        before.client([b"RETR ", *name, b"\r\n"].concat()).server("550 no\r\n")
    });
    let script = asked.client("RETR\r\n").server("501 which\r\n").client("RETR \r\n").server("501 which\r\n");
    let report = printed_json(&script, &[]);
    let transfers = report["sessions"][0]["transfers"].as_array().expect("a list");
    let sent = |transfer: &Value| match transfer["argument_hex"].as_str() {
        Some(digits) => {
            let byte = |pair: &[u8]| u8::from_str_radix(str::from_utf8(pair).expect("ASCII"), 16);
            digits.as_bytes().chunks(2).map(|pair| byte(pair).expect("two digits")).collect()
        }
        None => transfer["argument"].as_str().unwrap_or_default().as_bytes().to_vec(),
    };
    let nameless: [&[u8]; 2] = [b"", b""];
    assert_eq!(transfers.iter().map(sent).collect::<Vec<_>>(), [&names[..], &nameless].concat());
    assert!(transfers[14]["path"].is_null() && transfers[15]["path"].is_null());
    let text = printed(&script, &[]);
    let is_obeyed =
        |character: char| character != '\n' && (character.is_control() || character == '\u{202e}');
    assert!(!text.contains(is_obeyed), "{text:?}");
    assert_eq!(text.matches("twice").count() % 2, 0);
    #[cfg(feature = "full")]
    {
        let mut paths = ftpscope::export::SafePaths::new();
        let saved: Vec<_> = names.iter().chain(&nameless).map(|name| paths.add(name)).collect();
        let expected = [
            "etc/passwd",
            "etc/passwd (2)",
            "..%5C..%5Cboot.ini",
            "C/autoexec.bat",
            "a%00b",
            "NUL_",
            "com1_.txt",
            "ends with a dot%2E",
            "%E2%80%AEfdp.exe",
            "%E9t%E9",
            &long[..200],
            "twice",
            "twice (2)",
            "%2Drf",
            "unnamed",
            "unnamed (2)",
        ];
        assert_eq!(saved, expected);
    }
}

#[test]
fn mlst_reply_is_multiline_with_space() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("MLST a b\r\n")
        .server("250-Listing a b\r\n Type=file;SIZE=12;unix.mode=0644; /pub/a b\r\n250 End\r\n")
        .client("MLST\r\n")
        .server("250-\r\n type=dir; /pub\r\n250 \r\n")
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .dissect();
    assert_eq!(talk(&read)[1..], ["MLST a b -> 250", "MLST -> 250", "NOOP -> 200"]);
    let reply = &report(&read)["sessions"][0]["exchanges"][1]["replies"][0];
    assert_eq!(reply["text"], "Listing a b\n Type=file;SIZE=12;unix.mode=0644; /pub/a b\nEnd");
    assert_eq!(reply["multiline"], true);
    assert_eq!(odd(&read), [""; 0]);
}

/// A session whose names are in an encoding of their own.
fn in_bytes(banner: &[u8], name: &[u8]) -> Scenario {
    let line = |before: &str, bytes: &[u8]| [before.as_bytes(), bytes, b"\r\n"].concat();
    scenario()
        .open()
        .server([b"220-FTP \r\n".to_vec(), line("220 ", banner)].concat())
        .client(line("USER ", name))
        .server("331 who\r\n")
        .client("PASS hunter2\r\n")
        .server("230 in\r\n")
        .client(line("CWD ", name))
        .server("250 there\r\n")
        .client(line("RETR ", name))
        .server(line("550 no ", name))
}

#[test]
fn names_that_are_not_utf8_keep_their_bytes() {
    let read = in_bytes(b"gr\xFC\xDF dich", b"b\xE9p.txt").dissect();
    let session = &report(&read)["sessions"][0];
    let hex = |bytes: &[u8]| json!(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let name = hex(b"b\xE9p.txt");
    assert_eq!(session["banner"], "FTP \ngr\u{FFFD}\u{FFFD} dich");
    assert_eq!(session["banner_hex"], hex(b"FTP \ngr\xFC\xDF dich"));
    assert_eq!((&session["user_hex"], &session["logins"][0]["user_hex"]), (&name, &name));
    assert_eq!(session["directory_hex"], name);
    let greeting = &session["exchanges"][0]["replies"][0];
    assert_eq!(greeting["text_hex"], hex(b"FTP \ngr\xFC\xDF dich"));
    assert_eq!(greeting["lines_hex"], json!([hex(b"220-FTP "), hex(b"220 gr\xFC\xDF dich")]));
    let retr = &session["exchanges"][4];
    assert_eq!(
        (&retr["command"]["argument"], &retr["command"]["argument_hex"]),
        (&json!("b\u{FFFD}p.txt"), &name)
    );
    assert_eq!(retr["replies"][0]["lines_hex"], json!([hex(b"550 no b\xE9p.txt")]));
    assert_eq!(retr["directory_hex"], name);
    let transfer = &session["transfers"][0];
    assert_eq!((&transfer["argument_hex"], &transfer["path_hex"]), (&name, &hex(b"b\xE9p.txt/b\xE9p.txt")));
    // What is UTF-8 needs no bytes.
    let read = in_bytes("grüß dich".as_bytes(), "bép.txt".as_bytes()).dissect();
    assert!(!report(&read).to_string().contains("_hex"));
}

#[test]
fn a_masked_password_leaves_no_bytes() {
    let script = scenario()
        .open()
        .server("220 FTP\r\n")
        .client("USER anna\r\n")
        .server("331 who\r\n")
        .client(b"PASS h\xFCnt3r\r\n")
        .server("230 in\r\n");
    let masked = printed_json(&script, &[]).to_string();
    assert!(!masked.contains("68fc6e743372") && !masked.contains("nt3r"), "{masked}");
    let shown = printed_json(&script, &["--reveal-passwords"]);
    assert_eq!(shown["sessions"][0]["logins"][0]["password_hex"], "68fc6e743372");
    let shown = printed_json(&script, &["--reveal-passwords", "--encoding", "latin1"]);
    assert_eq!(shown["sessions"][0]["logins"][0]["password"], "hünt3r");
}

#[test]
fn the_encoding_of_names_can_be_chosen() {
    for (encoding, bytes, text) in [
        ("windows-1252", &b"b\xE9p.txt"[..], "bép.txt"),
        ("windows-1258", b"ti\xEA\xECng.txt", "tiê\u{301}ng.txt"),
        ("gbk", b"\xCE\xC4\xBC\xFE.txt", "文件.txt"),
        ("Shift_JIS", b"\x83t\x83@\x83C\x83\x8B.txt", "ファイル.txt"),
        ("koi8-r", b"\xC6\xC1\xCA\xCC.txt", "файл.txt"),
    ] {
        let script = in_bytes(bytes, bytes);
        let text_of_all = printed(&script, &["--encoding", encoding]);
        assert!(!text_of_all.contains('\u{FFFD}'), "{encoding}: {text_of_all}");
        for line in [
            format!("-> USER {text}"),
            format!("<- 550 no {text}"),
            format!("user {text}, "),
            format!("{text}/{text}: "),
        ] {
            assert!(text_of_all.contains(&line), "{encoding}: {line}: {text_of_all}");
        }
        let report = printed_json(&script, &["--encoding", encoding]);
        assert!(!report.to_string().contains('\u{FFFD}'), "{encoding}: {report}");
        let session = &report["sessions"][0];
        assert_eq!((&session["user"], &session["directory"]), (&json!(text), &json!(text)));
        assert_eq!(session["banner"], format!("FTP \n{text}"));
        assert_eq!(session["transfers"][0]["path"], format!("{text}/{text}"));
        assert_eq!(
            session["exchanges"][0]["replies"][0]["lines"],
            json!(["220-FTP ", format!("220 {text}")])
        );
        // The bytes stay.
        assert!(session["user_hex"].is_string());
    }
    // What is UTF-8 is left as it is.
    let script = in_bytes("grüß".as_bytes(), "bép.txt".as_bytes());
    assert_eq!(printed_json(&script, &["--encoding", "gbk"])["sessions"][0]["user"], "bép.txt");
    let unknown = Command::new(env!("CARGO_BIN_EXE_ftpscope")).args(["--encoding", "klingon", "-"]).output();
    let unknown = unknown.expect("the program starts");
    assert!(!unknown.status.success());
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("klingon"));
}
