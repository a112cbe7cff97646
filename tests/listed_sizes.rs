//! Sizes that listings tell of files, before a download and after an upload.

mod support;

use ftpscope::session::dialogue::Speaker::{Client, Server};
use support::read::session;
use support::scenario::{Scenario, scenario};

fn logged_in() -> Scenario {
    let read = scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("230 in\r\n");
    let read = read.client("TYPE I\r\n").server("200 ok\r\n");
    read.client("PWD\r\n").server("257 \"/home\" is the current directory\r\n")
}

/// A transfer on a data connection of its own, `number` being that of its connection.
fn transfer(read: Scenario, number: u16, command: &str, bytes: &str) -> Scenario {
    let sender = if command.starts_with("STOR") || command.starts_with("APPE") { Client } else { Server };
    let port = 60_000 + number;
    let read = read.client("PASV\r\n");
    let read =
        read.server(format!("227 Entering Passive Mode (192,0,2,20,{},{})\r\n", port >> 8, port & 0xFF));
    let read =
        read.client(format!("{command}\r\n")).server("150 go\r\n").connection(50_000 + number, port).open();
    read.says(sender, bytes).close_from(sender).on(0).server("226 done\r\n")
}

fn line(bytes: u32, name: &str) -> String {
    format!("-rw-r--r--    1 1000     1000     {bytes:>8} Nov 23 18:00 {name}\r\n")
}

/// Of each transfer the size that a listing tells, and the reason of its verdict.
fn told(read: &Scenario) -> Vec<(Option<u64>, &'static str)> {
    let read = read.dissect();
    let transfers = session(&read).transfers.iter();
    transfers.map(|transfer| (transfer.listed_bytes, transfer.judgement.reason.name())).collect()
}

#[test]
fn a_listing_before_a_download_tells_its_size() {
    let read = transfer(logged_in(), 1, "LIST", &(line(8, "f") + &line(9, "g")));
    let read = transfer(read, 2, "RETR f", "abcdefgh");
    let read = transfer(read, 3, "RETR /home/g", "abcdefgh");
    let read = transfer(read, 4, "RETR h", "abcdefgh");
    assert_eq!(
        told(&read),
        [(None, "end_seen"), (Some(8), "size_agrees"), (Some(9), "fewer_than_told"), (None, "end_seen")]
    );
    // What is missing is named.
    let read = read.dissect();
    let missing = &session(&read).transfers[2].missing;
    assert_eq!(missing.iter().map(|range| (range.start, range.end)).collect::<Vec<_>>(), [(8, 9)]);
}

#[test]
fn what_changed_the_file_ends_what_the_listing_told() {
    let listed = || transfer(logged_in(), 1, "LIST", &line(8, "f"));
    let stored = transfer(transfer(listed(), 2, "STOR f", "abc"), 3, "RETR f", "abc");
    assert_eq!(told(&stored)[1..], [(None, "end_seen"), (None, "end_seen")]);
    let deleted = listed().client("DELE f\r\n").server("250 gone\r\n");
    assert_eq!(told(&transfer(deleted, 2, "RETR f", "abc"))[1..], [(None, "end_seen")]);
    let renamed =
        listed().client("RNFR g\r\n").server("350 to?\r\n").client("RNTO f\r\n").server("250 done\r\n");
    assert_eq!(told(&transfer(renamed, 2, "RETR f", "abc"))[1..], [(None, "end_seen")]);
    let kept = listed().client("DELE f\r\n").server("550 no\r\n");
    assert_eq!(told(&transfer(kept, 2, "RETR f", "abcdefgh"))[1..], [(Some(8), "size_agrees")]);
}

#[test]
fn a_listing_after_an_upload_tells_its_size() {
    let stored = transfer(logged_in(), 1, "STOR f.part", "abcdefgh");
    let renamed =
        stored.client("RNFR f.part\r\n").server("350 to?\r\n").client("RNTO f\r\n").server("250 done\r\n");
    let listed = transfer(renamed.clone(), 2, "LIST", &line(8, "f"));
    assert_eq!(told(&listed)[0], (Some(8), "size_agrees"));
    let listed = transfer(renamed, 2, "LIST", &line(7, "f"));
    assert_eq!(told(&listed)[0], (Some(7), "more_than_told"));
}

#[test]
fn what_a_file_had_before_it_was_appended_to_is_not_known() {
    let read = transfer(transfer(logged_in(), 1, "APPE f", "abc"), 2, "LIST", &line(11, "f"));
    assert_eq!(told(&read)[0], (Some(11), "end_seen"));
    let sized = logged_in().client("SIZE f\r\n").server("213 8\r\n");
    let read = transfer(transfer(sized, 1, "APPE f", "abc"), 2, "LIST", &line(11, "f"));
    assert_eq!(told(&read)[0], (Some(11), "size_agrees"));
    let asked = transfer(logged_in(), 1, "APPE f", "abc").client("SIZE f\r\n").server("213 11\r\n");
    assert_eq!(told(&asked)[0], (None, "end_seen"));
}
