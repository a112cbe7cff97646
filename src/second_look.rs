//! What only the bytes of a transfer tell, and so only a second look at its frames.

use std::collections::BTreeSet;

use crate::address::Side;
use crate::dissector::Dissection;
use crate::expert::{ExpertCode, ExpertInfo};
use crate::file_plan::FilePlan;
use crate::file_reader::{FileReader, Problem, ReadOptions};
use crate::ftp::transfer_mode::EndMark;
use crate::ftp::transfer_parameters::TransferMode;
use crate::listed_sizes::listed_sizes;
use crate::session::files::{TransferredFile, transferred_files};
use crate::session::missing::missing_ranges;
use crate::session::transfer::{DataConnection, DecodedFile, TransferPlace};
use crate::session::verdict::{Evidence, Judgement, Reason, Verdict, judge};
use crate::source::{ReadError, Source};
use crate::stream_map::{StreamCopy, StreamMap};
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
    let mut streams = Vec::new();
    // While nothing told that a stream is none of FTP its copies were compared at once.
    let conflicts = dissection.experts.infos().iter().filter(|info| info.code == ExpertCode::OverlapConflict);
    let mut told = conflicts.filter_map(|info| info.frame).collect();
    for session in 0..dissection.sessions.len() {
        let count = dissection.sessions.get(session).map_or(0, |session| session.transfers.len());
        for transfer in 0..count {
            look_at(dissection, source, TransferPlace { session, transfer }, &mut streams, &mut told)?;
        }
    }
    dissection.experts.sort();
    Ok(())
}

/// A half stream that was looked at. Many files may lie in one, block after block, and each is behind all others.
struct Stream {
    connection: ConnectionId,
    sender: Side,
    map: StreamMap,
    /// The reader of the last file, and how many there are up to its end.
    reader: Option<(u32, FileReader)>,
}

/// The stream of a transfer, which may be that of the one before: of the last connection both are kept.
fn stream<'a>(
    dissection: &Dissection,
    source: &dyn Source,
    data: &DataConnection,
    streams: &'a mut Vec<Stream>,
) -> Result<Option<&'a mut Stream>, ReadError> {
    streams.retain(|stream| stream.connection == data.connection);
    if !streams.iter().any(|stream| stream.sender == data.sender) {
        let DataConnection { connection, sender, .. } = *data;
        let map = StreamMap::new(dissection, source, connection, sender)?;
        streams.push(Stream { connection, sender, map, reader: None });
    }
    Ok(streams.iter_mut().find(|stream| stream.sender == data.sender))
}

fn look_at(
    dissection: &mut Dissection,
    source: &dyn Source,
    place: TransferPlace,
    streams: &mut Vec<Stream>,
    told: &mut BTreeSet<FrameNumber>,
) -> Result<(), ReadError> {
    let session = dissection.sessions.get(place.session);
    let known = session.and_then(|session| session.transfers.get(place.transfer));
    let Some(mut transfer) = known.filter(|of| of.needs_second_look()).cloned() else { return Ok(()) };
    let Some(data) = &mut transfer.data else { return Ok(()) };
    let Some(stream) = stream(dissection, source, data, streams)? else { return Ok(()) };
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
    for range in &mut transfer.missing {
        let behind = captured.partition_point(|stretch| stretch.start < range.end);
        let in_front = behind.checked_sub(1).and_then(|place| captured.get(place));
        range.before = in_front.map(|stretch| stretch.last_frame);
        range.after = captured.get(behind).map(|stretch| stretch.first_frame);
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
        None => FileReader::of_transfer(dissection, source, place, ReadOptions::default())?,
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
