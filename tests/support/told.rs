//! Transfers written down as scripts, and what is told of them.

use ftpscope::dissector::Dissection;
use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::second_look::files;
use ftpscope::session::dialogue::Speaker::Server;
use ftpscope::session::files::TransferredFile;
use ftpscope::session::transfer::TransferPlace;

use super::read::dissect;
use super::scenario::{Scenario, scenario};

/// The server listens at 192.0.2.20, port 60000.
pub(crate) const PASV: &str = "227 Entering Passive Mode (192,0,2,20,234,96)\r\n";

/// Logs in on a control connection and asks for bytes as they are.
pub(crate) fn login(script: Scenario, user: &str) -> Scenario {
    script
        .open()
        .server("220 ready\r\n")
        .client(format!("USER {user}\r\n"))
        .server("230 in\r\n")
        .client("TYPE I\r\n")
        .server("200 ok\r\n")
}

pub(crate) fn in_session() -> Scenario {
    login(scenario(), "anna")
}

/// The client says each, and is told that it is fine.
pub(crate) fn said(script: Scenario, pairs: &[(&str, &str)]) -> Scenario {
    pairs.iter().fold(script, |script, (command, reply)| {
        script.client(format!("{command}\r\n")).server(format!("{reply}\r\n"))
    })
}

/// A transfer in passive mode: the command, a connection from this port of the client, what goes over it,
/// and the final reply.
pub(crate) fn transfer(
    script: Scenario,
    command: &str,
    port: u16,
    data: impl Fn(Scenario) -> Scenario,
    end: &str,
) -> Scenario {
    let script = script.client("PASV\r\n").server(PASV).client(format!("{command}\r\n"));
    let script = data(script.connection(port, 60_000).open()).on(0).server("150 go\r\n");
    script.server(format!("{end}\r\n"))
}

pub(crate) fn fetched(script: Scenario, command: &str, port: u16, bytes: &str) -> Scenario {
    transfer(script, command, port, |data| data.server(bytes).close_from(Server), "226 done")
}

/// Verdict, reason, length and bytes of one transfer, holes left out.
pub(crate) fn told(read: &Dissection, capture: &[u8], session: usize, transfer: usize) -> String {
    let place = TransferPlace { session, transfer };
    let of = &read.sessions[session].transfers[transfer];
    let mut bytes = Vec::new();
    if of.data.is_some() {
        let reader = FileReader::of_transfer(read, &capture, place, ReadOptions::default());
        bytes = all(reader.expect("it is read again"), read, capture);
    }
    let judgement = of.judgement;
    format!("{} {} {}", judgement.verdict.name(), judgement.reason.name(), bytes.escape_ascii())
}

pub(crate) fn all(mut reader: FileReader, read: &Dissection, capture: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(piece) = reader.next(read, &capture).expect("it is read again") {
        bytes.extend(piece);
    }
    bytes
}

/// The transfers of a script, session after session.
pub(crate) fn transfers(script: &Scenario) -> Vec<String> {
    let capture = script.pcap();
    let read = dissect(&capture);
    let places = (0..read.sessions.len())
        .flat_map(|session| (0..read.sessions[session].transfers.len()).map(move |place| (session, place)));
    places.map(|(session, place)| told(&read, &capture, session, place)).collect()
}

/// The files of a script: verdict, reason, number of pieces, length, bytes.
pub(crate) fn told_files(script: &Scenario) -> Vec<String> {
    let capture = script.pcap();
    let read = dissect(&capture);
    let (list, left_out) = files(&read, &capture.as_slice()).expect("it is read again");
    assert_eq!(left_out, 0);
    let one = |file: &TransferredFile| {
        let reader = FileReader::of_file(&read, &capture.as_slice(), file, ReadOptions::default());
        let bytes = all(reader.expect("it is read again"), &read, &capture);
        let (verdict, reason) = (file.judgement.verdict.name(), file.judgement.reason.name());
        let length = file.bytes.map_or("?".to_owned(), |bytes| bytes.to_string());
        format!("{verdict} {reason} {} {length} {}", file.pieces.len(), bytes.escape_ascii())
    };
    list.iter().map(one).collect()
}
