//! How replies find their commands. A test is named after its clause; where
//! a name cannot begin with a digit, `reply_` stands in front of it.

mod support;

use ftpscope::session::dialogue::Speaker::{Client, Server};
use serde_json::json;

use support::captures::Case;
use support::read::{dissect, odd, report, session, talk, talk_with_frames, transfers};
use support::scenario::scenario;

#[test]
fn greeting_has_no_command() {
    let read = scenario()
        .open()
        .server("120 soon\r\n")
        .server("220 ready\r\n")
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .dissect();
    assert_eq!(talk_with_frames(&read), ["(greeting) -> 120 [4] 220 [5]", "NOOP [6] -> 200 [7]"]);
    assert_eq!(report(&read)["sessions"][0]["banner"], "ready");
    // The capture may begin behind the opening.
    let read = scenario().server("220 ready\r\n").client("NOOP\r\n").server("200 fine\r\n").dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "NOOP -> 200"]);
    assert_eq!(report(&read)["sessions"][0]["banner"], "ready");
}

#[test]
fn a_server_may_refuse_instead_of_greeting() {
    for code in ["421", "530", "550", "500"] {
        let read = scenario().open().server(format!("{code} not you\r\n")).close_from(Server).dissect();
        assert_eq!(talk(&read), [format!("(greeting) -> {code}")]);
    }
}

#[test]
fn a_server_that_does_not_greet_answers_commands_all_the_same() {
    let asked = scenario().open().client("USER anna\r\n").server("331 who\r\n");
    let read = asked.client("PASS x\r\n").server("230 in\r\n").dissect();
    assert_eq!(talk(&read), ["USER anna -> 331", "PASS x -> 230"]);
}

#[test]
fn a_command_may_get_a_reply_that_no_rfc_lists_for_it() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("PASS x\r\n")
        .server("331 once more\r\n")
        .client("FETCH f\r\n")
        .server("150 go\r\n")
        .server("226 done\r\n")
        .client(b"\x01\x02\r\n")
        .server("550 no\r\n")
        .dissect();
    assert_eq!(talk(&read)[1..], ["PASS x -> 331", "FETCH f -> 150 226", r"(invalid) \x01\x02 -> 550"]);
}

#[test]
fn replies_to_a_transfer_that_was_not_captured_answer_nothing_else() {
    let asked = scenario().open().server("220 ready\r\n").client("RETR f\r\n").lost().client("NOOP\r\n");
    let read = asked.server("150 go\r\n").server("226 done\r\n").server("200 fine\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["NOOP -> 200", "(unasked) -> 150", "(unasked) -> 226"]);
    // What is no command can only be refused.
    let read =
        scenario().open().server("220 ready\r\n").client(b"\x01\x02\r\n").server("226 done\r\n").dissect();
    assert_eq!(talk(&read)[1..], [r"(invalid) \x01\x02 -> nothing", "(unasked) -> 226"]);
}

#[test]
fn preliminary_keeps_command_open() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("RETR f\r\n")
        .server("150 go\r\n")
        .client("NOOP\r\n")
        .server("226 done\r\n")
        .server("200 fine\r\n")
        .dissect();
    assert_eq!(talk_with_frames(&read)[1..], ["RETR f [5] -> 150 [6] 226 [8]", "NOOP [7] -> 200 [9]"]);
    let exchange = &report(&read)["sessions"][0]["exchanges"][1];
    assert_eq!((&exchange["reply_time_ms"], &exchange["duration_ms"]), (&json!(1.0), &json!(3.0)));
}

#[test]
fn abor_gives_426_and_226() {
    let begun = || {
        let asked = scenario().open().server("220 ready\r\n").client("RETR f\r\n").server("150 go\r\n");
        asked.client("ABOR\r\n")
    };
    let read = begun().server("426 broken off\r\n226 closing\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["RETR f -> 150 426", "ABOR -> 226"]);
    assert_eq!(transfers(&read), ["download f aborted default default"]);

    // Whatever the text names.
    let read = begun().server("426 ABORT\r\n226 Transfer aborted\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["RETR f -> 150 426", "ABOR -> 226"]);
    assert_eq!(transfers(&read), ["download f aborted default default"]);

    let read = begun().server("225 aborted\r\n").client("NOOP\r\n").server("200 fine\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["RETR f -> 150", "ABOR -> 225", "NOOP -> 200"]);
    assert_eq!(transfers(&read), ["download f aborted default default"]);

    // One reply is that to ABOR, whatever its code.
    let read = begun().server("226 closing\r\n").client("NOOP\r\n").server("200 fine\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["RETR f -> 150", "ABOR -> 226", "NOOP -> 200"]);
    assert_eq!(transfers(&read), ["download f aborted default default"]);

    // The transfer was done before ABOR came.
    let read = begun().server("226 done\r\n").server("225 nothing to abort\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["RETR f -> 150 226", "ABOR -> 225"]);
    assert_eq!(transfers(&read), ["download f completed default default"]);
}

#[test]
fn a_real_abor_gives_426_and_226() {
    let read = dissect(&Case::named("abor").bytes());
    let talk = talk(&read);
    assert!(talk.iter().any(|line| line.starts_with("RETR") && line.ends_with("-> 150 426")), "{talk:?}");
    assert!(talk.contains(&"ABOR -> 226".to_owned()), "{talk:?}");
}

#[test]
fn stat_noop_during_transfer() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("STOR f\r\n")
        .server("150 go\r\n")
        .client("STAT\r\n")
        .server("211-so far\r\n226 is what you will get\r\n211 end\r\n")
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .server("226 done\r\n")
        .dissect();
    assert_eq!(talk(&read)[1..], ["STOR f -> 150 226", "STAT -> 211", "NOOP -> 200"]);

    // The command need not be one that anybody knows.
    let begun = scenario().open().server("220 ready\r\n").client("FETCH f\r\n").server("150 go\r\n");
    let read = begun.client("NOOP\r\n").server("200 NOOP is fine\r\n").server("226 done\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["FETCH f -> 150 226", "NOOP -> 200"]);

    let read = dissect(&Case::named("stat-during-transfer").bytes());
    let talk = talk(&read);
    let place = |wanted: &str| {
        let found = talk.iter().position(|line| line.starts_with(wanted) && !line.ends_with("nothing"));
        found.unwrap_or_else(|| panic!("{wanted}: {talk:?}"))
    };
    assert!(talk[place("RETR")].ends_with("-> 150 226"), "{talk:?}");
    assert!(place("RETR") < place("STAT") && place("STAT") < place("NOOP"), "{talk:?}");
    assert!(talk[place("STAT")].ends_with("-> 211") && talk[place("NOOP")].ends_with("-> 200"), "{talk:?}");
}

#[test]
fn unasked_421_belongs_to_no_command() {
    let idle = scenario().open().server("220 ready\r\n").client("NOOP\r\n").server("200 fine\r\n");
    let read = idle.clone().server("421 timeout\r\n").close_from(Server).dissect();
    assert_eq!(talk(&read)[1..], ["NOOP -> 200", "(unasked) -> 421"]);

    // The command crosses the 421 on the way.
    let read = idle.clone().under_way(Client).client("PWD\r\n").server("421 timeout\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["NOOP -> 200", "PWD -> nothing", "(unasked) -> 421"]);

    // It was on the way when the client sent the command.
    let read = idle.clone().under_way(Server).server("421 timeout\r\n").client("PWD\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["NOOP -> 200", "(unasked) -> 421", "PWD -> nothing"]);

    // The server had got the command.
    let read = idle.client("PWD\r\n").server("421 going down\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["NOOP -> 200", "PWD -> 421"]);

    let read = dissect(&Case::named("idle-timeout-421").bytes());
    assert_eq!(talk(&read).last().map(String::as_str), Some("(unasked) -> 421"));
}

#[test]
fn rein_is_answered_by_220() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("USER anna\r\n")
        .server("331 who\r\n")
        .client("PASS x\r\n")
        .server("230 in\r\n")
        .client("CWD /pub\r\n")
        .server("250 there\r\n")
        .client("REIN\r\n")
        .server("220 ready again\r\n")
        .client("PASS y\r\n")
        .server("503 who are you\r\n")
        .client("USER bob\r\n")
        .server("331 who\r\n")
        .dissect();
    assert_eq!(talk(&read)[4..], ["REIN -> 220", "PASS y -> 503", "USER bob -> 331"]);
    let session = session(&read);
    assert_eq!(session.banner.as_deref(), Some(&b"ready"[..]));
    assert_eq!(session.directory, None);
    let users: Vec<_> = session.logins.iter().map(|login| login.user.as_deref()).collect();
    assert_eq!(users, [Some(&b"anna"[..]), None, Some(b"bob")]);
}

#[test]
fn final_226_before_last_data_frame() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("PASV\r\n")
        .server("227 (192,0,2,20,234,96)\r\n")
        .client("RETR f\r\n")
        .connection(50_001, 60_000)
        .open()
        .on(0)
        .server("150 go\r\n")
        .on(1)
        .server("first half, ")
        .on(0)
        .server("226 done\r\n")
        .on(1)
        .server("second half")
        .close_from(Server)
        .on(0)
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .dissect();
    assert_eq!(talk(&read)[1..], ["PASV -> 227", "RETR f -> 150 226", "NOOP -> 200"]);
    assert_eq!(transfers(&read), ["download f completed passive 60000"]);
    let data = &report(&read)["sessions"][0]["transfers"][0]["data"];
    assert_eq!(
        (&data["state"], &data["connection"], &data["end"]),
        (&json!("captured"), &json!(1), &json!("fin"))
    );
    assert_eq!(data["bytes"], "first half, second half".len());
    assert_eq!(data["missing_bytes"], 0);
    assert_eq!(report(&read)["sessions"][0]["transfers"][0]["verdict"]["verdict"], "complete");
}

#[test]
fn reply_200_instead_of_234() {
    let asked = || {
        let greeted = scenario().open().server("220 ready\r\n");
        greeted.client("auth tls\r\n").server("200 AUTH command okay\r\n")
    };
    let read = asked()
        .client(b"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00")
        .server(b"\x16\x03\x03\x00\x05\x02\x00\x00\x01\x00")
        .client(b"\x17\x03\x03\x00\x02\n\n")
        .dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "AUTH tls -> 200"]);
    assert_eq!(report(&read)["sessions"][0]["encrypted_from"], 7);
    assert_eq!(odd(&read), ["control_encrypted@7"]);

    // Without TLS behind it, it was only polite.
    let read = asked().client("USER anna\r\n").server("331 who\r\n").dissect();
    assert_eq!(talk(&read)[1..], ["AUTH tls -> 200", "USER anna -> 331"]);
    assert_eq!(report(&read)["sessions"][0]["encrypted_from"], json!(null));
}

/// Who waits for the answer to USER before PASS got one: it is in the hole.
#[test]
fn a_reply_behind_a_hole_answers_the_newest_command() {
    let asked =
        scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("331 who\r\n").lost();
    let read = asked.client("PASS x\r\n").server("230 in\r\n").dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "USER anna -> nothing", "PASS x -> 230"]);
}
