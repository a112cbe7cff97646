//! Whatever a file holds, reading it ends without a panic, and with a report
//! or an error.

mod support;

use ftpscope::dissector::Dissection;
use ftpscope::session::dialogue::Speaker::{Client, Server};
use proptest::prelude::*;
use proptest::sample::Index;

use support::captures::{self, Case};
use support::packets::packets_agree;
use support::property::check;
use support::read::{report, try_dissect};
use support::scenario::{Scenario, scenario};

/// Reads a file in two slices. What comes out must agree with itself.
fn read(file: &[u8], cut: Index) -> Result<(), TestCaseError> {
    let (first, second) = file.split_at(cut.index(file.len() + 1));
    match try_dissect([first, second]) {
        Ok(dissection) => {
            agrees_with_itself(&dissection)?;
            packets_agree(&dissection, file).map_err(TestCaseError::fail)
        }
        Err(error) => {
            prop_assert!(error.offset <= file.len() as u64);
            Ok(())
        }
    }
}

/// Every frame and every number that a report names is there.
fn agrees_with_itself(dissection: &Dissection) -> Result<(), TestCaseError> {
    let report = report(dissection);
    let frames = dissection.frames.count();
    let is_frame =
        |frame: &serde_json::Value| frame.as_u64().is_some_and(|frame| 1 <= frame && frame <= frames.into());
    for session in report["sessions"].as_array().expect("a list") {
        let exchanges = session["exchanges"].as_array().expect("a list");
        let transfers = session["transfers"].as_array().expect("a list");
        for exchange in exchanges {
            let command = &exchange["command"];
            prop_assert!(command.is_null() || is_frame(&command["frame"]));
            for reply in exchange["replies"].as_array().expect("a list") {
                prop_assert!(is_frame(&reply["frame"]) && is_frame(&reply["first_frame"]));
            }
            let transfer = exchange["transfer"].as_u64();
            prop_assert!(transfer.is_none_or(|transfer| transfer < transfers.len() as u64));
        }
        for transfer in transfers {
            let exchange = transfer["exchange"].as_u64().expect("a number") as usize;
            prop_assert_eq!(&exchanges[exchange]["command"]["frame"], &transfer["frame"]);
        }
    }
    for info in dissection.experts.infos() {
        prop_assert!(info.frame.is_none_or(|frame| frame.get() <= frames));
    }
    Ok(())
}

/// Beginnings of files that are read on from: every magic number, and headers that are sound.
fn beginnings() -> Vec<Vec<u8>> {
    let magic_numbers =
        [0xA1B2_C3D4_u32, 0xA1B2_3C4D].iter().flat_map(|magic| [magic.to_be_bytes(), magic.to_le_bytes()]);
    let headers = [
        Case::named("login").bytes()[..24].to_vec(),
        Case::named("login-pcapng-us").bytes()[..28].to_vec(),
        Vec::new(),
    ];
    magic_numbers.map(|magic| magic.to_vec()).chain(headers).collect()
}

#[test]
fn random_bytes_are_read_or_refused() {
    let beginnings = beginnings();
    let bytes = prop::collection::vec(any::<u8>(), 0..600);
    check(1_000, &(0..beginnings.len(), bytes, any::<Index>()), |(beginning, bytes, cut)| {
        read(&[beginnings[beginning].as_slice(), &bytes].concat(), cut)
    });
}

/// A change of a file.
#[derive(Clone, Debug)]
enum Change {
    /// This byte is another one.
    Set(Index, u8),
    /// These bytes are missing.
    Remove(Index, usize),
    /// These bytes are there twice.
    Repeat(Index, usize),
}

impl Change {
    fn apply(&self, file: &mut Vec<u8>) {
        let range = |at: &Index, length: usize, end: usize| at.index(end)..(at.index(end) + length).min(end);
        match self {
            _ if file.is_empty() => {}
            Self::Set(at, byte) => {
                let at = at.index(file.len());
                file[at] = *byte;
            }
            Self::Remove(at, length) => drop(file.drain(range(at, *length, file.len()))),
            Self::Repeat(at, length) => {
                let range = range(at, *length, file.len());
                let (at, repeated) = (range.start, file[range].to_vec());
                file.splice(at..at, repeated);
            }
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let byte = prop_oneof![any::<u8>(), Just(0), Just(0xFF), Just(b'\n')];
    prop_oneof![
        6 => (any::<Index>(), byte).prop_map(|(at, byte)| Change::Set(at, byte)),
        1 => (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        1 => (any::<Index>(), 1..200_usize).prop_map(|(at, length)| Change::Repeat(at, length)),
    ]
}

#[test]
fn changed_captures_are_read_or_refused() {
    let cases: Vec<_> = captures::all().iter().map(Case::bytes).collect();
    let changes = prop::collection::vec(change(), 1..30);
    check(1_000, &(0..cases.len(), changes, any::<Index>()), |(case, changes, cut)| {
        let mut file = cases[case].clone();
        changes.iter().for_each(|change| change.apply(&mut file));
        read(&file, cut)
    });
}

/// A segment of a conversation that makes no sense.
#[derive(Clone, Debug)]
struct Nonsense {
    from_client: bool,
    /// Where it begins, counted back from the end of what was sent.
    back: u32,
    /// Pieces of lines, most of them of FTP.
    pieces: Vec<Vec<u8>>,
    kind: u8,
}

fn nonsense() -> impl Strategy<Value = Nonsense> {
    let pieces: Vec<Vec<u8>> = [
        &b"220 ready\r\n"[..],
        b"220-",
        b"230 in\r\n",
        b"226",
        b" ",
        b"\r\n",
        b"\r",
        b"\n",
        b"\0",
        b"\xFF",
        b"\xFF\xF4\xFF\xF2",
        b"\xFF\xFA",
        b"USER anna\r\n",
        b"PASS x\r\n",
        b"REIN\r\n",
        b"ABOR\r\n",
        b"PASV\r\n",
        b"PORT 1,2,3,4,5,6\r\n",
        b"227 (192,0,2,20,234,96)\r\n",
        b"229 (|||60000|)\r\n",
        b"EPRT |2|::1|9|\r\n",
        b"RETR f\r\n",
        b"LIST\r\n",
        b"150 go (9 bytes)\r\n",
        b"426 no\r\n",
        b"257 \"/a\"\"",
        b"CWD ",
        b"CDUP\r\n",
        b"..",
        b"/",
        b"[A.B]",
        b"C:\\",
        b"REST 18446744073709551615\r\n",
        b"AUTH TLS\r\n",
        b"234 go\r\n",
        b"\x16\x03\x01",
        b"421 bye\r\n",
        b"999",
        b"000 \r\n",
        b"EPSV ALL\r\n",
    ]
    .map(<[u8]>::to_vec)
    .to_vec();
    let piece =
        prop_oneof![9 => prop::sample::select(pieces), 1 => prop::collection::vec(any::<u8>(), 0..20)];
    let back = prop_oneof![8 => Just(0), 2 => 0..60_u32, 1 => any::<u32>()];
    (any::<bool>(), back, prop::collection::vec(piece, 0..6), any::<u8>())
        .prop_map(|(from_client, back, pieces, kind)| Nonsense { from_client, back, pieces, kind })
}

impl Nonsense {
    fn append_to(&self, before: Scenario) -> Scenario {
        let speaker = if self.from_client { Client } else { Server };
        let sent = before.again(speaker, self.back, self.pieces.concat());
        match self.kind % 32 {
            0 => sent.lost(),
            1 => sent.twice(),
            2 => sent.late(3),
            3 => sent.cut(self.pieces.concat().len() / 2),
            4 => sent.without_acknowledgement(),
            5 => sent.finish(speaker),
            6 => sent.reset(speaker),
            7 => sent.open(),
            8 => sent.skip(speaker, u32::MAX / 2),
            9 => sent.connection(50_001, 60_000),
            10 => sent.on(0),
            11 => sent.keep_alive(speaker),
            12 => sent.after_ms(-5),
            _ => sent,
        }
    }
}

#[test]
fn conversations_that_make_no_sense_are_read() {
    let script = prop::collection::vec(nonsense(), 1..40);
    check(1_000, &(script, any::<Index>()), |(script, cut)| {
        let capture =
            script.iter().fold(scenario().open(), |before, nonsense| nonsense.append_to(before)).pcap();
        read(&capture, cut)
    });
}
