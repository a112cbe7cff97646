//! How replies find their commands where several wait or something is amiss.
//! A test is named after its clause.

mod support;

use support::captures::Case;
use support::read::{dissect, odd, talk, talk_with_frames, transfers};
use support::scenario::scenario;

#[test]
fn pipelined_commands_pair_by_fit() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("SYST\r\nPWD\r\nTYPE I\r\nNOOP\r\n")
        .server("215 UNIX\r\n257 \"/\"\r\n")
        .server("200 Type set to I\r\n200 fine\r\n")
        .dissect();
    assert_eq!(talk(&read)[1..], ["SYST -> 215", "PWD -> 257", "TYPE I -> 200", "NOOP -> 200"]);

    // Of these the server ignored some: code, verb and argument tell which.
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("SYST\r\nPWD\r\nDELE one.txt\r\nDELE two.txt\r\nTYPE I\r\nNOOP\r\n")
        .server("257 \"/\"\r\n250 two.txt is gone\r\n200 NOOP command successful\r\n")
        .dissect();
    assert_eq!(
        talk(&read)[1..],
        [
            "SYST -> nothing",
            "PWD -> 257",
            "DELE one.txt -> nothing",
            "DELE two.txt -> 250",
            "TYPE I -> nothing",
            "NOOP -> 200"
        ]
    );
    assert_eq!(odd(&read), ["command_unanswered@5"; 3]);

    let read = dissect(&Case::named("pipelined").bytes());
    assert!(talk(&read).iter().all(|line| !line.ends_with("nothing") && !line.starts_with("(unasked)")));
}

#[test]
fn pipelined_transfers_keep_their_announcements() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("PASV\r\nRETR one\r\nPASV\r\nRETR two\r\n")
        .server("227 (192,0,2,20,234,97)\r\n150 go\r\n226 done\r\n")
        .server("227 (192,0,2,20,234,98)\r\n150 go\r\n226 done\r\n")
        .dissect();
    assert_eq!(
        talk(&read)[1..],
        ["PASV -> 227", "RETR one -> 150 226", "PASV -> 227", "RETR two -> 150 226"]
    );
    let expected = ["download one completed passive 60001", "download two completed passive 60002"];
    assert_eq!(transfers(&read), expected);
    // Each command in a segment of its own.
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("PASV\r\n")
        .client("RETR one\r\n")
        .client("PASV\r\n")
        .client("RETR two\r\n")
        .server("227 (192,0,2,20,234,97)\r\n150 go\r\n226 done\r\n")
        .server("227 (192,0,2,20,234,98)\r\n150 go\r\n226 done\r\n")
        .dissect();
    assert_eq!(transfers(&read), expected);
}

#[test]
fn stale_reply_does_not_shift_all() {
    let done = || {
        let asked = scenario().open().server("220 ready\r\n").client("RETR f\r\n");
        asked.server("150 go\r\n").server("226 done\r\n")
    };
    let rest = ["NOOP -> 200", "PWD -> 257", "SYST -> 215"];
    let go_on = |before: support::scenario::Scenario| {
        before
            .server("200 fine\r\n")
            .client("PWD\r\n")
            .server("257 \"/\"\r\n")
            .client("SYST\r\n")
            .server("215 UNIX\r\n")
            .dissect()
    };
    // Before the next command.
    let read = go_on(done().server("226 done twice\r\n").client("NOOP\r\n"));
    assert_eq!(talk(&read)[1..3], ["RETR f -> 150 226", "(unasked) -> 226"]);
    assert_eq!(talk(&read)[3..], rest);
    assert_eq!(odd(&read), ["reply_unasked@8"]);
    // After it.
    let read = go_on(done().client("NOOP\r\n").server("226 done twice\r\n"));
    assert_eq!(talk(&read)[1..4], ["RETR f -> 150 226", "NOOP -> 200", "(unasked) -> 226"]);
    assert_eq!(talk(&read)[4..], rest[1..]);
    assert_eq!(odd(&read), ["reply_unasked@9"]);
}

#[test]
fn a_missing_reply_does_not_shift_all() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("SYST\r\n")
        .server("215 UNIX\r\n")
        .lost()
        .client("PWD\r\n")
        .server("257 \"/\"\r\n")
        .client("SYST\r\n")
        .server("215 UNIX\r\n")
        .dissect();
    assert_eq!(talk(&read)[1..], ["SYST -> nothing", "PWD -> 257", "SYST -> 215"]);
    assert_eq!(odd(&read), ["command_unanswered@5", "control_hole@7", "line_with_gap@7"]);
}

#[test]
fn eight_commands_before_banner() {
    let commands = ["USER anna", "PASS x", "SYST", "PWD", "TYPE I", "PASV", "NOOP", "QUIT"];
    let codes = [331, 230, 215, 257, 200, 227, 200, 221];
    let asked =
        commands.iter().fold(scenario().open(), |asked, command| asked.client(format!("{command}\r\n")));
    let answered = codes.iter().fold(asked.server("220 ready\r\n"), |answered, code| match code {
        227 => answered.server("227 (192,0,2,20,234,96)\r\n"),
        code => answered.server(format!("{code} so be it\r\n")),
    });
    let pairs: Vec<_> =
        commands.iter().zip(codes).map(|(command, code)| format!("{command} -> {code}")).collect();
    let read = answered.dissect();
    assert_eq!(talk(&read)[0], "(greeting) -> 220");
    assert_eq!(talk(&read)[1..], pairs);

    let read = dissect(&Case::named("commands-before-banner").bytes());
    let talk = talk(&read);
    assert_eq!(talk[0], "(greeting) -> 220");
    assert_eq!(talk.len(), 9);
    assert!(talk.iter().all(|line| !line.ends_with("nothing")), "{talk:?}");
}

#[test]
fn acknowledgements_order_what_the_capture_mixed_up() {
    // The capture has each reply in front of its command.
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("PWD\r\n")
        .late(1)
        .server("257 \"/\"\r\n")
        .client("SYST\r\n")
        .late(1)
        .server("215 UNIX\r\n")
        .dissect();
    assert_eq!(
        talk_with_frames(&read),
        ["(greeting) -> 220 [4]", "PWD [6] -> 257 [5]", "SYST [8] -> 215 [7]"]
    );
    // Or a command in front of the reply that its sender had got.
    let idle = scenario().open().server("220 ready\r\n").client("NOOP\r\n").server("200 fine\r\n");
    let read = idle.server("421 timeout\r\n").late(1).client("QUIT\r\n").dissect();
    assert_eq!(talk_with_frames(&read)[2..], ["(unasked) -> 421 [8]", "QUIT [7] -> nothing"]);
}
