//! A frame while it is read, and what it turns out to be.

use super::{Layer, Segment};

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoded<'a> {
    /// A TCP segment.
    Segment(Segment<'a>),
    /// A fragment of an IP packet that carries TCP.
    Fragment(Layer),
    /// Something that is not TCP: ARP, UDP, …
    NotTcp,
    /// The header of this layer is cut or broken.
    Undecodable(Layer),
    /// Frames of this link type cannot be read.
    LinkTypeUnsupported,
}

/// A frame while it is read. Layers are read at places in it, so that each
/// place can be told.
pub(super) struct Frame<'a> {
    pub(super) bytes: &'a [u8],
    /// Bytes that the frame had.
    pub(super) original_length: usize,
}

impl<'a> Frame<'a> {
    /// The captured bytes from this place on.
    pub(super) fn from(&self, at: usize) -> &'a [u8] {
        self.bytes.get(at..).unwrap_or_default()
    }

    /// Where in the frame a part of it begins.
    pub(super) fn place_of(&self, part: &[u8]) -> usize {
        (part.as_ptr() as usize).wrapping_sub(self.bytes.as_ptr() as usize)
    }
}
