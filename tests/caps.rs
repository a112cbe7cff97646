//! Caps: whoever cuts something says so.

mod support;

use ftpscope::address::Side;
use ftpscope::dissector::{Dissection, Dissector};
use ftpscope::expert::ExpertCode;
use ftpscope::limits;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::session::read_session;
use ftpscope::session::recognition::{RecognisedBy, RolesBy};
use ftpscope::units::FrameNumber;

use support::read::session;
use support::scenario::scenario;
use support::tls::{
    HANDSHAKE, UTF8_STRING, attribute, certificate, certificates, finished, record, server_hello,
};

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
    // However many of them a segment has.
    let pipelined = scenario().open().server("220 ready\r\n").client("NOOP\r\n".repeat(9)).dissect();
    let connection = &pipelined.connections.connections()[0];
    assert_eq!(read_session(connection, Side::A, RolesBy::Syn, RecognisedBy::Port, 3).lines, 3 + 1);
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

/// The expert infos of this code: what is expected, what was found.
fn said(read: &Dissection, code: ExpertCode) -> Vec<(Option<u64>, Option<u64>)> {
    let infos = read.experts.infos().iter().filter(|info| info.code == code);
    infos.map(|info| (info.expected, info.found)).collect()
}

#[test]
fn caps_are_said() {
    let greeted = || scenario().open().server("220 ready\r\n");
    let within = |text: &str| greeted().in_pieces(Client, 1_400, text).server("500 what\r\n").dissect();
    // A line.
    let line = |bytes: usize| format!("DELE {}\r\n", "x".repeat(bytes - "DELE ".len()));
    let cap = limits::LINE_BYTES;
    assert_eq!(said(&within(&line(cap)), ExpertCode::LineCut), []);
    let length = cap as u64 + 3;
    assert_eq!(said(&within(&line(cap + 1)), ExpertCode::LineCut), [(Some(cap as u64), Some(length))]);

    // Commands that wait for their replies.
    let pending = |commands: usize| {
        let asked = greeted().in_pieces(Client, 1_400, "NOOP\r\n".repeat(commands));
        asked.in_pieces(Server, 1_400, "200 fine\r\n".repeat(commands)).dissect()
    };
    let cap = limits::PENDING_COMMANDS;
    let answered = |read: &Dissection| {
        let commands = session(read).exchanges.iter().filter(|exchange| exchange.line.is_some());
        commands.filter(|exchange| exchange.final_reply().is_some()).count()
    };
    let read = pending(cap);
    assert_eq!((said(&read, ExpertCode::TooManyPending).len(), answered(&read)), (0, cap));
    let read = pending(cap + 6);
    assert_eq!(said(&read, ExpertCode::TooManyPending), [(Some(cap as u64), None)]);
    assert_eq!(answered(&read), cap);

    // Lines of a reply.
    let reply = |lines: usize| {
        let inner = " more\r\n".repeat(lines - 1);
        let asked = greeted().client("STAT\r\n");
        asked.in_pieces(Server, 1_400, format!("211-first\r\n{inner}211 end\r\n")).dissect()
    };
    let cap = limits::REPLY_LINES;
    let lines = |read: &Dissection| session(read).exchanges[1].replies[0].lines.len();
    let read = reply(cap);
    assert_eq!((said(&read, ExpertCode::ReplyCut).len(), lines(&read)), (0, cap + 1));
    let read = reply(cap + 7);
    assert_eq!((said(&read, ExpertCode::ReplyCut), lines(&read)), (vec![(Some(cap as u64), None)], cap + 1));
    assert_eq!(session(&read).exchanges[1].replies[0].lines_left_out, 7);
}

#[test]
fn five_hundred_announcements_are_as_good_as_one() {
    let announced = (0..500).fold(scenario().open().server("220 ready\r\n"), |before, port| {
        before.client(format!("PORT 192,0,2,10,200,{}\r\n", port % 256)).server("200 fine\r\n")
    });
    let read = announced.client("RETR f\r\n").server("150 go\r\n226 done\r\n").dissect();
    assert_eq!(
        session(&read).transfers[0].announcement.map(|last| last.endpoint.port),
        Some(200 * 256 + 499 % 256)
    );
    assert_eq!(session(&read).exchanges.len(), 502);
}

#[test]
fn handshakes_are_kept_up_to_the_cap() {
    let hello = record(HANDSHAKE, &server_hello(0x0303, 0xC02F, &[]));
    let chain = |size: usize| {
        let certificate = certificate(&[attribute(3, UTF8_STRING, b"ftp.example.org")]);
        let messages = certificates(&[certificate, vec![0; size]]);
        let records: Vec<_> = messages.chunks(16_384).map(|part| record(HANDSHAKE, part)).collect();
        let asked = scenario().open().server("220 ready\r\n").client("AUTH TLS\r\n").server("234 go on\r\n");
        let asked = asked.in_pieces(Server, 1_400, [vec![hello.clone()], records].concat().concat());
        asked.client(finished()).server(finished()).dissect()
    };
    let subject = |read: &Dissection| session(read).encryptions[0].certificate_subject.clone();
    assert_eq!(subject(&chain(20_000)).as_deref(), Some("CN=ftp.example.org"));
    // Where the message goes on beyond the cap it is not read.
    assert_eq!(subject(&chain(limits::HANDSHAKE_BYTES)), None);
    assert_eq!(
        session(&chain(limits::HANDSHAKE_BYTES)).encryptions[0]
            .server
            .as_ref()
            .map(|hello| hello.cipher_suite),
        Some(0xC02F)
    );
}

#[test]
#[ignore = "long: 33 million frames, a GiB of memory"]
fn frames_are_listed_up_to_the_cap() {
    // Each record is sixteen zeros: time 0, no bytes.
    let records = [0; 16 << 16];
    let mut dissector = Dissector::new();
    dissector.push(&scenario().pcap()[..24]).expect("the header of a pcap file");
    for _ in 0..(limits::FRAMES >> 16) {
        dissector.push(&records).expect("frames");
    }
    dissector.push(&records[..64]).expect("four more");
    assert_eq!(dissector.frames(), limits::FRAMES + 4);
    let read = dissector.finish().expect("a capture");
    assert_eq!(read.frames.count(), limits::FRAMES);
    let said = read.experts.infos().iter().filter(|info| info.code == ExpertCode::TooManyFrames);
    let at: Vec<_> = said.map(|info| (info.frame, info.expected)).collect();
    assert_eq!(at, [(FrameNumber::new(limits::FRAMES + 1), Some(limits::FRAMES.into()))]);
}
