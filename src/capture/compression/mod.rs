//! Compressed captures: slices of the file in, slices of the capture out.
//!
//! Each format has a decoder with one interface, [`Decode`]; the [`Unpacker`]
//! drives it over any slicing, from one member of the file to the next one,
//! says what is wrong and stops at bombs. The feature `gzip` has gzip, `full`
//! all of them.

#[cfg(feature = "full")]
mod bzip2;
#[cfg(feature = "gzip")]
mod crc32;
#[cfg_attr(not(feature = "gzip"), expect(dead_code, reason = "a build without decoders"))]
mod decode;
#[cfg(feature = "full")]
mod gather;
#[cfg(feature = "gzip")]
mod gzip;
#[cfg(feature = "full")]
mod lz4;
mod unpacker;
#[cfg(feature = "full")]
mod xz;
#[cfg(feature = "full")]
mod zstd;

use decode::Decode;
pub(super) use unpacker::{Unpacked, Unpacker};

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// gzip (RFC 1952).
    Gzip,
    /// Zstandard (RFC 8878).
    Zstd,
    /// LZ4 frames.
    Lz4,
    /// bzip2.
    Bzip2,
    /// xz.
    Xz,
}

/// Bytes that tell every compression.
pub(super) const LONGEST_MAGIC: usize = 6;

impl Compression {
    /// The stable name, which is that of the program that unpacks it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Lz4 => "lz4",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
        }
    }

    /// The compression of a file that begins so.
    pub(super) fn told_by(head: &[u8]) -> Option<Self> {
        const ALL: [Compression; 5] =
            [Compression::Gzip, Compression::Zstd, Compression::Lz4, Compression::Bzip2, Compression::Xz];
        ALL.into_iter().find(|compression| compression.begins_member(head))
    }

    /// Whether a member of a file compressed so begins with these bytes. A
    /// file is one member or several, one after the other.
    fn begins_member(self, head: &[u8]) -> bool {
        match self {
            // Deflate is the only method there is.
            Self::Gzip => head.starts_with(b"\x1F\x8B\x08"),
            // Besides frames there are those to be skipped.
            Self::Zstd => head.starts_with(b"\x28\xB5\x2F\xFD") || is_skippable(head),
            Self::Lz4 => head.starts_with(b"\x04\x22\x4D\x18") || is_skippable(head),
            Self::Bzip2 => head.starts_with(b"BZh") && matches!(head.get(3), Some(b'1'..=b'9')),
            Self::Xz => head.starts_with(b"\xFD7zXZ\0"),
        }
    }

    /// A decoder at the beginning of a member; `None` where this build has none.
    fn decoder(self) -> Option<Box<dyn Decode>> {
        match self {
            #[cfg(feature = "gzip")]
            Self::Gzip => Some(Box::new(gzip::GzipDecoder::new())),
            #[cfg(feature = "full")]
            Self::Zstd => Some(Box::new(zstd::ZstdDecoder::new())),
            #[cfg(feature = "full")]
            Self::Lz4 => Some(Box::new(lz4::Lz4Decoder::new())),
            #[cfg(feature = "full")]
            Self::Bzip2 => Some(Box::new(bzip2::Bzip2Decoder::new())),
            #[cfg(feature = "full")]
            Self::Xz => Some(Box::new(xz::XzDecoder::new())),
            #[cfg(not(feature = "gzip"))]
            Self::Gzip => None,
            #[cfg(not(feature = "full"))]
            Self::Zstd | Self::Lz4 | Self::Bzip2 | Self::Xz => None,
        }
    }
}

/// Zstandard and LZ4 have frames to be skipped, with the same sixteen magic numbers.
fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}
