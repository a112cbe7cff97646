//! Transfers: judged after a second look, mapped, put together to files, read again.

use ftpscope::dissector::{Dissection, Dissector};
use ftpscope::export::{FileList, SavedFile, ServerTree};
use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::ftp::command_info::Direction;
use ftpscope::ftp::transfer_mode::LineEnds;
use ftpscope::listings::{PathIndex, read_listing};
use ftpscope::second_look::look_again;
use ftpscope::session::transfer::{Transfer, TransferPlace};
use ftpscope::session::verdict::Verdict;
use ftpscope::source::Source;
use ftpscope::stream_map::StreamMap;
use ftpscope::stream_maps::StreamMaps;
use ftpscope::view::{file_views, listing_view, transfer_map, transfer_views, tree_views};

use super::seeds;

/// Bytes that may come out of a file; offsets of REST can make holes of any length, which are not filled here.
const LONGEST: usize = 1 << 20;
/// Bytes of a capture that is worth beginning with.
const LONGEST_SEED: usize = 14_000;

/// Reads a capture that is not compressed, and saves all that it carries.
///
/// # Panics
///
/// Where something does not hold.
pub fn run(data: &[u8]) {
    let mut dissector = Dissector::new();
    if dissector.push(data).is_err() {
        return;
    }
    let Ok(mut dissection) = dissector.finish() else { return };
    if dissection.compression.is_some() {
        return;
    }
    let source: &dyn Source = &data;
    look_again(&mut dissection, source).expect("it is in memory");
    for session in 0..dissection.sessions.len() {
        for transfer in 0..dissection.sessions[session].transfers.len() {
            one_transfer(&dissection, source, TransferPlace { session, transfer });
        }
        let views = transfer_views(&dissection, session, 0..usize::MAX);
        assert_eq!(views.len(), dissection.sessions[session].transfers.len());
    }
    files(&dissection, source);
    let index = PathIndex::new(&dissection);
    let tree = ServerTree::new(&dissection, source, &index).expect("it is in memory");
    let views = tree_views(&tree, 0..usize::MAX);
    // Each stands behind the one that it is below.
    assert!(views.windows(2).all(|pair| pair[1].depth <= pair[0].depth + 1));
}

fn one_transfer(dissection: &Dissection, source: &dyn Source, place: TransferPlace) {
    let transfer = &dissection.sessions[place.session].transfers[place.transfer];
    let is_whole = matches!(transfer.judgement.verdict, Verdict::Complete | Verdict::CompleteUnconfirmed);
    let Some(data) = transfer.data else {
        assert!(!is_whole && transfer.missing.is_empty());
        return;
    };
    let map = StreamMap::new(dissection, source, data.connection, data.sender).expect("it is in memory");
    let captured: u64 = map.captured().map(|stretch| stretch.end - stretch.start).sum();
    assert_eq!(captured, data.bytes, "what is mapped is what was counted");
    let stretches = map.stretches();
    assert!(stretches.windows(2).all(|pair| pair[0].end <= pair[1].start), "no byte stands twice");
    assert!(map.length() == data.length && stretches.last().is_none_or(|last| last.end <= data.length));
    if is_whole && !transfer.is_coded() {
        assert_eq!((captured, data.missing_bytes, transfer.missing.len()), (data.length, 0, 0));
    }
    transfer_map(dissection, source, place, &mut StreamMaps::default()).expect("it is in memory");
    for fill_holes in [false, true] {
        saved(dissection, source, transfer, place, fill_holes);
    }
    let listing = read_listing(dissection, source, place).expect("it is in memory");
    assert!(listing.is_none() || transfer.direction == Direction::Listing);
    if let Some(listing) = listing {
        let view = listing_view(&listing, &PathIndex::new(dissection));
        assert_eq!(view.entries.len(), listing.listing.entries.len());
    }
}

/// Saves what a transfer carried, as it was sent.
fn saved(
    dissection: &Dissection,
    source: &dyn Source,
    transfer: &Transfer,
    place: TransferPlace,
    fill_holes: bool,
) {
    let Some(data) = transfer.data.filter(|data| data.length <= LONGEST as u64) else { return };
    let options = ReadOptions { line_ends: LineEnds::Wire, fill_holes };
    let mut reader = FileReader::of_transfer(dissection, source, place, options).expect("it is in memory");
    let mut bytes = 0_u64;
    while let Some(piece) = reader.next(dissection, source).expect("it is in memory") {
        assert!(!piece.is_empty());
        bytes += piece.len() as u64;
        if bytes > LONGEST as u64 {
            return;
        }
    }
    let ending = reader.ending();
    assert_eq!(ending.bytes, bytes);
    if !transfer.is_coded() {
        let expected = if fill_holes { data.length } else { data.bytes };
        assert_eq!((bytes, ending.problem), (expected, None));
    }
}

fn files(dissection: &Dissection, source: &dyn Source) {
    let list = FileList::new(dissection, source).expect("it is in memory");
    let views = file_views(dissection, &list, 0..usize::MAX);
    assert_eq!(views.len(), list.files.len());
    let mut names: Vec<_> = list.files.iter().map(|named| named.name.to_lowercase()).collect();
    names.sort();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "no name twice");
    for named in &list.files {
        let reader = FileReader::of_file(dissection, source, &named.file, ReadOptions::default());
        let mut file = SavedFile::new(reader.expect("it is in memory"));
        let mut bytes = 0;
        while let Some(piece) = file.next(dissection, source).expect("it is in memory") {
            bytes += piece.len();
            if bytes > LONGEST {
                break;
            }
        }
        let info = file.finish();
        let verdict = named.file.judgement.verdict;
        let is_whole = matches!(verdict, Verdict::Complete | Verdict::CompleteUnconfirmed);
        if is_whole && bytes <= LONGEST {
            assert!(info.ending.skipped.is_empty() && info.ending.problem.is_none(), "{named:?}");
            assert_eq!(named.file.bytes.map(|_| ()), Some(()));
        }
    }
}

/// Captures in which files are transferred.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let mut captures = seeds::captures();
    captures.retain(|capture| capture.len() <= LONGEST_SEED);
    captures
}
