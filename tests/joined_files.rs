//! Files of several pieces: which transfers brought pieces of one file, and what may be said of it then.

mod support;

use ftpscope::session::dialogue::Speaker::{Client, Server};
use support::scenario::Scenario;
use support::told::{PASV, fetched, in_session, login, said, told_files, transfer, transfers};

#[test]
fn piece_with_conflicting_copies_makes_the_file_ambiguous() {
    let broken = |data: Scenario| data.server("abcd").again(Server, 2, "cX").close_from(Server);
    let script = transfer(in_session(), "RETR f", 50_001, broken, "426 broken");
    let script = fetched(said(script, &[("REST 4", "350 go on")]), "RETR f", 50_002, "efgh");
    assert_eq!(told_files(&script), ["ambiguous copies_differ 2 8 abcdefgh"]);
}

#[test]
fn damaged_piece_makes_the_file_ambiguous() {
    let broken = |data: Scenario| data.server("abcd").wrong_checksum().close_from(Server);
    let script = transfer(in_session(), "RETR f", 50_001, broken, "426 broken");
    let script = fetched(said(script, &[("REST 4", "350 go on")]), "RETR f", 50_002, "efgh");
    assert_eq!(told_files(&script), ["ambiguous damaged 2 8 abcdefgh"]);
}

#[test]
fn piece_whose_start_is_unknown_is_not_joined() {
    // Of `abcdefgh` the first piece has the end only: the capture began after its connection.
    let script = in_session().client("PASV\r\n").server(PASV).client("RETR f\r\n");
    let script = script.connection(50_001, 60_000).server("efgh").close_from(Server).on(0);
    let script = script.server("150 go\r\n").server("426 broken\r\n");
    let script = fetched(said(script, &[("REST 4", "350 go on")]), "RETR f", 50_002, "efgh");
    let files = told_files(&script);
    assert!(files.iter().all(|file| !file.starts_with("complete")), "{files:#?}");
}

#[test]
fn files_of_different_users_are_different_files() {
    let broken = |data: Scenario| data.server("abcd").close_from(Server);
    let script = transfer(in_session(), "RETR f", 50_001, broken, "426 broken");
    let script = login(script.connection(50_100, 21), "bert");
    let script = said(script, &[("REST 4", "350 go on")]);
    let script = script.client("PASV\r\n").server(PASV).client("RETR f\r\n");
    let script = script.connection(50_002, 60_000).open().server("EFGH").close_from(Server).on(2);
    let script = script.server("150 go\r\n").server("226 done\r\n");
    let files = told_files(&script);
    assert!(files.iter().all(|file| !file.starts_with("complete")), "{files:#?}");
}

#[test]
fn text_is_not_joined_with_bytes() {
    let script = said(in_session(), &[("CWD /a", "250 ok"), ("TYPE A", "200 ok")]);
    let broken = |data: Scenario| data.server("ab\r\n").close_from(Server);
    let script = transfer(script, "RETR f", 50_001, broken, "426 broken");
    let script = login(script.connection(50_100, 21), "anna");
    let script = said(script, &[("REST 4", "350 go on")]);
    let script = script.client("PASV\r\n").server(PASV).client("RETR f\r\n");
    let script = script.connection(50_002, 60_000).open().server("EFGH").close_from(Server).on(2);
    let script = script.server("150 go\r\n").server("226 done\r\n");
    let files = told_files(&script);
    assert!(files.iter().all(|file| !file.starts_with("complete")), "{files:#?}");
}

#[test]
fn what_was_appended_is_not_the_whole_file() {
    let put = |data: Scenario| data.client("efgh").close_from(Client);
    let script = said(in_session(), &[("SIZE f", "213 4")]);
    let script = transfer(script, "APPE f", 50_001, put, "226 done");
    assert_eq!(told_files(&script), ["incomplete other_pieces 1 8 efgh"]);
    // Nothing tells how long the file was before.
    let script = transfer(in_session(), "APPE f", 50_001, put, "226 done");
    let files = told_files(&script);
    assert!(files[0].starts_with("incomplete other_pieces 1"), "{files:#?}");
    // Unless it is as long as what was appended afterwards.
    let script = said(script, &[("SIZE f", "213 4")]);
    assert_eq!(told_files(&script), ["complete end_seen 1 4 efgh"]);
}

#[test]
fn size_after_append_is_not_that_of_the_transfer() {
    let put = |data: Scenario| data.client("efgh").close_from(Client);
    let script = transfer(in_session(), "APPE f", 50_001, put, "226 done");
    let script = said(script, &[("SIZE f", "213 8")]);
    assert_eq!(transfers(&script), ["complete end_seen efgh"]);
}

#[test]
fn pieces_of_a_file_that_was_replaced_are_not_joined() {
    for replaced in [
        &[("RNFR g", "350 to?"), ("RNTO f", "250 ok")][..],
        &[("DELE f", "250 ok")],
        &[("RNFR f", "350 to?"), ("RNTO g", "250 ok")],
    ] {
        let broken = |data: Scenario| data.server("abcd").close_from(Server);
        let script = transfer(in_session(), "RETR f", 50_001, broken, "426 broken");
        let script = said(said(script, replaced), &[("REST 4", "350 go on")]);
        let script = fetched(script, "RETR f", 50_002, "EFGH");
        let files = told_files(&script);
        assert!(files.iter().all(|file| !file.starts_with("complete")), "{replaced:?}: {files:#?}");
    }
}
