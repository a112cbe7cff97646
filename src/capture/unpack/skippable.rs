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
    /// Takes the header, whose first bytes were gathered; `None` until all of it is there. `consumed` bytes were
    /// taken in the same step before.
    pub(super) fn begin(gather: &mut Gather, input: &[u8], consumed: usize) -> (Progress, Option<Self>) {
        let consumed = consumed.saturating_add(gather.take(input, HEADER));
        let Some(length) = gather.u32_at(LENGTH) else { return (Progress::running(consumed), None) };
        gather.clear();
        let mut frame = Self(length);
        // It may have no bytes.
        let Progress { state, .. } = frame.pass(&[]);
        (Progress { consumed, state }, Some(frame))
    }

    /// Passes over bytes of it.
    pub(super) fn pass(&mut self, input: &[u8]) -> Progress {
        let consumed = (self.0 as usize).min(input.len());
        self.0 = self.0.saturating_sub(consumed as u32);
        let state = if self.0 == 0 { MemberState::Ended } else { MemberState::Running };
        Progress { consumed, state }
    }
}
