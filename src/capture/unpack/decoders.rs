//! The decoder of each format.

use super::decode::Decode;
use crate::capture::Compression;

/// A decoder at the beginning of a member; `None` where this build has none.
pub(super) fn decoder(compression: Compression) -> Option<Box<dyn Decode>> {
    match compression {
        #[cfg(feature = "detail")]
        Compression::Gzip => Some(Box::new(super::gzip::GzipDecoder::new())),
        #[cfg(feature = "full")]
        Compression::Zstd => Some(Box::new(super::zstd::ZstdDecoder::new())),
        #[cfg(feature = "full")]
        Compression::Lz4 => Some(Box::new(super::lz4::Lz4Decoder::new())),
        #[cfg(feature = "full")]
        Compression::Bzip2 => Some(Box::new(super::bzip2::Bzip2Decoder::new())),
        #[cfg(feature = "full")]
        Compression::Xz => Some(Box::new(super::xz::XzDecoder::new())),
        #[cfg(not(feature = "full"))]
        _ => None,
    }
}
