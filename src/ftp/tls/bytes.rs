//! Numbers and vectors of lengths that the sender says.

/// Reads from the front of bytes; `None` where they end too early.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// A big-endian number of `count` bytes, four at most.
    pub(super) fn number(&mut self, count: usize) -> Option<usize> {
        let bytes = self.take(count)?;
        Some(bytes.iter().fold(0, |number: usize, byte| number.wrapping_shl(8) | usize::from(*byte)))
    }

    /// A big-endian number of two bytes.
    pub(super) fn short(&mut self) -> Option<u16> {
        self.take(2)?.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
    }

    /// What stands behind its own length, a number of `count` bytes.
    pub(super) fn vector(&mut self, count: usize) -> Option<Self> {
        let length = self.number(count)?;
        self.take(length).map(Self)
    }
}
