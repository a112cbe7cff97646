//! Caps: whoever cuts something says so.

mod support;

use ftpscope::address::Side;
use ftpscope::expert::ExpertCode;
use ftpscope::limits;
use ftpscope::session::read_session;
use ftpscope::session::recognition::{RecognisedBy, RolesBy};

use support::read::session;
use support::scenario::scenario;

#[test]
fn lines_beyond_the_cap_are_not_read_and_it_is_said() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("NOOP\r\n")
        .server("200 one\r\n")
        .client("NOOP\r\n")
        .server("200 two\r\n")
        .client("NOOP\r\n")
        .server("200 three\r\n")
        .dissect();
    let connection = &read.connections.connections()[0];
    let lines = |most| read_session(connection, Side::A, RolesBy::Syn, RecognisedBy::Port, most);
    let cut = lines(2);
    assert_eq!(cut.lines, 4);
    assert_eq!(cut.exchanges.len(), 3, "the greeting and two commands");
    assert!(cut.experts.counts().any(|said| said == (ExpertCode::TooManyLines, 1)));
    let whole = lines(100);
    assert_eq!(whole.lines, 7);
    assert!(whole.experts.counts().all(|(code, _)| code != ExpertCode::TooManyLines));
}

#[test]
fn a_directory_longer_than_any_system_has_is_not_known() {
    let long = "d".repeat(limits::PATH_BYTES);
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("CWD /home\r\n")
        .server("250 there\r\n")
        .client(format!("CWD {long}\r\n"))
        .server("250 there\r\n")
        .dissect();
    assert_eq!(session(&read).directory, None);
}

#[test]
fn a_long_argument_is_not_looked_for_in_replies() {
    // Pipelined: the first fits by its code; that the second's argument stands in the text must not matter.
    let long = "x".repeat(limits::NAMED_ARGUMENT_BYTES + 1);
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client(format!("DELE a\r\nDELE {long}\r\n"))
        .server(format!("250 {long}\r\n"))
        .server("250 done\r\n")
        .dissect();
    let replies = session(&read).exchanges.iter().map(|exchange| exchange.replies.len());
    assert_eq!(replies.collect::<Vec<_>>(), [1, 1, 1]);
}
