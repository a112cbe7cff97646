//! From a frame to its TCP segment.

use super::frame::{Decoded, Frame};
use super::{LayerSink, link};

/// Reads a frame of this link type, which had `original_length` bytes when it
/// was captured, and tells `layers` where each header stands.
pub fn decode<'a>(
    link_type: u32,
    bytes: &'a [u8],
    original_length: u32,
    layers: &mut impl LayerSink,
) -> Decoded<'a> {
    let frame = Frame { bytes, original_length: original_length as usize };
    match link_type {
        link::ETHERNET => link::ethernet(&frame, layers),
        _ => Decoded::LinkTypeUnsupported,
    }
}
