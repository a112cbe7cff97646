//! Files that transfers carried, and how those of several pieces are put together and judged.

mod support;

use ftpscope::export::SavedFile;
use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::limits;
use ftpscope::second_look::files;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::session::expected_size::{SizeSource, expected_sizes};
use ftpscope::session::files::TransferredFile;
use ftpscope::session::transfer::{DataConnection, DataEnd, Transfer, TransferPlace};
use support::read::dissect;
use support::scenario::{Scenario, scenario, scenario_ipv6};

const PASV: &str = "227 Entering Passive Mode (192,0,2,20,234,96)\r\n";

fn login(script: Scenario, user: &str) -> Scenario {
    let script = script.open().server("220 ready\r\n").client(format!("USER {user}\r\n"));
    said(script.server("230 in\r\n"), &[("TYPE I", "200 ok")])
}

fn in_session() -> Scenario {
    login(scenario(), "anna")
}

fn said(script: Scenario, pairs: &[(&str, &str)]) -> Scenario {
    pairs.iter().fold(script, |script, (command, reply)| {
        script.client(format!("{command}\r\n")).server(format!("{reply}\r\n"))
    })
}

/// A transfer on a data connection from this port of the client, its control connection being `control`.
fn on(
    script: Scenario,
    control: usize,
    command: &str,
    port: u16,
    data: impl Fn(Scenario) -> Scenario,
    end: &str,
) -> Scenario {
    let script = script.on(control).client("PASV\r\n").server(PASV).client(format!("{command}\r\n"));
    let script = data(script.connection(port, 60_000).open()).on(control).server("150 go\r\n");
    if end.is_empty() { script } else { script.server(format!("{end}\r\n")) }
}

/// The server sends this and ends the data connection.
fn sent(bytes: &str) -> impl Fn(Scenario) -> Scenario {
    move |data| data.server(bytes).close_from(Server)
}

/// The client sends this and ends the data connection.
fn stored(bytes: &str) -> impl Fn(Scenario) -> Scenario {
    move |data| data.client(bytes).close_from(Client)
}

/// A download of `f` that is broken off behind these bytes.
fn broken(bytes: &str) -> Scenario {
    on(in_session(), 0, "RETR f", 50_001, sent(bytes), "426 broken")
}

/// The rest of `f` from an offset on.
fn rest(script: Scenario, offset: u32, port: u16, bytes: &str, end: &str) -> Scenario {
    let script = said(script.on(0), &[(&format!("REST {offset}"), "350 go on")]);
    on(script, 0, "RETR f", port, sent(bytes), end)
}

/// The files of a script: path, verdict, reason, number of pieces, length, bytes with `_` for each that is missing.
#[track_caller]
fn told(script: &Scenario) -> Vec<String> {
    let capture = script.pcap();
    let read = dissect(&capture);
    let (list, left_out) = files(&read, &capture.as_slice()).expect("it is read again");
    assert_eq!(left_out, 0);
    let one = |file: &TransferredFile| {
        let options = ReadOptions { fill_holes: true, ..ReadOptions::default() };
        let reader = FileReader::of_file(&read, &capture.as_slice(), file, options);
        let mut reader = reader.expect("it is read again");
        let mut bytes = Vec::new();
        while let Some(piece) = reader.next(&read, &capture.as_slice()).expect("it is read again") {
            bytes.extend(piece);
        }
        let missing: Vec<_> = file.missing.iter().map(|range| range.start..range.end).collect();
        assert_eq!(reader.ending().filled, missing, "what is filled is what is missing");
        bytes.iter_mut().filter(|byte| **byte == 0).for_each(|byte| *byte = b'_');
        let (verdict, reason) = (file.judgement.verdict.name(), file.judgement.reason.name());
        let length = file.bytes.map_or("?".to_owned(), |bytes| bytes.to_string());
        let path = file.path.as_deref().unwrap_or(b"-").escape_ascii();
        format!("{path} {verdict} {reason} {} {length} {}", file.pieces.len(), bytes.escape_ascii())
    };
    list.iter().map(one).collect()
}

const SIZE: &[(&str, &str)] = &[("SIZE f", "213 8")];

/// A download broken off, and its rest, SIZE having told this much.
fn sized(size: &str, end: &str) -> Scenario {
    let script = said(in_session(), &[("SIZE f", &format!("213 {size}"))]);
    let script = on(script, 0, "RETR f", 50_001, sent("abcd"), "426 broken");
    let script = said(script, &[("SIZE f", &format!("213 {size}"))]);
    rest(script, 4, 50_002, "efgh", end)
}

#[test]
fn pieces_are_judged_together() {
    let script = rest(broken("abcd"), 4, 50_002, "efgh", "226 done");
    assert_eq!(told(&script), ["f complete end_seen 2 8 abcdefgh"]);
    assert_eq!(told(&sized("8", "226 done")), ["f complete size_agrees 2 8 abcdefgh"]);
    assert_eq!(told(&sized("9", "226 done")), ["f incomplete holes 2 9 abcdefgh_"]);
    assert_eq!(told(&sized("7", "226 done")), ["f ambiguous more_than_told 2 8 abcdefgh"]);
    // The end is confirmed by none.
    let script = rest(broken("abcd"), 4, 50_002, "efgh", "");
    assert_eq!(told(&script), ["f complete_unconfirmed no_final_reply 2 8 abcdefgh"]);
    // No piece ends the file.
    assert_eq!(told(&sized("8", "426 broken")), ["f complete_unconfirmed end_by_size 2 8 abcdefgh"]);
    assert_eq!(told(&sized("9", "426 broken")), ["f incomplete holes 2 9 abcdefgh_"]);
    assert_eq!(told(&sized("7", "426 broken")), ["f ambiguous more_than_told 2 8 abcdefgh"]);
    let script = rest(broken("abcd"), 4, 50_002, "efgh", "426 broken");
    assert_eq!(told(&script), ["f end_unknown no_end 2 8 abcdefgh"]);
}

#[test]
fn what_no_piece_has_is_missing() {
    let script = rest(broken("abcd"), 6, 50_002, "gh", "226 done");
    assert_eq!(told(&script), ["f incomplete holes 2 8 abcd__gh"]);
    // Another one brings it, and what all have already.
    let script = rest(script, 3, 50_003, "def", "426 broken");
    assert_eq!(told(&script), ["f complete end_seen 3 8 abcdefgh"]);
    let script = rest(script, 3, 50_004, "deF", "426 broken");
    assert_eq!(told(&script)[0], "f complete end_seen 3 8 abcdefgh");
    // Nor is it the same that they have.
    let script = rest(rest(broken("abcd"), 6, 50_002, "gh", "226 done"), 3, 50_003, "Def", "426 broken");
    assert_eq!(told(&script), ["f ambiguous copies_differ 3 8 abcdefgh"]);
}

#[test]
fn hole_within_a_piece_is_filled_by_another_one() {
    let holed = |data: Scenario| data.server("ab").skip(Server, 3).server("f").close_from(Server);
    let script = on(in_session(), 0, "RETR f", 50_001, holed, "426 broken");
    assert_eq!(told(&script), ["f failed failed 1 6 ab___f"]);
    let partly = rest(script.clone(), 4, 50_002, "efgh", "226 done");
    assert_eq!(told(&partly), ["f incomplete holes 2 8 ab__efgh"]);
    let whole = rest(script, 2, 50_002, "cdefgh", "226 done");
    assert_eq!(told(&whole), ["f complete end_seen 2 8 abcdefgh"]);
}

#[test]
fn piece_by_itself_lacks_what_is_in_front() {
    let script = rest(in_session(), 4, 50_001, "efgh", "226 done");
    assert_eq!(told(&script), ["f incomplete other_pieces 1 8 ____efgh"]);
    let holed = |data: Scenario| data.server("ef").skip(Server, 2).server("ij").close_from(Server);
    let script = said(in_session(), &[("REST 4", "350 go on")]);
    let script = on(script, 0, "RETR f", 50_001, holed, "226 done");
    assert_eq!(told(&script), ["f incomplete holes 1 10 ____ef__ij"]);
}

#[test]
fn ranges_of_a_file_are_joined() {
    let script = said(in_session(), &[("RANG 4 7", "350 ok")]);
    let script = on(script, 0, "RETR f", 50_001, sent("efgh"), "226 done");
    let script = said(script, &[("RANG 0 3", "350 ok")]);
    let script = on(script, 0, "RETR f", 50_002, sent("abcd"), "226 done");
    // A range ends where it was asked to: nothing tells the end of the file.
    assert_eq!(told(&script), ["f end_unknown no_end 2 8 abcdefgh"]);
    let script = said(in_session(), &[("SIZE f", "213 8"), ("RANG 4 7", "350 ok")]);
    let script = on(script, 0, "RETR f", 50_001, sent("efgh"), "226 done");
    let script = said(script, &[("RANG 0 3", "350 ok")]);
    let script = on(script, 0, "RETR f", 50_002, sent("abcd"), "226 done");
    assert_eq!(told(&script), ["f complete_unconfirmed end_by_size 2 8 abcdefgh"]);
}

#[test]
fn whole_files_are_not_pieces_of_one() {
    let script = on(in_session(), 0, "RETR f", 50_001, sent("abcd"), "226 done");
    let script = on(script, 0, "RETR f", 50_002, sent("abcdef"), "226 done");
    assert_eq!(told(&script), ["f complete end_seen 1 4 abcd", "f complete end_seen 1 6 abcdef"]);
    // Nor are the same bytes fetched again.
    let script = rest(in_session(), 4, 50_001, "efgh", "226 done");
    let script = rest(script, 4, 50_002, "efgh", "226 done");
    assert_eq!(told(&script), ["f incomplete other_pieces 1 8 ____efgh"; 2]);
    // The same offset alone does not make them the same, nor does the length.
    let script = rest(rest(broken("abcd"), 4, 50_002, "ef", "426 broken"), 4, 50_003, "efgh", "226 done");
    assert_eq!(told(&script), ["f complete end_seen 3 8 abcdefgh"]);
    let script = rest(broken("abcd"), 4, 50_002, "efgh", "226 done");
    assert_eq!(told(&script), ["f complete end_seen 2 8 abcdefgh"]);
}

#[test]
fn uploads_are_joined_and_follow_their_name() {
    let script = on(in_session(), 0, "STOR f.part", 50_001, stored("abcd"), "426 broken");
    let script = said(script, &[("REST 4", "350 go on")]);
    let script = on(script, 0, "STOR f.part", 50_002, stored("efgh"), "226 done");
    let script = said(script, &[("RNFR f.part", "350 to?"), ("RNTO f", "250 ok")]);
    assert_eq!(told(&script), ["f complete end_seen 2 8 abcdefgh"]);
    // A rest that is stored does not belong to what was fetched.
    let script = on(broken("abcd"), 0, "STOR g", 50_002, stored("1234"), "226 done");
    let script = said(script, &[("REST 4", "350 go on")]);
    let script = on(script, 0, "STOR f", 50_003, stored("efgh"), "226 done");
    let files = told(&script);
    assert_eq!(files.len(), 3, "{files:#?}");
    // What is fetched after that is of another file.
    let files = told(&rest(script, 4, 50_004, "EFGH", "226 done"));
    assert_eq!(files[3], "f incomplete other_pieces 1 8 ____EFGH");
}

#[test]
fn what_is_appended_to_a_stored_file_belongs_to_it() {
    let script = on(in_session(), 0, "STOR f", 50_001, stored("abcd"), "226 done");
    let script = said(script, &[("SIZE f", "213 4")]);
    let script = on(script, 0, "APPE f", 50_002, stored("efgh"), "226 done");
    // The size that was told between the two is none of the whole file, that after them is.
    assert_eq!(told(&script), ["f complete end_seen 2 8 abcdefgh"]);
    let script = on(in_session(), 0, "STOR f", 50_001, stored("abcd"), "426 broken");
    let script = said(script, &[("SIZE f", "213 4"), ("REST 4", "350 go on")]);
    let script = on(script, 0, "STOR f", 50_002, stored("efgh"), "226 done");
    assert_eq!(told(&script), ["f complete end_seen 2 8 abcdefgh"]);
    assert_eq!(told(&said(script.clone(), SIZE)), ["f complete size_agrees 2 8 abcdefgh"]);
    assert_eq!(told(&said(script, &[("SIZE f", "213 7")])), ["f ambiguous more_than_told 2 8 abcdefgh"]);
}

#[test]
fn only_bytes_as_they_are_are_joined() {
    for (type_, joined) in [("TYPE I", 1), ("TYPE L 8", 1), ("TYPE A", 2), ("TYPE L 36", 2)] {
        let script = said(in_session(), &[(type_, "200 ok")]);
        let script = on(script, 0, "RETR f", 50_001, sent("abcd"), "426 broken");
        let script = rest(script, 4, 50_002, "efgh", "226 done");
        assert_eq!(told(&script).len(), joined, "{type_}");
    }
}

#[test]
fn path_from_an_unknown_root_is_that_of_a_piece() {
    let home = &[("PWD", "257 \"/home\" is the current directory")];
    let script = on(said(in_session(), home), 0, "RETR f", 50_001, sent("abcd"), "426 broken");
    let other = |script: Scenario, command: &str, user: &str| {
        let script = login(script.connection(50_100, 21), user);
        let script = said(script, &[("REST 4", "350 go on")]);
        on(script, 2, command, 50_002, sent("efgh"), "226 done")
    };
    assert_eq!(told(&other(script.clone(), "RETR f", "anna")), ["/home/f complete end_seen 2 8 abcdefgh"]);
    for (command, user) in
        [("RETR g", "anna"), ("RETR ome/f", "anna"), ("RETR /f", "anna"), ("RETR f", "bert")]
    {
        assert_eq!(told(&other(script.clone(), command, user)).len(), 2, "{command} of {user}");
    }
    // The other way round.
    let script = on(in_session(), 0, "RETR f", 50_001, sent("abcd"), "426 broken");
    assert_eq!(told(&other(script.clone(), "RETR /home/f", "anna")), ["f complete end_seen 2 8 abcdefgh"]);
    // Another server may have one called like it.
    let elsewhere = login(script.connection(50_100, 2121), "anna");
    let elsewhere = said(elsewhere, &[("REST 4", "350 go on")]);
    let elsewhere = on(elsewhere, 2, "RETR /home/f", 50_002, sent("efgh"), "226 done");
    assert_eq!(told(&elsewhere).len(), 2);
}

#[test]
fn sizes_of_a_rest_are_those_of_the_file_or_of_the_rest() {
    let judged = |reply: &str, told_before: &[(&str, &str)], bytes: &str| {
        let script = said(said(in_session(), told_before), &[("REST 4", "350 go on")]);
        let script = script.client("PASV\r\n").server(PASV).client("RETR f\r\n");
        let script = script.connection(50_001, 60_000).open().server(bytes).close_from(Server);
        let read =
            script.on(0).server(format!("150 go ({reply} bytes)\r\n")).server("226 done\r\n").dissect();
        let judgement = read.sessions[0].transfers[0].judgement;
        (judgement.verdict.name(), judgement.reason.name())
    };
    assert_eq!(judged("8", &[], "efgh"), ("complete", "size_agrees"));
    assert_eq!(judged("4", &[], "efgh"), ("complete", "size_agrees"));
    assert_eq!(judged("8", &[], "ef"), ("incomplete", "fewer_than_told"));
    assert_eq!(judged("8", SIZE, "efgh"), ("complete", "size_agrees"));
    assert_eq!(judged("4", SIZE, "efgh"), ("complete", "size_agrees"));
    assert_eq!(judged("4", SIZE, "ef"), ("incomplete", "fewer_than_told"));
    assert_eq!(judged("4", SIZE, "efghi"), ("ambiguous", "more_than_told"));
}

/// Verdict and reason of the one transfer, and what is missing of it.
#[track_caller]
fn judged(script: &Scenario) -> String {
    let read = script.dissect();
    let [transfer] = read.sessions[0].transfers.as_slice() else { panic!("one transfer") };
    let missing = transfer.missing.iter().map(|range| format!(" {}-{}", range.start, range.end));
    let (verdict, reason) = (transfer.judgement.verdict.name(), transfer.judgement.reason.name());
    format!("{verdict} {reason}{}", missing.collect::<String>())
}

#[test]
fn last_number_that_is_acknowledged_may_be_that_of_the_fin() {
    let lost = |count: u32| {
        let data = move |data: Scenario| data.server("abcd").skip(Server, count).acknowledge(Client);
        judged(&on(in_session(), 0, "RETR f", 50_001, data, "226 done"))
    };
    assert_eq!(lost(1), "end_unknown no_end");
    assert_eq!(lost(2), "end_unknown acknowledged 4-5");
}

#[test]
fn size_and_end_together_tell_the_start() {
    let headless = |data: &dyn Fn(Scenario) -> Scenario| {
        let script = in_session().client("PASV\r\n").server(PASV).client("RETR f\r\n");
        let script = data(script.connection(50_001, 60_000).server("abcdefgh"));
        judged(&script.on(0).server("150 go (8 bytes)\r\n").server("226 done\r\n"))
    };
    assert_eq!(headless(&|data| data.close_from(Server)), "complete size_agrees");
    assert_eq!(headless(&|data| data), "incomplete start_unknown");
}

#[test]
fn structure_that_is_not_read_is_not_judged() {
    let script = said(in_session(), &[("STRU P", "200 ok")]);
    let script = on(script, 0, "RETR f", 50_001, sent("abcd"), "226 done");
    assert_eq!(judged(&script), "ambiguous not_compared");
}

#[test]
fn records_without_mark_end_with_the_connection_only() {
    let records = |data: fn(Scenario) -> Scenario| {
        let script = said(in_session(), &[("STRU R", "200 ok")]);
        judged(&on(script, 0, "RETR f", 50_001, data, "226 done"))
    };
    assert_eq!(records(|data| data.server(b"abc\xFF\x01").close_from(Server)), "complete end_seen");
    assert_eq!(records(|data| data.server(b"abc\xFF\x01")), "end_unknown no_end");
}

#[test]
fn damage_is_seen_over_ipv6() {
    let script = said(login(scenario_ipv6(), "anna"), &[("EPSV", "229 ok (|||60000|)")]);
    let transfer = |damage: fn(Scenario) -> Scenario| {
        let script = script.clone().client("RETR f\r\n").connection(50_001, 60_000).open();
        let script = damage(script.server("abcd")).server("efgh").close_from(Server);
        judged(&script.on(0).server("150 go\r\n").server("226 done\r\n"))
    };
    assert_eq!(transfer(|data| data), "complete end_seen");
    assert_eq!(transfer(|data| data.wrong_checksum()), "ambiguous damaged");
}

#[test]
fn rest_is_told_by_a_size_that_is_smaller_than_what_is_in_front() {
    let script = said(in_session(), &[("REST 4", "350 go on")]).client("PASV\r\n").server(PASV);
    let script = script.client("RETR f\r\n").connection(50_001, 60_000).open().server("e").close_from(Server);
    let script = script.on(0).server("150 go (2 bytes)\r\n").server("226 done\r\n");
    assert_eq!(judged(&script), "incomplete fewer_than_told 1-2");
}

#[test]
fn number_of_bytes_tells_whether_a_size_is_that_of_the_rest() {
    let read = rest(in_session(), 4, 50_001, "efgh", "226 done").dissect();
    let transfer = &read.sessions[0].transfers[0];
    let comparable = |size_bytes, told, count, end| {
        let data = transfer.data.map(|data| DataConnection { length: count, end, ..data });
        let changed = Transfer { size_bytes, announced_bytes: Some(told), data, ..transfer.clone() };
        let sizes = expected_sizes(&changed);
        sizes.iter().find(|size| size.source == SizeSource::Preliminary).and_then(|size| size.bytes)
    };
    let (whole, cut) = (DataEnd::Fin, DataEnd::Open);
    for (size, told, count, end, expected) in [
        // All of the rest is there: it is as long, or it is as long as the file without its beginning.
        (None, 8, 8, whole, Some(8)),
        (None, 8, 5, whole, Some(4)),
        (None, 4, 0, whole, Some(0)),
        (None, 2, 1, whole, Some(2)),
        // Where some can be missing only more bytes than a rest could have, or fewer, tell it.
        (None, 8, 3, cut, Some(4)),
        (None, 8, 4, cut, None),
        (None, 8, 5, cut, Some(8)),
        (None, 8, 8, cut, Some(8)),
        // SIZE tells it whatever came, if the two agree.
        (Some(8), 8, 8, cut, Some(4)),
        (Some(8), 8, 4, cut, Some(4)),
        (Some(8), 4, 0, whole, Some(4)),
        (Some(8), 6, 4, whole, Some(2)),
    ] {
        assert_eq!(comparable(size, told, count, end), expected, "{size:?} {told} {count} {end:?}");
    }
}

#[test]
fn size_of_a_rest_of_which_bytes_can_be_missing_is_not_compared() {
    let read = rest(in_session(), 4, 50_001, "efgh", "226 done").dissect();
    let mut transfer = read.sessions[0].transfers[0].clone();
    transfer.announced_bytes = Some(8);
    let comparable = |start_known, missing_bytes| {
        let data = transfer.data.map(|data| DataConnection { start_known, missing_bytes, ..data });
        expected_sizes(&Transfer { data, ..transfer.clone() }).first().and_then(|size| size.bytes)
    };
    // Four bytes are all of the rest of a file of eight, or a part of a rest of eight.
    assert_eq!((comparable(true, 0), comparable(false, 0), comparable(true, 1)), (Some(4), None, None));
}

#[test]
fn size_of_a_file_that_was_added_to_tells_only_of_more_than_it_has() {
    let added = |size| {
        let script = on(in_session(), 0, "APPE f", 50_001, stored("abcdefgh"), "226 done");
        judged(&said(script, &[("SIZE f", size)]))
    };
    assert_eq!(added("213 9"), "complete end_seen");
    assert_eq!(added("213 8"), "complete end_seen");
    assert_eq!(added("213 7"), "ambiguous more_than_told");
}

#[test]
fn size_of_the_file_is_none_of_a_range() {
    let read = on(said(in_session(), SIZE), 0, "RETR f", 50_001, sent("ef"), "226 done").dissect();
    let mut transfer = read.sessions[0].transfers[0].clone();
    (transfer.restart_offset, transfer.range_end) = (Some(4), Some(5));
    let sizes = expected_sizes(&transfer);
    let sizes: Vec<_> = sizes.iter().map(|size| (size.source, size.told, size.bytes)).collect();
    assert_eq!(sizes, [(SizeSource::Size, 8, None), (SizeSource::Range, 2, Some(2))]);
}

#[test]
fn size_without_a_final_reply_does_not_confirm_pieces() {
    assert_eq!(told(&sized("8", "")), ["f complete_unconfirmed no_final_reply 2 8 abcdefgh"]);
}

#[test]
fn listings_behind_the_last_that_is_compared_tell_no_size() {
    let list = |script, port, lines: &str| on(script, 0, "LIST", port, sent(lines), "226 done");
    let line = |name: &str| format!("-rw-r--r--    1 1000     1000            8 Nov 23 18:00 {name}\r\n");
    let mut script = said(in_session(), &[("PWD", "257 \"/home\" is the current directory")]);
    let last = 50_000 + u16::try_from(limits::LISTINGS_COMPARED).expect("few listings");
    for port in 50_001..last {
        script = list(script, port, "total 0\r\n");
    }
    let script = list(list(script, last, &line("f")), last + 1, &line("g"));
    let script = on(script, 0, "RETR f", last + 2, sent("abcdefgh"), "226 done");
    let script = on(script, 0, "RETR g", last + 3, sent("abcdefgh"), "226 done");
    let read = script.dissect();
    let sizes = read.sessions[0].transfers.iter().rev().take(2).map(|transfer| transfer.listed_bytes);
    assert_eq!(sizes.collect::<Vec<_>>(), [None, Some(8)], "the last one first");
}

#[test]
fn file_of_another_kind_sent_as_text_is_told_by_its_beginning_or_its_bytes() {
    let is_damaged = |bytes: &[u8]| {
        let script = said(in_session(), &[("TYPE A", "200 ok")]);
        let data = |data: Scenario| data.server(bytes).close_from(Server);
        let capture = on(script, 0, "RETR f", 50_001, data, "226 done").pcap();
        let read = dissect(&capture);
        let place = TransferPlace { session: 0, transfer: 0 };
        let reader = FileReader::of_transfer(&read, &capture.as_slice(), place, ReadOptions::default())
            .expect("a file");
        let mut saved = SavedFile::new(reader);
        while saved.next(&read, &capture.as_slice()).expect("it is read again").is_some() {}
        saved.finish().is_binary_as_text
    };
    assert!(!is_damaged(b"one\r\ntwo\r\n"));
    // An image has a beginning of its own, and no NUL so far.
    assert!(is_damaged(b"\xFF\xD8\xFF\xE1\x11\x11Exif"));
    // Text in other codes than UTF-8 is text: Latin-1, Shift JIS, ISO-2022-JP with its escapes.
    assert!(!is_damaged(b"caf\xE9 cr\xE8me\r\n"));
    assert!(!is_damaged(b"\x93\xFA\x96\x7B\x8C\xEA\r\n"));
    assert!(!is_damaged(b"\x1B$BF|K\\\x1B(B\r\n"));
    // No code of characters has these.
    assert!(is_damaged(b"\x01\x02\xE9\x03\r\n"));
    // A NUL stands behind the beginning that is looked at.
    assert!(is_damaged(&[&b"one\r\n".repeat(2_000)[..], b"\0\0\0\0"].concat()));
}
