//! The table of verdicts in the documentation of `session::verdict`: the code gives what it says, for every
//! combination, and a conversation leads to each of its reasons.

mod support;

use std::collections::BTreeSet;

use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::session::expected_size::expected_sizes;
use ftpscope::session::outcome::Outcome;
use ftpscope::session::paths::transfer_paths;
use ftpscope::session::verdict::{
    Bound, Copies, DataState, Evidence, FileEnd, Gaps, SizeCheck, Verdict, judge,
};
use support::read::session;
use support::scenario::{Scenario, scenario};

/// A row: the conditions, the verdict, the reason.
struct Row {
    conditions: Vec<String>,
    verdict: String,
    reason: String,
}

fn table() -> Vec<Row> {
    let source = include_str!("../src/session/verdict.rs");
    let rows = source.lines().filter_map(|line| line.strip_prefix("//! | ")).skip(1);
    let cells = rows.map(|row| row.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()));
    let rows: Vec<_> = cells
        .map(|cells| {
            let mut cells: Vec<_> = cells.collect();
            let reason = cells.pop().expect("a reason");
            let verdict = cells.pop().expect("a verdict");
            Row { conditions: cells, verdict, reason }
        })
        .collect();
    assert!(rows.len() >= 20 && rows.iter().all(|row| row.conditions.len() == 8), "{} rows", rows.len());
    rows
}

const OUTCOMES: [(Outcome, &str); 6] = [
    (Outcome::Refused, "refused"),
    (Outcome::Failed, "failed"),
    (Outcome::Aborted, "aborted"),
    (Outcome::Completed, "completed"),
    (Outcome::Running, "running"),
    (Outcome::Unanswered, "unanswered"),
];
const DATA: [(DataState, &str); 3] =
    [(DataState::None, "none"), (DataState::Encrypted, "encrypted"), (DataState::Clear, "clear")];
const COPIES: [(Copies, &str); 7] = [
    (Copies::KeepAlive, "alive"),
    (Copies::Fragments, "fragments"),
    (Copies::Differ, "differ"),
    (Copies::Damaged, "damaged"),
    (Copies::Broken, "broken"),
    (Copies::Unread, "unread"),
    (Copies::Same, "same"),
];
const GAPS: [(Gaps, &str); 3] = [(Gaps::Holes, "holes"), (Gaps::Head, "head"), (Gaps::None, "no")];
const ENDS: [(FileEnd, &str); 4] = [
    (FileEnd::Fin, "fin"),
    (FileEnd::Reset, "reset"),
    (FileEnd::Acknowledged, "acked"),
    (FileEnd::Open, "open"),
];
const SIZES: [(SizeCheck, &str); 4] = [
    (SizeCheck::Equal, "equal"),
    (SizeCheck::Fewer, "fewer"),
    (SizeCheck::More, "more"),
    (SizeCheck::Unknown, "?"),
];
const BOUND: [(Bound, &str); 3] =
    [(Bound::Sure, "sure"), (Bound::Inferred, "inferred"), (Bound::Foreign, "foreign")];

/// Every combination with the words of the table for it.
fn combinations() -> Vec<(Evidence, [&'static str; 8])> {
    let mut all = Vec::new();
    for (outcome, outcome_word) in OUTCOMES {
        for (data, data_word) in DATA {
            for (copies, copies_word) in COPIES {
                for (gaps, gaps_word) in GAPS {
                    for (end, end_word) in ENDS {
                        for (size, size_word) in SIZES {
                            let bounds = BOUND.into_iter().flat_map(|bound| [(true, bound), (false, bound)]);
                            for (capture_ends, (bound, bound_word)) in bounds {
                                let evidence =
                                    Evidence { outcome, data, copies, gaps, end, size, capture_ends, bound };
                                let words = [
                                    outcome_word,
                                    data_word,
                                    copies_word,
                                    gaps_word,
                                    end_word,
                                    size_word,
                                    if capture_ends { "yes" } else { "no" },
                                    bound_word,
                                ];
                                all.push((evidence, words));
                            }
                        }
                    }
                }
            }
        }
    }
    all
}

#[test]
fn every_combination_is_judged_by_the_first_row_that_fits() {
    let table = table();
    let mut used = BTreeSet::new();
    for (evidence, words) in combinations() {
        let fits =
            |row: &Row| row.conditions.iter().zip(words).all(|(cell, word)| cell == "*" || cell == word);
        let place = table.iter().position(fits).unwrap_or_else(|| panic!("no row fits {words:?}"));
        let judgement = judge(&evidence);
        let found = (judgement.verdict.name(), judgement.reason.name());
        assert_eq!(found, (table[place].verdict.as_str(), table[place].reason.as_str()), "{words:?}");
        used.insert(place);
    }
    assert_eq!(used.len(), table.len(), "a row that nothing leads to");
}

#[test]
fn complete_is_said_only_of_all_bytes_with_an_end_and_a_confirmation() {
    for (evidence, words) in combinations() {
        let is_sound = evidence.data == DataState::Clear
            && evidence.copies == Copies::Same
            && evidence.gaps == Gaps::None
            && !matches!(evidence.size, SizeCheck::Fewer | SizeCheck::More);
        match judge(&evidence).verdict {
            Verdict::Complete => assert!(
                is_sound
                    && evidence.outcome == Outcome::Completed
                    && evidence.end == FileEnd::Fin
                    && evidence.bound == Bound::Sure,
                "{words:?}"
            ),
            Verdict::CompleteUnconfirmed => assert!(is_sound, "{words:?}"),
            _ => {}
        }
    }
}

/// A login in which the client asks for a file in passive mode, and is told where.
fn asked() -> Scenario {
    scenario()
        .open()
        .server("220 ready\r\n")
        .client("USER anna\r\n")
        .server("230 in\r\n")
        .client("TYPE I\r\n")
        .server("200 ok\r\n")
        .client("PASV\r\n")
        .server("227 Entering Passive Mode (192,0,2,20,234,96)\r\n")
        .client("RETR f\r\n")
}

/// The same, the data connection being opened and the transfer begun.
fn begun(preliminary: &str) -> Scenario {
    asked().connection(50_001, 60_000).open().on(0).server(preliminary).on(1)
}

const BEGUN: &str = "150 go\r\n";
const SIZED: &str = "150 go (8 bytes)\r\n";

#[track_caller]
fn verdict(scenario: &Scenario) -> (&'static str, &'static str) {
    let read = scenario.dissect();
    let judgement = session(&read).transfers[0].judgement;
    (judgement.verdict.name(), judgement.reason.name())
}

/// The server closes the data connection and confirms.
fn done(scenario: Scenario) -> Scenario {
    scenario.close_from(Server).on(0).server("226 done\r\n")
}

#[test]
fn size_agrees() {
    let read = done(begun(SIZED).server("abcd").server("efgh"));
    assert_eq!(verdict(&read), ("complete", "size_agrees"));
}

#[test]
fn end_seen() {
    assert_eq!(verdict(&done(begun(BEGUN).server("abcd"))), ("complete", "end_seen"));
    // An empty file is one as well.
    assert_eq!(verdict(&done(begun(BEGUN))), ("complete", "end_seen"));
}

#[test]
fn no_final_reply() {
    let read = begun(SIZED).server("abcdefgh").close_from(Server);
    assert_eq!(verdict(&read), ("complete_unconfirmed", "no_final_reply"));
}

#[test]
fn end_by_size() {
    // The FIN is not in the capture, or there was none.
    let read = begun(SIZED).server("abcdefgh").on(0).server("226 done\r\n");
    assert_eq!(verdict(&read), ("complete_unconfirmed", "end_by_size"));
    let read = begun(SIZED).server("abcdefgh").reset(Server).on(0).server("226 done\r\n");
    assert_eq!(verdict(&read), ("complete_unconfirmed", "end_by_size"));
}

#[test]
fn holes() {
    let read = done(begun(SIZED).server("ab").skip(Server, 3).server("fgh"));
    assert_eq!(verdict(&read), ("incomplete", "holes"));
    let read = read.dissect();
    let missing = &session(&read).transfers[0].missing;
    let range = missing.first().expect("a range");
    assert_eq!((missing.len(), range.start, range.end), (1, 2, 5));
    let frames = (range.before, range.after).map_frames();
    // The frames of `ab` and of `fgh`.
    assert_eq!(frames, (Some(16), Some(17)));
}

trait MapFrames {
    fn map_frames(self) -> (Option<u32>, Option<u32>);
}

impl MapFrames for (Option<ftpscope::units::FrameNumber>, Option<ftpscope::units::FrameNumber>) {
    fn map_frames(self) -> (Option<u32>, Option<u32>) {
        (self.0.map(|frame| frame.get()), self.1.map(|frame| frame.get()))
    }
}

#[test]
fn start_unknown() {
    // The data connection was open before the capture began: nothing tells how much was sent before.
    let read = asked().connection(50_001, 60_000).server("efgh").close_from(Server);
    let read = read.on(0).server("150 go\r\n").server("226 done\r\n");
    assert_eq!(verdict(&read), ("incomplete", "start_unknown"));
}

#[test]
fn fewer_than_told() {
    let read = done(begun(SIZED).server("abcd"));
    assert_eq!(verdict(&read), ("incomplete", "fewer_than_told"));
    let read = read.dissect();
    let missing = &session(&read).transfers[0].missing;
    assert_eq!(missing.iter().map(|range| (range.start, range.end)).collect::<Vec<_>>(), [(4, 8)]);
}

#[test]
fn more_than_told() {
    assert_eq!(verdict(&done(begun(SIZED).server("abcdefghi"))), ("ambiguous", "more_than_told"));
}

#[test]
fn copies_differ() {
    let read = done(begun(SIZED).server("abcdefgh").again(Server, 4, "eFgh"));
    assert_eq!(verdict(&read), ("ambiguous", "copies_differ"));
    // The same bytes again say nothing.
    let read = done(begun(SIZED).server("abcdefgh").again(Server, 4, "efgh"));
    assert_eq!(verdict(&read), ("complete", "size_agrees"));
}

#[test]
fn damaged() {
    let read = done(begun(SIZED).server("abcd").wrong_checksum().server("efgh"));
    assert_eq!(verdict(&read), ("ambiguous", "damaged"));
}

#[test]
fn sums_that_are_all_wrong_are_those_of_another_program() {
    let all_wrong = |scenario: Scenario| scenario.wrong_checksum();
    let read = all_wrong(asked().connection(50_001, 60_000).open()).on(0).server(SIZED).on(1);
    // Of the sender no frame has a right one but those without bytes; here they are right.
    let read = done(all_wrong(read.server("abcdefgh")));
    assert_eq!(verdict(&read), ("ambiguous", "damaged"));
}

#[test]
fn not_compared() {
    // Without a second look nobody knows whether what came again is the same.
    let capture = done(begun(SIZED).server("abcdefgh").again(Server, 4, "efgh")).pcap();
    let mut dissector = ftpscope::dissector::Dissector::new();
    dissector.push(&capture).expect("the capture opens");
    let read = dissector.finish().expect("the capture opens");
    let judgement = session(&read).transfers[0].judgement;
    assert_eq!((judgement.verdict.name(), judgement.reason.name()), ("ambiguous", "not_compared"));
}

/// The mode is agreed on before.
fn in_mode(mode: &str) -> Scenario {
    let read = scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("230 in\r\n");
    let read = read
        .client("TYPE I\r\n")
        .server("200 ok\r\n")
        .client(format!("MODE {mode}\r\n"))
        .server("200 ok\r\n");
    read.client("PASV\r\n")
        .server("227 Entering Passive Mode (192,0,2,20,234,96)\r\n")
        .client("RETR f\r\n")
        .connection(50_001, 60_000)
        .open()
        .on(0)
        .server(SIZED)
        .on(1)
}

#[test]
fn undecodable() {
    assert_eq!(verdict(&done(in_mode("Z").server("no zlib"))), ("ambiguous", "undecodable"));
}

#[test]
fn blocks_have_an_end_of_their_own() {
    let whole: &[u8] = b"\x00\x00\x04abcd\x40\x00\x04efgh";
    assert_eq!(verdict(&done(in_mode("B").server(whole))), ("complete", "size_agrees"));
    // The connection may stay open for the next file.
    let open = in_mode("B").server(whole).on(0).server("226 done\r\n");
    assert_eq!(verdict(&open), ("complete", "size_agrees"));
    // Closed without the mark: the last block is not the end.
    let cut: &[u8] = b"\x00\x00\x04abcd\x00\x00\x04efgh";
    assert_eq!(verdict(&done(in_mode("B").server(cut))), ("complete_unconfirmed", "end_by_size"));
    let short: &[u8] = b"\x00\x00\x04abcd";
    assert_eq!(verdict(&done(in_mode("B").server(short))), ("incomplete", "fewer_than_told"));
}

#[test]
fn acknowledged() {
    let read = begun(BEGUN).server("abcd").skip(Server, 4).acknowledge(Client);
    let read = read.on(0).server("226 done\r\n");
    assert_eq!(verdict(&read), ("end_unknown", "acknowledged"));
    let read = read.dissect();
    let missing = &session(&read).transfers[0].missing;
    // The last number may be that of the FIN.
    assert_eq!(missing.iter().map(|range| (range.start, range.end)).collect::<Vec<_>>(), [(4, 7)]);
}

#[test]
fn reset() {
    let read = begun(BEGUN).server("abcd").reset(Server).on(0).server("226 done\r\n");
    assert_eq!(verdict(&read), ("end_unknown", "reset"));
}

#[test]
fn no_end() {
    assert_eq!(verdict(&begun(BEGUN).server("abcd").on(0).server("226 done\r\n")), ("end_unknown", "no_end"));
}

#[test]
fn capture_ends() {
    assert_eq!(verdict(&begun(SIZED).server("abcd")), ("capture_ends", "capture_ends"));
    // Where the control connection was closed the capture went on.
    let read = begun(BEGUN).server("abcd").on(0).close();
    assert_eq!(verdict(&read), ("end_unknown", "no_end"));
}

#[test]
fn failed_and_refused() {
    let read = begun(SIZED).server("abcd").close_from(Server).on(0).server("426 broken\r\n");
    assert_eq!(verdict(&read), ("failed", "failed"));
    assert_eq!(verdict(&asked().server("550 no such file\r\n")), ("failed", "refused"));
}

#[test]
fn aborted() {
    let read = begun(SIZED).server("abcd").on(0).client("ABOR\r\n").on(1).close_from(Server);
    let read = read.on(0).server("426 broken\r\n").server("226 aborted\r\n");
    assert_eq!(verdict(&read), ("aborted", "aborted"));
}

#[test]
fn no_data_connection() {
    let read = asked().server(SIZED).server("226 done\r\n");
    assert_eq!(verdict(&read), ("not_captured", "no_data_connection"));
}

/// The tutorial captures with the filter `port ftp`: the files are not in it, and yet each is told of.
#[test]
fn the_tutorials_transfers_are_not_captured_and_named() {
    use ftpscope::ftp::command_info::Direction::{self, Download, Upload};
    let cases: [(&str, Direction, &str, Option<u64>); 4] = [
        ("upload-active", Upload, "/home/user1/upload.ftp", None),
        ("upload-passive", Upload, "/home/user1/upload.ftp", None),
        ("download-active", Download, "u1", Some(276)),
        ("download-passive", Download, "u1", Some(276)),
    ];
    for (case, direction, path, size) in cases {
        let read = support::read::dissect(&support::captures::Case::named(case).bytes());
        let session = session(&read);
        let [transfer] = session.transfers.as_slice() else { panic!("{case}: {:?}", session.transfers) };
        let judgement = transfer.judgement;
        let found = (judgement.verdict.name(), judgement.reason.name());
        assert_eq!(found, ("not_captured", "no_data_connection"), "{case}");
        assert_eq!(transfer.direction, direction, "{case}");
        let paths = transfer_paths(session, &session.transfers);
        assert_eq!(paths[0].path.as_deref(), Some(path.as_bytes()), "{case}");
        let told = expected_sizes(transfer).first().map(|size| size.told);
        assert_eq!(told, size, "{case}");
        // What a capture filter such as `port ftp` leaves; the command that keeps the rest follows from the hosts.
        assert!(ftpscope::view::CaptureView::new(&read).control_only, "{case}");
    }
}

#[test]
fn inferred() {
    // The 227 is not in the capture: nothing but time and hosts tells that the connection is the one.
    let read = scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("230 in\r\n");
    let read = read.client("TYPE I\r\n").server("200 ok\r\n").client("PASV\r\n").skip(Server, 50);
    let begun = |preliminary: &str| {
        read.clone().client("RETR f\r\n").server(preliminary).connection(50_001, 9_000).open()
    };
    assert_eq!(verdict(&done(begun(BEGUN).server("junk"))), ("complete_unconfirmed", "inferred"));
    // The size tells.
    assert_eq!(verdict(&done(begun(SIZED).server("abcdefgh"))), ("complete", "size_agrees"));
}

#[test]
fn protected() {
    let read = scenario().open().server("220 ready\r\n").client("AUTH TLS\r\n").server("234 go\r\n");
    // The bytes of the control connection are encrypted from here on, and those of data connections are unknown.
    let read = read.client("\x16\x03\x01\x00\x01\x01");
    let sessions = read.dissect().sessions;
    assert!(sessions[0].transfers.is_empty());
    let read = scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("230 in\r\n");
    let read = read.client("PBSZ 0\r\n").server("200 ok\r\n").client("PROT P\r\n").server("200 ok\r\n");
    let read = read
        .client("PASV\r\n")
        .server("227 Entering Passive Mode (192,0,2,20,234,96)\r\n")
        .client("RETR f\r\n");
    let read = read.connection(50_001, 60_000).open().on(0).server(SIZED).on(1);
    let read = done(read.server("\x17\x03\x03\x00\x01x"));
    assert_eq!(verdict(&read), ("encrypted", "protected"));
}
