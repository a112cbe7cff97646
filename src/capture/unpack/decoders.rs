//! The decoder of each format.

use super::decode::Decode;
use crate::capture::Compression;

/// A decoder at the beginning of a member; `None` where this build has none.
#[cfg(feature = "full")]
pub(super) fn decoder(compression: Compression) -> Option<Box<dyn Decode>> {
    Some(match compression {
        Compression::Gzip => Box::new(super::gzip::GzipDecoder::new()),
        Compression::Zstd => Box::new(super::zstd::ZstdDecoder::new()),
        Compression::Lz4 => Box::new(super::lz4::Lz4Decoder::new()),
        Compression::Bzip2 => Box::new(super::bzip2::Bzip2Decoder::new()),
        Compression::Xz => Box::new(super::xz::XzDecoder::new()),
    })
}

/// None: compressed captures are for the full module.
#[cfg(not(feature = "full"))]
pub(super) fn decoder(_: Compression) -> Option<Box<dyn Decode>> {
    None
}
