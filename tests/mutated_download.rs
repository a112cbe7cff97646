//! A recorded download of which each data segment in turn is lost, late, doubled, changed or cut: what is saved is
//! the file to the byte, or the verdict says what is missing. A wrong file is never called complete.

mod support;
mod transforms {
    #[allow(dead_code, reason = "the transforms of whole captures use the rest")]
    pub(crate) mod packet;
}

use ftpscope::dissector::Dissection;
use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::ftp::command_info::Direction;
use ftpscope::session::transfer::TransferPlace;
use ftpscope::session::verdict::{Reason, Verdict};
use pcap_file::pcap::PcapHeader;
use support::captures::Case;
use support::read::dissect;
use transforms::packet::{Packet, packets, pcap};

/// Captures with a download, and whether something tells its size.
const CASES: [(&str, bool); 3] =
    [("lost-on-the-way", true), ("passive-with-data", true), ("mirror-by-lftp", false)];

/// What is done to one segment.
#[derive(Clone, Copy, Debug)]
enum Mutation {
    /// Not in the capture.
    Removed,
    /// Captured after so many others.
    Delayed(usize),
    /// Captured twice.
    Duplicated,
    /// Captured again, a byte of the second copy being another.
    AlteredAgain,
    /// A byte of it is another, its checksum being that of what was sent.
    Altered,
    /// Cut by the snapshot length to so many bytes of payload.
    Cut(usize),
}

const MUTATIONS: [Mutation; 9] = [
    Mutation::Removed,
    Mutation::Delayed(1),
    Mutation::Delayed(5),
    Mutation::Delayed(1_000),
    Mutation::Duplicated,
    Mutation::AlteredAgain,
    Mutation::Altered,
    Mutation::Cut(0),
    Mutation::Cut(7),
];

impl Mutation {
    fn apply(self, packets: &[Packet], place: usize) -> Vec<Packet> {
        let mut changed = packets.to_vec();
        match self {
            Self::Removed => drop(changed.remove(place)),
            Self::Delayed(by) => {
                let packet = changed.remove(place);
                changed.insert((place + by).min(changed.len()), packet);
            }
            Self::Duplicated => changed.insert(place + 1, packets[place].clone()),
            Self::AlteredAgain => {
                changed.insert(place + 1, packets[place].clone());
                change(&mut changed[place + 1]);
            }
            Self::Altered => change(&mut changed[place]),
            Self::Cut(kept) => {
                let packet = &mut changed[place];
                let kept = kept.min(packet.payload.len());
                packet.cut += packet.payload.len() - kept;
                packet.payload.truncate(kept);
            }
        }
        changed
    }
}

/// Changes a byte in the middle.
fn change(packet: &mut Packet) {
    let middle = packet.payload.len() / 2;
    packet.payload[middle] ^= 0x20;
}

/// The largest whole download of a capture.
fn download(read: &Dissection) -> TransferPlace {
    let of_all = read.sessions.iter().enumerate().flat_map(|(session, of)| {
        let transfers = of.transfers.iter().enumerate().filter(|(_, transfer)| {
            transfer.direction == Direction::Download && transfer.judgement.verdict == Verdict::Complete
        });
        transfers.map(move |(place, transfer)| (transfer.file_bytes(), session, place))
    });
    let (_, session, transfer) = of_all.max().expect("a download");
    TransferPlace { session, transfer }
}

/// What is saved, holes left out.
fn saved(read: &Dissection, capture: &[u8], place: TransferPlace) -> Vec<u8> {
    let mut reader =
        FileReader::of_transfer(read, &capture, place, ReadOptions::default()).expect("it is read again");
    let mut bytes = Vec::new();
    while let Some(piece) = reader.next(read, &capture).expect("it is read again") {
        bytes.extend(piece);
    }
    bytes
}

#[test]
fn a_wrong_file_is_never_called_complete() {
    for (name, is_size_told) in CASES {
        let original = Case::named(name).bytes();
        let read = dissect(&original);
        let place = download(&read);
        let file = saved(&read, &original, place);
        let transfer = &read.sessions[place.session].transfers[place.transfer];
        let data = transfer.data.expect("it is bound");
        let sender = *read.connections.get(data.connection).expect("it is there").endpoints.get(data.sender);
        let packets = packets(&original);
        let is_of_it = |packet: &Packet| {
            packet.has_payload()
                && packet.flow().0.port() == sender.port
                && packet.flow().0.ip() == sender.address
        };
        let segments: Vec<_> = (0..packets.len()).filter(|place| is_of_it(&packets[*place])).collect();
        assert!(segments.len() > 1, "{name}: {} segments", segments.len());
        for &segment in &segments {
            for mutation in MUTATIONS {
                let at = format!("{name}, {mutation:?} of segment {segment}");
                let changed = pcap(&mutation.apply(&packets, segment), PcapHeader::default());
                check(&at, &changed, place, &file, is_size_told);
            }
        }
    }
}

fn check(at: &str, changed: &[u8], place: TransferPlace, file: &[u8], is_size_told: bool) {
    let read = dissect(changed);
    let transfer = &read.sessions[place.session].transfers[place.transfer];
    let bytes = saved(&read, changed, place);
    let judgement = transfer.judgement;
    match judgement.verdict {
        Verdict::Complete | Verdict::CompleteUnconfirmed => {
            assert!(bytes == file, "{at}: {judgement:?} of {} bytes, not {}", bytes.len(), file.len());
        }
        Verdict::Incomplete => {
            // Exactly what is missing is named: with it the file is whole.
            let mut filled = Vec::new();
            let mut rest = bytes.as_slice();
            for range in &transfer.missing {
                let [start, end] = [range.start, range.end].map(|at| usize::try_from(at).expect("short"));
                let (front, behind) = rest.split_at(start - filled.len());
                filled.extend_from_slice(front);
                filled.extend_from_slice(&file[start..end]);
                rest = behind;
            }
            filled.extend_from_slice(rest);
            assert!(!transfer.missing.is_empty(), "{at}: nothing is named");
            assert!(filled == file, "{at}: {:?}", transfer.missing);
        }
        Verdict::EndUnknown => {
            assert!(!is_size_told, "{at}: the size was told");
            assert!(file.starts_with(&bytes), "{at}");
        }
        Verdict::Ambiguous => {
            assert!(
                matches!(judgement.reason, Reason::CopiesDiffer | Reason::Damaged),
                "{at}: {judgement:?}"
            );
            assert!(at.contains("Altered"), "{at}: {judgement:?}");
        }
        other => panic!("{at}: {other:?}"),
    }
    // What is missing or changed is never passed over.
    let is_whole = matches!(judgement.verdict, Verdict::Complete | Verdict::CompleteUnconfirmed);
    let harmless = ["Delayed", "Duplicated"].iter().any(|mutation| at.contains(mutation));
    assert!(is_whole || !harmless, "{at}: {judgement:?}");
}
