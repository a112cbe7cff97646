//! Which bytes of a data connection are in the capture.

use serde::Serialize;

use crate::dissector::Dissection;
use crate::limits;
use crate::session::transfer::MissingRange;
use crate::session::transfer::TransferPlace;
use crate::source::{ReadError, Source};
use crate::stream_map::{StreamCopy, Stretch};
use crate::stream_maps::StreamMaps;
use crate::units::FrameNumber;

/// Which bytes of a data connection are in the capture, and which frames carried them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferMapView {
    /// Bytes of the stream, missing ones included, and those that are missing behind its end.
    pub length: u64,
    /// Ranges in the order of their first bytes. `captured` and `missing` cover the stream; `repeated` and
    /// `conflicting` lie within what was captured.
    pub spans: Vec<SpanView>,
    /// Ranges beyond the cap.
    pub left_out: u64,
}

/// A range of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpanView {
    /// `captured`, `missing`, `repeated` (captured again), or `conflicting` (captured again with other bytes).
    pub kind: &'static str,
    /// Offset of its first byte.
    pub start: u64,
    /// Offset behind its last byte.
    pub end: u64,
    /// Frame of its first byte; of what is missing, the one in front of it; or null.
    pub first_frame: Option<u32>,
    /// Frame of its last byte; of what is missing, the one behind it; or null.
    pub last_frame: Option<u32>,
}

/// Maps the data connection of a transfer; `None` where there is none. `maps` has those of streams that were made
/// before.
///
/// # Errors
///
/// Where the source cannot be read any more.
pub fn transfer_map(
    dissection: &Dissection,
    source: &dyn Source,
    place: TransferPlace,
    maps: &mut StreamMaps,
) -> Result<Option<TransferMapView>, ReadError> {
    let session = dissection.sessions.get(place.session);
    let Some(transfer) = session.and_then(|session| session.transfers.get(place.transfer)) else {
        return Ok(None);
    };
    let Some(data) = transfer.data else { return Ok(None) };
    let map = maps.get(dissection, source, data.connection, data.sender)?;
    let (copies, copies_left_out) = map.copies();
    let captured = map.captured().map(SpanView::from);
    let missing = transfer.missing.iter().map(SpanView::from);
    let mut spans: Vec<_> = captured.chain(missing).chain(copies.iter().map(SpanView::from)).collect();
    spans.sort_by_key(|span| span.start);
    let left_out = spans.len().saturating_sub(limits::SPANS) as u64;
    spans.truncate(limits::SPANS);
    let behind = transfer.missing.last().map_or(0, |range| range.end);
    Ok(Some(TransferMapView {
        length: map.length().max(behind),
        spans,
        left_out: left_out.saturating_add(copies_left_out),
    }))
}

impl From<Stretch> for SpanView {
    fn from(stretch: Stretch) -> Self {
        Self {
            kind: "captured",
            start: stretch.start,
            end: stretch.end,
            first_frame: Some(stretch.first_frame.get()),
            last_frame: Some(stretch.last_frame.get()),
        }
    }
}

impl From<&MissingRange> for SpanView {
    fn from(range: &MissingRange) -> Self {
        Self {
            kind: "missing",
            start: range.start,
            end: range.end,
            first_frame: range.before.map(FrameNumber::get),
            last_frame: range.after.map(FrameNumber::get),
        }
    }
}

impl From<&StreamCopy> for SpanView {
    fn from(copy: &StreamCopy) -> Self {
        Self {
            kind: if copy.conflicting > 0 { "conflicting" } else { "repeated" },
            start: copy.start,
            end: copy.end,
            first_frame: Some(copy.frame.get()),
            last_frame: Some(copy.frame.get()),
        }
    }
}
