//! Records in stream mode (RFC 959 §3.4.1): two-byte control codes between the data.

use memchr::memchr;

use super::decoder::{DecodeErrorCode, EndMark};
use super::machine::{Common, Fault, Machine, Step};
use super::output::Output;

/// Begins a control code; twice, it is a byte of data.
const ESCAPE: u8 = 0xFF;
const END_OF_RECORD: u8 = 1;
const END_OF_FILE: u8 = 2;

/// What stands for the end of a record in a file, which has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RecordEnd {
    /// Nothing: records are joined.
    #[default]
    Joined,
    /// LF: the line end of a text on most systems.
    Lf,
    /// CR LF: the line end of a text in the network.
    CrLf,
}

impl RecordEnd {
    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Joined => b"",
            Self::Lf => b"\n",
            Self::CrLf => b"\r\n",
        }
    }
}

/// Takes the control codes out of a file with record structure (STRU R).
#[derive(Clone, Debug)]
pub struct RecordDecoder {
    common: Common,
    place: Place,
    record_end: RecordEnd,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Data,
    /// After the escape byte.
    Escaped,
    /// Before what stands for the end of a record; what is left of it, and
    /// whether the file ends, too.
    RecordEnd(&'static [u8], bool),
    FileEnd,
}

impl RecordDecoder {
    /// A decoder at the beginning of a connection.
    #[must_use]
    pub fn new(record_end: RecordEnd) -> Self {
        Self { common: Common::default(), place: Place::Data, record_end }
    }

    fn data(&mut self, input: &[u8], output: &mut Output<'_>) -> Step {
        match memchr(ESCAPE, input).unwrap_or(input.len()) {
            0 if input.is_empty() => Step::NeedsInput,
            0 => {
                self.place = Place::Escaped;
                Step::Went(1)
            }
            _ if output.is_full() => Step::NeedsRoom,
            plain => Step::Went(output.append(input.get(..plain).unwrap_or_default())),
        }
    }

    fn control(&mut self, code: u8, output: &mut Output<'_>) -> Result<Step, Fault> {
        self.place = match code {
            ESCAPE if output.is_full() => return Ok(Step::NeedsRoom),
            ESCAPE => {
                output.append(&[ESCAPE]);
                Place::Data
            }
            END_OF_FILE => Place::FileEnd,
            _ if code & !END_OF_FILE == END_OF_RECORD => {
                self.common.file.records = self.common.file.records.saturating_add(1);
                Place::RecordEnd(self.record_end.bytes(), code & END_OF_FILE != 0)
            }
            _ => return Err(DecodeErrorCode::EscapeInvalid.into()),
        };
        Ok(Step::Went(1))
    }
}

impl Machine for RecordDecoder {
    fn common(&mut self) -> &mut Common {
        &mut self.common
    }

    fn step(&mut self, input: &[u8], output: &mut Output<'_>) -> Result<Step, Fault> {
        match (self.place, input.first()) {
            (Place::Data, _) => Ok(self.data(input, output)),
            (Place::Escaped, None) => Ok(Step::NeedsInput),
            (Place::Escaped, Some(&code)) => self.control(code, output),
            (Place::RecordEnd(b"", ends_file), _) => {
                self.place = if ends_file { Place::FileEnd } else { Place::Data };
                Ok(Step::Went(0))
            }
            (Place::RecordEnd(..), _) if output.is_full() => Ok(Step::NeedsRoom),
            (Place::RecordEnd(left, ends_file), _) => {
                let appended = output.append(left);
                self.place = Place::RecordEnd(left.get(appended..).unwrap_or_default(), ends_file);
                Ok(Step::Went(0))
            }
            (Place::FileEnd, _) => {
                self.common.file.mark = EndMark::Marked;
                self.place = Place::Data;
                Ok(Step::FileEnd)
            }
        }
    }

    fn end(&mut self, output: &mut Output<'_>) {
        if let Place::Escaped = self.place {
            self.common.file.mark = EndMark::Cut;
        }
        if let Place::RecordEnd(left, _) = self.place {
            output.append(left);
        }
        self.place = Place::Data;
    }
}
