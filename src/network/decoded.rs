//! What a frame turns out to be.

use super::reader::End;
use super::{Layer, Segment};

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoded<'a> {
    /// A TCP segment.
    Segment(Segment<'a>),
    /// A fragment of an IP packet that is not complete with it. `Fragments` says so where it never is.
    Fragment(Layer),
    /// Something that is not TCP: ARP, UDP, …
    NotTcp,
    /// What this header announces is encrypted.
    Encrypted(Layer),
    /// The header of this layer is cut or broken, or it carries what cannot be read.
    Undecodable(Layer),
    /// Frames of this link type cannot be read.
    LinkTypeUnsupported,
}

impl From<End> for Decoded<'_> {
    fn from(end: End) -> Self {
        match end {
            // Whoever reads TCP headers and fragments has left neither.
            End::Tcp => Self::Undecodable(Layer::Tcp),
            End::Fragment => Self::Undecodable(Layer::Fragment),
            End::NotTcp => Self::NotTcp,
            End::Encrypted(layer) => Self::Encrypted(layer),
            End::Undecodable(layer) => Self::Undecodable(layer),
        }
    }
}
