//! Why a file could not be opened at all.

use std::fmt;

/// Why a file could not be opened: it is no capture, or one of a kind that
/// cannot be read. Everything after a good beginning is an expert info
/// instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenError {
    /// What is wrong.
    pub code: OpenErrorCode,
    /// Byte in the file at which it is wrong.
    pub offset: u64,
    /// What the file is instead, where that is known: `png`, `gzip`, `snoop`, …
    pub detail: Option<&'static str>,
}

/// What is wrong with the beginning of a file. Names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenErrorCode {
    /// The file has no bytes.
    EmptyFile,
    /// The file is something else; `detail` says what.
    NotACapture,
    /// The file is compressed in a way that this build does not unpack; `detail` says how.
    Compressed,
    /// The file is compressed, and so is what is in it; `detail` says how.
    CompressedTwice,
    /// The file is compressed, and no capture can be unpacked; `detail` says how it is compressed.
    CompressionInvalid,
    /// A capture of a kind that cannot be read; `detail` says which.
    VariantUnsupported,
    /// The file ends inside its header.
    HeaderCut,
    /// The section header block of a pcapng file is broken.
    SectionInvalid,
}

impl OpenErrorCode {
    /// Every code, for the test that each has its words.
    pub const ALL: &'static [Self] = &[
        Self::EmptyFile,
        Self::NotACapture,
        Self::Compressed,
        Self::CompressedTwice,
        Self::CompressionInvalid,
        Self::VariantUnsupported,
        Self::HeaderCut,
        Self::SectionInvalid,
    ];

    /// The stable name, in snake_case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EmptyFile => "empty_file",
            Self::NotACapture => "not_a_capture",
            Self::Compressed => "compressed",
            Self::CompressedTwice => "compressed_twice",
            Self::CompressionInvalid => "compression_invalid",
            Self::VariantUnsupported => "variant_unsupported",
            Self::HeaderCut => "header_cut",
            Self::SectionInvalid => "section_invalid",
        }
    }
}

impl fmt::Display for OpenError {
    /// The code and its place, for logs; readers get the words of the language files.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.code.name(), self.offset)?;
        self.detail.map_or(Ok(()), |detail| write!(f, " ({detail})"))
    }
}

impl std::error::Error for OpenError {}
