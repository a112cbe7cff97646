//! What FTP needs of TCP. A test is named after its clause.

mod support;

use ftpscope::session::dialogue::Speaker::{Client, Server};
use serde_json::json;

use support::read::{odd, odd_with_tcp, report, talk, talk_with_frames};
use support::scenario::{Scenario, scenario};

#[test]
fn syn_with_data() {
    let read = scenario()
        .open_with("USER anna\r\nPA")
        .server("220 ready\r\n331 who\r\n")
        .client("SS x\r\n")
        .server("230 in\r\n")
        .dissect();
    assert_eq!(
        talk_with_frames(&read),
        ["(greeting) -> 220 [4]", "USER anna [1] -> 331 [4]", "PASS x [1 5] -> 230 [6]"]
    );
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn ack_proves_gap() {
    // Nothing follows what was lost: only that the client has got it tells.
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("NOOP\r\n")
        .server("200 fine\r\n")
        .lost()
        .acknowledge(Client)
        .dissect();
    assert_eq!(talk(&read)[1..], ["NOOP -> nothing"]);
    assert_eq!(odd_with_tcp(&read), ["command_unanswered@5", "tcp_ack_lost_segment@6"]);
}

#[test]
fn mirror_duplicates() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .identification(7)
        .twice()
        .after_ms(3)
        .client("NOOP\r\n")
        .identification(7)
        .twice()
        .after_ms(0)
        .twice()
        .after_ms(0)
        .acknowledge(Server)
        .identification(8)
        .twice()
        .after_ms(0)
        .server("200 fine\r\n")
        .dissect();
    assert_eq!(talk_with_frames(&read), ["(greeting) -> 220 [4]", "NOOP [6] -> 200 [11]"]);
    let copied = ["frame_copied@5", "frame_copied@7", "frame_copied@8", "frame_copied@10"];
    assert_eq!(odd_with_tcp(&read), copied);
    // Each leads to what was sent, not to another copy.
    let originals = read.experts.infos().iter().map(|info| info.found);
    assert_eq!(originals.collect::<Vec<_>>(), [Some(4), Some(6), Some(6), Some(9)]);
}

#[test]
fn what_is_sent_again_is_no_mirror_duplicate() {
    let again = |change: fn(Scenario) -> Scenario| {
        let first = scenario().open().server("220 ready\r\n").identification(7).twice();
        odd_with_tcp(&change(first).dissect())
    };
    let sent_again = ["tcp_retransmission@5"];
    assert_eq!(again(|last| last.identification(8).after_ms(0)), sent_again);
    assert_eq!(again(|last| last.after_ms(200)), sent_again);
    assert_eq!(again(|last| last.after_ms(-200)), ["time_backwards@5", sent_again[0]]);
    assert_eq!(again(|last| last.window(9).after_ms(0)), sent_again);
    assert_eq!(again(|last| last.after_ms(99)), ["frame_copied@5"]);
    // Two packets without identification: only bytes, a SYN or a FIN would not come again at once.
    let bare = || scenario().open().server("220 ready\r\n").acknowledge(Client);
    assert_eq!(odd_with_tcp(&bare().twice().after_ms(0).dissect()), ["tcp_duplicate_ack@6"]);
    let bare = || scenario().open().server("220 ready\r\n").twice();
    assert_eq!(odd_with_tcp(&bare().after_ms(0).dissect()), ["frame_copied@5"]);
    assert_eq!(odd_with_tcp(&bare().after_ms(1).dissect()), sent_again);
}

#[test]
fn snaplen_cut_makes_hole() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("PASV\r\n")
        .server("227 (192,0,2,20,234,96)\r\n")
        .client("RETR f\r\n")
        .server("150 go\r\n226 done\r\n")
        .connection(50_001, 60_000)
        .open()
        .says(Server, "x".repeat(1_000))
        .cut(30)
        .says(Server, "y".repeat(500))
        .close_from(Server)
        .dissect();
    let data = &report(&read)["sessions"][0]["transfers"][0]["data"];
    assert_eq!((&data["bytes"], &data["missing_bytes"]), (&json!(530), &json!(970)));
    let said = read.experts.infos().iter().find(|info| info.code.name() == "snapshot_cut_payload");
    let said = said.expect("it is said");
    assert_eq!(
        (said.expected, said.found, said.frame.map(|frame| frame.get())),
        (Some(1_000), Some(30), Some(12))
    );
}

#[test]
fn wrong_checksum_is_not_dropped() {
    let read = scenario()
        .open()
        .server("220 ready\r\n")
        .client("USER anna\r\n")
        .wrong_checksum()
        .server("331 who\r\n")
        .wrong_checksum()
        .dissect();
    assert_eq!(talk_with_frames(&read), ["(greeting) -> 220 [4]", "USER anna [5] -> 331 [6]"]);
}
