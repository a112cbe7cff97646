//! How commands are read. A test is named after its clause; the grammar alone
//! is tested where it stands, here each command is part of a conversation.

mod support;

use serde_json::json;

use support::captures::Case;
use support::read::{dissect, odd, report, session, talk};
use support::scenario::scenario;

#[test]
fn verbs_are_case_insensitive() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("user anna\r\n")
        .server("331 who\r\n")
        .client("pAsS x\r\n")
        .server("230 in\r\n")
        .client("retr f\r\n")
        .server("550 no\r\n")
        .dissect();
    assert_eq!(talk(&read)[1..], ["USER anna -> 331", "PASS x -> 230", "RETR f -> 550"]);
    assert_eq!(session(&read).user(), Some(&b"anna"[..]));
    assert_eq!(session(&read).transfers.len(), 1);
}

#[test]
fn leading_spaces_are_skipped() {
    let read =
        scenario().open().server("220 ready\r\n").client("   USER anna\r\n").server("331 who\r\n").dissect();
    assert_eq!(talk(&read)[1], "USER anna -> 331");
}

#[test]
fn argument_keeps_inner_and_trailing_spaces() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("STOR  two  spaces .txt \r\n")
        .server("150 go\r\n")
        .server("226 done\r\n")
        .dissect();
    assert_eq!(talk(&read)[1], "STOR  two  spaces .txt  -> 150 226");
    assert_eq!(report(&read)["sessions"][0]["transfers"][0]["path"], " two  spaces .txt ");
}

#[test]
fn unknown_verb_is_kept() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("Frob the nob\r\n")
        .server("500 what\r\n")
        .client("FROB again\r\nNOOP\r\n")
        .server("200 frobbed\r\n200 fine\r\n")
        .dissect();
    let talk = talk(&read);
    assert_eq!(talk[1].to_ascii_uppercase(), "FROB THE NOB -> 500");
    assert_eq!(talk[2..], ["FROB again -> 200", "NOOP -> 200"]);
    let command = &report(&read)["sessions"][0]["exchanges"][1]["command"];
    assert_eq!((&command["verb"], &command["known"]), (&json!("Frob"), &json!(false)));
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn odd_verbs_of_a_real_session_are_all_answered() {
    let read = dissect(&Case::named("odd-verbs-and-names").bytes());
    for line in talk(&read) {
        assert!(!line.ends_with("nothing"), "{line}");
        assert!(line == "(greeting) -> 220" || !line.starts_with('('), "{line}");
    }
}

#[test]
fn empty_pass_is_valid() {
    for (sent, password) in [("PASS\r\n", ""), ("PASS \r\n", ""), ("PASS -terse please\r\n", "-terse please")]
    {
        let read = scenario()
            .open()
            .server("220 ready\r\n")
            .client("USER anna\r\n")
            .server("331 who\r\n")
            .client(sent)
            .server("230 in\r\n")
            .dissect();
        let login = &session(&read).logins[0];
        assert_eq!(login.password.as_deref(), Some(password.as_bytes()), "{sent:?}");
        assert_eq!(session(&read).user(), Some(&b"anna"[..]), "{sent:?}");
        assert_eq!(odd(&read), [""; 0], "{sent:?}");
    }
}

#[test]
fn a_line_that_is_no_command_is_refused_as_such() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client(b"\x01\x02 rubbish\r\n\r\nNOOP\r\n")
        .server("500 what\r\n200 fine\r\n")
        .dissect();
    assert_eq!(talk(&read)[1..], [r"(invalid) \x01\x02 rubbish -> 500", "NOOP -> 200"]);
    assert_eq!(odd(&read), ["command_invalid@5"]);
}
