//! Connections from their first to their last segment: how they begin and end, and numbers that wrap.

mod support;

use ftpscope::dissector::Dissection;
use ftpscope::session::dialogue::Speaker::{Client, Server};

use support::frame::CapturedFrame;
use support::read::{dissect, odd, packet, report, talk};
use support::scenario::{Scenario, scenario};
use support::write::pcap;

const GIBIBYTE: u32 = 1 << 30;
/// Port of the data connection that [`transfer`] announces.
const DATA_PORT: u16 = 60_000;

/// How the connections of the sessions end, and who ended them.
fn ends(dissection: &Dissection) -> Vec<String> {
    let report = report(dissection);
    let sessions = report["sessions"].as_array().expect("a list of sessions");
    sessions.iter().map(|session| format!("{} {}", session["end"], session["ended_by"])).collect()
}

fn greeted() -> Scenario {
    scenario().open().server("220 ready\r\n")
}

/// A download over a data connection that is opened; the server's numbers wrap at once.
fn transfer() -> Scenario {
    let asked = greeted().client("PASV\r\n").server("227 (192,0,2,20,234,96)\r\n").client("RETR f\r\n");
    asked.server("150 go\r\n").connection(50_001, DATA_PORT).sequence_numbers(1_000, u32::MAX - 2).open()
}

/// What the capture holds of the data connection of the one transfer: its state, bytes, missing bytes.
fn data_of_transfer(dissection: &Dissection) -> (String, u64, u64) {
    let report = report(dissection);
    let data = &report["sessions"][0]["transfers"][0]["data"];
    let number = |name: &str| data[name].as_u64().expect("a number");
    (data["state"].as_str().expect("a state").to_owned(), number("bytes"), number("missing_bytes"))
}

#[test]
fn a_connection_ends_as_its_last_segments_say() {
    let end = |script: Scenario| ends(&script.dissect()).concat();
    assert_eq!(end(greeted()), "\"open\" null");
    assert_eq!(end(greeted().close()), "\"closed\" \"client\"");
    assert_eq!(end(greeted().close_from(Server)), "\"closed\" \"server\"");
    assert_eq!(end(greeted().finish(Server)), "\"half_closed\" \"server\"");
    assert_eq!(end(greeted().reset(Client)), "\"reset\" \"client\"");
    assert_eq!(end(greeted().finish(Server).reset(Client)), "\"reset\" \"client\"");
    let syn = || scenario().open().lost().lost();
    assert_eq!(end(syn()), "\"unanswered\" null");
    assert_eq!(end(syn().reset(Server)), "\"refused\" \"server\"");
}

#[test]
fn a_connection_is_spoken_on_in_one_direction_after_a_fin() {
    let read = greeted().client("QUIT\r\n").finish(Client).server("221 bye\r\n").finish(Server).dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "QUIT -> 221"]);
    assert_eq!(ends(&read), ["\"closed\" \"client\""]);
}

/// The client's system went down and up again, and knows nothing of the connection that the server still has
/// open (RFC 9293 §3.5.1).
#[test]
fn a_half_open_connection_makes_room_for_a_new_one() {
    let opened = greeted().client("NOOP\r\n").server("200 fine\r\n");
    let (client, server) = (900_000, 5_000 + 1 + 11 + 10);
    // The answer to the new SYN is an acknowledgement of the old connection, and the answer to that a RST.
    let asked = opened.sequence_numbers(client, server).open().lost().lost();
    let refused = asked.sequence_numbers(1_007, server).acknowledge(Server).reset(Client);
    let again = refused.sequence_numbers(client, 700_000).open().server("220 again\r\n");
    let read = again.client("PWD\r\n").server("257 \"/\"\r\n").close().dissect();
    assert_eq!(read.connections.connections().len(), 2);
    let said = |place: usize| read.sessions[place].exchanges.len();
    assert_eq!((said(0), said(1)), (2, 2));
    assert_eq!(read.sessions[1].banner.as_deref(), Some(b"again".as_slice()));
    assert_eq!(ends(&read), ["\"open\" null", "\"closed\" \"client\""]);
    assert_eq!(odd(&read), [""; 0]);
}

/// Urgent data is part of the stream: no byte of it is left out (RFC 9293 §3.8.5, RFC 6093).
#[test]
fn urgent_data_stays_in_the_stream() {
    let read = greeted().client("NO").client("OP\r\n").urgent().server("200 fine\r\n").dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "NOOP -> 200"]);
    assert_eq!(odd(&read), [""; 0]);
}

#[test]
fn holes_of_more_than_4_gib_are_counted() {
    let begun = transfer().server("begin");
    let holes = (0..6).fold(begun, |script, _| script.skip(Server, GIBIBYTE).server("piece"));
    // Sent again: bytes that are there, and none that are new.
    let read = holes.again(Server, 5, "piece").again(Server, GIBIBYTE + 10, "piece").close_from(Server);
    let read = read.on(0).server("226 done\r\n").dissect();
    assert_eq!(data_of_transfer(&read), ("captured".to_owned(), 7 * 5, 6_u64 << 30));
    assert_eq!(odd(&read), [""; 0]);
}

/// More than 4 GiB without a hole in the numbers: every segment is there, its payload cut off.
#[test]
fn segments_of_more_than_4_gib_are_counted() {
    const LENGTH: u32 = 65_000;
    const SEGMENTS: u32 = 70_000;
    let begun = transfer();
    let mut frames = begun.frames();
    let sent = begun.server([0; LENGTH as usize]).cut(0).acknowledge(Client).frames();
    let [.., segment, acknowledgement] = sent.as_slice() else { panic!("{} frames", sent.len()) };
    for place in 0..SEGMENTS {
        let later = LENGTH.wrapping_mul(place);
        frames.extend([with_later_number(segment, 4, later), with_later_number(acknowledgement, 8, later)]);
    }
    let read = dissect(&pcap(&frames));
    let length = u64::from(LENGTH) * u64::from(SEGMENTS);
    assert!(length > 1 << 32);
    assert_eq!(data_of_transfer(&read), ("captured".to_owned(), 0, length));
    let analyses = read.analyses.entries();
    assert!(analyses.is_empty(), "{:?}", analyses.first());
}

/// The frame with so much more in the number at this place of its TCP header.
fn with_later_number(frame: &CapturedFrame, place: usize, later: u32) -> CapturedFrame {
    const ETHERNET_AND_IPV4: usize = 14 + 20;
    let mut frame = frame.clone();
    let number = &mut frame.bytes[ETHERNET_AND_IPV4 + place..][..4];
    let earlier = u32::from_be_bytes(number.try_into().expect("four bytes"));
    number.copy_from_slice(&earlier.wrapping_add(later).to_be_bytes());
    frame
}

/// The second FIN acknowledges the first one, in whatever order they were captured.
#[test]
fn who_closed_first_is_told_by_what_the_other_one_acknowledges() {
    let read = greeted().finish(Server).late(1).finish(Client).acknowledge(Server).dissect();
    assert_eq!(ends(&read), ["\"closed\" \"server\""]);
    // Neither knows of the other: the order of the frames is all there is.
    let both = greeted().under_way(Server).under_way(Client).finish(Client).finish(Server);
    assert_eq!(ends(&both.dissect()), ["\"closed\" \"client\""]);
}

#[test]
fn a_syn_that_comes_again_after_the_end_begins_no_connection() {
    let syn = |scenario: Scenario| scenario.sequence_numbers(1_000, 5_000).open().lost().lost();
    let read = syn(greeted().client("QUIT\r\n").server("221 bye\r\n").close()).dissect();
    assert_eq!(read.connections.connections().len(), 1);
    assert_eq!(talk(&read), ["(greeting) -> 220", "QUIT -> 221"]);
}

#[test]
fn a_line_behind_a_hole_is_known_in_pieces_too() {
    let asked = greeted().client("USER anna\r\n").server("331 who is this?\r\n").cut(10);
    let read = asked.client("PASS x\r\n").in_pieces(Server, 1, "230 in\r\n").dissect();
    assert_eq!(talk(&read), ["(greeting) -> 220", "USER anna -> 331", "PASS x -> 230"]);
}

/// As Linux sends them: the number of the last byte, and no payload.
#[test]
fn a_keep_alive_without_payload_shows_no_line() {
    let script = greeted().client("NOOP\r\n").server("200 fine\r\n").again(Client, 1, "").acknowledge(Server);
    let capture = script.pcap();
    let read = dissect(&capture);
    let layers = |number| packet(&read, &capture, number).layers.into_iter().map(|layer| layer.name);
    assert!(layers(5).any(|name| name == "ftp"));
    assert!(!layers(7).any(|name| name == "ftp"));
    assert_eq!(packet(&read, &capture, 7).row.protocol, "TCP");
}
