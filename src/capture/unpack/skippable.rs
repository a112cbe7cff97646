//! Frames to be skipped, which Zstandard (RFC 8878 §3.1.2) and LZ4 have alike.

use super::decode::{MemberState, Progress};
use super::gather::Gather;

/// Magic number and length.
const HEADER: usize = 8;
const LENGTH: usize = 4;

/// The bytes that are left of a frame to be skipped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skippable(u32);

impl Skippable {
    /// Takes the header, whose first bytes were gathered; `None` until all of it is there. Gives also how
    /// many bytes it took.
    pub(super) fn begin(gather: &mut Gather, input: &[u8]) -> (usize, Option<Self>) {
        let consumed = gather.take(input, HEADER);
        let length = gather.u32_at(LENGTH);
        if length.is_some() {
            gather.clear();
        }
        (consumed, length.map(Self))
    }

    /// Passes over bytes of it.
    pub(super) fn pass(&mut self, input: &[u8]) -> Progress {
        let consumed = (self.0 as usize).min(input.len());
        self.0 = self.0.saturating_sub(consumed as u32);
        let state = if self.0 == 0 { MemberState::Ended } else { MemberState::Running };
        Progress { consumed, state }
    }
}
