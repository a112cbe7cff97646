//! Frames read again from their file: rows of a list, layers and fields, bytes.

mod support;

use std::cell::RefCell;

use ftpscope::dissector::Dissection;
use ftpscope::limits;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use ftpscope::source::{ReadError, Source};
use ftpscope::units::FrameNumber;
use ftpscope::view::{FieldView, FrameRowView, Passwords, frame_bytes, frame_rows, frame_view};

use support::captures;
use support::packets::packets_agree;
use support::read::{dissect, packet};
use support::scenario::{Scenario, scenario};

/// The rows of all frames, passwords masked.
fn rows(scenario: &Scenario) -> Vec<FrameRowView> {
    let capture = scenario.pcap();
    frame_rows(&dissect(&capture), &capture.as_slice(), 0..usize::MAX, Passwords::Masked).unwrap()
}

/// What the info column says of each frame that says something of FTP.
fn ftp_infos(scenario: &Scenario) -> Vec<String> {
    rows(scenario).into_iter().filter(|row| row.protocol.starts_with("FTP")).map(|row| row.info).collect()
}

/// A field of a frame, found by its name at any depth.
#[track_caller]
fn field(scenario: &Scenario, frame: u32, name: &str) -> FieldView {
    fn find<'a>(fields: &'a [FieldView], name: &str) -> Option<&'a FieldView> {
        fields.iter().find_map(|field| match field.name == name {
            true => Some(field),
            false => find(&field.children, name),
        })
    }
    let capture = scenario.pcap();
    let view = packet(&dissect(&capture), &capture, frame);
    find(&view.layers, name).unwrap_or_else(|| panic!("no {name} in {:#?}", view.layers)).clone()
}

/// The bytes of a frame as they leave the program.
fn bytes_of(scenario: &Scenario, frame: u32, passwords: Passwords) -> Vec<u8> {
    let capture = scenario.pcap();
    frame_bytes(&dissect(&capture), &capture.as_slice(), FrameNumber::new(frame).unwrap(), passwords).unwrap()
}

/// All that leaves the program of the frames, passwords masked.
fn all_text(dissection: &Dissection, capture: &[u8]) -> String {
    let frames = 1..=dissection.frames.count();
    let text = |number| {
        let view = packet(dissection, capture, number);
        let number = FrameNumber::new(number).unwrap();
        let bytes = frame_bytes(dissection, &capture, number, Passwords::Masked).unwrap();
        format!("{view:?} {}", String::from_utf8_lossy(&bytes))
    };
    frames.map(text).collect()
}

fn logged_in(password: &str) -> Scenario {
    let start = scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("331 go on\r\n");
    start.client(format!("PASS {password}\r\n")).server("230 in\r\n")
}

#[test]
fn the_packets_of_each_capture_agree_with_their_bytes() {
    for case in captures::all() {
        let capture = case.bytes();
        let agreed = packets_agree(&dissect(&capture), &capture);
        assert_eq!(agreed, Ok(()), "{}", case.name);
    }
}

#[test]
fn a_password_leaves_in_no_row_field_or_byte() {
    for case in captures::all() {
        let capture = case.bytes();
        let dissection = dissect(&capture);
        let secrets = dissection.sessions.iter().flat_map(|session| &session.exchanges);
        let secrets = secrets.filter(|exchange| exchange.secret && !exchange.argument().is_empty());
        let secrets: Vec<_> =
            secrets.map(|exchange| String::from_utf8_lossy(exchange.argument()).into_owned()).collect();
        let text = all_text(&dissection, &capture);
        for secret in secrets {
            assert!(!text.contains(&format!("PASS {secret}")), "{}: {secret}", case.name);
        }
    }
}

#[test]
fn a_password_is_masked_byte_by_byte_and_shown_when_asked() {
    let scenario = logged_in("hunter2");
    assert!(bytes_of(&scenario, 7, Passwords::Masked).ends_with(b"PASS *******\r\n"));
    assert!(bytes_of(&scenario, 7, Passwords::Revealed).ends_with(b"PASS hunter2\r\n"));
    let capture = scenario.pcap();
    let number = FrameNumber::new(7).unwrap();
    let view =
        |passwords| frame_view(&dissect(&capture), &capture.as_slice(), number, passwords).unwrap().unwrap();
    assert_eq!(view(Passwords::Masked).masked, [[59, 7]]);
    assert_eq!(view(Passwords::Masked).row.info, "Request: PASS ********");
    assert_eq!(view(Passwords::Revealed).row.info, "Request: PASS hunter2");
    assert!(view(Passwords::Revealed).masked.is_empty());
}

#[test]
fn a_password_that_is_sent_again_or_in_pieces_is_masked_too() {
    let again = logged_in("hunter2").again(Client, 14, "PASS hunter2\r\n").client("PWD\r\n");
    assert!(bytes_of(&again, 9, Passwords::Masked).ends_with(b"PASS *******\r\n"));
    let other = logged_in("hunter2").again(Client, 9, "HUNTER2\r\n").client("PWD\r\n");
    assert!(bytes_of(&other, 9, Passwords::Masked).ends_with(b"*******\r\n"));
    let start = scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("331 go on\r\n");
    let pieces = start.in_pieces(Client, 3, "PASS hunter2\r\n").server("230 in\r\n");
    let capture = pieces.pcap();
    let text = all_text(&dissect(&capture), &capture);
    assert!(!text.contains("hun") && !text.contains("er2"), "{text}");
    let infos = ["Request: PAS…", "Request: …S ********…", "Request: …********…", "Request: …********…"];
    assert_eq!(ftp_infos(&pieces)[3..7], infos);
}

#[test]
fn a_password_among_telnet_commands_or_behind_a_hole_is_masked_with_its_line() {
    let start = || scenario().open().server("220 ready\r\n").client("USER anna\r\n").server("331 go on\r\n");
    let telnet = start().client(b"PASS hun\xFF\xF1ter2\r\n").server("230 in\r\n");
    let masked = bytes_of(&telnet, 7, Passwords::Masked);
    assert!(masked.ends_with(&[b'*'; 16]), "{masked:?}");
    let hole = start().client("PASS hun").skip(Client, 2).client("r2\r\n").server("230 in\r\n");
    let capture = hole.pcap();
    let text = all_text(&dissect(&capture), &capture);
    assert!(!text.contains("hun") && !text.contains("r2\\r"), "{text}");
}

#[test]
fn relative_numbers_count_from_the_syn_or_from_the_first_byte_known_of() {
    let numbers = |scenario: &Scenario, frame| {
        let value = |name| field(scenario, frame, name).value;
        [value("tcp.seq"), value("tcp.ack")]
    };
    let opened = logged_in("hunter2");
    assert_eq!(field(&opened, 1, "tcp.seq").value, "0");
    assert_eq!(numbers(&opened, 2), ["0", "1"]);
    assert_eq!(numbers(&opened, 5), ["1", "12"]);
    let begun = scenario().client("PWD\r\n").server("257 \"/\"\r\n");
    assert_eq!(numbers(&begun, 1), ["1", "1"]);
    assert_eq!(numbers(&begun, 2), ["1", "6"]);
    let wrapping = scenario().sequence_numbers(u32::MAX - 2, 7).client("PWD\r\n").client("NOOP\r\n");
    assert_eq!(numbers(&wrapping, 2), ["6", "1"]);
}

#[test]
fn each_line_of_a_frame_is_in_its_info_and_a_repeated_one_is_not() {
    let several = scenario().open().server("220 ready\r\n").client("USER anna\r\nPASS x\r\nPWD\r\n");
    let info = "Request: USER anna | Request: PASS ******** | Request: PWD";
    assert_eq!(ftp_infos(&several), ["Response: 220 ready", info]);
    assert_eq!(rows(&several)[4].exchanges, [1, 2, 3]);
    let again = scenario().open().server("220 ready\r\n").client("PWD\r\n").again(Client, 5, "PWD\r\n");
    let row = &rows(&again)[5];
    assert_eq!((row.protocol.as_str(), row.exchanges.len()), ("TCP", 0));
    assert_eq!(field(&again, 6, "ftp.request.command").value, "PWD");
}

#[test]
fn fields_stand_in_the_bytes_that_say_them() {
    let scenario = scenario().open().server("220-hi\r\n220 ready\r\n").client(" RETR  a b\r\n");
    let text = |frame, name| {
        let field = field(&scenario, frame, name);
        let bytes = bytes_of(&scenario, frame, Passwords::Revealed);
        String::from_utf8_lossy(&bytes[field.start as usize..][..field.length as usize]).into_owned()
    };
    assert_eq!(text(5, "ftp.request"), " RETR  a b\r\n");
    assert_eq!(text(5, "ftp.request.command"), "RETR");
    assert_eq!(text(5, "ftp.request.arg"), " a b");
    assert_eq!(text(4, "ftp.response.code"), "220");
    assert_eq!(text(4, "ftp.response.arg"), "hi");
}

#[test]
fn fields_lead_to_the_answer_and_to_the_other_frames_of_their_line() {
    let start = scenario().open().server("220 ready\r\n");
    let scenario = start.in_pieces(Client, 4, "NOOP\r\n").server("200 ok\r\n");
    assert_eq!(field(&scenario, 6, "ftp.response_in").frame, Some(7));
    assert_eq!(field(&scenario, 7, "ftp.request_in").frame, Some(6));
    assert_eq!(field(&scenario, 5, "tcp.segment").frame, Some(5));
}

#[test]
fn announced_endpoints_and_data_lead_to_one_another() {
    let start = logged_in("x").client("PASV\r\n").server("227 (192,0,2,20,200,1)\r\n").client("RETR f\r\n");
    let open = start.server("150 here\r\n").connection(50_001, 51_201).open().says(Server, "data").close();
    let scenario = open.on(0).server("226 done\r\n");
    assert_eq!(field(&scenario, 10, "ftp.passive.ip").value, "192.0.2.20");
    assert_eq!(field(&scenario, 10, "ftp.passive.port").value, "51201");
    let data = 16;
    assert_eq!(rows(&scenario)[data - 1].info, "FTP Data: 4 bytes (PASV) (RETR f)");
    assert_eq!(field(&scenario, data as u32, "ftp-data.setup-frame").frame, Some(10));
    assert_eq!(field(&scenario, data as u32, "ftp-data.command-frame").frame, Some(11));
    assert_eq!(rows(&scenario)[data - 1].exchanges, rows(&scenario)[10].exchanges);
}

#[test]
fn windows_are_scaled_where_both_sides_offer_it() {
    let case = captures::Case::named("login");
    let capture = case.bytes();
    let window = |frame| {
        let view = packet(&dissect(&capture), &capture, frame);
        let tcp = view.layers.iter().find(|layer| layer.name == "tcp").unwrap().clone();
        let value = |name| tcp.children.iter().find(|field| field.name == name).unwrap().value.clone();
        (value("tcp.window_size_value"), value("tcp.window_size"))
    };
    assert_eq!(window(1), ("64240".to_owned(), "64240".to_owned()));
    assert_eq!(window(3), ("63".to_owned(), "64512".to_owned()));
}

/// A file that counts how often and how far it is read.
struct Counted<'a> {
    bytes: &'a [u8],
    reads: RefCell<Vec<(u64, usize)>>,
}

impl Source for Counted<'_> {
    fn read(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        self.reads.borrow_mut().push((offset, length));
        self.bytes.read(offset, length)
    }
}

#[test]
fn a_window_of_rows_is_one_read() {
    let capture = logged_in("x").pcap();
    let file = Counted { bytes: &capture, reads: RefCell::default() };
    let rows = frame_rows(&dissect(&capture), &file, 2..6, Passwords::Masked).unwrap();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 4, 5, 6]);
    assert_eq!(file.reads.borrow().len(), 1);
}

#[test]
fn more_than_a_piece_is_read_in_pieces_and_no_frame_twice() {
    let long = "x".repeat(60_000);
    let scenario = (0..40).fold(logged_in("x"), |scenario, _| scenario.client(&long));
    let capture = scenario.pcap();
    let file = Counted { bytes: &capture, reads: RefCell::default() };
    let rows = frame_rows(&dissect(&capture), &file, 0..usize::MAX, Passwords::Masked).unwrap();
    assert_eq!(rows.len(), 48);
    let reads = file.reads.borrow();
    assert_eq!(reads.len(), 3);
    assert!(reads.iter().all(|(_, length)| *length as u64 <= limits::REPLAY_BYTES));
    let ends = reads.iter().map(|(offset, length)| offset + *length as u64);
    assert!(ends.zip(reads.iter().skip(1)).all(|(end, (next, _))| end <= *next));
}

#[test]
fn a_range_is_cut_to_what_there_is() {
    let capture = logged_in("x").pcap();
    let dissection = dissect(&capture);
    let count = |range| frame_rows(&dissection, &capture.as_slice(), range, Passwords::Masked).unwrap().len();
    assert_eq!(count(7..100), 1);
    assert_eq!(count(100..200), 0);
    let none = FrameNumber::new(100).unwrap();
    assert_eq!(frame_view(&dissection, &capture.as_slice(), none, Passwords::Masked), Ok(None));
    assert_eq!(frame_bytes(&dissection, &capture.as_slice(), none, Passwords::Masked), Ok(Vec::new()));
}

#[test]
fn a_file_that_became_shorter_is_an_error_with_its_byte() {
    let capture = logged_in("x").pcap();
    let dissection = dissect(&capture);
    let shorter = &capture[..capture.len() - 1];
    let offset = dissection.frames.get(FrameNumber::new(8).unwrap()).unwrap().offset;
    let number = FrameNumber::new(8).unwrap();
    assert_eq!(frame_bytes(&dissection, &shorter, number, Passwords::Masked), Err(ReadError { offset }));
}

#[test]
fn records_of_tls_are_listed_as_such() {
    let start = scenario().open().server("220 ready\r\n").client("AUTH TLS\r\n").server("234 go on\r\n");
    let hello = b"\x16\x03\x01\x00\x04\x01\x00\x00\x00";
    let rest = b"\x14\x03\x03\x00\x01\x01\x16\x03\x03\x00\x05\x01\xAA\x00\x00\x00\x17\x03\x03\x00\x02ab";
    let scenario = start.client(hello).server(rest);
    let rows = rows(&scenario);
    assert_eq!((rows[6].protocol.as_str(), rows[6].info.as_str()), ("TLS", "Client Hello"));
    assert_eq!(rows[7].info, "Change Cipher Spec, Encrypted Handshake Message, Application Data");
    assert_eq!(field(&scenario, 8, "tls.record").value, "Change Cipher Spec");
    assert_eq!(field(&scenario, 7, "tls.record.version").value, "0x0301");
}
