//! What all decoders of data connections have in common.

use std::fmt;

use super::TextCounts;

/// Undoes one coding of a data connection. A push machine: however the
/// connection is cut into pieces, and however little room is given, the file
/// is the same.
pub trait Decoder {
    /// Decodes the beginning of `input` and appends at most `room` bytes to
    /// `output`: a few bytes of input can stand for many of a file, and what
    /// is not taken yet costs no memory. Room for nothing gets nothing on.
    ///
    /// # Errors
    ///
    /// Where the input breaks the rules of the coding. What was appended
    /// stands before that place; every later push fails in the same way.
    fn push(&mut self, input: &[u8], room: usize, output: &mut Vec<u8>) -> Result<Progress, DecodeError>;

    /// Tells that the file ends here: after [`Stop::FileEnd`], or after
    /// [`Stop::Input`] when the connection gives no more bytes. Appends the byte or two whose meaning
    /// hung on what would have followed, and gives what is known of the file.
    /// The next push begins the next file; an error stays.
    fn finish(&mut self, output: &mut Vec<u8>) -> DecodedEnd;
}

/// What a push did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the input that were taken; the rest is to be pushed again.
    pub consumed: usize,
    /// Why it stopped there.
    pub stop: Stop,
}

/// Why a push stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stop {
    /// All of the input was taken, and all that it gives was appended.
    Input,
    /// The room is used up; there may be more to append, even without input.
    Room,
    /// A file ended as its coding marks it. What was not taken belongs to the
    /// next file on the connection.
    FileEnd,
}

/// What is known of a file when it ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DecodedEnd {
    /// Whether the coding says that the file ends here.
    pub mark: EndMark,
    /// Bytes of the connection that the file took.
    pub input_bytes: u64,
    /// Bytes of the file.
    pub output_bytes: u64,
    /// Records whose end was marked (STRU R).
    pub records: u64,
    /// Restart markers between the data (RFC 959 §3.5).
    pub restart_markers: u64,
    /// Blocks or strings that the sender suspects of errors (RFC 959 §3.4.2).
    pub suspect_blocks: u64,
    /// Deflated streams that ended; programs send one a file.
    pub deflated_streams: u64,
    /// Whether the file, or a part of it, was deflated without a checksum.
    pub is_unchecked: bool,
    /// Bytes of the connection after the end that are none of the file's.
    pub trailing_bytes: u64,
    /// How the lines of a text end; all zero where it was not read as text.
    pub text: TextCounts,
}

/// Whether a coding says where a file ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EndMark {
    /// It said so here.
    Marked,
    /// It did not, but the bytes end where they may: the end of the connection
    /// is the end of the file, as in stream mode, or more is missing.
    #[default]
    Unmarked,
    /// The bytes end inside of something whose rest is missing.
    Cut,
}

/// Bytes that break the rules of their coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// What is wrong.
    pub code: DecodeErrorCode,
    /// Byte of the connection, counted from its beginning, at which it was
    /// found. In deflated data the cause may stand before it.
    pub offset: u64,
}

/// What is wrong with the bytes of a data connection. Names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecodeErrorCode {
    /// A descriptor has bits that RFC 959 §3.4.2 does not define.
    DescriptorInvalid,
    /// An escape byte is followed by what is no control code (RFC 959 §3.4.1).
    EscapeInvalid,
    /// What should be deflated is not.
    DeflateInvalid,
    /// It asks for a dictionary (RFC 1950 §2.2), which FTP has no way to give.
    DictionaryNeeded,
    /// Adler-32 of what was inflated is not the one that was sent (RFC 1950 §2.2).
    ChecksumDiffers,
}

impl DecodeErrorCode {
    /// Every code, for the test that each has its words.
    pub const ALL: &'static [Self] = &[
        Self::DescriptorInvalid,
        Self::EscapeInvalid,
        Self::DeflateInvalid,
        Self::DictionaryNeeded,
        Self::ChecksumDiffers,
    ];

    /// The stable name, in snake_case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DescriptorInvalid => "descriptor_invalid",
            Self::EscapeInvalid => "escape_invalid",
            Self::DeflateInvalid => "deflate_invalid",
            Self::DictionaryNeeded => "dictionary_needed",
            Self::ChecksumDiffers => "checksum_differs",
        }
    }
}

impl fmt::Display for DecodeError {
    /// The code and its place, for logs; readers get the words of the language files.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.code.name(), self.offset)
    }
}

impl std::error::Error for DecodeError {}
