//! Which bytes of a transfer are missing.

use super::expected_size::expected_sizes;
use super::transfer::{MissingRange, Transfer};
use super::verdict::{Evidence, SizeCheck};
use crate::limits;
use crate::tcp::Connection;

impl MissingRange {
    /// A range whose frames are not known yet.
    pub(super) fn new(start: u64, end: u64) -> Self {
        Self { start, end, before: None, after: None }
    }
}

/// The ranges that are missing of a transfer, in order: holes in its stream, and what follows its last byte
/// where a size was told. No more than [`limits::MISSING_RANGES`] of them.
#[must_use]
pub fn missing_ranges(transfer: &Transfer, connections: &[Connection]) -> Vec<MissingRange> {
    let Some(data) = transfer.data else { return Vec::new() };
    let Some(connection) = connections.get(data.connection.index()) else { return Vec::new() };
    let half = connection.halves.get(data.sender);
    let offset = |position: i64| u64::try_from(position.saturating_sub(half.start())).unwrap_or(0);
    let holes = half.holes().map(|hole| MissingRange::new(offset(hole.start), offset(hole.end)));
    let mut ranges: Vec<_> = holes.take(limits::MISSING_RANGES).collect();
    let told = expected_sizes(transfer).iter().filter_map(|size| size.bytes).max();
    if let Some(told) = told
        && Evidence::of(transfer).size == SizeCheck::Fewer
        && !transfer.is_coded()
        && data.start_known
    {
        ranges.push(MissingRange::new(data.length, told));
    } else if data.acknowledged_behind_end > 1 {
        // The last number may be that of the FIN.
        let end = data.length.saturating_add(data.acknowledged_behind_end).saturating_sub(1);
        ranges.push(MissingRange::new(data.length, end));
    }
    ranges
}
