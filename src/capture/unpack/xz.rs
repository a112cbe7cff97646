//! xz.

use lzma_rust2::{Action, Status, XzStream};

use super::decode::{Decode, MemberState, Progress};
use crate::limits;

/// Bytes unpacked at a time.
const OUTPUT: usize = 64 * 1024;

/// What a decoder takes beside its window, in bytes: far less than this.
const OVERHEAD: u64 = 1024 * 1024;

/// Decodes one stream.
pub(super) struct XzDecoder {
    decoder: XzStream,
    output: Box<[u8]>,
    length: usize,
}

impl XzDecoder {
    pub(super) fn new() -> Self {
        Self { decoder: stream(), output: vec![0; OUTPUT].into_boxed_slice(), length: 0 }
    }
}

fn stream() -> XzStream {
    let kib = limits::UNPACK_WINDOW_BYTES.saturating_add(OVERHEAD) / 1024;
    XzStream::new_mem_limit(false, u32::try_from(kib).unwrap_or(u32::MAX))
}

impl Decode for XzDecoder {
    fn step(&mut self, input: &[u8]) -> Progress {
        let before = (self.decoder.total_in(), self.decoder.total_out());
        let state = match self.decoder.process(input, &mut self.output, Action::Run) {
            Ok(result) if result.status == Status::StreamEnd => MemberState::Ended,
            Ok(_) => MemberState::Running,
            Err(_) => MemberState::Invalid,
        };
        // Counted, since an error does not tell what came out before it.
        let grown = |after: u64, before: u64| usize::try_from(after.saturating_sub(before)).unwrap_or(0);
        self.length = grown(self.decoder.total_out(), before.1);
        Progress { consumed: grown(self.decoder.total_in(), before.0), state }
    }

    fn restart(&mut self) {
        self.decoder = stream();
    }

    fn unpacked(&self) -> &[u8] {
        self.output.get(..self.length).unwrap_or_default()
    }
}
