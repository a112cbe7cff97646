//! How replies are read. A test is named after its clause; the grammar alone
//! is tested where it stands, here each reply is part of a conversation.

mod support;

use ftpscope::dissector::Dissection;
use serde_json::Value;

use support::captures::Case;
use support::read::{dissect, odd, report, session, talk, talk_with_frames};
use support::scenario::scenario;

/// A login in which PASS gets this answer and NOOP gets 200.
fn answer_to_pass(answer: impl AsRef<[u8]>) -> Dissection {
    scenario()
        .open()
        .server("220 ready\r\n")
        .client("USER anna\r\n")
        .server("331 who\r\n")
        .client("PASS x\r\n")
        .server(answer)
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .dissect()
}

/// The first reply to PASS in [`answer_to_pass`].
fn reply_to_pass(read: &Dissection) -> Value {
    report(read)["sessions"][0]["exchanges"][2]["replies"][0].clone()
}

#[test]
fn multiline_ends_at_same_code_and_space() {
    let read = answer_to_pass("230-one\r\n230-two\r\n230three\r\n 230 four\r\n230 five\r\n");
    assert_eq!(talk(&read)[2..], ["PASS x -> 230", "NOOP -> 200"]);
    let reply = reply_to_pass(&read);
    assert_eq!(reply["lines"].as_array().map(Vec::len), Some(5));
    assert_eq!(reply["multiline"], true);
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn a_multiline_reply_has_the_frames_of_all_its_lines() {
    let read = scenario()
        .open()
        .server("220-wel")
        .server("come\r\n220")
        .server(" ready\r\n")
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .dissect();
    // Frame 5 carries the end of one line and the beginning of the other.
    assert_eq!(talk_with_frames(&read)[0], "(greeting) -> 220 [4 5 5 6]");
    assert_eq!(report(&read)["sessions"][0]["banner"], "welcome\nready");
}

#[test]
fn inner_line_with_other_code() {
    let read = answer_to_pass("230-one\r\n550 not an error\r\n421 nor this\r\n230 in\r\n");
    assert_eq!(talk(&read)[2..], ["PASS x -> 230", "NOOP -> 200"]);
    assert_eq!(reply_to_pass(&read)["text"], "one\n550 not an error\n421 nor this\nin");
}

#[test]
fn inner_line_repeats_code_in_text() {
    let read = answer_to_pass("230-User usr-230 is known\r\n2300 times\r\n230-230 times\r\n230 in\r\n");
    assert_eq!(talk(&read)[2..], ["PASS x -> 230", "NOOP -> 200"]);
    assert_eq!(reply_to_pass(&read)["lines"].as_array().map(Vec::len), Some(4));
}

#[test]
fn code_alone_ends() {
    let read = answer_to_pass("230-one\r\n230\r\n");
    assert_eq!(talk(&read)[2..], ["PASS x -> 230", "NOOP -> 200"]);
    let read = answer_to_pass("230\r\n");
    assert_eq!(talk(&read)[2..], ["PASS x -> 230", "NOOP -> 200"]);
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn unclosed_multiline_recovers() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("PASS x\r\n")
        .server("230- WARNING\r\n  read this\r\n")
        .client("RETR f\r\n")
        .server("150 go\r\n226 Transfer complete\r\n")
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .dissect();
    assert_eq!(
        talk_with_frames(&read)[1..],
        ["PASS x [5] -> 230 [6 6]", "RETR f [7] -> 150 [8] 226 [8]", "NOOP [9] -> 200 [10]"]
    );
    assert_eq!(odd(&read), ["reply_unclosed@6"]);
}

#[test]
fn unclosed_preliminary_reply_lets_its_final_reply_out() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("RETR f\r\n")
        .server("150- WARNING\r\n")
        .server("226 Transfer complete\r\n")
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .dissect();
    assert_eq!(talk(&read)[1..], ["RETR f -> 150 226", "NOOP -> 200"]);
    assert_eq!(odd(&read), ["reply_unclosed@6"]);
}

#[test]
fn address_on_any_line_of_227() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("PASV\r\n")
        .server("227-listening now\r\n")
        .server("227 (192,0,2,20,234,96)\r\n")
        .dissect();
    let announced = &report(&read)["sessions"][0]["exchanges"][1]["announces"];
    assert_eq!(announced["endpoint"]["address"], "192.0.2.20");
    assert_eq!(announced["endpoint"]["port"], 234 * 256 + 96);
    assert_eq!(announced["listener"], "server");
}

#[test]
fn code_below_100_is_flagged() {
    let read = answer_to_pass("099 odd\r\n");
    assert_eq!(talk(&read).last().map(String::as_str), Some("NOOP -> 200"));
    assert!(talk(&read).iter().any(|line| line.contains("099")), "{:?}", talk(&read));
    assert!(odd(&read).contains(&"reply_code_below_100@8".to_owned()), "{:?}", odd(&read));
}

#[test]
fn line_without_code_is_flagged() {
    let read = answer_to_pass("welcome anna\r\n230 in\r\n");
    let said = read.experts.infos().iter().find(|info| info.code.name() == "reply_without_code");
    let said = said.expect("it is said");
    assert_eq!(said.frame.map(|frame| frame.get()), Some(8));
    assert_eq!(said.text.as_deref(), Some("welcome anna"));
    assert_eq!(session(&read).user(), Some(&b"anna"[..]));
    assert_eq!(talk(&read).last().map(String::as_str), Some("NOOP -> 200"));
    let kept = report(&read)["sessions"][0]["exchanges"].to_string().contains("welcome anna");
    assert!(kept, "{:?}", talk(&read));
}

#[test]
fn missing_space_after_code_is_flagged() {
    let read = answer_to_pass("230_no_space\r\n");
    assert_eq!(talk(&read)[2..], ["PASS x -> 230", "NOOP -> 200"]);
    assert_eq!(reply_to_pass(&read)["text"], "_no_space");
    assert_eq!(odd(&read), ["reply_missing_space@8"]);
}

#[test]
fn non_ascii_banner_keeps_bytes() {
    let banner = b"220 M\xFCnchen gr\xFC\xDFt\r\n";
    let read = scenario().open().server(banner).client("NOOP\r\n").server("200 fine\r\n").dissect();
    assert_eq!(session(&read).banner.as_deref(), Some(&b"M\xFCnchen gr\xFC\xDFt"[..]));
    assert_eq!(report(&read)["sessions"][0]["banner"], "M\u{FFFD}nchen gr\u{FFFD}\u{FFFD}t");
}

#[test]
fn protected_replies_631_632_633() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("MIC cHdk\r\n")
        .server("631 MjU3IC8=\r\n")
        .client("ENC cHdk\r\n")
        .server("632 MjU3IC8=\r\n")
        .client("CONF cHdk\r\n")
        .server("633 MjU3IC8=\r\n")
        .dissect();
    assert_eq!(talk(&read)[1..], ["MIC cHdk -> 631", "ENC cHdk -> 632", "CONF cHdk -> 633"]);
    assert_eq!(report(&read)["sessions"][0]["exchanges"][1]["replies"][0]["text"], "MjU3IC8=");
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn replies_of_several_lines_of_a_real_server() {
    let read = dissect(&Case::named("multiline-banner-feat").bytes());
    let report = report(&read);
    let exchanges = report["sessions"][0]["exchanges"].as_array().expect("a list");
    let several = |verb: &str| {
        let exchange = exchanges.iter().find(|exchange| exchange["command"]["verb"] == verb);
        exchange.is_some_and(|exchange| exchange["replies"][0]["multiline"] == true)
    };
    assert_eq!(exchanges[0]["replies"][0]["multiline"], true);
    assert!(several("FEAT") && several("HELP") && several("QUIT") && !several("STAT"));
    assert_eq!(odd(&read), [""; 0]);
}
