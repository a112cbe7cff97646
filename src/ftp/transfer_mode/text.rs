//! Text in the network (RFC 959 §3.1.1.1, RFC 854): lines that end with CR LF.

use memchr::memchr;

use super::machine::{Common, Fault, Machine, Step};
use super::output::Output;

const NUL: u8 = 0;
const LF: u8 = b'\n';
const CR: u8 = b'\r';

/// Which line ends a text keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineEnds {
    /// Those of the network, as they were sent.
    Wire,
    /// Those of most systems: CR LF becomes LF, and CR NUL, which stands for a
    /// CR (RFC 854), CR. An LF alone stays.
    #[default]
    Local,
}

/// Reads text of the network (TYPE A).
#[derive(Clone, Debug)]
pub struct TextDecoder {
    common: Common,
    line_ends: LineEnds,
    /// A CR came; the next byte tells what it is.
    carriage_return: bool,
}

impl TextDecoder {
    /// A decoder at the beginning of a connection.
    #[must_use]
    pub fn new(line_ends: LineEnds) -> Self {
        Self { common: Common::default(), line_ends, carriage_return: false }
    }

    /// The byte after a CR. With the line ends of the network the CR was appended before.
    fn after_carriage_return(&mut self, byte: u8, output: &mut Output<'_>) -> Step {
        if output.is_full() {
            return Step::NeedsRoom;
        }
        self.carriage_return = false;
        let counts = &mut self.common.file.text;
        let counter = match byte {
            LF => &mut counts.crlf,
            NUL => &mut counts.cr_nul,
            _ => &mut counts.bare_cr,
        };
        *counter = counter.saturating_add(1);
        let is_pair = byte == LF || byte == NUL;
        match self.line_ends {
            LineEnds::Wire if is_pair => output.append(&[byte]),
            LineEnds::Wire => 0,
            LineEnds::Local if byte == LF => output.append(&[LF]),
            LineEnds::Local => output.append(&[CR]),
        };
        Step::Went(usize::from(is_pair))
    }

    fn carriage_return(&mut self, output: &mut Output<'_>) -> Step {
        if self.line_ends == LineEnds::Wire && output.append(&[CR]) == 0 {
            return Step::NeedsRoom;
        }
        self.carriage_return = true;
        Step::Went(1)
    }
}

impl Machine for TextDecoder {
    fn common(&mut self) -> &mut Common {
        &mut self.common
    }

    fn step(&mut self, input: &[u8], output: &mut Output<'_>) -> Result<Step, Fault> {
        let Some(&first) = input.first() else { return Ok(Step::NeedsInput) };
        if self.carriage_return {
            return Ok(self.after_carriage_return(first, output));
        }
        let plain = input.get(..memchr(CR, input).unwrap_or(input.len())).unwrap_or_default();
        Ok(match plain.len() {
            0 => self.carriage_return(output),
            _ if output.is_full() => Step::NeedsRoom,
            _ => {
                let taken = output.append(plain);
                self.common.file.text.count(plain.get(..taken).unwrap_or_default());
                Step::Went(taken)
            }
        })
    }

    fn end(&mut self, output: &mut Output<'_>) {
        if std::mem::take(&mut self.carriage_return) {
            let counts = &mut self.common.file.text;
            counts.bare_cr = counts.bare_cr.saturating_add(1);
            if self.line_ends == LineEnds::Local {
                output.append(&[CR]);
            }
        }
    }
}
