//! Transfers that are made to take long do not.

mod support;

use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::second_look::files;
use ftpscope::session::dialogue::Speaker::Server;
use support::read::dissect;
use support::told::{PASV, fetched, in_session, said};

/// Seconds that a capture may take here, in a build without optimisation.
const SECONDS: u64 = 10;

#[test]
fn old_bytes_that_come_again_and_again_take_no_long_time() {
    // 2 MB, and a file of segments of one byte, of which the first comes again as often.
    let mut data = in_session().client("PASV\r\n").server(PASV).client("RETR f\r\n");
    data = data.connection(50_001, 60_000).open();
    data = (0..12_000).fold(data, |data, _| data.server("x"));
    data = data.in_pieces(Server, 60_000, vec![b'x'; 1_200_000]);
    data = (0..12_000).fold(data, |data, _| data.again(Server, 1_212_000, "x"));
    let script = data.close_from(Server).on(0).server("150 go\r\n").server("226 done\r\n");
    let begun = std::time::Instant::now();
    let read = script.dissect();
    let judgement = read.sessions[0].transfers[0].judgement;
    assert_eq!((judgement.verdict.name(), judgement.reason.name()), ("complete", "end_seen"));
    assert!(begun.elapsed().as_secs() < SECONDS, "{:?}", begun.elapsed());
}

#[test]
fn many_files_in_blocks_on_one_connection_take_no_long_time() {
    let mut script = said(in_session(), &[("MODE B", "200 ok")]);
    script = script.client("PASV\r\n").server(PASV).client("RETR f\r\n");
    script = script.connection(50_001, 60_000).open().server(b"\x40\x00\x04aaaa").on(0);
    script = script.server("150 go\r\n").server("226 done\r\n");
    for _ in 0..4_000 {
        script = script.client("RETR f\r\n").server("150 go\r\n").on(1).server(b"\x40\x00\x04bbbb").on(0);
        script = script.server("226 done\r\n");
    }
    let script = script.on(1).close_from(Server);
    let begun = std::time::Instant::now();
    let read = script.dissect();
    let judged = read.sessions[0].transfers.iter().map(|transfer| transfer.judgement.verdict.name());
    let complete = judged.filter(|verdict| *verdict == "complete").count();
    assert_eq!(complete, 4_001);
    assert!(begun.elapsed().as_secs() < SECONDS, "{:?}", begun.elapsed());
}

#[test]
fn hole_of_all_bytes_there_can_be_is_not_filled() {
    let script = said(in_session(), &[("REST 9223372036854775000", "350 go on")]);
    let script = fetched(script, "RETR f", 50_001, "abcd");
    let capture = script.pcap();
    let read = dissect(&capture);
    let (list, _) = files(&read, &capture.as_slice()).expect("it is read again");
    let options = ReadOptions { fill_holes: true, ..ReadOptions::default() };
    let mut reader =
        FileReader::of_file(&read, &capture.as_slice(), &list[0], options).expect("it is read again");
    let mut bytes = 0;
    while let Some(piece) = reader.next(&read, &capture.as_slice()).expect("it is read again") {
        bytes += piece.len();
        assert!(bytes < 1 << 30, "there is no end");
    }
    assert_eq!(bytes, 4);
    let hole = 0..9_223_372_036_854_775_000;
    assert_eq!(reader.ending().skipped.as_slice(), std::slice::from_ref(&hole));
}

#[test]
fn many_uneven_connections_at_the_same_time_take_no_long_time() {
    // Each stays open until the last one has begun.
    const COUNT: u16 = 3_000;
    let mut script = in_session();
    for number in 0..COUNT {
        let port = 20_000 + number;
        let announced = format!("PORT 192,0,2,10,{},{}\r\n", port >> 8, port & 255);
        script = script.client(announced).server("200 ok\r\n").client("RETR f\r\n").server("150 go\r\n");
        script = script.connection(port, 20).open_from(Server).server("abcd").again(Server, 4, "abcd");
        script = script.on(0).server("226 done\r\n");
    }
    let script =
        (1..=usize::from(COUNT)).fold(script, |script, connection| script.on(connection).close_from(Server));
    let begun = std::time::Instant::now();
    let read = script.dissect();
    let judged = read.sessions[0].transfers.iter().map(|transfer| transfer.judgement.verdict.name());
    assert_eq!(judged.filter(|verdict| *verdict == "complete").count(), usize::from(COUNT));
    assert!(begun.elapsed().as_secs() < SECONDS, "{:?}", begun.elapsed());
}
