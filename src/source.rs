//! Where bytes are read again.

use std::fmt;

/// Bytes that stay where they are: a capture file is read once from its
/// beginning to its end, and what is wanted of it later is read again.
pub trait Source {
    /// Reads `length` bytes from this offset on.
    ///
    /// # Errors
    ///
    /// Where not all of them are there any more.
    fn read(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError>;
}

/// A source could not be read: it is gone, or it has become shorter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// First byte that was wanted.
    pub offset: u64,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the capture cannot be read again at byte {}", self.offset)
    }
}

impl std::error::Error for ReadError {}

/// A capture that is in memory.
impl Source for &[u8] {
    fn read(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let from = usize::try_from(offset).ok().and_then(|offset| self.get(offset..));
        from.and_then(|from| from.get(..length)).map(<[u8]>::to_vec).ok_or(ReadError { offset })
    }
}
