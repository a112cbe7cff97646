//! How lines are made out of streams. A test is named after its clause.

mod support;

use ftpscope::limits;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use serde_json::json;

use support::captures::Case;
use support::read::{dissect, odd, report, session, talk, talk_with_frames, transfers};
use support::scenario::scenario;

#[test]
fn line_from_stream_not_packet() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("US")
        .client("ER an")
        .client("na\r\nPASS x\r\n")
        .server("331 who\r\n230 in\r\n")
        .dissect();
    assert_eq!(
        talk_with_frames(&read),
        ["(greeting) -> 220 [4]", "USER anna [5 6 7] -> 331 [8]", "PASS x [7] -> 230 [8]"]
    );
}

#[test]
fn lines_of_a_real_server_cut_anywhere_are_whole() {
    let read = dissect(&Case::named("cut-segments").bytes());
    let lines = talk_with_frames(&read);
    let with = |verb: &str| lines.iter().find(|line| line.starts_with(verb)).expect("the verb was sent");
    // `PWD`, CR and LF came in five frames, CR and LF of SYST in two, the second with NOOP.
    assert_eq!(
        with("PWD").matches(' ').count(),
        "PWD [1 2 3 4 5] -> 257 [6]".matches(' ').count(),
        "{lines:?}"
    );
    let numbers = |line: &str| -> Vec<u32> {
        let (_, behind) = line.split_once('[').expect("frames");
        let (frames, _) = behind.split_once(']').expect("frames");
        frames.split(' ').map(|number| number.parse().expect("a number")).collect()
    };
    assert_eq!(numbers(with("SYST")).last(), numbers(with("NOOP")).first());
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn late_segment_is_read() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("USER an")
        .late(1)
        .client("na\r\n")
        .server("331 who\r\n")
        .dissect();
    assert_eq!(talk_with_frames(&read), ["(greeting) -> 220 [4]", "USER anna [6 5] -> 331 [7]"]);
    let command = &report(&read)["sessions"][0]["exchanges"][1]["command"];
    assert_eq!((&command["first_frame"], &command["frame"]), (&json!(6), &json!(5)));
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn crlf_ends_line() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("NOOP\r")
        .client("\nNOOP\n")
        .server("200 one\n200 two\r\n")
        .dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "NOOP -> 200", "NOOP -> 200"]);
    let exchanges = &report(&read)["sessions"][0]["exchanges"];
    assert_eq!(exchanges[1]["command"]["line_end"], "crlf");
    assert_eq!(exchanges[2]["command"]["line_end"], "lf");
    assert_eq!(exchanges[1]["replies"][0]["text"], "one");
}

#[test]
fn bare_cr_does_not_end_line() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("DELE one\r")
        .client("\0two\rthree\r\n")
        .server("250 gone\r\n")
        .dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", r"DELE one\rtwo\rthree -> 250"]);
}

#[test]
fn telnet_commands_are_stripped() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client(b"\xFF\xFD\x06NOOP\r\n")
        .server("200 fine\r\n")
        .client(b"\xFF\xF4\xFF")
        .urgent()
        .client(b"\xF2ABOR\r\n")
        .server("225 nothing to abort\r\n")
        .client(b"DELE \xFF\xFF.txt\r\n")
        .server("250 gone\r\n")
        .dissect();
    assert_eq!(
        talk_with_frames(&read)[1..],
        ["NOOP [5] -> 200 [6]", "ABOR [7 8] -> 225 [9]", r"DELE \xff.txt [10] -> 250 [11]"]
    );
    assert_eq!(odd(&read), ["telnet_commands@5", "telnet_commands@8"]);
}

#[test]
fn telnet_commands_of_a_real_abort_are_stripped() {
    let read = dissect(&Case::named("abor").bytes());
    let aborts = talk(&read).into_iter().filter(|line| line.starts_with("ABOR")).count();
    assert_eq!(aborts, 1, "{:?}", talk(&read));
    assert!(odd(&read).iter().any(|info| info.starts_with("telnet_commands@")), "{:?}", odd(&read));
}

#[test]
fn line_cap_is_said() {
    let long = format!("DELE {}\r\n", "x".repeat(limits::LINE_BYTES));
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .in_pieces(Client, 1_400, &long)
        .server("553 too long\r\n")
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .dissect();
    let said = read.experts.infos().iter().find(|info| info.code.name() == "line_cut").expect("it is said");
    assert_eq!(said.expected, Some(limits::LINE_BYTES as u64));
    assert_eq!(said.found, Some(long.len() as u64));
    let exchanges = &session(&read).exchanges;
    assert_eq!(exchanges[1].argument().len(), limits::LINE_BYTES - "DELE ".len());
    assert_eq!(exchanges[1].final_code().map(|code| code.value()), Some(553));
    assert_eq!(talk(&read)[2], "NOOP -> 200");
}

#[test]
fn unterminated_last_line_is_kept() {
    let read = scenario().open().server("220 ready\r\n").client("QUI").dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "QUI -> nothing"]);
    assert_eq!(report(&read)["sessions"][0]["exchanges"][1]["command"]["line_end"], "missing");
    assert!(odd(&read).contains(&"line_unterminated@5".to_owned()));

    let read = scenario().open().server("220 ready\r\n").client("QUIT\r\n").server("221 by").dissect();
    assert_eq!(talk(&read)[1], "QUIT -> 221");
    assert_eq!(report(&read)["sessions"][0]["exchanges"][1]["replies"][0]["unterminated"], true);
    assert_eq!(odd(&read), ["line_unterminated@6"]);
}

#[test]
fn gap_inside_line_is_marked() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("DELE an")
        .client("na.txt")
        .lost()
        .client(".old\r\nNOOP\r\n")
        .server("250 gone\r\n200 fine\r\n")
        .dissect();
    assert_eq!(talk_with_frames(&read)[1..], ["DELE an.old [5 6] -> 250 [7]", "NOOP [6] -> 200 [7]"]);
    assert_eq!(odd(&read), ["control_hole@6", "line_with_gap@6"]);
    let hole = read.experts.infos().iter().find(|info| info.code.name() == "control_hole");
    assert_eq!(hole.and_then(|hole| hole.found), Some("na.txt".len() as u64));
}

#[test]
fn the_end_of_a_line_that_was_not_captured_is_no_part_of_the_next_line() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("NOOP\r\n")
        .cut("NOOP\r".len())
        .server("200 all is very well here\r\n")
        .cut("200 all".len())
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .dissect();
    assert_eq!(talk_with_frames(&read)[1..], ["NOOP [5] -> 200 [6]", "NOOP [7] -> 200 [8]"]);
    assert_eq!(report(&read)["sessions"][0]["exchanges"][1]["replies"][0]["text"], "all");
    let cut = ["snapshot_cut_payload", "control_hole", "line_with_gap"];
    let expected = [5, 6].map(|frame| cut.map(|code| format!("{code}@{frame}")));
    assert_eq!(odd(&read), expected.concat());
}

#[test]
fn a_snapshot_length_costs_text_and_no_reply() {
    let read = dissect(&Case::named("snaplen-96").bytes());
    assert_eq!(
        talk(&read),
        [
            "(greeting) -> 220",
            "USER user1 -> 331",
            "PASS secret1 -> 230",
            "FEAT -> 211",
            "STAT -> 211",
            "TYPE I -> 200",
            "PASV -> 227",
            "RETR table.csv -> 150 226",
            "PASV -> 227",
            "STOR upload.ftp -> 150 226",
            "TYPE A -> 200",
            "PASV -> 227",
            "LIST -> 150 226",
            "QUIT -> 221"
        ]
    );
    // The endpoints in the 227 replies are cut off: which connections they mean only the rest tells.
    let transfers = report(&read)["sessions"][0]["transfers"].take();
    let told = transfers.as_array().expect("a list").iter().map(|transfer| {
        let data = &transfer["data"];
        assert_eq!((&transfer["endpoint"], &data["inferred_by"]), (&json!(null), &json!("direction")));
        (data["connection"].as_u64(), data["bytes"].as_u64(), data["missing_bytes"].as_u64())
    });
    let expected = [(1, 120, 5_249), (2, 19, 0), (3, 30, 165)];
    assert_eq!(
        told.collect::<Vec<_>>(),
        expected.map(|(id, bytes, missing)| (Some(id), Some(bytes), Some(missing)))
    );
}

#[test]
fn keepalive_bytes_are_not_data() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .keep_alive(Server)
        .client("NOOP\r\n")
        .keep_alive(Client)
        .keep_alive(Server)
        .server("200 fine\r\n")
        .dissect();
    assert_eq!(talk_with_frames(&read), ["(greeting) -> 220 [4]", "NOOP [6] -> 200 [9]"]);
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn first_copy_wins_conflicts_kept() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("DELE one\r\n")
        .again(Client, 10, "DELE two\r\nNOOP\r\n")
        .server("250 gone\r\n200 fine\r\n")
        .dissect();
    assert_eq!(talk_with_frames(&read)[1..], ["DELE one [5] -> 250 [7]", "NOOP [6] -> 200 [7]"]);
    assert_eq!(odd(&read), ["overlap_conflict@6"]);
    let conflict = &read.experts.infos()[0];
    assert_eq!(conflict.found, Some(3));
}

#[test]
fn lines_go_on_where_sequence_numbers_wrap() {
    let read = scenario()
        .sequence_numbers(u32::MAX - 5, u32::MAX - 12)
        .open()
        .server("220 ready\r\n")
        .client("USER ")
        .client("anna\r\n")
        .server("331 who\r\n")
        .client("PASS x\r\n")
        .server("230 in\r\n")
        .dissect();
    assert_eq!(
        talk_with_frames(&read),
        ["(greeting) -> 220 [4]", "USER anna [5 6] -> 331 [7]", "PASS x [8] -> 230 [9]"]
    );
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn mirror_duplicates_change_nothing() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .twice()
        .client("NOOP\r\n")
        .twice()
        .server("200 fine\r\n")
        .twice()
        .dissect();
    assert_eq!(talk_with_frames(&read), ["(greeting) -> 220 [4]", "NOOP [6] -> 200 [8]"]);
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn a_number_behind_a_hole_begins_no_line() {
    // Neither one that is no reply code nor one that is part of a word.
    for name in ["700 pictures", "226.txt"] {
        let asked = scenario().open().server("220 ready\r\n").client("DELE my ").client("best ").lost();
        let read = asked.client(format!("{name}\r\n")).server("250 gone\r\n").dissect();
        assert_eq!(talk(&read)[1..], [format!("DELE my {name} -> 250")]);
    }
}

#[test]
fn an_endpoint_with_a_hole_in_it_is_not_read() {
    let greeted = || scenario().open().server("220 ready\r\n");
    let begun = greeted().client("PORT 192,0,2,10,19").client("5").lost().client(",81\r\n");
    let read = begun.server("200 fine\r\n").client("RETR f\r\n").server("150 go\r\n").dissect();
    assert_eq!(transfers(&read), ["download f running active default"]);
    assert!(odd(&read).contains(&"endpoint_invalid@6".to_owned()), "{:?}", odd(&read));
    let begun = greeted().client("PASV\r\n").server("227 (192,0,2,20,23").server("4").lost();
    let begun = begun.server(",96)\r\n");
    let read = begun.client("RETR f\r\n").server("150 go\r\n").dissect();
    assert_eq!(transfers(&read), ["download f running passive default"]);
    assert!(odd(&read).contains(&"endpoint_invalid@7".to_owned()), "{:?}", odd(&read));
}
