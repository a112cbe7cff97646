//! One step of a parser.

/// What a parser made of the bytes it was shown.
pub(super) enum Step {
    /// An item of this many bytes was read.
    Read(usize),
    /// The item needs this many bytes, more than there are.
    Need(usize),
    /// Nothing after this can be read; the reason has been said.
    Stop,
}
