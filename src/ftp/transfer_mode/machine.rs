//! The loop that all machines run in, and what it keeps for them.

use super::decoder::{DecodeError, DecodeErrorCode, DecodedEnd, Decoder, Progress, Stop};
use super::output::Output;

/// One coding, a step at a time.
pub(super) trait Machine {
    /// What the loop keeps for this machine.
    fn common(&mut self) -> &mut Common;

    /// Takes the beginning of the input, appends, or passes from one part of
    /// the coding to the next one. Must not go on for ever without either.
    fn step(&mut self, input: &[u8], output: &mut Output<'_>) -> Result<Step, Fault>;

    /// No more bytes of this file come: appends what was kept back, marks
    /// a file that was cut, and is then at the beginning of the next one.
    fn end(&mut self, output: &mut Output<'_>);
}

/// What a step did.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// It took so many bytes; there may be more to do.
    Went(usize),
    /// Nothing: it needs input first.
    NeedsInput,
    /// Nothing: it needs room first.
    NeedsRoom,
    /// The file ended. Nothing was taken.
    FileEnd,
}

/// A step that failed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fault {
    pub(super) code: DecodeErrorCode,
    /// Bytes of the input before the place at which it was found.
    pub(super) at: usize,
}

impl From<DecodeErrorCode> for Fault {
    /// At the first byte of the input.
    fn from(code: DecodeErrorCode) -> Self {
        Self { code, at: 0 }
    }
}

/// What the loop keeps for a machine.
#[derive(Clone, Debug, Default)]
pub(super) struct Common {
    /// Bytes of the connection that were taken.
    offset: u64,
    /// What is known of the file so far.
    pub(super) file: DecodedEnd,
    failure: Option<DecodeError>,
}

impl Common {
    fn took(&mut self, bytes: usize) {
        self.offset = self.offset.saturating_add(bytes as u64);
        self.file.input_bytes = self.file.input_bytes.saturating_add(bytes as u64);
    }

    fn gave(&mut self, bytes: u64) {
        self.file.output_bytes = self.file.output_bytes.saturating_add(bytes);
    }
}

impl<M: Machine> Decoder for M {
    fn push(&mut self, input: &[u8], room: usize, output: &mut Vec<u8>) -> Result<Progress, DecodeError> {
        if let Some(failure) = self.common().failure {
            return Err(failure);
        }
        let mut output = Output::new(output, room);
        let mut consumed = 0_usize;
        let stop = loop {
            match self.step(input.get(consumed..).unwrap_or_default(), &mut output) {
                Ok(Step::Went(bytes)) => {
                    consumed = consumed.saturating_add(bytes);
                    self.common().took(bytes);
                }
                Ok(Step::NeedsInput) => break Ok(Stop::Input),
                Ok(Step::NeedsRoom) => break Ok(Stop::Room),
                Ok(Step::FileEnd) => break Ok(Stop::FileEnd),
                Err(Fault { code, at }) => {
                    self.common().took(at);
                    let failure = DecodeError { code, offset: self.common().offset };
                    self.common().failure = Some(failure);
                    break Err(failure);
                }
            }
        };
        self.common().gave(output.appended());
        stop.map(|stop| Progress { consumed, stop })
    }

    fn finish(&mut self, output: &mut Vec<u8>) -> DecodedEnd {
        let mut output = Output::new(output, usize::MAX);
        self.end(&mut output);
        self.common().gave(output.appended());
        std::mem::take(&mut self.common().file)
    }
}
