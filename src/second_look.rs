//! What only the bytes of a transfer tell, and so only a second look at its frames.

use crate::dissector::Dissection;
use crate::session::transfer::Transfer;
use crate::session::verdict::{Evidence, judge};
use crate::source::{ReadError, Source};
use crate::stream_map::StreamMap;

/// Looks at the bytes of those transfers again whose judgement depends on them, and judges them anew: whether
/// bytes that came more than once are the same, which frames stand around what is missing, and where a file ends
/// in its mode of transfer.
///
/// # Errors
///
/// Where the source cannot be read any more. The transfers from that one on keep their judgement, which is a careful
/// one.
pub fn look_again(dissection: &mut Dissection, source: &dyn Source) -> Result<(), ReadError> {
    for session in 0..dissection.sessions.len() {
        let count = dissection.sessions.get(session).map_or(0, |session| session.transfers.len());
        for place in 0..count {
            look_at(dissection, source, session, place)?;
        }
    }
    Ok(())
}

fn look_at(
    dissection: &mut Dissection,
    source: &dyn Source,
    session: usize,
    place: usize,
) -> Result<(), ReadError> {
    let transfer = |dissection: &Dissection| {
        dissection.sessions.get(session).and_then(|session| session.transfers.get(place)).cloned()
    };
    let Some(mut transfer) = transfer(dissection).filter(Transfer::needs_second_look) else { return Ok(()) };
    let Some(data) = &mut transfer.data else { return Ok(()) };
    let map = StreamMap::new(dissection, source, data.connection, data.sender)?;
    data.conflicting_bytes = Some(map.conflicting_bytes());
    let captured: Vec<_> = map.captured().collect();
    for range in &mut transfer.missing {
        let behind = captured.partition_point(|stretch| stretch.start < range.end);
        let in_front = behind.checked_sub(1).and_then(|place| captured.get(place));
        range.before = in_front.map(|stretch| stretch.last_frame);
        range.after = captured.get(behind).map(|stretch| stretch.first_frame);
    }
    transfer.judgement = judge(&Evidence::of(&transfer));
    if let Some(session) = dissection.sessions.get_mut(session)
        && let Some(known) = session.transfers.get_mut(place)
    {
        *known = transfer;
    }
    Ok(())
}
