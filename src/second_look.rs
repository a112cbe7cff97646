//! What only the bytes of a transfer tell, and so only a second look at its frames.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::address::Side;
use crate::dissector::Dissection;
use crate::expert::{ExpertCode, ExpertInfo};
use crate::file_plan::FilePlan;
use crate::file_reader::{FileReader, Problem, ReadOptions};
use crate::ftp::transfer_mode::EndMark;
use crate::ftp::transfer_parameters::TransferMode;
use crate::limits;
use crate::listed_sizes::listed_sizes;
use crate::session::Session;
use crate::session::files::{TransferredFile, transferred_files};
use crate::session::missing::missing_ranges;
use crate::session::transfer::{DecodedFile, TransferPlace};
use crate::session::verdict::{Evidence, Judgement, Reason, Verdict, judge};
use crate::source::{ReadError, Source};
use crate::stream_map::{StreamCopy, StreamMap};
use crate::stream_maps::StreamMaps;
use crate::units::{ConnectionId, FrameNumber};

/// Looks at the bytes of those transfers again whose judgement depends on them, and judges them anew: whether
/// bytes that came more than once are the same, which frames stand around what is missing, where a file ends
/// in its mode of transfer, and which sizes listings tell.
///
/// # Errors
///
/// Where the source cannot be read any more. The transfers from that one on keep their judgement, which is a careful
/// one.
pub fn look_again(dissection: &mut Dissection, source: &dyn Source) -> Result<(), ReadError> {
    for (place, bytes) in listed_sizes(dissection, source)? {
        let session = dissection.sessions.get_mut(place.session);
        if let Some(transfer) = session.and_then(|session| session.transfers.get_mut(place.transfer)) {
            transfer.listed_bytes = Some(bytes);
            transfer.missing = missing_ranges(transfer, dissection.connections.connections());
            transfer.judgement = judge(&Evidence::of(transfer));
        }
    }
    // While nothing told that a stream is none of FTP its copies were compared at once.
    let conflicts = dissection.experts.infos().iter().filter(|info| info.code == ExpertCode::OverlapConflict);
    let mut told = conflicts.filter_map(|info| info.frame).collect();
    let places = uneven(dissection);
    let mut places = places.as_slice();
    while !places.is_empty() {
        let (together, rest) = places.split_at_checked(batch(dissection, places)).unwrap_or((places, &[]));
        let mut streams = streams(dissection, source, together)?;
        for (place, stream) in together {
            if let Some(stream) = streams.get_mut(stream) {
                look_at(dissection, source, *place, stream, &mut told)?;
            }
        }
        places = rest;
    }
    dissection.experts.sort();
    Ok(())
}

/// Who sends on which connection.
type StreamKey = (ConnectionId, Side);

/// The transfers that are to be looked at, with their half streams.
fn uneven(dissection: &Dissection) -> Vec<(TransferPlace, StreamKey)> {
    let of_session = |(number, session): (usize, &Session)| {
        let uneven = session.transfers.iter().enumerate().filter(|(_, of)| of.needs_second_look());
        let keyed = uneven.filter_map(move |(transfer, of)| {
            let data = of.data?;
            Some((TransferPlace { session: number, transfer }, (data.connection, data.sender)))
        });
        keyed.collect::<Vec<_>>()
    };
    dissection.sessions.iter().enumerate().flat_map(of_session).collect()
}

/// How many of the next transfers are looked at in one pass over the frames: as many as there is memory for, and one
/// at least.
fn batch(dissection: &Dissection, places: &[(TransferPlace, StreamKey)]) -> usize {
    let mut keys = BTreeSet::new();
    let mut cost = 0_usize;
    let is_room = |(_, key): &&(TransferPlace, StreamKey)| {
        let connection = dissection.connections.get(key.0);
        // Of files one behind the other on one connection the map is made once.
        if let Some(connection) = connection.filter(|_| keys.insert(*key)) {
            cost = cost.saturating_add(StreamMap::mapping_cost(connection.halves.get(key.1)));
        }
        keys.len() <= 1 || cost <= limits::MAPPING_BYTES
    };
    places.iter().take_while(is_room).count().max(1)
}

/// A half stream that was looked at. Many files may lie in one, block after block, and each is behind all others.
struct Stream {
    map: Rc<StreamMap>,
    /// The reader of the last file, and how many there are up to its end.
    reader: Option<(u32, FileReader)>,
}

/// The half streams of some transfers.
fn streams(
    dissection: &Dissection,
    source: &dyn Source,
    places: &[(TransferPlace, StreamKey)],
) -> Result<BTreeMap<StreamKey, Stream>, ReadError> {
    let keys: BTreeSet<_> = places.iter().map(|(_, key)| *key).collect();
    let keys: Vec<_> = keys.into_iter().collect();
    let maps = StreamMap::of_all(dissection, source, &keys)?;
    let stream = |map: StreamMap| (map.key(), Stream { map: Rc::new(map), reader: None });
    Ok(maps.into_iter().map(stream).collect())
}

fn look_at(
    dissection: &mut Dissection,
    source: &dyn Source,
    place: TransferPlace,
    stream: &mut Stream,
    told: &mut BTreeSet<FrameNumber>,
) -> Result<(), ReadError> {
    let session = dissection.sessions.get(place.session);
    let known = session.and_then(|session| session.transfers.get(place.transfer));
    let Some(mut transfer) = known.cloned() else { return Ok(()) };
    let Some(data) = &mut transfer.data else { return Ok(()) };
    let map = &stream.map;
    data.conflicting_bytes = Some(map.conflicting_bytes());
    let is_new = |copy: &&StreamCopy| copy.conflicting > 0 && !told.contains(&copy.frame);
    let copies: Vec<_> = map.copies().0.iter().filter(is_new).collect();
    for copy in copies.iter().copied() {
        let info = ExpertInfo::new(ExpertCode::OverlapConflict).at_frame(copy.frame).on(data.connection);
        dissection.experts.push(info.found(copy.conflicting));
    }
    told.extend(copies.iter().map(|copy| copy.frame));
    let captured: Vec<_> = map.captured().collect();
    let acknowledging = map.acknowledging_frames();
    for range in &mut transfer.missing {
        let behind = captured.partition_point(|stretch| stretch.start < range.end);
        let in_front = behind.checked_sub(1).and_then(|place| captured.get(place));
        range.before = in_front.map(|stretch| stretch.last_frame).or(acknowledging.map(|frames| frames.0));
        range.after =
            captured.get(behind).map(|stretch| stretch.first_frame).or(acknowledging.map(|frames| frames.1));
    }
    if transfer.is_coded()
        && let Some(data) = &mut transfer.data
    {
        data.decoded = decoded(dissection, source, place, data.files_before, stream)?;
    }
    transfer.judgement = judge(&Evidence::of(&transfer));
    if let Some(session) = dissection.sessions.get_mut(place.session)
        && let Some(known) = session.transfers.get_mut(place.transfer)
    {
        *known = transfer;
    }
    Ok(())
}

/// What the mode of a transfer makes of its bytes; `None` where that is not decoded.
fn decoded(
    dissection: &Dissection,
    source: &dyn Source,
    place: TransferPlace,
    files_before: u32,
    stream: &mut Stream,
) -> Result<Option<DecodedFile>, ReadError> {
    let transfer =
        dissection.sessions.get(place.session).and_then(|session| session.transfers.get(place.transfer));
    let behind = stream.reader.take().filter(|(files, _)| *files == files_before);
    let behind = behind.and_then(|(_, reader)| reader.next_file(transfer?));
    let mut reader = match behind {
        Some(reader) => reader,
        None => {
            let mut maps = StreamMaps::default();
            maps.keep(Rc::clone(&stream.map));
            FileReader::of_transfer_in(&mut maps, dissection, source, place, ReadOptions::default())?
        }
    };
    while reader.next(dissection, source)?.is_some() {}
    let (_, reader) = stream.reader.insert((files_before.saturating_add(1), reader));
    let ending = reader.ending();
    let Some(end) = ending.decoded.filter(|_| ending.problem != Some(Problem::ModeNotRead)) else {
        return Ok(None);
    };
    // Records in stream mode may leave the end to that of the connection.
    let in_stream = transfer.is_some_and(|transfer| transfer.transfer_mode == TransferMode::Stream);
    // Where the end of the connection is that of the file nothing can follow.
    let ends_with_connection =
        transfer.is_some_and(|of| matches!(of.transfer_mode, TransferMode::Stream | TransferMode::Deflate));
    let has_more = end.trailing_bytes > 0 || reader.has_bytes_behind();
    Ok(Some(DecodedFile {
        bytes: end.output_bytes,
        ended: end.mark == EndMark::Marked || (in_stream && end.mark == EndMark::Unmarked),
        broken: matches!(ending.problem, Some(Problem::Undecodable(_))) || ends_with_connection && has_more,
    }))
}

/// The files of a capture, and how many are beyond the cap. What several transfers have of a file is compared.
///
/// # Errors
///
/// Where the source cannot be read any more.
pub fn files(dissection: &Dissection, source: &dyn Source) -> Result<(Vec<TransferredFile>, u64), ReadError> {
    let (mut files, left_out) = transferred_files(&dissection.sessions);
    for file in files.iter_mut().filter(|file| file.pieces.len() > 1) {
        if FilePlan::new(dissection, source, file)?.conflicting_bytes() > 0 {
            file.judgement = Judgement { verdict: Verdict::Ambiguous, reason: Reason::CopiesDiffer };
        }
    }
    Ok((files, left_out))
}
