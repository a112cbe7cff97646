//! Files that transfers carried, and how those of several pieces are put together and judged.

mod support;

use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::second_look::files;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::session::files::TransferredFile;
use support::read::dissect;
use support::scenario::{Scenario, scenario};

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
