//! What all decoders have in common.

/// The decoder of one member of a compressed file. It owns the bytes that it
/// unpacked, so that they are read where they are.
pub(super) trait Decode {
    /// Decodes the beginning of the input. Where nothing is consumed, nothing
    /// unpacked and the member goes on, more input is needed.
    fn step(&mut self, input: &[u8]) -> Progress;

    /// Tells that nothing follows, so that what was kept back comes out.
    fn end_early(&mut self) {}

    /// Begins the next member.
    fn restart(&mut self);

    /// What the last step unpacked.
    fn unpacked(&self) -> &[u8];
}

/// What a step did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress {
    /// Bytes of the input that it took.
    pub(super) consumed: usize,
    /// Where the member is after it.
    pub(super) state: MemberState,
}

impl Progress {
    /// The member goes on after so many bytes of the input.
    pub(super) fn running(consumed: usize) -> Self {
        Self { consumed, state: MemberState::Running }
    }
}

/// Where a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MemberState {
    /// It goes on.
    Running,
    /// It ended as it should.
    Ended,
    /// It ended, and its checksum is not that of what was unpacked.
    ChecksumDiffers,
    /// It is broken, or needs more memory than is given.
    Invalid,
}
