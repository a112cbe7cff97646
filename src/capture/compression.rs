//! How files are compressed, by their first bytes.

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
    pub(super) fn begins_member(self, head: &[u8]) -> bool {
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
}

/// Zstandard and LZ4 have frames to be skipped, with the same sixteen magic numbers.
pub(super) fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}
