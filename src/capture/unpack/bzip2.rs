//! bzip2.

use bzip2::{Decompress, Status};

use super::decode::{Decode, MemberState, Progress};

/// Bytes unpacked at a time.
const OUTPUT: usize = 64 * 1024;

/// Decodes one stream.
pub(super) struct Bzip2Decoder {
    decoder: Decompress,
    output: Box<[u8]>,
    length: usize,
}

impl Bzip2Decoder {
    pub(super) fn new() -> Self {
        let output = vec![0; OUTPUT].into_boxed_slice();
        Self { decoder: Decompress::new(false), output, length: 0 }
    }
}

impl Decode for Bzip2Decoder {
    fn step(&mut self, input: &[u8]) -> Progress {
        let before = (self.decoder.total_in(), self.decoder.total_out());
        let state = match self.decoder.decompress(input, &mut self.output) {
            Ok(Status::StreamEnd) => MemberState::Ended,
            Ok(Status::MemNeeded) | Err(_) => MemberState::Invalid,
            Ok(_) => MemberState::Running,
        };
        let grown = |after: u64, before: u64| usize::try_from(after.saturating_sub(before)).unwrap_or(0);
        self.length = grown(self.decoder.total_out(), before.1);
        Progress { consumed: grown(self.decoder.total_in(), before.0), state }
    }

    fn restart(&mut self) {
        self.decoder = Decompress::new(false);
    }

    fn unpacked(&self) -> &[u8] {
        self.output.get(..self.length).unwrap_or_default()
    }
}
