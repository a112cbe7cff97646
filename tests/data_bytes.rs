//! Which bytes of a data connection are those of the file, and whether they can be trusted.

mod support;

use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::units::FrameNumber;
use support::frame::CapturedFrame;
use support::read::dissect;
use support::scenario::Scenario;
use support::told::{PASV, in_session, said, transfer, transfers};
use support::write::pcap;

#[test]
fn keep_alive_before_the_first_byte_owns_none() {
    let data = |data: Scenario| data.keep_alive(Server).server("abcd").close_from(Server);
    let script = transfer(in_session(), "RETR f", 50_001, data, "226 done");
    assert_eq!(transfers(&script), ["complete end_seen abcd"]);
}

#[test]
fn keep_alive_behind_the_fin_owns_no_byte() {
    let data = |data: Scenario| {
        data.server("abcd").finish(Server).acknowledge(Client).keep_alive(Server).finish(Client)
    };
    let script = transfer(in_session(), "RETR f", 50_001, data, "226 done");
    assert_eq!(transfers(&script), ["complete end_seen abcd"]);
}

#[test]
fn text_of_a_reset_is_not_data() {
    let data = |data: Scenario| data.server("abcd").reset_with(Server, "out of memory");
    let script = transfer(in_session(), "RETR f", 50_001, data, "226 done");
    assert_eq!(transfers(&script), ["end_unknown reset abcd"]);
    let data = |data: Scenario| data.server("abcd").close_from(Server).reset_with(Server, "gone");
    let script = transfer(in_session(), "RETR f", 50_001, data, "226 done");
    assert_eq!(transfers(&script), ["complete end_seen abcd"]);
}

#[test]
fn bytes_behind_a_fin_are_not_passed_over() {
    // A FIN that the sender did not send there.
    let data = |data: Scenario| data.server("abcd").finish(Server).again(Server, 1, "efgh");
    let script = transfer(in_session(), "RETR f", 50_001, data, "226 done");
    let told = transfers(&script);
    assert!(!told[0].starts_with("complete"), "{told:?}");
}

#[test]
fn blocks_go_both_ways_on_one_connection() {
    let script = said(in_session(), &[("MODE B", "200 ok")]);
    let script = script.client("PASV\r\n").server(PASV).client("RETR a\r\n");
    let script = script.connection(50_001, 60_000).open().server(b"\x40\x00\x04aaaa");
    let script = script.on(0).server("150 go\r\n").server("226 done\r\n");
    let script = script.client("STOR b\r\n").server("150 go\r\n").on(1).client(b"\x40\x00\x04bbbb");
    let script = script.on(0).server("226 done\r\n");
    let script = script.client("RETR c\r\n").server("150 go\r\n").on(1).server(b"\x40\x00\x04cccc");
    let script = script.on(0).server("226 done\r\n").on(1).close_from(Server);
    let told = transfers(&script);
    assert_eq!(told, ["complete end_seen aaaa", "complete end_seen bbbb", "complete end_seen cccc"]);
}

#[test]
fn bytes_behind_the_end_of_a_coding_are_not_passed_over() {
    // `MODE Z`: an empty raw stream by accident, and what follows.
    let script = said(in_session(), &[("MODE Z", "200 ok")]);
    let data = |data: Scenario| data.server(b"\x03\x00plain bytes").close_from(Server);
    let script = transfer(script, "RETR f", 50_001, data, "226 done");
    let told = transfers(&script);
    assert!(!told[0].starts_with("complete"), "{told:?}");
    // `STRU R`: behind the end of the file.
    let script = said(in_session(), &[("STRU R", "200 ok")]);
    let data = |data: Scenario| data.server(b"abc\xFF\x02more").close_from(Server);
    let script = transfer(script, "RETR f", 50_001, data, "226 done");
    let told = transfers(&script);
    assert!(!told[0].starts_with("complete"), "{told:?}");
}

#[test]
fn size_of_the_rest_is_not_that_of_the_file() {
    // Of 8 bytes that the server tells 4 are in front of the capture, as many as REST passes over.
    let script = said(in_session(), &[("REST 4", "350 go on")]);
    let script = script.client("PASV\r\n").server(PASV).client("RETR f\r\n");
    let script = script.connection(50_001, 60_000).server("ijkl").close_from(Server);
    let script = script.on(0).server("150 go (8 bytes)\r\n").server("226 done\r\n");
    let told = transfers(&script);
    assert!(!told[0].starts_with("complete"), "{told:?}");
    // The FIN is not in the capture.
    let script = said(in_session(), &[("REST 4", "350 go on")]);
    let script = script.client("PASV\r\n").server(PASV).client("RETR f\r\n");
    let script = script.connection(50_001, 60_000).open().server("efgh");
    let script = script.on(0).server("150 go (8 bytes)\r\n").server("226 done\r\n");
    let told = transfers(&script);
    assert!(!told[0].starts_with("complete"), "{told:?}");
}

#[test]
fn sums_that_are_right_by_chance_damage_no_file() {
    // Whoever changed the addresses did not compute the sums anew; one in 65,536 is right nonetheless.
    let wrong = |data: Scenario, text: &str| data.server(text).wrong_checksum();
    let script = in_session().client("PASV\r\n").server(PASV).client("RETR f\r\n");
    let script = script.connection(50_001, 60_000).syn(Client).syn_ack(Server).wrong_checksum();
    let script = ["ab", "cd", "ef"].iter().fold(script, |script, text| wrong(script, text));
    let script = script.server("gh").finish(Server).wrong_checksum();
    let script = script.on(0).server("150 go\r\n").server("226 done\r\n");
    assert_eq!(transfers(&script), ["complete end_seen abcdefgh"]);
}

#[test]
fn segments_that_the_card_joined_are_not_damaged() {
    // It leaves the sum of the first of them; no network carries that many bytes at once.
    let data = |data: Scenario| {
        data.server("x".repeat(2_000)).wrong_checksum().server("y".repeat(1_000)).close_from(Server)
    };
    let script = transfer(in_session(), "RETR f", 50_001, data, "226 done");
    assert!(transfers(&script)[0].starts_with("complete end_seen x"));
}

/// A frame of Ethernet and IPv4 as two fragments, the second one at this place of the payload and once again
/// behind itself, changed by the last byte if so.
fn fragmented(frame: &CapturedFrame, at: usize, again: &[u8]) -> Vec<CapturedFrame> {
    const ETHERNET: usize = 14;
    const HEADERS: usize = 34;
    let piece = |from: usize, to: usize, more_follow: u16| {
        let mut bytes = frame.bytes[..HEADERS].to_vec();
        bytes.extend(&frame.bytes[HEADERS + from..HEADERS + to]);
        bytes[ETHERNET + 2..ETHERNET + 4].copy_from_slice(&((20 + to - from) as u16).to_be_bytes());
        bytes[ETHERNET + 4..ETHERNET + 6].copy_from_slice(&77_u16.to_be_bytes());
        let place = more_follow << 13 | (from / 8) as u16;
        bytes[ETHERNET + 6..ETHERNET + 8].copy_from_slice(&place.to_be_bytes());
        CapturedFrame { gap_ms: 1, original_length: bytes.len() as u32, bytes }
    };
    let length = frame.bytes.len() - HEADERS;
    let mut copy = piece(at, length, 0);
    let end = copy.bytes.len();
    copy.bytes[end - again.len()..].copy_from_slice(again);
    vec![copy, piece(at, length, 0), piece(0, at, 1)]
}

#[test]
fn bytes_of_fragments_that_differ_are_ambiguous() {
    let text = "abcdefghijklmnop";
    let script =
        transfer(in_session(), "RETR f", 50_001, |data| data.server(text).close_from(Server), "226 done");
    let judged = |again: &[u8]| {
        let frames = script.frames();
        let carries = |frame: &CapturedFrame| frame.bytes.ends_with(text.as_bytes());
        let frames = frames.iter().flat_map(|frame| match carries(frame) {
            true => fragmented(frame, 24, again),
            false => vec![frame.clone()],
        });
        let read = dissect(&pcap(&frames.collect::<Vec<_>>()));
        let transfer = &read.sessions[0].transfers[0];
        let frame = transfer.data.and_then(|data| data.ambiguous_frame).map(|frame| frame.get());
        (transfer.judgement.verdict.name(), transfer.judgement.reason.name(), frame)
    };
    assert_eq!(judged(b"nop"), ("complete", "end_seen", None));
    // The segment is in the frame that completed it.
    assert_eq!(judged(b"nXp"), ("ambiguous", "fragments_differ", Some(17)));
}

#[test]
fn byte_of_a_keep_alive_is_none_of_a_lost_segment() {
    // The last segment has one byte and is not in the capture; its receiver has acknowledged it.
    let lost = |data: Scenario| data.server("abcd").server("e").lost().acknowledge(Client);
    let judged = |data: &dyn Fn(Scenario) -> Scenario| {
        transfers(&transfer(in_session(), "RETR f", 50_001, data, "226 done"))
    };
    assert_eq!(
        judged(&|data| lost(data).keep_alive(Server).close_from(Server)),
        ["ambiguous may_be_keep_alive abcd\\x00"]
    );
    assert_eq!(
        judged(&|data| lost(data).keep_alive(Server).server("fgh").close_from(Server)),
        ["ambiguous may_be_keep_alive abcd\\x00fgh"]
    );
    assert_eq!(judged(&|data| lost(data).close_from(Server)), ["incomplete holes abcd"]);
    // Behind more that was lost.
    let more = |data: Scenario| data.server("ab").server("cde").lost().acknowledge(Client).keep_alive(Server);
    assert_eq!(judged(&|data| more(data).close_from(Server)), ["ambiguous may_be_keep_alive ab\\x00"]);
    // What is new is not acknowledged when it comes.
    assert_eq!(
        judged(&|data| data.server("abcd").acknowledge(Client).server("e").close_from(Server)),
        ["complete end_seen abcde"]
    );
    // With the FIN it is no keep-alive.
    let with_end = |data: Scenario| data.server("abcd").acknowledge(Client).server("e").close_from(Server);
    assert_eq!(judged(&|data| with_end(data.acknowledge(Client))), ["complete end_seen abcde"]);
}

#[test]
fn keep_alive_does_not_fill_what_the_snapshot_length_cut() {
    // The byte that was cut comes again, and in between a keep-alive with another one.
    let data = |data: Scenario| {
        data.server("abcde").cut(4).keep_alive(Server).again(Server, 5, "abcde").close_from(Server)
    };
    let script = transfer(in_session(), "RETR f", 50_001, data, "226 done");
    assert_eq!(transfers(&script), ["complete end_seen abcde"]);
    // It does not come again.
    let data =
        |data: Scenario| data.server("abcde").cut(4).keep_alive(Server).server("fgh").close_from(Server);
    let script = transfer(in_session(), "RETR f", 50_001, data, "226 done");
    assert_eq!(transfers(&script), ["incomplete holes abcdfgh"]);
}

/// What is missing of the first transfer: first byte, the one behind the last, the frames around.
fn missing(script: &Scenario) -> Vec<(u64, u64, Option<u32>, Option<u32>)> {
    let read = script.dissect();
    let missing = &read.sessions[0].transfers[0].missing;
    let number = |frame: Option<FrameNumber>| frame.map(FrameNumber::get);
    missing.iter().map(|range| (range.start, range.end, number(range.before), number(range.after))).collect()
}

#[test]
fn acknowledgements_alone_tell_what_is_missing() {
    // Of the data connection only the frames of the receiver are in the capture.
    let asked =
        || in_session().client("PASV\r\n").server(PASV).client("RETR f\r\n").connection(50_001, 60_000);
    let unseen =
        |script: Scenario| script.skip(Server, 30).acknowledge(Client).skip(Server, 71).acknowledge(Client);
    let ended = |script: Scenario, preliminary: &str| {
        script.finish(Client).on(0).server(format!("{preliminary}\r\n")).server("226 done\r\n")
    };
    // The last number is that of the FIN.
    let opened = || asked().syn(Client).syn_ack(Server).lost().acknowledge(Client);
    let script = ended(unseen(opened()), "150 go");
    assert_eq!(transfers(&script), ["end_unknown acknowledged "]);
    assert_eq!(missing(&script), [(0, 100, Some(13), Some(15))]);
    let script = ended(unseen(opened()), "150 go (100 bytes)");
    assert_eq!(transfers(&script), ["incomplete fewer_than_told "]);
    assert_eq!(missing(&script), [(0, 100, Some(13), Some(15))]);
    // The capture began after the connection: how many there were in front nobody knows.
    let script = ended(unseen(asked().acknowledge(Client)), "150 go");
    assert_eq!(transfers(&script), ["incomplete start_unknown "]);
    assert_eq!(missing(&script), [(0, 100, Some(12), Some(14))]);
    // Nothing was sent but the FIN.
    let script = ended(opened().skip(Server, 1).acknowledge(Client), "150 go");
    assert_eq!(transfers(&script), ["end_unknown no_end "]);
    assert_eq!(missing(&script), []);
}
