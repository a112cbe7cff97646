//! Stream mode, file structure: the bytes of the connection are the file.

use super::decoder::{DecodeError, DecodedEnd, Decoder, Progress, Stop};
use super::output::Output;

/// Passes bytes on.
#[derive(Clone, Debug, Default)]
pub struct VerbatimDecoder {
    bytes: u64,
}

impl VerbatimDecoder {
    /// A decoder at the beginning of a connection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Decoder for VerbatimDecoder {
    fn push(&mut self, input: &[u8], room: usize, output: &mut Vec<u8>) -> Result<Progress, DecodeError> {
        let consumed = Output::new(output, room).append(input);
        self.bytes = self.bytes.saturating_add(consumed as u64);
        let stop = if consumed < input.len() { Stop::Room } else { Stop::Input };
        Ok(Progress { consumed, stop })
    }

    fn finish(&mut self, _output: &mut Vec<u8>) -> DecodedEnd {
        let bytes = std::mem::take(&mut self.bytes);
        DecodedEnd { input_bytes: bytes, output_bytes: bytes, ..DecodedEnd::default() }
    }
}
